//! Everything that a ledger holds, in files that other programs read: what was told, byte for byte, and the
//! rows made of it. A manifest names each file with its digest.

mod files;
mod rows;

use std::ops::ControlFlow;
use std::path::Path;

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, StoreError};
use serde::Serialize;
use serde_json::value::RawValue;

use files::Folder;
pub use files::{Watch, Written};

/// What an export wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The program's version.
    pub version: String,
    /// When, in Unix seconds.
    pub at: i64,
    /// The files but this one, in the order in which they were written.
    pub files: Vec<Written>,
}

/// Why nothing was exported, or not all.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// A file cannot be written.
    #[error(
        "{path} cannot be written: {source}; choose a folder that does not exist yet, and make room"
    )]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It was asked to stop.
    #[error("the export was stopped, and what it had written is removed")]
    Stopped,
}

/// Writes everything into a folder that does not exist yet. The manifest comes last: a folder without one
/// is not whole.
///
/// # Errors
/// When the folder exists, a file cannot be written, or the ledger cannot be read.
pub fn export_all(
    ledger: &Ledger,
    to: &Path,
    version: &str,
    now: UnixSeconds,
) -> Result<Manifest, ExportError> {
    export_all_watched(ledger, to, version, now, &|_| ControlFlow::Continue(()))
}

/// The same, told how many things are written, and asked whether it is to go on. What is stopped leaves
/// nothing behind.
///
/// # Errors
/// When the folder exists, a file cannot be written, the ledger cannot be read, or it was stopped.
pub fn export_all_watched(
    ledger: &Ledger,
    to: &Path,
    version: &str,
    now: UnixSeconds,
    watch: Watch<'_>,
) -> Result<Manifest, ExportError> {
    let mut folder = Folder::make(to, watch)?;
    let exported = into(ledger, &mut folder, version, now);
    if let Err(ExportError::Stopped) = exported {
        folder.remove()?;
    }
    exported
}

fn into(
    ledger: &Ledger,
    folder: &mut Folder<'_>,
    version: &str,
    now: UnixSeconds,
) -> Result<Manifest, ExportError> {
    events(ledger, folder)?;
    answers(ledger, folder)?;
    rows::write(ledger, folder)?;
    let manifest = Manifest {
        version: version.to_owned(),
        at: now.0,
        files: folder.written(),
    };
    folder.finish(&manifest)?;
    Ok(manifest)
}

/// The events, one after the other in the order of arrival. What cannot stand among JSON values lies beside
/// them under its digest.
fn events(ledger: &Ledger, folder: &mut Folder<'_>) -> Result<(), ExportError> {
    let mut file = folder.file("events.jsonl")?;
    let mut others = Vec::new();
    ledger.each_event(|event| {
        if stands_alone(&event.body) {
            file.line(&event.body)
        } else {
            others.push((hex(&event.digest), event.body));
            Ok(())
        }
    })?;
    folder.close(file)?;
    for (digest, body) in others {
        let mut file = folder.file(&format!("body-{digest}"))?;
        file.bytes(&body)?;
        folder.close(file)?;
    }
    Ok(())
}

/// Whether the bytes are one JSON value and nothing around it: then they come back exactly.
fn stands_alone(body: &[u8]) -> bool {
    let raw = serde_json::from_slice::<&RawValue>(body);
    raw.is_ok_and(|raw| raw.get().len() == body.len())
}

/// An answer of the API.
#[derive(Serialize)]
struct Answer<'a> {
    request_id: &'a str,
    at: i64,
    received_at: i64,
    sha256: String,
    erased: bool,
    body: Body<'a>,
}

/// The bytes as the JSON that they are, or as a text where they are none.
#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Json(&'a RawValue),
    Text(String),
}

fn answers(ledger: &Ledger, folder: &mut Folder<'_>) -> Result<(), ExportError> {
    let mut file = folder.file("answers.jsonl")?;
    ledger.each_answer(|answer| {
        let body = match serde_json::from_slice(&answer.body) {
            Ok(raw) => Body::Json(raw),
            Err(_) => Body::Text(String::from_utf8_lossy(&answer.body).into_owned()),
        };
        file.json(&Answer {
            request_id: &answer.request_id,
            at: answer.at.0,
            received_at: answer.received_at.0,
            sha256: hex(&answer.digest),
            erased: answer.erased,
            body,
        })
    })?;
    folder.close(file)
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
