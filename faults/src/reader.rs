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

/// How long the log may become, in MiB.
const LONGEST_MIB: u64 = 64;

/// Our own commands read all the time; then a foreign reader holds on to an old state as well.
pub fn under_load(trial: &Trial) -> Result<String> {
    let held = Duration::from_secs(trial.paced(5, 60));
    let serve = Serve::start(trial)?;
    let load = Load::start(serve.address, 8, 0);
    until("some answers", PATIENCE, || {
        Ok((load.acknowledged() > 100).then_some(()))
    })?;
    let ours = longest_log(trial, held)?;
    ensure!(load.refused() == 0, "refused beside our own readers");
    let beside_ours = load.acknowledged();
    let reader = Reader::begin(&trial.ledger().join("ledger.sqlite"), &trial.folder)?;
    let foreign = longest_log(trial, held)?;
    drop(reader);
    let (before, refused) = (load.acknowledged(), load.refused());
    until("an answer after the reader", RECOVERY, || {
        Ok((load.acknowledged() > before).then_some(()))
    })?;
    let (answers, _) = load.stop()?;
    let wrong = answers.refused.iter().find(|it| !it.is_for_later());
    ensure!(wrong.is_none(), "{wrong:?}");
    let again = answers.to_send_again();
    send_all(serve.address, &again)?;
    serve.stop()?;
    let (ours, foreign) = (ours >> 20, foreign >> 20);
    ensure!(
        ours.max(foreign) < LONGEST_MIB,
        "the log became {ours} and {foreign} MiB long"
    );
    proof::all_there(trial, &[answers.acknowledged, again].concat())?;
    Ok(format!(
        "{} under load beside our own readers: {} acknowledged, the log {ours} MiB at most; then beside \
         a foreign one: {} acknowledged, {} refused with 503, {foreign} MiB",
        seconds(held),
        grouped(beside_ours),
        grouped(before - beside_ours),
        grouped(refused),
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
