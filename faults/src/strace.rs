//! strace, attached to the running receiver: it records system calls, or makes them fail.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};

use crate::serve::Serve;
use crate::trial::NotHere;
use crate::until::{PATIENCE, until};

/// An attached strace. Dropping it detaches it.
pub struct Strace {
    child: Child,
    log: PathBuf,
}

impl Strace {
    /// Attaches to every thread of the receiver; `args` say what is recorded or made to fail.
    pub fn attach<'a>(
        serve: &Serve,
        folder: &Path,
        args: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self> {
        is_allowed()?;
        let log = folder.join("strace.log");
        let process = serve.process().to_string();
        let child = Command::new("strace")
            .args(["-f", "-qq", "-e", "signal=none", "-o"])
            .arg(&log)
            .args(args)
            .args(["-p", &process])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .context("strace cannot be started")?;
        let mut strace = Self { child, log };
        until("strace at every thread", PATIENCE, || {
            ensure!(
                strace.child.try_wait()?.is_none(),
                "strace does not attach: {}",
                strace.complaint()
            );
            Ok(traced_everywhere(&process)?.then_some(()))
        })?;
        Ok(strace)
    }

    /// Makes these calls fail from now on, as `fdatasync:error=EIO`.
    pub fn inject(serve: &Serve, folder: &Path, fault: &str) -> Result<Self> {
        Self::attach(serve, folder, ["-e", &format!("inject={fault}")])
    }

    /// Lets the receiver go, and gives back what was recorded.
    pub fn detach(self) -> Result<String> {
        kill_process(Pid::from_child(&self.child), Signal::INT)?;
        self.ended()
    }

    /// Waits until the receiver has ended, and gives back what was recorded. A strace that is asked to
    /// let go of a process which is just dying waits for ever.
    pub fn ended(mut self) -> Result<String> {
        let child = &mut self.child;
        until("strace's end", PATIENCE, || Ok(child.try_wait()?))?;
        let bytes = std::fs::read(&self.log)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn complaint(&mut self) -> String {
        use std::io::Read as _;
        let mut text = String::new();
        if let Some(mut pipe) = self.child.stderr.take() {
            // What it says is only for the message.
            let _ = pipe.read_to_string(&mut text);
        }
        text.trim().to_owned()
    }
}

impl Drop for Strace {
    fn drop(&mut self) {
        // It may have ended with what it was attached to.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Fails when this user may not look into the receiver, which keeps its memory to itself.
pub fn is_allowed() -> Result<()> {
    /// The bit of the right to trace any process (capabilities(7), CAP_SYS_PTRACE).
    const TRACE_ANY: u64 = 1 << 19;
    let status = std::fs::read_to_string("/proc/self/status")?;
    let rights = status
        .lines()
        .find_map(|line| line.strip_prefix("CapEff:"))
        .and_then(|rights| u64::from_str_radix(rights.trim(), 16).ok());
    if rights.is_some_and(|rights| rights & TRACE_ANY > 0) {
        return Ok(());
    }
    Err(NotHere("the system lets this user trace no process that keeps its memory private").into())
}

fn traced_everywhere(process: &str) -> Result<bool> {
    for task in std::fs::read_dir(format!("/proc/{process}/task"))? {
        // A thread may end while we look.
        let Ok(status) = std::fs::read_to_string(task?.path().join("status")) else {
            continue;
        };
        if status.lines().any(|line| line == "TracerPid:\t0") {
            return Ok(false);
        }
    }
    Ok(true)
}
