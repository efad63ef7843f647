//! One account, open: its ledger, its receiver, its way to Stripe. The practice store has its own
//! Stripe inside.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countertop_domain::Mode;
use countertop_receiver::{ReceiverError, SystemClock};
use countertop_sandbox::{Sandbox, SandboxConfig, SandboxError, Webhook};
use countertop_store::{Ledger, Role, StoreError, Types};
use countertop_stripe_client::{ApiBase, ApiBaseError, Client, ClientConfig, ConfigError};
use countertop_stripe_wire::handled_types;
use countertop_tunnel::DoorError;
use secrecy::SecretString;
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use crate::at_stripe::{AtStripe, StripeConfig};
use crate::backups::keep_backed_up;
use crate::catchup::{CatchUp, Keeper, Pace, Presence, tell};
use crate::connection::ChoiceError;
use crate::endpoint::{Endpoint, InstallationError};
use crate::health::Counted;
use crate::ipc::{Announcement, ReceiverState};
use crate::reception::Reception;
use crate::rehearsal::{self, Hitch, Rehearsals, StageConfig};
use crate::{announce, behind, links, randomness};

/// Where the practice store keeps its side, inside its account's folder.
const PRACTICE_SIDE: &str = "stripe";
/// How long the last events of a story may take to arrive. What could not be delivered for 20 seconds
/// is tried again within 23, and once more a minute later.
const LAST_EVENTS: Duration = Duration::from_secs(90);
/// How long the last who reads the ledger may take when it is to be closed.
const LAST_READER: Duration = Duration::from_secs(10);
const FREE_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Why an account cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The ledger cannot be opened.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// The receiver cannot listen.
    #[error(transparent)]
    Receiver(#[from] ReceiverError),
    /// The practice store cannot start.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The practice store's address is not one that we may call.
    #[error(transparent)]
    ApiBase(#[from] ApiBaseError),
    /// The way to the API cannot be set up.
    #[error(transparent)]
    Client(#[from] ConfigError),
    /// Stories cannot be played.
    #[error(transparent)]
    Rehearsals(#[from] Hitch),
    /// Who we are cannot be told.
    #[error(transparent)]
    Installation(#[from] InstallationError),
    /// The ledger is one of the other mode.
    #[error(
        "the ledger in {0} belongs to the other mode of this account, and test and live never mix; \
         move that folder away"
    )]
    OtherMode(String),
    /// There is no key to open it with.
    #[error("the key of this account is not kept on this computer; paste it again")]
    NoKey,
    /// The receiver's address is none that a tunnel can lead to.
    #[error(transparent)]
    Door(#[from] DoorError),
    /// The way that was chosen cannot be gone.
    #[error(transparent)]
    Way(#[from] ChoiceError),
    /// The key cannot be read.
    #[error(transparent)]
    Keys(#[from] crate::accounts::KeysError),
}

/// An open account.
pub(crate) struct Shop {
    ledger: Arc<Ledger>,
    client: Client,
    reception: Reception,
    counted: Arc<Counted>,
    keeper: Keeper,
    presence: Presence,
    tasks: Vec<JoinHandle<()>>,
    side: Side,
}

/// What is different between the two worlds. There is one of it.
enum Side {
    Practice(Box<Practice>),
    Stripe(Box<AtStripe>),
}

struct Practice {
    sandbox: Sandbox,
    rehearsals: Rehearsals,
    shop_name: String,
}

impl Shop {
    /// Opens the practice store: the ledger first, then the receiver, then the store that sends to
    /// it, so that nothing is sent before it can be recorded.
    pub(crate) async fn practice(
        folder: &Path,
        window: &broadcast::Sender<Announcement>,
    ) -> Result<Self, OpenError> {
        let ledger = open_ledger(folder, Mode::Test).await?;
        let secret = randomness::webhook_secret();
        let secrets = vec![secret.clone()];
        let reception = Reception::start(Arc::clone(&ledger), FREE_PORT, secrets).await?;
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: FREE_PORT,
            data_dir: folder.join(PRACTICE_SIDE),
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
        let client = client(sandbox.api_key().clone(), api_base)?;
        // The practice store has a new port, and with it every link a new address.
        refresh_links(&ledger, &client).await;
        let rehearsals = rehearsals(&ledger, &client, &sandbox, &reception)?;
        if let Err(error) = rehearsals.end_faults().await {
            tracing::warn!(%error, "The practice store may still deliver as in a rehearsal.");
        }
        let side = Side::Practice(Box::new(Practice {
            shop_name: shop_name(&client).await,
            sandbox,
            rehearsals,
        }));
        let keeper = keeper(&ledger, &client, Pace::PRACTICE, Types::All);
        Ok(Self::of(ledger, client, reception, keeper, side, window))
    }

    /// Opens a Stripe account. It opens without a network as well: what is recorded is shown, and the
    /// receiver takes what it has secrets for.
    pub(crate) async fn stripe(
        config: StripeConfig<'_>,
        window: &broadcast::Sender<Announcement>,
    ) -> Result<Self, OpenError> {
        let client = client(config.key.clone(), config.api_base.clone())?;
        let ledger = open_ledger(config.folder, config.account.mode).await?;
        // Until an endpoint of ours is known nothing is accepted: nobody has this secret.
        let nobodys = vec![randomness::webhook_secret()];
        let reception = Reception::start(Arc::clone(&ledger), FREE_PORT, nobodys).await?;
        let keeper = keeper(&ledger, &client, Pace::ACCOUNT, types_of_ours());
        let at_stripe = AtStripe::open(config, &client, &ledger, &reception, &keeper, window)?;
        let side = Side::Stripe(Box::new(at_stripe));
        let mut shop = Self::of(ledger, client, reception, keeper, side, window);
        let (ledger, client) = (Arc::clone(&shop.ledger), shop.client.clone());
        shop.tasks.push(tokio::spawn(async move {
            refresh_links(&ledger, &client).await;
        }));
        Ok(shop)
    }

    fn of(
        ledger: Arc<Ledger>,
        client: Client,
        reception: Reception,
        keeper: Keeper,
        side: Side,
        window: &broadcast::Sender<Announcement>,
    ) -> Self {
        let tasks = vec![
            tokio::spawn(tell::announce(keeper.status(), window.clone())),
            tokio::spawn(announce::forward(ledger.subscribe(), window.clone())),
            tokio::spawn(behind::keep_complete(
                Arc::clone(&ledger),
                client.clone(),
                SystemClock,
                behind::Hold::default(),
            )),
            tokio::spawn(keep_backed_up(Arc::clone(&ledger), Arc::new(SystemClock))),
        ];
        Self {
            presence: Presence::start(Arc::clone(&ledger), Arc::new(SystemClock)),
            ledger,
            client,
            reception,
            counted: Arc::default(),
            keeper,
            tasks,
            side,
        }
    }

    /// Stops in order: nothing more comes in, what is under way is finished, the ledger is closed.
    pub(crate) async fn shutdown(self) {
        self.keeper.stop().await;
        match self.side {
            Side::Practice(practice) => {
                practice.rehearsals.close().await;
                if let Err(error) = practice.sandbox.shutdown().await {
                    tracing::warn!(%error, "The practice store did not close cleanly.");
                }
            }
            Side::Stripe(at_stripe) => at_stripe.close().await,
        }
        self.reception.shutdown().await;
        self.presence.stop().await;
        for task in &self.tasks {
            task.abort();
        }
        for task in self.tasks {
            // A task that was ended on purpose has nothing to say.
            let _ = task.await;
        }
        let Some(ledger) = alone(self.ledger).await else {
            tracing::warn!("The ledger is still being read; it closes with the process.");
            return;
        };
        // Closing waits for the disk.
        let _ = tokio::task::spawn_blocking(move || ledger.close()).await;
    }

    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn reception(&self) -> &Reception {
        &self.reception
    }

    pub(crate) fn counted(&self) -> &Arc<Counted> {
        &self.counted
    }

    /// The stories; only the practice store has them.
    pub(crate) fn rehearsals(&self) -> Option<&Rehearsals> {
        match &self.side {
            Side::Practice(practice) => Some(&practice.rehearsals),
            Side::Stripe(_) => None,
        }
    }

    /// Where the practice store's pages are.
    pub(crate) fn practice_origin(&self) -> Option<String> {
        match &self.side {
            Side::Practice(practice) => Some(practice.sandbox.base_url()),
            Side::Stripe(_) => None,
        }
    }

    /// Our webhook endpoint at Stripe; the practice store sends to the receiver without one of ours.
    pub(crate) fn endpoint(&self) -> Option<&Endpoint> {
        match &self.side {
            Side::Practice(_) => None,
            Side::Stripe(at_stripe) => Some(&at_stripe.endpoint),
        }
    }

    /// The connection to Stripe; the practice store needs none.
    pub(crate) fn at_stripe(&self) -> Option<&AtStripe> {
        match &self.side {
            Side::Practice(_) => None,
            Side::Stripe(at_stripe) => Some(at_stripe),
        }
    }

    /// The types that come by webhook: the practice store sends all.
    pub(crate) fn delivered_types(&self) -> Types {
        match &self.side {
            Side::Practice(_) => Types::All,
            Side::Stripe(_) => types_of_ours(),
        }
    }

    /// How catching up is going; with it, reasons to do so can be given.
    pub(crate) fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// When the event was created through which the ledger is proven to be complete.
    pub(crate) fn complete_through(&self) -> Option<i64> {
        let status = self.keeper.status();
        let through = status.borrow().proof.complete_through.clone();
        through.map(|place| place.created.0)
    }

    /// The shop's own name, where the account is the practice store.
    pub(crate) fn practice_name(&self) -> Option<&str> {
        match &self.side {
            Side::Practice(practice) => Some(&practice.shop_name),
            Side::Stripe(_) => None,
        }
    }

    pub(crate) fn receiver_state(&self) -> ReceiverState {
        ReceiverState::Receiving {
            address: self.reception.url(),
        }
    }
}

/// The ledger once nobody else has it: whoever was reading when it was ended reads to the end.
async fn alone(mut ledger: Arc<Ledger>) -> Option<Ledger> {
    let until = Instant::now() + LAST_READER;
    loop {
        match Arc::try_unwrap(ledger) {
            Ok(ledger) => return Some(ledger),
            Err(_) if Instant::now() > until => return None,
            Err(shared) => ledger = shared,
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A way to the API.
pub(crate) fn client(key: SecretString, base: ApiBase) -> Result<Client, ConfigError> {
    Client::new(ClientConfig::new(key, base, randomness::system()))
}

async fn open_ledger(folder: &Path, mode: Mode) -> Result<Arc<Ledger>, OpenError> {
    let ledger = Ledger::open(folder, Role::Receiver)?;
    match ledger.mode()? {
        Some(other) if other != mode => {
            return Err(OpenError::OtherMode(folder.display().to_string()));
        }
        Some(_) => {}
        None => ledger.set_mode(mode).await?,
    }
    Ok(Arc::new(ledger))
}

fn rehearsals(
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

/// The types that our endpoint at Stripe is sent.
fn types_of_ours() -> Types {
    Types::Only(handled_types().map(str::to_owned).collect())
}

fn keeper(ledger: &Arc<Ledger>, client: &Client, pace: Pace, types: Types) -> Keeper {
    let catch_up = CatchUp::new(Arc::clone(ledger), client);
    Keeper::start(catch_up, pace, types, Arc::new(SystemClock))
}

async fn refresh_links(ledger: &Ledger, client: &Client) {
    if let Err(error) = links::refresh(ledger, client).await {
        tracing::warn!(%error, "The links' addresses could not be read anew.");
    }
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
