//! The order of sync and answer, as the system calls show it.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::load::Load;
use crate::number::counted;
use crate::serve::Serve;
use crate::strace::Strace;
use crate::trace::{Call, calls};
use crate::trial::Trial;
use crate::until::{PATIENCE, until};
use crate::{load, proof};

/// What is recorded: requests as they come in, writes, syncs, and answers.
const RECORDED: [&str; 5] = [
    "-yy",
    "-s",
    "8192",
    "-e",
    "trace=recvfrom,pwrite64,fsync,fdatasync,writev,sendto",
];

/// Before every success, the log that holds the event was synced.
pub fn sync_before_answer(trial: &Trial) -> Result<String> {
    let events = trial.paced(200, 2000);
    let serve = Serve::start(trial)?;
    load::send_all(serve.address, &[0])?;
    let strace = Strace::attach(&serve, &trial.folder, RECORDED)?;
    let load = Load::start(serve.address, 8, 1);
    until(
        "so many answers",
        PATIENCE + Duration::from_secs(90),
        || Ok((load.acknowledged() >= events).then_some(())),
    )?;
    let (answers, _) = load.stop()?;
    let log = strace.detach()?;
    serve.stop()?;
    let found = in_order(&calls(&log))?;
    ensure!(
        found.answers == answers.acknowledged.len(),
        "{} answers were recorded of {}",
        found.answers,
        answers.acknowledged.len()
    );
    proof::all_there(trial, &answers.acknowledged)?;
    Ok(format!(
        "{} after {} of the log, each event's after it was written",
        counted(found.answers, "answer"),
        counted(found.syncs, "sync")
    ))
}

/// What was found in a recording.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    answers: usize,
    syncs: usize,
}

/// Looks at every success: the event was written to the log, then the log was synced, then the answer
/// began.
fn in_order(calls: &[Call]) -> Result<Found> {
    // Where the first write to the log ended that holds an event, and each sync from begin to end.
    let mut written: HashMap<&str, usize> = HashMap::new();
    let mut syncs: Vec<(usize, usize)> = Vec::new();
    let mut answers = 0;
    for (at, call) in calls.iter().enumerate() {
        if is_log_write(call) {
            let ended = call.ended.context("a write without an end")?;
            for event in events_in(&call.args) {
                written.entry(event).or_insert(ended);
            }
        } else if is_sync(call) {
            syncs.extend(call.ended.map(|ended| (call.began, ended)));
        } else if is_success(call) {
            let event = answered(calls, at)?;
            let Some(written) = written.get(event).filter(|ended| **ended < call.began) else {
                bail!("{event} was answered before it was written to the log");
            };
            let since = syncs.iter().rev().take_while(|(began, _)| began > written);
            ensure!(
                since.into_iter().any(|(_, ended)| *ended < call.began),
                "{event} was answered before the log was synced"
            );
            answers += 1;
        }
    }
    Ok(Found {
        answers,
        syncs: syncs.len(),
    })
}

/// The id of the event that an answer is for: the one that came last on the same connection.
pub fn answered(calls: &[Call], answer: usize) -> Result<&str> {
    let connection = calls[answer].descriptor();
    calls[..answer]
        .iter()
        .rev()
        .filter(|call| call.name == "recvfrom" && call.descriptor() == connection)
        .find_map(|call| events_in(&call.args).next())
        .context("an answer without a request")
}

/// Whether a call is the answer to an event that is acknowledged.
pub fn is_success(call: &Call) -> bool {
    matches!(call.name.as_str(), "writev" | "sendto") && call.args.contains("\"HTTP/1.1 2")
}

fn is_log_write(call: &Call) -> bool {
    call.name == "pwrite64" && is_of_the_log(call)
}

fn is_sync(call: &Call) -> bool {
    matches!(call.name.as_str(), "fsync" | "fdatasync") && call.succeeded() && is_of_the_log(call)
}

fn is_of_the_log(call: &Call) -> bool {
    call.file().is_some_and(|file| file.ends_with("-wal"))
}

/// The ids of events in what was read or written.
fn events_in(args: &str) -> impl Iterator<Item = &str> {
    const LENGTH: usize = "evt_3Q0000000000".len();
    args.match_indices("evt_3Q")
        .filter_map(|(from, _)| args.get(from..from + LENGTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str =
        "1 recvfrom(7<socket:[1]>, \"{\\\"id\\\":\\\"evt_3Q0000000001\\\"}\", 8) = 8";
    const WRITTEN: &str = "2 pwrite64(9</l-wal>, \"..evt_3Q0000000001..\", 4096, 32) = 4096";
    const SYNCED: &str = "2 fdatasync(9</l-wal>) = 0";
    const ANSWERED: &str = "1 writev(7<socket:[1]>, [{iov_base=\"HTTP/1.1 200 OK\"}], 1) = 15";

    fn found(lines: &[&str]) -> Result<Found> {
        in_order(&calls(&lines.join("\n")))
    }

    #[test]
    fn written_synced_answered_is_the_order() {
        let answers = 1;
        let good = found(&[ASKED, WRITTEN, SYNCED, ANSWERED]).unwrap();
        assert_eq!(good, Found { answers, syncs: 1 });
        for (lines, mentioned) in [
            (vec![ASKED, SYNCED, ANSWERED, WRITTEN], "written"),
            (vec![ASKED, SYNCED, WRITTEN, ANSWERED], "synced"),
            (vec![ASKED, WRITTEN, ANSWERED, SYNCED], "synced"),
            (
                vec![ASKED, WRITTEN, "2 fdatasync(8</l>) = 0", ANSWERED],
                "synced",
            ),
            (
                vec![
                    ASKED,
                    WRITTEN,
                    "2 fdatasync(9</l-wal>) = -1 EIO (x)",
                    ANSWERED,
                ],
                "synced",
            ),
            (
                vec![
                    ASKED,
                    WRITTEN,
                    "2 fdatasync(9</l-wal> <unfinished ...>",
                    ANSWERED,
                    "2 <... fdatasync resumed>) = 0",
                ],
                "synced",
            ),
        ] {
            let error = found(&lines).unwrap_err().to_string();
            assert!(error.contains(mentioned), "{lines:?}: {error}");
        }
    }
}
