//! The app behind the window: it starts receiver, ledger and practice store, and stops them in order.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::{Currency, Mode};
use countertop_receiver::ReceiverError;
use countertop_sandbox::{Sandbox, SandboxConfig, SandboxError, Webhook};
use countertop_store::{Ledger, Role, StoreError};
use countertop_stripe_client::{ApiBase, ApiBaseError, Client, ClientConfig, ConfigError};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use crate::catchup::{CatchUp, Keeper, Pace as CatchUpPace, Presence, tell};
use crate::health::Counted;
use crate::ipc::{
    AccountKind, AccountState, Announcement, AppState, CurrencyRule, IpcError, IpcErrorCode,
    ReceiverState,
};
use crate::reception::{Reception, SystemClock};
use crate::rehearsal::{Hitch, Pace, Rehearsals, StageConfig};
use crate::{announce, behind, links, randomness};

/// The folder of all accounts, inside the app's home.
const ACCOUNTS: &str = "accounts";
/// The practice store's account.
const PRACTICE: &str = "practice";
/// Where the practice store keeps its side, inside its account's folder.
const PRACTICE_SIDE: &str = "stripe";
/// Setting: the welcome was passed.
const WELCOMED: &str = "welcomed";
/// Setting: the currency that was used last.
pub(crate) const LAST_CURRENCY: &str = "last_currency";
/// The currency that a newcomer is offered.
const FIRST_CURRENCY: &str = "eur";
/// How many announcements a slow window may lag behind before it misses some.
const ANNOUNCEMENTS: usize = 256;
/// How long the last events of a story may take to arrive. What could not be delivered for 20 seconds
/// is tried again within 23, and once more a minute later.
const LAST_EVENTS: Duration = Duration::from_secs(90);

/// How to start.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Where all accounts lie.
    pub home: PathBuf,
}

/// Why the app cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
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
}

/// One account, open: the practice store.
pub struct App {
    ledger: Arc<Ledger>,
    client: Client,
    shop_name: String,
    reception: Reception,
    sandbox: Sandbox,
    rehearsals: Rehearsals,
    counted: Arc<Counted>,
    keeper: Keeper,
    presence: Presence,
    announcements: broadcast::Sender<Announcement>,
    tasks: [JoinHandle<()>; 3],
}

impl App {
    /// Opens the practice store: the ledger first, then the receiver, then the store that sends to
    /// it, so that nothing is sent before it can be recorded.
    ///
    /// # Errors
    /// When one of them cannot start.
    pub async fn start(config: AppConfig) -> Result<Self, StartError> {
        let folder = config.home.join(ACCOUNTS).join(PRACTICE);
        let ledger = Arc::new(Ledger::open(&folder, Role::Receiver)?);
        ledger.set_mode(Mode::Test).await?;
        let free_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let secret = randomness::webhook_secret();
        let reception =
            Reception::start(Arc::clone(&ledger), free_port, vec![secret.clone()]).await?;
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: free_port,
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
        let client_config =
            ClientConfig::new(sandbox.api_key().clone(), api_base, randomness::system());
        let client = Client::new(client_config)?;
        let shop_name = shop_name(&client).await;
        // The practice store has a new port, and with it every link a new address.
        if let Err(error) = links::refresh(&ledger, &client).await {
            tracing::warn!(%error, "The links' addresses could not be read anew.");
        }
        let rehearsals = Rehearsals::new(StageConfig {
            ledger: Arc::clone(&ledger),
            client: client.clone(),
            store: sandbox.base_url(),
            api_key: sandbox.api_key().clone(),
            counters: Box::new(reception.counter()),
            pace: Pace::REAL,
            patience: LAST_EVENTS,
            seed: randomness::seed,
        })?;
        if let Err(error) = rehearsals.end_faults().await {
            tracing::warn!(%error, "The practice store may still deliver as in a rehearsal.");
        }
        let (announcements, _) = broadcast::channel(ANNOUNCEMENTS);
        let catch_up = CatchUp::new(Arc::clone(&ledger), &client);
        let keeper = Keeper::start(catch_up, CatchUpPace::PRACTICE, Arc::new(SystemClock));
        let presence = Presence::start(Arc::clone(&ledger), Arc::new(SystemClock));
        let tasks = [
            tokio::spawn(tell::announce(keeper.status(), announcements.clone())),
            tokio::spawn(announce::forward(ledger.subscribe(), announcements.clone())),
            tokio::spawn(behind::keep_complete(
                Arc::clone(&ledger),
                client.clone(),
                SystemClock,
            )),
        ];
        Ok(Self {
            ledger,
            client,
            shop_name,
            reception,
            sandbox,
            rehearsals,
            counted: Arc::default(),
            keeper,
            presence,
            announcements,
            tasks,
        })
    }

