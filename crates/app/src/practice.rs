//! What the practice store has running beside its ledger and receiver: its own Stripe, and the stories
//! that are played in it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use countertop_sandbox::{Sandbox, SandboxConfig, Webhook};
use countertop_store::Ledger;
use countertop_stripe_client::{ApiBase, Client, Dates};
use secrecy::SecretString;

use crate::open_error::OpenError;
use crate::randomness;
use crate::reception::Reception;
use crate::rehearsal::{self, Hitch, Rehearsals, StageConfig};
use crate::shop::{FREE_PORT, client, refresh_links};

/// Where the practice store keeps its side, inside its account's folder.
const SIDE: &str = "stripe";
/// How long the last events of a story may take to arrive. What could not be delivered for 20 seconds
/// is tried again within 23, and once more a minute later.
const LAST_EVENTS: Duration = Duration::from_secs(90);

/// What runs beside.
pub(crate) struct Practice {
    sandbox: Sandbox,
    pub(crate) rehearsals: Rehearsals,
    pub(crate) shop_name: String,
}

impl Practice {
    /// Opens the store, which sends to the receiver and signs with the secret; gives back the way to its
    /// API besides.
    pub(crate) async fn open(
        folder: &Path,
        ledger: &Arc<Ledger>,
        reception: &Reception,
        secret: SecretString,
    ) -> Result<(Self, Client), OpenError> {
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: FREE_PORT,
            data_dir: folder.join(SIDE),
            webhook: Some(Webhook {
                url: reception.url(),
                secret: Some(secret),
            }),
            seed: None,
            payments: 0,
            clock: None,
        })
        .await?;
        let api_base = ApiBase::parse(&sandbox.base_url())?;
        let client = client(sandbox.api_key().clone(), api_base, Dates::default())?;
        // The practice store has a new port, and with it every link a new address.
        refresh_links(ledger, &client).await;
        let rehearsals = stories(ledger, &client, &sandbox, reception)?;
        if let Err(error) = rehearsals.end_faults().await {
            tracing::warn!(%error, "The practice store may still deliver as in a rehearsal.");
        }
        let practice = Self {
            shop_name: shop_name(&client).await,
            sandbox,
            rehearsals,
        };
        Ok((practice, client))
    }

    /// Where its pages are.
    pub(crate) fn origin(&self) -> String {
        self.sandbox.base_url()
    }

    /// Ends the stories, then the store.
    pub(crate) async fn close(self) {
        self.rehearsals.close().await;
        if let Err(error) = self.sandbox.shutdown().await {
            tracing::warn!(%error, "The practice store did not close cleanly.");
        }
    }
}

fn stories(
    ledger: &Arc<Ledger>,
    client: &Client,
    sandbox: &Sandbox,
    reception: &Reception,
) -> Result<Rehearsals, Hitch> {
    Rehearsals::new(StageConfig {
        ledger: Arc::clone(ledger),
        client: client.clone(),
        store: sandbox.base_url(),
        api_key: sandbox.api_key().clone(),
        counters: Box::new(reception.counter()),
        pace: rehearsal::Pace::REAL,
        patience: LAST_EVENTS,
        seed: randomness::seed,
    })
}

/// The shop's name, as its account has it.
async fn shop_name(client: &Client) -> String {
    let name = client.retrieve_account().await.ok().and_then(|reply| {
        let account: serde_json::Value = serde_json::from_slice(&reply.body).ok()?;
        account
            .get("business_profile")?
            .get("name")?
            .as_str()
            .map(str::to_owned)
    });
    name.unwrap_or_else(|| "Practice store".to_owned())
}
