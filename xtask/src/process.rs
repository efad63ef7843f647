//! Runs the programs that a chore is made of: echoes each one, and says plainly which one failed.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// What cargo tells the program that it runs, and what must not reach the cargo that this program
/// runs in turn: build scripts watch some of these, and would be built again for nothing.
const LEFT_BY_CARGO: [&str; 5] = [
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_PRIMARY_PACKAGE",
];

/// One program with its arguments, the folder and the environment it runs in.
#[derive(Debug, Clone)]
pub struct Step {
    program: OsString,
    args: Vec<OsString>,
    dir: Option<PathBuf>,
    env: Vec<(OsString, OsString)>,
}

impl Step {
    /// A step that runs `program`, found on the PATH or given by its path.
    pub fn new(program: impl Into<OsString>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            dir: None,
            env: Vec::new(),
        }
    }

    /// The cargo that runs this program, so that a toolchain chosen with `cargo +name` stays chosen.
    pub fn cargo() -> Self {
        Self::new(cargo())
    }

    /// npm, which is a script with an ending of its own on Windows.
    pub fn npm() -> Self {
        Self::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
    }

    /// Adds one argument.
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Adds arguments.
    pub fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Runs the program in `dir`.
    pub fn dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.dir = Some(dir.into());
        self
    }

    /// Sets a variable of the program's environment.
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Echoes the step, runs it with our own output, and fails unless it succeeds.
    pub fn run(&self) -> Result<()> {
        eprintln!("  $ {self}");
        let status = self.start(&mut self.command())?.wait();
        self.verdict(status.with_context(|| format!("lost sight of `{self}`"))?)
    }

    /// Runs the step silently and gives back what it wrote to its standard output.
    pub fn output(&self) -> Result<String> {
        let mut command = self.command();
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped());
        let output = self
            .start(&mut command)?
            .wait_with_output()
            .with_context(|| format!("lost sight of `{self}`"))?;
        self.verdict(output.status)?;
        String::from_utf8(output.stdout).with_context(|| format!("`{self}` wrote no text"))
    }

    /// What the step writes to its standard output, if it succeeds; whatever it complains of is not shown.
    pub fn answer(&self) -> Option<String> {
        let mut command = self.command();
        let output = command.stdin(Stdio::null()).output().ok()?;
        let said = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(said)
    }

    /// Whether the step, run without a sound, succeeds. A program that is not there does not.
    pub fn succeeds(&self) -> bool {
        self.command()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Echoes the step and becomes it, where the platform can, so that Ctrl-C and signals go straight
    /// to it and its exit code is ours. Comes back only with a failure, or with success on Windows.
    pub fn hand_over(&self) -> Result<()> {
        eprintln!("  $ {self}");
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            let error = self.command().exec();
            Err(error).with_context(|| self.could_not_start())
        }
        #[cfg(not(unix))]
        {
            let status = self.start(&mut self.command())?.wait();
            self.verdict(status.with_context(|| format!("lost sight of `{self}`"))?)
        }
    }

    /// The step as a command that is not started yet, for those who watch over it themselves.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args);
        for (name, _) in std::env::vars_os() {
            if is_left_by_cargo(&name) {
                command.env_remove(&name);
            }
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        if in_ci() {
            command.stdin(Stdio::null());
        }
        command
    }

    fn start(&self, command: &mut Command) -> Result<std::process::Child> {
        command.spawn().with_context(|| self.could_not_start())
    }

    fn could_not_start(&self) -> String {
        let program = self.program.to_string_lossy();
        format!("{program} could not be started; is it installed and on the PATH?")
    }

    fn verdict(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        match status.code() {
            Some(code) => bail!("`{self}` ended with exit code {code}"),
            None => bail!("`{self}` was ended by a signal"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let program = Path::new(&self.program);
        // Where cargo or a tool of ours lies says nothing about what is being done.
        let name = program.file_name().unwrap_or(program.as_os_str());
        write!(f, "{}", quoted(name))?;
        for arg in &self.args {
            write!(f, " {}", quoted(arg))?;
        }
        match self.dir.as_deref().and_then(Path::file_name) {
            Some(dir) => write!(f, "  (in {})", dir.to_string_lossy()),
            None => Ok(()),
        }
    }
}

/// Whether a variable was set by the cargo that started us for this program alone.
fn is_left_by_cargo(name: &OsStr) -> bool {
    name.to_str()
        .is_some_and(|name| name.starts_with("CARGO_PKG_") || LEFT_BY_CARGO.contains(&name))
}

/// A word as it could be typed in a shell.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_=./:,@+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The path of the cargo that runs us, or its name.
pub fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Whether nobody is there to answer a question.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// Where a program lies on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_reads_as_it_would_be_typed() {
        let step = Step::new("/some/where/cargo")
            .args(["test", "--package", "a b", "it's", ""])
            .dir("/some/where/ui");
        assert_eq!(
            step.to_string(),
            r"cargo test --package 'a b' 'it'\''s' ''  (in ui)"
        );
    }

    #[test]
    fn what_cargo_left_is_not_passed_on() {
        for (name, left) in [
            ("CARGO_PKG_NAME", true),
            ("CARGO_MANIFEST_DIR", true),
            ("CARGO", false),
            ("CARGO_HOME", false),
            ("CARGO_TARGET_DIR", false),
            ("TS_RS_LARGE_INT", false),
        ] {
            assert_eq!(is_left_by_cargo(OsStr::new(name)), left, "{name}");
        }
    }

    #[test]
    fn a_failure_names_the_step() {
        let missing = Step::new("countertop-no-such-program").run().unwrap_err();
        assert!(missing.to_string().contains("countertop-no-such-program"));
        assert!(!Step::new("countertop-no-such-program").succeeds());
    }

    #[cfg(unix)]
    #[test]
    fn an_exit_code_is_told() {
        let error = Step::new("sh").args(["-c", "exit 3"]).run().unwrap_err();
        assert_eq!(error.to_string(), "`sh -c 'exit 3'` ended with exit code 3");
        let said = Step::new("sh").args(["-c", "echo yes"]).output().unwrap();
        assert_eq!(said, "yes\n");
    }
}
