//! `events import`: files of events into the ledger, each event as the exact bytes it is in its file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};
use countertop_store::{Ledger, Recorded, StoreError};
use countertop_stripe_wire::{RecordedEvent, UnverifiedEvent};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::task::JoinSet;

use crate::args::Global;
use crate::ledger::{adopt_mode, close, open_beside, wait_for};
use crate::{output, secrets};

/// How many events wait for their commit together.
const TOGETHER: usize = 1024;
/// How many bytes of events, give or take one; the ledger lets four times as many wait.
const BYTES_TOGETHER: usize = 8 << 20;
/// Stands for standard input.
const STANDARD_INPUT: &str = "-";

/// How many events the files hold, and how many of them the ledger did not know.
#[derive(Serialize)]
struct Counts {
    read: usize,
    new: u64,
}

/// Imports files; all are read before the first event is recorded, so a bad file changes nothing.
///
/// # Errors
/// When a file cannot be read or holds something else than events, or the ledger cannot be written.
pub fn run(global: &Global, files: &[PathBuf]) -> Result<()> {
    let mut events = Vec::new();
    for path in files {
        let contents = read(path).map_err(|error| {
            anyhow!(
                "the file {} cannot be read ({error}): check its name, and that you may read it",
                path.display()
            )
        })?;
        let in_file = slices(&contents).map_err(|reason| {
            anyhow!(
                "the file {} cannot be imported: {reason}; give one event, an array, a Stripe list \
                 object, or JSON Lines",
                path.display()
            )
        })?;
        events.extend(in_file);
    }
    let client = secrets::client(global)?;
    let ledger = Arc::new(open_beside(global)?);
    let read = events.len();
    let new = wait_for(async {
        if let Some(client) = &client {
            adopt_mode(&ledger, client).await?;
        }
        let new = record(&ledger, events).await;
        close(ledger).await;
        new
    })?;
    output::json(&Counts { read, new })
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut contents = Vec::new();
    if path.as_os_str() == STANDARD_INPUT {
        io::stdin().lock().read_to_end(&mut contents)?;
    } else {
        File::open(path)?.read_to_end(&mut contents)?;
    }
    Ok(contents)
}

/// A Stripe list object.
#[derive(Deserialize)]
struct List<'a> {
    object: &'a str,
    #[serde(borrow)]
    data: Vec<&'a RawValue>,
}

/// The events in a file, whichever of the four shapes it has. One value after the other is both one
/// event, however it is broken into lines, and JSON Lines.
fn slices(contents: &[u8]) -> Result<Vec<RecordedEvent>, String> {
    const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
    let contents = contents.strip_prefix(BYTE_ORDER_MARK).unwrap_or(contents);
    let mut events = Vec::new();
    for value in serde_json::Deserializer::from_slice(contents).into_iter::<&RawValue>() {
        let text = value
            .map_err(|error| format!("it is not JSON ({error})"))?
            .get();
        if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(text) {
            take(&items, &mut events)?;
        } else if let Ok(List {
            object: "list",
            data,
        }) = serde_json::from_str(text)
        {
            take(&data, &mut events)?;
        } else {
            events.push(event(text, events.len())?);
        }
    }
    Ok(events)
}

fn take(items: &[&RawValue], events: &mut Vec<RecordedEvent>) -> Result<(), String> {
    for item in items {
        events.push(event(item.get(), events.len())?);
    }
    Ok(())
}

fn event(text: &str, before: usize) -> Result<RecordedEvent, String> {
    let event = UnverifiedEvent::new(text.as_bytes()).imported();
    if event.envelope().is_some() {
        Ok(event)
    } else {
        Err(format!(
            "its value number {} is not a Stripe event",
            before + 1
        ))
    }
}

/// Records the events, many at a time so that they share commits; counts the new ones.
async fn record(ledger: &Arc<Ledger>, events: Vec<RecordedEvent>) -> Result<u64> {
    let mut waiting = Waiting::default();
    for event in events {
        let bytes = event.body().len();
        while !waiting.has_room_for(bytes) {
            waiting.one_recorded().await?;
        }
        waiting.bytes += bytes;
        let ledger = Arc::clone(ledger);
        waiting
            .tasks
            .spawn(async move { (bytes, ledger.record(event).await) });
    }
    while !waiting.tasks.is_empty() {
        waiting.one_recorded().await?;
    }
    Ok(waiting.new)
}

/// Events that were handed over and are not committed yet: few enough for the ledger to take them.
#[derive(Default)]
struct Waiting {
    tasks: JoinSet<(usize, Result<Recorded, StoreError>)>,
    bytes: usize,
    new: u64,
}

impl Waiting {
    fn has_room_for(&self, bytes: usize) -> bool {
        let fits = self.tasks.len() < TOGETHER && self.bytes + bytes <= BYTES_TOGETHER;
        fits || self.tasks.is_empty()
    }

    async fn one_recorded(&mut self) -> Result<()> {
        if let Some(done) = self.tasks.join_next().await {
            let (bytes, recorded) = done?;
            self.bytes -= bytes;
            self.new += u64::from(recorded?.first_seen);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = r#"{"id": "evt_a",  "object":"event","type":"x","n":1e400}"#;
    const B: &str = r#"{"object":"v2.core.event","id":"evt_b","text":"é\u2028"}"#;

    fn check(contents: &str, expected: &[&str]) {
        let events = slices(contents.as_bytes()).unwrap();
        let bodies: Vec<_> = events
            .iter()
            .map(|it| std::str::from_utf8(it.body()).unwrap())
            .collect();
        assert_eq!(bodies, expected, "{contents}");
    }

    #[test]
    fn every_shape_gives_the_exact_slices() {
        check("", &[]);
        check(A, &[A]);
        check(&format!("\u{feff}\n {A} \n"), &[A]);
        check(&format!("{A}\n{B}\n"), &[A, B]);
        check(&format!("{A}\r\n\r\n{B}"), &[A, B]);
        check(&format!("[ {A} ,\n {B} ]"), &[A, B]);
        check(r#"{"object":"list","data":[],"has_more":false}"#, &[]);
        check(
            &format!("{{\"has_more\":false,\"object\":\"list\",\"data\":[{A}, {B}]}}"),
            &[A, B],
        );
        let broken_into_lines = "{\n  \"id\": \"evt_c\",\n  \"object\": \"event\"\n}";
        check(
            &format!("{broken_into_lines}\n{A}"),
            &[broken_into_lines, A],
        );
    }

    #[test]
    fn what_is_no_event_is_named_by_its_place() {
        for (contents, part) in [
            ("{\"id\":", "not JSON"),
            ("nonsense", "not JSON"),
            ("\u{0}", "not JSON"),
            (r#"{"id":"pi_1","object":"payment_intent"}"#, "number 1"),
            (&format!("[{A}, 5]"), "number 2"),
            (&format!("{A}\n{{\"object\":\"event\"}}"), "number 2"),
            (r#"{"object":"list","data":[{}]}"#, "number 1"),
        ] {
            let refused = slices(contents.as_bytes()).unwrap_err();
            assert!(refused.contains(part), "{contents}: {refused}");
        }
        assert!(slices(b"\"\xff\"").unwrap_err().contains("not JSON"));
    }
}
