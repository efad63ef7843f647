//! Opening and closing the ledger.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use countertop_domain::Mode;
use countertop_store::{Ledger, Role};
use countertop_stripe_client::Client;

use crate::accounts::ledger_folder;
use crate::args::Global;

/// How long closing waits for what still reads.
const PATIENCE: Duration = Duration::from_secs(2);

/// The ledger, to be read, or written to in short, beside a receiver. Who opens it closes it.
///
/// # Errors
/// When it cannot be opened.
pub fn open_beside(global: &Global) -> Result<Ledger> {
    Ok(Ledger::open(&ledger_folder(global)?, Role::Beside)?)
}

/// Opens the ledger, does something with it, and closes it.
///
/// # Errors
/// When it cannot be opened, and what the work gives back.
pub fn beside<T>(global: &Global, work: impl FnOnce(&Ledger) -> Result<T>) -> Result<T> {
    let ledger = open_beside(global)?;
    let outcome = work(&ledger);
    ledger.close();
    outcome
}

/// Runs something that has to wait for the network or for commits.
///
/// # Errors
/// What it gives back, or when the system has no threads for us.
pub fn wait_for<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(work);
    // A thread that still writes to a pipe nobody reads must not hold up the end.
    runtime.shutdown_background();
    outcome
}

/// The key decides whether a ledger is for test or live; one that is for the other already is left
/// alone.
///
/// # Errors
/// When the ledger holds the other mode, or cannot be written.
pub async fn adopt_mode(ledger: &Ledger, client: &Client) -> Result<()> {
    let mode = client.mode();
    match ledger.mode()? {
        Some(known) if known == mode => Ok(()),
        None => Ok(ledger.set_mode(mode).await?),
        Some(known) => bail!(
            "{} is a {} ledger and the API key is a {} key: use the other key, or another --data-dir",
            ledger.folder().display(),
            word(known),
            word(mode)
        ),
    }
}

fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Test => "test",
        Mode::Live => "live",
    }
}

/// Writes what is waiting, checkpoints and closes, once nobody uses the ledger any more.
pub async fn close(mut ledger: Arc<Ledger>) {
    let until = Instant::now() + PATIENCE;
    loop {
        match Arc::try_unwrap(ledger) {
            Ok(ledger) => {
                // Closing waits for the disk.
                let _ = tokio::task::spawn_blocking(move || ledger.close()).await;
                return;
            }
            Err(shared) if Instant::now() < until => ledger = shared,
            Err(_) => {
                tracing::warn!("The ledger is still being read; it closes with the process.");
                return;
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// An absolute path as text, for who is not where we were started.
pub fn shown_path(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.display().to_string()
}
