//! No room: a full disk, also in a checkpoint, and a limit on the length of files.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::load::Load;
use crate::number::grouped;
use crate::outage::{Meanwhile, proven, under_load};
use crate::proof;
use crate::serve::Serve;
use crate::trial::{Trial, text, tool};
use crate::until::{PATIENCE, until};

const MIB: u64 = 1 << 20;

/// A disk of its own for the ledger, in memory.
fn small_disk(trial: &Trial, mib: u64) -> Result<()> {
    std::fs::create_dir(trial.ledger())?;
    let size = format!("size={mib}m,mode=700");
    let folder = trial.ledger();
    tool(
        "mount",
        ["-t", "tmpfs", "-o", &size, "tmpfs", text(&folder)?],
    )
    .map(drop)
}

/// A file that takes the room.
struct Filling(PathBuf);

impl Filling {
    /// Takes all the room that there is.
    fn all(ledger: &Path) -> Result<Self> {
        let path = ledger.join("filling");
        let mut file = File::create(&path)?;
        for length in [1 << 16, 1 << 12, 1] {
            let block = vec![0_u8; length];
            while file.write_all(&block).is_ok() {}
        }
        Ok(Self(path))
    }

    /// Leaves so much room.
    fn all_but(ledger: &Path, room: u64) -> Result<Self> {
        let filling = Self::all(ledger)?;
        let file = File::options().write(true).open(&filling.0)?;
        let length = file.metadata()?.len();
        file.set_len(length.saturating_sub(room))?;
        Ok(filling)
    }

    fn remove(self) -> Result<()> {
        Ok(std::fs::remove_file(self.0)?)
    }
}

/// The disk is full.
pub fn full(trial: &Trial) -> Result<String> {
    trial.has_mounts()?;
    small_disk(trial, 32)?;
    let serve = Serve::start(trial)?;
    let outage = under_load(
        trial,
        &serve,
        0,
        Meanwhile::Something,
        || Filling::all(&trial.ledger()),
        Filling::remove,
    )?;
    proven(trial, serve, &outage)
}

/// The disk is full when the log has to be moved into the database.
pub fn full_in_checkpoint(trial: &Trial) -> Result<String> {
    trial.has_mounts()?;
    small_disk(trial, 96)?;
    let serve = Serve::start(trial)?;
    let load = Load::start(serve.address, 8, 0);
    let wal = trial.ledger().join("ledger.sqlite-wal");
    until("a log of 12 MiB", 2 * PATIENCE, || {
        Ok((wal.metadata()?.len() > 12 * MIB).then_some(()))
    })?;
    let (before, next) = load.stop()?;
    // Room for the log to become so long that it has to be moved, and none for the database.
    let filling = Filling::all_but(&trial.ledger(), 5 * MIB)?;
    let outage = under_load(
        trial,
        &serve,
        next,
        Meanwhile::Something,
        || {
            until("a failing checkpoint", 2 * PATIENCE, || {
                let said = serve.log.text().contains("could not be checkpointed");
                Ok(said.then_some(()))
            })?;
            Ok(filling)
        },
        Filling::remove,
    )?;
    let figures = proven(trial, serve, &outage)?;
    proof::byte_for_byte(&trial.ledger(), &before.acknowledged)?;
    let length = wal.metadata().map_or(0, |it| it.len());
    ensure!(
        length == 0,
        "the log still has {length} bytes after the end"
    );
    Ok(format!("a checkpoint failed; {figures}"))
}

/// Files may not become longer.
pub fn length_limit(trial: &Trial) -> Result<String> {
    let serve = Serve::start(trial)?;
    let process = serve.process().to_string();
    let wal = trial.ledger().join("ledger.sqlite-wal");
    let limit = |limit: &str| {
        let limit = format!("--fsize={limit}:unlimited");
        tool("prlimit", ["--pid", &process, &limit]).map(drop)
    };
    let outage = under_load(
        trial,
        &serve,
        0,
        Meanwhile::Something,
        || limit(&wal.metadata()?.len().to_string()),
        |()| limit("unlimited"),
    )?;
    let events = outage.acknowledged.len();
    let figures = proven(trial, serve, &outage)?;
    Ok(format!("{figures} ({} events)", grouped(events)))
}
