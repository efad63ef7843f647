//! Readers that stay for long while events come in.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::load::{Load, send_all};
use crate::number::grouped;
use crate::outage::RECOVERY;
use crate::serve::Serve;
use crate::trial::{Trial, text};
use crate::until::{PATIENCE, seconds, until};
use crate::{commands, proof};

/// How long the log may become, in bytes.
const LONGEST: u64 = 64 << 20;

/// Our own commands read all the time; then a foreign reader holds on to an old state as well.
pub fn under_load(trial: &Trial) -> Result<String> {
    let held = Duration::from_secs(trial.paced(5, 60));
    let ledger = trial.ledger();
    let serve = Serve::start(trial)?;
    let load = Load::start(serve.address, 8, 0);
    until("some answers", PATIENCE, || {
        Ok((load.acknowledged() > 100).then_some(()))
    })?;
    let beside_ours = longest_log(trial, held)?;
    ensure!(load.refused() == 0, "refused beside our own readers");
    let before = load.acknowledged();
    let reader = Reader::begin(&ledger.join("ledger.sqlite"), &trial.folder)?;
    let beside_foreign = longest_log(trial, held)?;
    drop(reader);
    let (acknowledged, refused) = (load.acknowledged(), load.refused());
    until("an answer after the reader", RECOVERY, || {
        Ok((load.acknowledged() > acknowledged).then_some(()))
    })?;
    let (answers, _) = load.stop()?;
    for one in &answers.refused {
        ensure!(one.is_for_later(), "{one:?}");
    }
    send_all(serve.address, &answers.to_send_again())?;
    serve.stop()?;
    ensure!(
        beside_ours.max(beside_foreign) < LONGEST,
        "the log became {} and {} MiB long",
        beside_ours >> 20,
        beside_foreign >> 20
    );
    let numbers = [answers.acknowledged.clone(), answers.to_send_again()].concat();
    proof::all_there(trial, &numbers)?;
    Ok(format!(
        "{} under load beside our own readers: {} acknowledged, the log {} MiB at most; {} beside a \
         foreign one: {} acknowledged, {} refused with 503, {} MiB",
        seconds(held),
        grouped(before),
        beside_ours >> 20,
        seconds(held),
        grouped(acknowledged - before),
        grouped(refused),
        beside_foreign >> 20
    ))
}

/// How long the log becomes within some time, while payments are listed again and again.
fn longest_log(trial: &Trial, time: Duration) -> Result<u64> {
    let log = trial.ledger().join("ledger.sqlite-wal");
    let (began, mut longest) = (Instant::now(), 0);
    while began.elapsed() < time {
        commands::on(trial, &trial.ledger(), ["payments", "list"])?.printed("payments list")?;
        longest = longest.max(log.metadata()?.len());
    }
    Ok(longest)
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
