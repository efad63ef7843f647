//! Ends every process that the window test started, however far it wandered from us: web views and
//! buses start processes of their own, in sessions of their own. All of them inherit a mark in their
//! environment, and by that they are found.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::PAUSE;
use crate::process::Step;

/// The variable that holds the mark.
const VARIABLE: &str = "COUNTERTOP_WINDOW_TEST";

/// What the processes of one run of the test have in their environment.
#[derive(Debug)]
pub struct Mark(String);

impl Mark {
    /// A mark that no other run has at the same time.
    pub fn new() -> Self {
        Self(format!("window-test-{}", std::process::id()))
    }

    /// The variable that a process carries.
    pub fn variable(&self) -> (&'static str, &String) {
        (VARIABLE, &self.0)
    }

    /// Ends every marked process apart from `spared`: asks first, and after `grace` asks no more.
    pub fn end_all(&self, spared: &[u32], grace: Duration) -> Result<()> {
        for signal in ["TERM", "KILL"] {
            let deadline = Instant::now() + grace;
            let mut running = self.running(spared);
            send(signal, &running);
            while !running.is_empty() && Instant::now() < deadline {
                std::thread::sleep(PAUSE);
                running = self.running(spared);
            }
            if running.is_empty() {
                return Ok(());
            }
        }
        bail!(
            "processes of the window test would not end: {:?}",
            self.running(spared)
        )
    }

    /// The marked processes that run now.
    fn running(&self, spared: &[u32]) -> Vec<u32> {
        let Ok(entries) = fs::read_dir("/proc") else {
            return Vec::new();
        };
        entries
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter(|pid| !spared.contains(pid))
            .filter(|pid| {
                fs::read(format!("/proc/{pid}/environ")).is_ok_and(|all| self.is_in(&all))
            })
            .collect()
    }

    /// Whether an environment, as the kernel tells it, has the mark.
    fn is_in(&self, environment: &[u8]) -> bool {
        let wanted = format!("{VARIABLE}={}", self.0);
        environment
            .split(|byte| *byte == 0)
            .any(|entry| entry == wanted.as_bytes())
    }
}

fn send(signal: &str, processes: &[u32]) {
    if processes.is_empty() {
        return;
    }
    // The shell's own kill: a small system may have no program of that name. That some process has
    // ended in the meantime is no failure.
    let script = format!("kill -{signal} \"$@\" 2>/dev/null");
    Step::new("sh")
        .args(["-c", &script, "sh"])
        .args(processes.iter().map(u32::to_string))
        .succeeds();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_a_whole_entry_of_the_environment() {
        let mark = Mark("window-test-12".to_owned());
        for (environment, expected) in [
            (
                &b"A=1\0COUNTERTOP_WINDOW_TEST=window-test-12\0B=2\0"[..],
                true,
            ),
            (b"COUNTERTOP_WINDOW_TEST=window-test-12", true),
            (b"COUNTERTOP_WINDOW_TEST=window-test-123\0", false),
            (b"X_COUNTERTOP_WINDOW_TEST=window-test-12\0", false),
            (b"", false),
        ] {
            assert_eq!(mark.is_in(environment), expected, "{environment:?}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_marked_process_is_ended_even_when_it_has_left_our_session() {
        let mark = Mark(format!("test-{}", std::process::id()));
        let (name, value) = mark.variable();
        let mut child = Step::new("sh")
            .args(["-c", "trap '' TERM; sleep 300 & wait; sleep 300"])
            .env(name, value)
            .command()
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while mark.running(&[]).len() < 2 && Instant::now() < deadline {
            std::thread::sleep(PAUSE);
        }
        assert!(mark.running(&[child.id()]).len() == 1, "spared");
        // A child that nobody waits for stays in /proc without an environment.
        mark.end_all(&[], Duration::from_millis(300)).unwrap();
        assert!(mark.running(&[]).is_empty());
        assert!(!child.wait().unwrap().success());
    }
}
