//! What any user of this computer sees of its processes.

use std::fs;

/// A process with its arguments.
pub struct Process {
    pub pid: i32,
    pub arguments: Vec<String>,
}

impl Process {
    /// What only its own user sees.
    pub fn environment(&self) -> String {
        let bytes = fs::read(format!("/proc/{}/environ", self.pid)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub fn kill(&self) {
        let status = std::process::Command::new("kill")
            .args(["-KILL", &self.pid.to_string()])
            .status();
        assert!(status.unwrap().success());
    }
}

/// All that are running.
pub fn all() -> Vec<Process> {
    let entries = fs::read_dir("/proc").unwrap();
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let read = |pid: i32| {
        // It may have ended meanwhile.
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let words = line.split(|byte| *byte == 0);
        Process {
            pid,
            arguments: words
                .map(|word| String::from_utf8_lossy(word).into_owned())
                .collect(),
        }
    };
    pids.map(read).collect()
}

/// The one whose program has this name and that has this argument.
pub fn find(name: &str, argument: &str) -> Option<Process> {
    let has_name = |process: &Process| {
        let program = process
            .arguments
            .first()
            .map(String::as_str)
            .unwrap_or_default();
        program == name || program.ends_with(&format!("/{name}"))
    };
    let mut found = all().into_iter();
    found.find(|it| has_name(it) && it.arguments.iter().any(|word| word == argument))
}

/// Whether a text is among the arguments of any process.
pub fn is_in_an_argument(text: &str) -> bool {
    all()
        .iter()
        .any(|it| it.arguments.iter().any(|word| word.contains(text)))
}
