//! A power cut: what the receiver did to the disk is recorded, and disks as they may be found after a
//! cut at any moment are made from it and opened.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::disk_image::{Disk, SURVIVALS, Step};
use crate::load::Load;
use crate::number::{Chance, grouped};
use crate::order::{answered, is_success};
use crate::serve::{Serve, Start};
use crate::trace::{Call, calls};
use crate::trial::{Trial, text};
use crate::until::{PATIENCE, until};
use crate::{commands, events, proof, strace};

/// The calls that change a disk, and those that show requests and answers.
const RECORDED: &str = "trace=openat,mkdir,pwrite64,write,fallocate,fsync,fdatasync,ftruncate,unlink,\
                        rename,recvfrom,writev,sendto";

/// What happens at a line of the recording.
enum Moment {
    Step(Step),
    Answer(usize),
}

/// At every moment of a run the power is cut.
pub fn cut(trial: &Trial) -> Result<String> {
    strace::is_allowed()?;
    let (log, sent) = recorded(trial)?;
    let calls = calls(&log);
    let moments = moments(&calls, text(&trial.folder)?)?;
    let wanted = trial.paced(60, 400);
    let every = (moments.len() / wanted).max(1);
    let mut disk = Disk::default();
    let (mut acknowledged, mut images) = (Vec::new(), 0);
    for (at, (line, moment)) in moments.iter().enumerate() {
        match moment {
            Moment::Step(step) => disk.take(*line, step),
            Moment::Answer(number) => acknowledged.push(*number),
        }
        if at % every > 0 && at + 1 < moments.len() {
            continue;
        }
        for survival in SURVIVALS {
            let mut chance = Chance(at as u64);
            let files = disk.after_a_cut(survival, &mut chance);
            opened(trial, &files, &acknowledged).with_context(|| {
                format!("cut at line {line} of the recording, {survival:?} survives")
            })?;
            images += 1;
        }
    }
    ensure!(
        acknowledged.len() == sent,
        "{} answers were recorded of {sent}",
        acknowledged.len()
    );
    Ok(format!(
        "{} disks made from {} steps of a run with {} acknowledged events: none lacks one that was \
         acknowledged before the cut",
        grouped(images),
        grouped(moments.len()),
        grouped(acknowledged.len())
    ))
}

/// Records a run with events one by one and many at once, the log emptied in a quiet moment, more
/// events, and an orderly end. Gives back the recording and how many events were sent.
fn recorded(trial: &Trial) -> Result<(String, usize)> {
    let log = trial.folder.join("strace.log");
    let words = [
        "strace",
        "-f",
        "-qq",
        "-y",
        "-s",
        "70000",
        "-e",
        "signal=none",
        "-e",
        RECORDED,
        "-o",
    ];
    let serve = Start::of(trial)
        .below(words.into_iter().chain([text(&log)?]))
        .start()?;
    let events = trial.paced(15, 100);
    let mut next = 0;
    for senders in [1, 4] {
        next = some_events(&serve, senders, next, events)?;
    }
    let wal = trial.ledger().join("ledger.sqlite-wal");
    until("a log that is emptied", PATIENCE, || {
        Ok((wal.metadata()?.len() == 0).then_some(()))
    })?;
    let sent = some_events(&serve, 4, next, events)?;
    serve.stop()?;
    let log = std::fs::read(log)?;
    Ok((String::from_utf8_lossy(&log).into_owned(), sent))
}

fn some_events(serve: &Serve, senders: usize, first: usize, number: usize) -> Result<usize> {
    let load = Load::start(serve.address, senders, first);
    until("so many answers", 4 * PATIENCE, || {
        Ok((load.acknowledged() >= number).then_some(()))
    })?;
    let (answers, next) = load.stop()?;
    ensure!(answers.to_send_again().is_empty(), "{answers:?}");
    Ok(next)
}

/// What happened to the ledger's files, and when an event was acknowledged, in order.
fn moments(calls: &[Call], folder: &str) -> Result<Vec<(usize, Moment)>> {
    let mut moments = Vec::new();
    let mut names = Disk::default();
    for (at, call) in calls.iter().enumerate() {
        if is_success(call) {
            let number = events::number(answered(calls, at)?).context("a foreign event")?;
            // The promise is made as soon as the answer may be on its way.
            moments.push((call.began, Moment::Answer(number)));
            continue;
        }
        let Some((path, line)) = path(call).zip(call.ended) else {
            continue;
        };
        if !call.succeeded() || !is_ours(&path, folder) {
            continue;
        }
        if let Some(step) = step(call, path, &names)? {
            names.take(line, &step);
            moments.push((line, Moment::Step(step)));
        }
    }
    moments.sort_by_key(|(line, _)| *line);
    Ok(moments)
}

