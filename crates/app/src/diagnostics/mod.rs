//! The diagnostics bundle: what helps to find a fault, and nothing of keys or customers. What is in it can
//! be read as one text before it is saved, to the letter.
//!
//! It is put together from what is known to be harmless, piece by piece, rather than by taking secrets out
//! of something larger; taking them out comes last, for what nobody thought of.

mod facts;
mod tail;

use std::fs;
use std::io::Write;
use std::path::Path;

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, StoreError};
use countertop_stripe_client::scrub;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::doctor::Checkup;

pub use tail::Tail;

/// What a bundle is made of.
pub struct Sources<'a> {
    /// The ledger, where it can be opened.
    pub ledger: Option<&'a Ledger>,
    /// What the doctor found.
    pub checkup: &'a Checkup,
    /// The newest lines of the log.
    pub log: Vec<String>,
    /// The user's home, which is not shown.
    pub home: Option<&'a Path>,
    /// The program's version.
    pub version: &'a str,
    /// When the bundle is made.
    pub now: UnixSeconds,
}

/// A bundle, ready to be read and saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    files: Vec<(&'static str, String)>,
}

/// Why a bundle cannot be made or saved.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// The file cannot be written.
    #[error("the bundle cannot be written: {0}; choose another name or folder")]
    File(#[from] std::io::Error),
    /// It cannot be packed.
    #[error("the bundle cannot be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
}

impl Bundle {
    /// Puts a bundle together.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn of(sources: &Sources<'_>) -> Result<Self, BundleError> {
        let mut files = vec![
            ("about.json", facts::about(sources)),
            ("doctor.json", facts::json(sources.checkup)),
        ];
        if let Some(ledger) = sources.ledger {
            files.push(("ledger.json", facts::ledger(ledger)?));
            files.push(("settings.json", facts::settings(ledger)?));
            files.push(("deliveries.jsonl", facts::deliveries(ledger)?));
        }
        files.push(("log.txt", lines(&sources.log)));
        let harmless = |text: String| scrub(&without_home(&text, sources.home));
        Ok(Self {
            files: files
                .into_iter()
                .map(|(name, text)| (name, harmless(text)))
                .collect(),
        })
    }

    /// All that is in it, file by file.
    pub fn files(&self) -> &[(&'static str, String)] {
        &self.files
    }

    /// All that is in it as one text, to be read before it is saved.
    pub fn text(&self) -> String {
        let file = |(name, text): &(&str, String)| format!("=== {name} ===\n{text}\n");
        self.files.iter().map(file).collect()
    }

    /// Writes it as a zip file that does not exist yet. The same bundle gives the same bytes.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn save(&self, to: &Path) -> Result<(), BundleError> {
        self.write(to)
    }

    /// Writes it where somebody chose to have it, in place of what may be there: the dialog has asked.
    /// What was there stays until all of it is written.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&self, to: &Path) -> Result<(), BundleError> {
        let mut beside = to.as_os_str().to_owned();
        beside.push(".part");
        let beside = Path::new(&beside);
        let written = self.write(beside);
        let put = written.and_then(|()| Ok(fs::rename(beside, to)?));
        if put.is_err() {
            let _ = fs::remove_file(beside);
        }
        put
    }

    fn write(&self, to: &Path) -> Result<(), BundleError> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut zip = ZipWriter::new(options.open(to)?);
        for (name, text) in &self.files {
            zip.start_file(*name, SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        zip.finish()?.sync_all()?;
        Ok(())
    }
}

fn lines(log: &[String]) -> String {
    log.iter().map(|line| format!("{line}\n")).collect()
}

/// The home's name is the user's.
fn without_home(text: &str, home: Option<&Path>) -> String {
    match home.and_then(Path::to_str).filter(|it| it.len() > 1) {
        Some(home) => text.replace(home, "~"),
        None => text.to_owned(),
    }
}
