//! `serve`: receives webhooks into the ledger until it is told to stop.

use std::sync::Arc;

use anyhow::Result;
use countertop_app::reception::Reception;
use countertop_store::{Ledger, Role};
use countertop_stripe_client::Client;
use secrecy::SecretString;
use serde::Serialize;

use super::follow::Follow;
use crate::accounts::ledger_folder;
use crate::args::{Global, Serve};
use crate::exit::note;
use crate::ledger::{adopt_mode, close, shown_path, wait_for};
use crate::signals::Signals;
use crate::{output, secrets};

/// The line that says that it receives.
#[derive(Serialize)]
struct Ready {
    listening: String,
    data_dir: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics: Option<String>,
}

/// Receives until a signal comes.
///
/// # Errors
/// When a secret, the key, the folder or the port cannot be used.
pub fn run(global: &Global, args: &Serve) -> Result<()> {
    let secrets = secrets::webhook(&args.webhook_secret_file)?;
    let client = secrets::client(global)?;
    let ledger = Ledger::open(&ledger_folder(global)?, Role::Receiver)?;
    wait_for(async {
        let ledger = Arc::new(ledger);
        let outcome = receive(&ledger, args, secrets, client).await;
        close(ledger).await;
        outcome
    })
}

async fn receive(
    ledger: &Arc<Ledger>,
    args: &Serve,
    secrets: Vec<SecretString>,
    client: Option<Client>,
) -> Result<()> {
    let mut signals = Signals::hear()?;
    if let Some(client) = &client {
        adopt_mode(ledger, client).await?;
        if !args.no_backfill {
            note(
                "note: catching up from the API is not built yet; only what is delivered from now on is recorded",
            );
        }
    }
    let mut follow = args.follow.then(|| Follow::start(ledger));
    let mut reception = Reception::start(Arc::clone(ledger), args.listen, secrets).await?;
    let outcome = match ready(&mut reception, ledger, args).await {
        Ok(()) => until_the_end(&mut signals, follow.as_mut()).await,
        Err(error) => Err(error),
    };
    reception.shutdown().await;
    let printed = match (&outcome, follow) {
        (Ok(()), Some(follow)) => follow.finish().await,
        _ => Ok(()),
    };
    tracing::info!("Stopped.");
    outcome.and(printed)
}

/// Shows what is to be shown, and says that it receives.
async fn ready(reception: &mut Reception, ledger: &Ledger, args: &Serve) -> Result<()> {
    let metrics = match args.metrics {
        Some(listen) => Some(reception.show_metrics(listen).await?),
        None => None,
    };
    output::json(&Ready {
        listening: reception.url(),
        data_dir: shown_path(ledger.folder()),
        metrics,
    })
}

/// Waits for a signal, or for the reader of the printed payments to go.
async fn until_the_end(signals: &mut Signals, follow: Option<&mut Follow>) -> Result<()> {
    match follow {
        Some(follow) => tokio::select! {
            () = signals.asked_to_end() => Ok(()),
            ended = follow.ended() => ended,
        },
        None => {
            signals.asked_to_end().await;
            Ok(())
        }
    }
}