/// Whether a path is one of the ledger's folder, or the folder, or the one that it lies in. The index
/// of the log is made anew from the log, and the lock holds nothing.
fn is_ours(path: &str, folder: &str) -> bool {
    let is_made_anew = path.ends_with("-shm") || path.ends_with(".lock");
    let inside = Path::new(path).starts_with(Path::new(folder).join("shop"));
    path == folder || (inside && !is_made_anew)
}

/// The path that a call is about: of its file, or given to it.
fn path(call: &Call) -> Option<String> {
    match call.name.as_str() {
        "openat" | "mkdir" | "unlink" => String::from_utf8(call.bytes()?).ok(),
        _ => call.file().map(str::to_owned),
    }
}

/// What a call did to a disk that has these names.
fn step(call: &Call, path: String, names: &Disk) -> Result<Option<Step>> {
    Ok(Some(match call.name.as_str() {
        "openat" if call.args.contains("O_CREAT") && !names.has(&path) => Step::Made(path),
        "openat" => return Ok(None),
        "mkdir" => Step::Made(path),
        "unlink" => Step::Removed(path),
        "pwrite64" => {
            let bytes = call.bytes().context("a write without bytes")?;
            ensure!(
                call.result == i64::try_from(bytes.len()).ok(),
                "a write in part, or recorded in part: {:?}",
                call.result
            );
            Step::Wrote {
                path,
                at: call.last_number().context("a write without a place")?,
                bytes,
            }
        }
        "ftruncate" => Step::Cut {
            path,
            length: call.last_number().context("no length")?,
        },
        "fsync" | "fdatasync" => Step::Synced {
            path,
            since: call.began,
        },
        other => bail!("{other} is done to {path}, which this test knows nothing of"),
    }))
}

/// A disk as it was found: it opens, it is sound, and holds what was acknowledged.
fn opened(trial: &Trial, files: &BTreeMap<String, Vec<u8>>, acknowledged: &[usize]) -> Result<()> {
    let image = trial.folder.join("image");
    if image.exists() {
        std::fs::remove_dir_all(&image)?;
    }
    std::fs::create_dir(&image)?;
    for (path, contents) in files {
        let name = Path::new(path).file_name().context("no name")?;
        if Path::new(path) != trial.ledger() {
            std::fs::write(image.join(name), contents)?;
        }
    }
    commands::on(trial, &image, ["db", "check"])?.printed("db check")?;
    proof::byte_for_byte(&image, acknowledged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_read_into_steps() {
        let log = "1 mkdir(\"/t/shop\", 0700) = 0\n\
                   1 openat(AT_FDCWD</w>, \"/t/shop/a-wal\", O_RDWR|O_CREAT, 0600) = 3</t/shop/a-wal>\n\
                   1 openat(AT_FDCWD</w>, \"/t/shop/a-wal\", O_RDWR|O_CREAT, 0600) = 4</t/shop/a-wal>\n\
                   1 pwrite64(3</t/shop/a-wal>, \"\\1\\0\\\"x\\n\", 5, 32) = 5\n\
                   1 pwrite64(5</t/shop/a-shm>, \"x\", 1, 0) = 1\n\
                   1 ftruncate(3</t/shop/a-wal>, 7) = 0\n\
                   1 fsync(3</t/shop/a-wal>) = -1 EIO (Input/output error)\n\
                   1 fsync(3</t/shop/a-wal>) = 0\n\
                   1 unlink(\"/t/shop/a-wal\") = 0\n\
                   1 openat(AT_FDCWD</w>, \"/etc/hosts\", O_RDONLY) = 3</etc/hosts>\n";
        let path = || "/t/shop/a-wal".to_owned();
        let steps: Vec<(usize, Step)> = moments(&calls(log), "/t")
            .unwrap()
            .into_iter()
            .map(|(line, moment)| match moment {
                Moment::Step(step) => (line, step),
                Moment::Answer(number) => panic!("{number}"),
            })
            .collect();
        let wrote = Step::Wrote {
            path: path(),
            at: 32,
            bytes: b"\x01\0\"x\n".to_vec(),
        };
        let cut = Step::Cut {
            path: path(),
            length: 7,
        };
        let synced = Step::Synced {
            path: path(),
            since: 7,
        };
        assert_eq!(
            steps,
            [
                (0, Step::Made("/t/shop".to_owned())),
                (1, Step::Made(path())),
                (3, wrote),
                (5, cut),
                (7, synced),
                (8, Step::Removed(path())),
            ]
        );
    }
}
