//! A server in a process of its own, and what it used.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

/// A running server.
pub struct Server {
    child: Child,
    // Closing it tells the server to end.
    input: Option<ChildStdin>,
    pub address: SocketAddr,
    began: Duration,
}

/// What a server used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    /// Time on a processor since it was ready.
    pub processor: Duration,
    /// Memory that is resident.
    pub bytes: u64,
    /// Most memory that was.
    pub peak_bytes: u64,
}

impl Server {
    /// Starts one of our servers.
    pub fn start(name: &str, folder: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("serve").arg(name).arg(folder);
        Self::spawn(command)
    }

    /// Starts a program that prints where it listens and ends with its standard input.
    pub fn spawn(mut command: Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().parse().context("the server did not start")?;
        let began = processor(child.id())?;
        Ok(Self {
            input: child.stdin.take(),
            child,
            address,
            began,
        })
    }

    /// Time on a processor until it was ready.
    pub fn began(&self) -> Duration {
        self.began
    }

    /// What it used so far.
    pub fn used(&self) -> Result<Used> {
        let id = self.child.id();
        Ok(Used {
            processor: processor(id)?.saturating_sub(self.began),
            bytes: memory(id, "VmRSS:")?,
            peak_bytes: memory(id, "VmHWM:")?,
        })
    }

    /// Lets it end.
    pub fn stop(mut self) -> Result<()> {
        drop(self.input.take());
        self.child.wait()?;
        Ok(())
    }
}

/// User and system time of a process, from proc(5); ticks are hundredths of a second on Linux.
fn processor(id: u32) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
    let after_name = stat
        .rsplit_once(") ")
        .context("an unknown /proc/ID/stat")?
        .1;
    let ticks: u64 = after_name
        .split(' ')
        .skip(11)
        .take(2)
        .filter_map(|it| it.parse::<u64>().ok())
        .sum();
    Ok(Duration::from_millis(ticks * 10))
}

pub fn memory(id: u32, field: &'static str) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status
        .lines()
        .find_map(|it| it.strip_prefix(field))
        .context("an unknown /proc/ID/status")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes << 10)
}
