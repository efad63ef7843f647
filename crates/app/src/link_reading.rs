//! Links that were made elsewhere: read from the API, behind what the ledger shows at once.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use countertop_store::Ledger;
use countertop_stripe_client::Client;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::ipc::LinksRefreshed;
use crate::links::{self, READ_AT};
use crate::refusals::sentence;

/// How long what was read is new enough.
const NEW_FOR: Duration = Duration::from_secs(30);
/// How many requests a second are made at most: the merchant's own go first.
const REQUESTS_PER_SECOND: u32 = 4;
/// How many may wait for an answer.
const WAITING: usize = 16;

/// Whom to ask for the links to be read.
pub(crate) struct LinkReading(mpsc::Sender<oneshot::Sender<LinksRefreshed>>);

impl LinkReading {
    /// Begins; the task ends with the last who could ask.
    pub(crate) fn start(ledger: Arc<Ledger>, client: &Client) -> (Self, JoinHandle<()>) {
        let per_second = (!client.api_base().is_loopback()).then_some(REQUESTS_PER_SECOND);
        let client = client.in_background(per_second);
        let (asks, asked) = mpsc::channel(WAITING);
        (Self(asks), tokio::spawn(run(ledger, client, asked)))
    }

    /// Asks for it; what is awaited is the answer, none when the account was closed meanwhile.
    pub(crate) fn ask(&self) -> impl Future<Output = Option<LinksRefreshed>> + use<> {
        let asks = self.0.clone();
        async move {
            let (answer, answered) = oneshot::channel();
            asks.send(answer).await.ok()?;
            answered.await.ok()
        }
    }
}

async fn run(
    ledger: Arc<Ledger>,
    client: Client,
    mut asked: mpsc::Receiver<oneshot::Sender<LinksRefreshed>>,
) {
    let mut read_at: Option<Instant> = None;
    while let Some(answer) = asked.recv().await {
        let mut trouble = None;
        if read_at.is_none_or(|at| at.elapsed() >= NEW_FOR) {
            match links::refresh(&ledger, &client).await {
                Ok(_) => read_at = Some(Instant::now()),
                Err(error) => {
                    tracing::warn!(%error, "The links could not be read from the API.");
                    trouble = Some(sentence(&error));
                }
            }
        }
        // Whoever asked may have gone on.
        let _ = answer.send(LinksRefreshed {
            as_of: as_of(&ledger),
            trouble,
        });
    }
}

fn as_of(ledger: &Ledger) -> Option<i64> {
    ledger.setting(READ_AT).ok()??.parse().ok()
}
