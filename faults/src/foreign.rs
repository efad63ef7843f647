//! A transaction of the sqlite3 program on the ledger: another program that holds on to it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::trial::text;
use crate::until::{PATIENCE, until};

/// A transaction that is held. Dropping it kills the program.
pub struct Foreign {
    sqlite3: Child,
}

impl Foreign {
    /// Begins one with these statements, and waits until they are through.
    pub fn hold(file: &Path, folder: &Path, statements: &str) -> Result<Self> {
        let mark = folder.join("held");
        let mut sqlite3 = Command::new("sqlite3")
            .args(["-bail", "-cmd", ".timeout 5000"])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let script = format!("{statements}\n.shell touch '{}'\n", text(&mark)?);
        let stdin = sqlite3.stdin.as_mut().context("no stdin")?;
        stdin.write_all(script.as_bytes())?;
        stdin.flush()?;
        let held = Self { sqlite3 };
        until("a foreign transaction", PATIENCE, || {
            Ok(mark.exists().then_some(()))
        })?;
        Ok(held)
    }

    /// Lets it go.
    pub fn release(mut self) -> Result<()> {
        // At the end of its input it rolls back.
        drop(self.sqlite3.stdin.take());
        ensure!(self.sqlite3.wait()?.success(), "sqlite3 failed");
        Ok(())
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        // One that was released has ended already.
        let _ = self.sqlite3.kill();
        let _ = self.sqlite3.wait();
    }
}
