//! Programs that stand in for those that cannot be had here: shell scripts of the same name.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_tunnel::{Door, Pauses, Programs, Setup, State};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::time::timeout;

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// The time by the test's clock.
pub const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

/// A folder with a program in it, which can leave notes there.
pub struct StandIn {
    pub folder: TempDir,
    name: &'static str,
}

impl StandIn {
    /// A program of this name. Its own folder is `$HERE`; each start adds a line to the file `starts`.
    pub fn new(name: &'static str, script: &str) -> Self {
        let stand_in = Self::absent(name);
        stand_in.install(script);
        stand_in
    }

    /// A program that is not there yet.
    pub fn absent(name: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, name }
    }

    pub fn install(&self, script: &str) {
        let here = self.folder.path().display();
        let text = format!("#!/bin/sh\nHERE={here}\necho $$ >> $HERE/starts\n{script}\n");
        // Put there whole: what is being written cannot be run.
        let new = self.path("new");
        fs::write(&new, text).unwrap();
        fs::set_permissions(&new, fs::Permissions::from_mode(0o755)).unwrap();
        fs::rename(new, self.path(self.name)).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What it noted.
    pub fn note(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// The ids of its processes, one for each start.
    pub fn starts(&self) -> Vec<i32> {
        let notes = self.note("starts");
        notes.lines().map(|line| line.parse().unwrap()).collect()
    }

    /// A setup that finds this program alone.
    pub fn setup(&self) -> Setup {
        setup(Programs::in_folders(vec![self.folder.path().to_owned()]))
    }
}

/// A setup without patience between tries.
pub fn setup(programs: Programs) -> Setup {
    Setup {
        door: Door::parse("http://127.0.0.1:4242/webhook").unwrap(),
        programs,
        pauses: Pauses {
            first: Duration::from_millis(10),
            longest: Duration::from_millis(100),
            steady: Duration::from_secs(60),
        },
        now: Arc::new(|| NOW),
        chance: Arc::new(|| u64::MAX),
    }
}

/// Waits for a state.
pub async fn until(
    state: &mut watch::Receiver<State>,
    what: &str,
    holds: impl Fn(&State) -> bool,
) -> State {
    let found = timeout(PATIENCE, state.wait_for(|state| holds(state))).await;
    match found.map(|found| found.map(|found| found.clone())) {
        Ok(Ok(found)) => found,
        _ => panic!("{what}: {:?}", *state.borrow()),
    }
}

/// The public URL of a state that is up; empty else.
pub fn url(state: &State) -> String {
    let reach = state.reach().and_then(|reach| reach.url.as_ref());
    reach.map(ToString::to_string).unwrap_or_default()
}

/// Waits for anything else.
pub async fn eventually(what: &str, holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(timeout(PATIENCE, wait).await.is_ok(), "{what}");
}

/// Whether a process does anything. One that ended and that nobody asked about does not.
pub fn is_running(pid: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat.rsplit(") ").next().unwrap_or_default();
    !state.is_empty() && !state.starts_with('Z')
}

/// Waits until a process that was ended is gone. A kill is not over when it is sent.
pub fn is_gone(pid: i32) -> bool {
    let began = std::time::Instant::now();
    while is_running(pid) && began.elapsed() < Duration::from_secs(1) {
        std::thread::yield_now();
    }
    !is_running(pid)
}

pub fn kill(pid: i32) {
    kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
}
