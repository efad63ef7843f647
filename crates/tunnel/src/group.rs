//! A program with all that it starts in turn, which is ended as one, and with us.

use std::ffi::OsString;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::process::{Child, Command};

/// How long a program may take to end by itself when it is asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A shell that runs the program and ends it when we are no more. It needs nothing of the system but
/// POSIX. The signal that Linux can send to the child of a parent that died is no substitute: it comes
/// when the thread ends that started the child, and an async runtime's threads come and go.
#[cfg(unix)]
const GUARD: &str = include_str!("guard.sh");

/// A command whose process is the head of a group of its own.
pub(crate) fn command(program: &Path, args: &[OsString]) -> Command {
    let mut command = bare(program, args);
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

#[cfg(unix)]
fn bare(program: &Path, args: &[OsString]) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", GUARD, "countertop-guard"])
        .arg(program)
        .args(args)
        // Never written to: the guard waits for its end.
        .stdin(Stdio::piped())
        .process_group(0);
    command
}

/// Elsewhere the program is ended with the app, and not when the app is killed.
#[cfg(not(unix))]
fn bare(program: &Path, args: &[OsString]) -> Command {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null());
    command
}

/// Ends a child's group: the program is asked first, and then all that is left is made to.
#[cfg(unix)]
pub(crate) async fn end(child: &mut Child, group: Option<u32>) {
    use rustix::process::{Pid, Signal, kill_process_group};

    let group = group.and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    let Some(group) = group else {
        return;
    };
    // A group that is gone cannot be reached any more: that is what is wanted.
    let _ = kill_process_group(group, Signal::TERM);
    // The guard ends when the program has.
    let _ = tokio::time::timeout(GRACE, child.wait()).await;
    let _ = kill_process_group(group, Signal::KILL);
    let _ = child.wait().await;
}

/// Ends a child.
#[cfg(not(unix))]
pub(crate) async fn end(child: &mut Child, _group: Option<u32>) {
    // It may have ended by itself.
    let _ = child.start_kill();
    let _ = tokio::time::timeout(GRACE, child.wait()).await;
}

/// How a program ended, as the rest of a sentence.
pub(crate) fn ending(status: ExitStatus) -> String {
    match status.code() {
        // A shell, and so the guard, tells of a signal by adding 128.
        Some(code @ 129..=192) if cfg!(unix) => format!("was ended by signal {}.", code - 128),
        Some(0) => "ended by itself.".to_owned(),
        Some(code) => format!("ended with exit code {code}."),
        None => "was ended from outside.".to_owned(),
    }
}