    /// What the window is told without asking, from now on.
    pub fn announcements(&self) -> broadcast::Receiver<Announcement> {
        self.announcements.subscribe()
    }

    /// Where the practice store's pages are: the only loopback pages that may be opened.
    pub fn practice_origin(&self) -> Option<String> {
        Some(self.sandbox.base_url())
    }

    /// Stops in order: nothing more comes in, what is under way is finished, the ledger is closed.
    pub async fn shutdown(self) {
        self.rehearsals.close().await;
        self.keeper.stop().await;
        if let Err(error) = self.sandbox.shutdown().await {
            tracing::warn!(%error, "The practice store did not close cleanly.");
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
        let Some(ledger) = Arc::into_inner(self.ledger) else {
            tracing::warn!("The ledger is still being read; it closes with the process.");
            return;
        };
        // Closing waits for the disk.
        let _ = tokio::task::spawn_blocking(move || ledger.close()).await;
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub(crate) fn rehearsals(&self) -> &Rehearsals {
        &self.rehearsals
    }

    pub(crate) fn counted(&self) -> &Arc<Counted> {
        &self.counted
    }

    pub(crate) fn reception(&self) -> &Reception {
        &self.reception
    }

    pub(crate) fn receiver_state(&self) -> ReceiverState {
        ReceiverState::Receiving {
            address: self.reception.url(),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Runs a query where it may wait for the disk.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Ledger) -> Result<T, IpcError> + Send + 'static,
    ) -> Result<T, IpcError> {
        let ledger = Arc::clone(&self.ledger);
        let answered = tokio::task::spawn_blocking(move || query(&ledger)).await;
        answered.unwrap_or_else(|error| {
            tracing::error!(%error, "A query was broken off.");
            let message = "The query was broken off by a fault of this program; try again.";
            Err(IpcError::new(IpcErrorCode::Internal, message))
        })
    }

    /// The state of the app, for the frame around every screen.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn app_state(&self) -> Result<AppState, IpcError> {
        let (info, welcomed, currency) = self
            .read(|ledger| {
                let welcomed = ledger.setting(WELCOMED)?.is_some();
                Ok((ledger.info()?, welcomed, ledger.setting(LAST_CURRENCY)?))
            })
            .await?;
        Ok(AppState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            welcomed,
            account: AccountState {
                name: self.shop_name.clone(),
                kind: AccountKind::Practice,
            },
            receiver: self.receiver_state(),
            payment_count: info.payments,
            link_count: info.links.0 + info.links.1,
            complete_through: self.complete_through(),
            last_payment_at: info.newest_payment.map(|it| it.0),
            data_dir: self.ledger.folder().display().to_string(),
            currencies: Currency::all().map(rule).collect(),
            default_currency: currency.unwrap_or_else(|| FIRST_CURRENCY.to_owned()),
        })
    }

    /// When the event was created through which the ledger is proven to be complete.
    fn complete_through(&self) -> Option<i64> {
        let status = self.keeper.status();
        let through = status.borrow().proof.complete_through.clone();
        through.map(|place| place.created.0)
    }

    /// How catching up is going; with it, reasons to do so can be given.
    pub fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// Passes the welcome.
    ///
    /// # Errors
    /// When the ledger cannot be written or read.
    pub async fn open_practice_store(&self) -> Result<AppState, IpcError> {
        self.ledger.set_setting(WELCOMED, "yes").await?;
        self.app_state().await
    }
}

fn rule(currency: Currency) -> CurrencyRule {
    CurrencyRule {
        code: currency.to_string(),
        exponent: currency.exponent(),
        step: currency.step(),
        minimum: currency.minimum_charge().unwrap_or(currency.step()),
        maximum: currency.maximum_charge(),
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
