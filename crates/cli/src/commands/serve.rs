//! `serve`: receives webhooks into the ledger until it is told to stop.

use std::sync::Arc;

use anyhow::Result;
use countertop_app::backups::keep_backed_up;
use countertop_app::behind::{Hold, keep_complete};
use countertop_app::catchup::{CatchUp, Keeper, Pace, Presence, Types};
use countertop_app::plans::keep_plans;
use countertop_app::reception::{Reception, SystemClock};
use countertop_app::wake::{Heed, SystemSenses, Thresholds, Wake};
use countertop_store::{Ledger, Role};
use countertop_stripe_client::Client;
use countertop_stripe_wire::handled_types;
use secrecy::SecretString;
use serde::Serialize;
use tokio::task::JoinHandle;

use super::follow::Follow;
use crate::accounts::ledger_folder;
use crate::args::{Global, Serve};
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
    }
    let mut follow = args.follow.then(|| Follow::start(ledger));
    let mut reception = Reception::start(Arc::clone(ledger), args.listen, secrets).await?;
    let outcome = match ready(&mut reception, ledger, args).await {
        Ok(()) => {
            let background = Background::start(ledger, args, client.as_ref());
            let outcome = until_the_end(&mut signals, follow.as_mut()).await;
            background.stop().await;
            outcome
        }
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

/// What goes on beside receiving.
struct Background {
    presence: Presence,
    keeper: Option<Keeper>,
    /// What the tasks hear ends with it.
    _wake: Wake,
    tasks: Vec<JoinHandle<()>>,
}

impl Background {
    /// With a key, it opens and closes links as planned, and catches up from the API and fetches what
    /// payments lack, unless that is not wanted.
    fn start(ledger: &Arc<Ledger>, args: &Serve, api: Option<&Client>) -> Self {
        let client = api.filter(|_| !args.no_backfill);
        let keeper = client.map(|client| {
            let catch_up = CatchUp::new(Arc::clone(ledger), client);
            let types = Types::Only(handled_types().map(str::to_owned).collect());
            Keeper::start(catch_up, Pace::ACCOUNT, types, Arc::new(SystemClock))
        });
        let wake = Wake::begin(SystemSenses::new(), Thresholds::default());
        let heed = Heed {
            ledger: Arc::clone(ledger),
            clock: Arc::new(SystemClock),
            triggers: keeper.as_ref().map(Keeper::triggers),
        };
        let mut tasks = vec![
            tokio::spawn(heed.run(wake.listen())),
            tokio::spawn(keep_backed_up(Arc::clone(ledger), Arc::new(SystemClock))),
        ];
        if let Some(client) = api {
            let (ledger, client) = (Arc::clone(ledger), client.clone());
            tasks.push(tokio::spawn(keep_plans(ledger, client, SystemClock)));
        }
        if let Some(client) = client {
            let (ledger, client) = (Arc::clone(ledger), client.clone());
            let complete = keep_complete(ledger, client, SystemClock, Hold::default());
            tasks.push(tokio::spawn(complete));
        }
        Self {
            presence: Presence::start(Arc::clone(ledger), Arc::new(SystemClock)),
            keeper,
            _wake: wake,
            tasks,
        }
    }

    async fn stop(self) {
        for task in self.tasks {
            task.abort();
            // A task that was ended on purpose has nothing to say.
            let _ = task.await;
        }
        if let Some(keeper) = self.keeper {
            keeper.stop().await;
        }
        self.presence.stop().await;
    }
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
