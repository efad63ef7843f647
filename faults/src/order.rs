//! The order of sync and answer, as the system calls show it.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::load::Load;
use crate::number::counted;
use crate::serve::Serve;
use crate::strace::Strace;
use crate::trace::{Call, calls};
use crate::trial::{Trial, Verdict};
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
pub fn sync_before_answer(trial: &Trial) -> Result<Verdict> {
    let events = trial.paced(200, 5000);
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
    Ok(Verdict::Held(format!(
        "{} after {} of the log, each event's after it was written",
        counted(found.answers, "answer"),
        counted(found.syncs, "sync")
    )))
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
    let mut found = Found {
        answers: 0,
        syncs: calls.iter().filter(|call| is_sync(call)).count(),
    };
    for (at, answer) in calls.iter().enumerate() {
        if !is_success(answer) {
            continue;
        }
        let before = &calls[..at];
        let event = answered(calls, at)?;
        let Some(written) = before
            .iter()
            .find(|call| is_log_write(call) && call.args.contains(event))
        else {
            bail!("{event} was answered before it was written to the log");
        };
        let written_at = written.ended.context("a write without an end")?;
        let is_synced = before.iter().any(|call| {
            is_sync(call)
                && call.began > written_at
                && call.ended.is_some_and(|ended| ended < answer.began)
        });
        ensure!(is_synced, "{event} was answered before the log was synced");
        found.answers += 1;
    }
    Ok(found)
}

/// The id of the event that an answer is for: the one that came last on the same connection.
pub fn answered(calls: &[Call], answer: usize) -> Result<&str> {
    let connection = calls[answer].descriptor();
    calls[..answer]
        .iter()
        .rev()
        .filter(|call| call.name == "recvfrom" && call.descriptor() == connection)
        .find_map(|call| event_in(&call.args))
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

/// The id of the event in a request.
fn event_in(args: &str) -> Option<&str> {
    const LENGTH: usize = "evt_3Q0000000000".len();
    let from = args.find("evt_3Q")?;
    args.get(from..from + LENGTH)
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
