//! Readers that stay for long while events come in.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::load::Load;
use crate::number::{counted, grouped};
use crate::serve::Serve;
use crate::trial::{Trial, Verdict, text};
use crate::until::{PATIENCE, last, seconds, until};
use crate::{commands, proof};

/// How long the log may become.
const LONGEST: u64 = 64 << 20;
/// Where it is moved into the database without waiting for a quiet moment.
const FULL: u64 = 16 << 20;

/// A foreign reader holds on to an old state, and our own commands read all the time.
pub fn under_load(trial: &Trial) -> Result<Verdict> {
    let held = Duration::from_secs(trial.paced(5, 60));
    let serve = Serve::start(trial)?;
    let load = Load::start(serve.address, 8, 0);
    until("some answers", PATIENCE, || {
        Ok((load.acknowledged() > 100).then_some(()))
    })?;
    let wal = trial.ledger().join("ledger.sqlite-wal");
    let reader = Reader::begin(&trial.ledger().join("ledger.sqlite"), &trial.folder)?;
    let (began, mut longest, mut lists) = (Instant::now(), 0, 0);
    while began.elapsed() < held {
        commands::on(trial, &trial.ledger(), ["payments", "list"])?.printed("payments list")?;
        lists += 1;
        longest = longest.max(wal.metadata()?.len());
        last(Duration::from_millis(20));
    }
    drop(reader);
    let before = load.acknowledged();
    until("more answers", PATIENCE, || {
        longest = longest.max(wal.metadata()?.len());
        Ok((load.acknowledged() > before + before / 4).then_some(()))
    })?;
    let (answers, _) = load.stop()?;
    ensure!(
        answers.refused.is_empty() || longest > LONGEST - FULL,
        "refused without need: {:?}",
        answers.refused.first()
    );
    until("a log that is moved", PATIENCE, || {
        Ok((wal.metadata()?.len() == 0).then_some(()))
    })?;
    serve.stop()?;
    ensure!(
        longest < LONGEST,
        "the log became {} MiB long after {}",
        longest >> 20,
        counted(answers.acknowledged.len(), "event")
    );
    proof::all_there(trial, &answers.acknowledged)?;
    Ok(Verdict::Held(format!(
        "{} under load, {} beside it: the log was {} MiB at most; {} acknowledged, {} refused",
        seconds(held),
        counted(lists, "list"),
        longest >> 20,
        grouped(answers.acknowledged.len()),
        grouped(answers.refused.len())
    )))
}

/// A read transaction of the sqlite3 program.
struct Reader {
    sqlite3: Child,
}

impl Reader {
    fn begin(file: &Path, folder: &Path) -> Result<Self> {
        let mark = folder.join("reading");
        let mut sqlite3 = Command::new("sqlite3")
            .args(["-bail", "-cmd", ".timeout 5000"])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let script = format!(
            "BEGIN;\nSELECT count(*) FROM event;\n.shell touch '{}'\n",
            text(&mark)?
        );
        let stdin = sqlite3.stdin.as_mut().context("no stdin")?;
        stdin.write_all(script.as_bytes())?;
        stdin.flush()?;
        until("a foreign reader", PATIENCE, || {
            Ok(mark.exists().then_some(()))
        })?;
        Ok(Self { sqlite3 })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.sqlite3.kill();
        let _ = self.sqlite3.wait();
    }
}
