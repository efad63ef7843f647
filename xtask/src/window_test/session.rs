//! A desktop session that nobody sees: a display in memory, a session bus, a window manager, and an
//! empty home, so that a test finds nothing of the person who runs it and leaves nothing behind.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};

use super::leftovers::Mark;
use super::{end, remove};
use crate::process::Step;

/// Room for the window and its frame, and the depth that web views draw in.
const SCREEN: &str = "1440x960x24";

/// The running session; it ends when this is dropped.
pub struct Session {
    // In the order in which they started; they end the other way round.
    processes: Vec<Child>,
    variables: Vec<(String, String)>,
    home: PathBuf,
    /// What the session's own processes complain of. Some of it is always there and means nothing, so
    /// it is kept out of the test's output.
    log: PathBuf,
}

impl Session {
    /// Starts a session whose processes carry `mark` and write into the file `log`.
    pub fn start(mark: &Mark, log: &Path) -> Result<Self> {
        let (name, value) = mark.variable();
        let mut session = Self {
            processes: Vec::new(),
            variables: vec![(name.to_owned(), value.clone())],
            // Not in the target folder: sockets lie in here, and their paths must be short.
            home: std::env::temp_dir().join(format!("countertop-{value}")),
            log: log.to_owned(),
        };
        remove_file(log);
        session.make_home()?;
        let display = session.start_and_ask(Step::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            SCREEN,
            "-nolisten",
            "tcp",
            "-noreset",
        ]))?;
        session.set("DISPLAY", &format!(":{display}"));
        let bus = session.start_and_ask(Step::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]))?;
        session.set("DBUS_SESSION_BUS_ADDRESS", &bus);
        session.start_quietly(Step::new("openbox").arg("--sm-disable"))?;
        Ok(session)
    }

    /// What a program must have in its environment to be part of the session.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The processes that make up the session itself.
    pub fn own(&self) -> Vec<u32> {
        self.processes.iter().map(Child::id).collect()
    }

    fn make_home(&mut self) -> Result<()> {
        remove(&self.home);
        for (variable, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let folder = match folder {
                "" => self.home.clone(),
                below => self.home.join(below),
            };
            fs::create_dir_all(&folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
            owner_only(&folder)?;
            self.set(variable, &folder.to_string_lossy());
        }
        // A real session may be around us: the app is to draw on our display, without its graphics card.
        self.set("GDK_BACKEND", "x11");
        self.set("XDG_SESSION_TYPE", "x11");
        self.set("LIBGL_ALWAYS_SOFTWARE", "1");
        Ok(())
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// Starts a process that writes one line when it is ready, and gives back that line.
    fn start_and_ask(&mut self, step: Step) -> Result<String> {
        let mut child = self.spawn(&step, Stdio::piped())?;
        let said = child.stdout.take();
        self.processes.push(child);
        let mut line = String::new();
        if let Some(said) = said {
            BufReader::new(said).read_line(&mut line)?;
        }
        match line.trim() {
            "" => bail!(
                "`{step}` ended before it was ready; what it said is in {}",
                self.log.display()
            ),
            line => Ok(line.to_owned()),
        }
    }

    fn start_quietly(&mut self, step: Step) -> Result<()> {
        let child = self.spawn(&step, Stdio::null())?;
        self.processes.push(child);
        Ok(())
    }

    fn spawn(&self, step: &Step, stdout: Stdio) -> Result<Child> {
        let log = File::options()
            .create(true)
            .append(true)
            .open(&self.log)
            .with_context(|| format!("{} cannot be written", self.log.display()))?;
        let mut command = step.command();
        command.envs(self.variables());
        command.stdin(Stdio::null()).stdout(stdout).stderr(log);
        command
            .spawn()
            .with_context(|| format!("`{step}` could not be started"))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in self.processes.iter_mut().rev() {
            end(child);
        }
        remove(&self.home);
    }
}

/// Takes a file of an earlier run away, if there is one.
fn remove_file(file: &Path) {
    let _ = fs::remove_file(file);
}

#[cfg(unix)]
fn owner_only(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .with_context(|| format!("{} cannot be kept from others", folder.display()))
}

#[cfg(not(unix))]
fn owner_only(_: &Path) -> Result<()> {
    Ok(())
}
