//! The app behind the window: the accounts, and the one of them that is open.
//!
//! One account is open at a time. It is whole in itself (`Shop`), so that others may one day be open
//! beside it; it is exchanged under a lock that every command holds for reading, so that none sees half
//! a change.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countertop_domain::Currency;
use countertop_receiver::SystemClock;
use countertop_store::Ledger;
use countertop_stripe_client::{ApiBase, ApiBaseError};
use countertop_tunnel::Programs;
use countertop_vault::Vault;
use tokio::sync::{RwLock, RwLockReadGuard, broadcast};

use crate::accounts::{AccountName, Keys, Pending, Registry, RegistryError};
use crate::at_stripe::AtStripe;
use crate::catchup::Keeper;
use crate::diagnostics::Tail;
use crate::ipc::{
    AccountKind, AccountState, Announcement, AppState, ClockVerdict, CurrencyRule, IpcError,
    IpcErrorCode, LinkedPlace, ReceiverState, Said,
};
use crate::open_error::OpenError;
use crate::preferences::Kept;
use crate::settings::{HostFacts, Settings};
use crate::shop::Shop;
use crate::surroundings::Surroundings;
use crate::till::{Till, TillError};
use crate::wake::{SystemSenses, Thresholds, Wake};

/// Setting: the currency that was used last.
pub(crate) const LAST_CURRENCY: &str = "last_currency";
/// The currency that a newcomer is offered.
const FIRST_CURRENCY: &str = "eur";
/// How many announcements a slow window may lag behind before it misses some.
const ANNOUNCEMENTS: usize = 256;

/// How to start.
#[derive(Clone)]
pub struct AppConfig {
    /// Where all accounts lie.
    pub home: PathBuf,
    /// Where Stripe's API is; live keys go to Stripe's own host alone, whatever is said here.
    pub api_base: ApiBase,
    /// Where keys are kept.
    pub keys: Arc<dyn Keys>,
    /// This computer's name, as people know it.
    pub machine: String,
    /// Where the programs of tunnels are looked for.
    pub programs: Programs,
    /// The newest lines of the program's log, where it keeps them.
    pub log: Option<Tail>,
    /// What only the program around the app knows.
    pub host: HostFacts,
    /// What is preferred on this computer.
    pub preferences: Arc<Kept>,
}

impl AppConfig {
    /// In this folder, with the preferences that lie there, on a computer of this name, with Stripe itself; keys
    /// are asked for at each start.
    pub fn new(home: PathBuf, machine: impl Into<String>) -> Self {
        Self {
            preferences: Arc::new(Kept::open(&home)),
            home,
            api_base: ApiBase::stripe(),
            keys: Arc::new(Vault::memory()),
            machine: machine.into(),
            programs: Programs::in_folders(Vec::new()),
            log: None,
            host: HostFacts::default(),
        }
    }

    /// With another place for the API: a practice store on this computer that stands for Stripe.
    ///
    /// # Errors
    /// When the address is none that keys may be sent to.
    pub fn with_api_base(mut self, address: &str) -> Result<Self, ApiBaseError> {
        self.api_base = ApiBase::parse(address)?;
        Ok(self)
    }
}

/// Why the app cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The list of accounts cannot be used.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The settings of the till cannot be used.
    #[error(transparent)]
    Till(#[from] TillError),
    /// The only account there is cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// All accounts, one of them open.
pub struct App {
    pub(crate) config: AppConfig,
    pub(crate) place: RwLock<Place>,
    pub(crate) pending: Pending,
    pub(crate) settings: Settings,
    pub(crate) till: Till,
    /// The place that a link named last, until the window takes it.
    pub(crate) linked: Mutex<Option<LinkedPlace>>,
    registry: Mutex<Registry>,
    surroundings: Surroundings,
}

/// What stands where the open account belongs.
#[allow(clippy::large_enum_variant)] // There is one of it.
pub(crate) enum Place {
    /// It is open.
    Open(Shop),
    /// It cannot be opened, and this is why. The others can.
    Closed(IpcError),
}

impl App {
    /// Opens the account that was open last; the practice store where there was none.
    ///
    /// # Errors
    /// When the list of accounts or the till's settings cannot be used, or the only account there is cannot be
    /// opened.
    pub async fn start(config: AppConfig) -> Result<Self, StartError> {
        let wake = Wake::begin(SystemSenses::new(), Thresholds::default());
        Self::start_with(config, wake).await
    }

    /// Does what [`start`](Self::start) does, with somebody else's word for what happens around the
    /// program.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn start_with(config: AppConfig, wake: Wake) -> Result<Self, StartError> {
        let registry = Registry::open(&config.home)?;
        let till = Till::open(&config.home, Arc::new(SystemClock))?;
        let account = registry.open_account().clone();
        let is_only_one = registry.entries().len() == 1;
        let (window, _) = broadcast::channel(ANNOUNCEMENTS);
        let app = Self {
            surroundings: Surroundings {
                window,
                preferences: Arc::clone(&config.preferences),
                notices: broadcast::channel(ANNOUNCEMENTS).0,
                wake: Arc::new(wake),
            },
            config,
            place: RwLock::new(Place::Closed(starting())),
            pending: Pending::default(),
            settings: Settings::default(),
            till,
            linked: Mutex::default(),
            registry: Mutex::new(registry),
        };
        let place = match app.open_shop(&account).await {
            Ok(shop) => Place::Open(shop),
            Err(error) if is_only_one => return Err(error.into()),
            Err(error) => Place::Closed(error.into()),
        };
        *app.place.write().await = place;
        Ok(app)
    }

    /// What the window is told without asking, from now on.
    pub fn announcements(&self) -> broadcast::Receiver<Announcement> {
        self.surroundings.window.subscribe()
    }

    /// Where the practice store's pages are, while it is open: the only loopback pages that may be
    /// opened.
    pub async fn practice_origin(&self) -> Option<String> {
        self.shop().await.ok()?.practice_origin()
    }

    /// Stops in order: nothing more comes in, what is under way is finished, the ledger is closed.
    pub async fn shutdown(self) {
        match self.place.into_inner() {
            Place::Open(shop) => shop.shutdown().await,
            Place::Closed(_) => {}
        }
    }

    /// The open account. Whoever holds it delays the change to another.
    pub(crate) async fn shop(&self) -> Result<RwLockReadGuard<'_, Shop>, IpcError> {
        let place = self.place.read().await;
        let problem = match &*place {
            Place::Open(_) => None,
            Place::Closed(problem) => Some(problem.clone()),
        };
        let open = RwLockReadGuard::try_map(place, |place| match place {
            Place::Open(shop) => Some(shop),
            Place::Closed(_) => None,
        });
        open.map_err(|_| problem.unwrap_or_else(starting))
    }

    /// The list of accounts. It is whole whatever happened to who held it: it changes on disk first.
    pub(crate) fn registry(&self) -> MutexGuard<'_, Registry> {
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// Tells the window to ask for everything anew.
    pub(crate) fn announce_state(&self) {
        self.surroundings.announce_state();
    }

    /// How catching up is going in the open account, and the way to give it reasons.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn keeper(&self) -> Result<RwLockReadGuard<'_, Keeper>, IpcError> {
        Ok(RwLockReadGuard::map(self.shop().await?, Shop::keeper))
    }

    /// Runs a query where it may wait for the disk. Whoever holds the open account asks that: who waits to change
    /// it stands before a second asking.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Ledger) -> Result<T, IpcError> + Send + 'static,
    ) -> Result<T, IpcError> {
        self.shop().await?.read(query).await
    }

    /// The state of the app, for the frame around every screen.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn app_state(&self) -> Result<AppState, IpcError> {
        let place = self.place.read().await;
        let frame = self.frame(&place);
        let shop = match &*place {
            Place::Open(shop) => shop,
            Place::Closed(problem) => {
                return Ok(AppState {
                    problem: Some(problem.clone()),
                    ..frame
                });
            }
        };
        let (info, to_fulfil, currency) = shop
            .read(|ledger| {
                let currency = ledger.setting(LAST_CURRENCY)?;
                Ok((ledger.info()?, ledger.count_to_fulfil()?, currency))
            })
            .await?;
        Ok(AppState {
            receiver: shop.receiver_state(),
            payment_count: info.payments,
            to_fulfil: to_fulfil.unsigned_abs(),
            link_count: info.links.0 + info.links.1,
            complete_through: shop.complete_through(),
            line: shop.at_stripe().map(AtStripe::line),
            wrong_clock: self
                .clock(shop)
                .filter(|it| it.verdict != ClockVerdict::Fine),
            late_deliveries: shop.keeper().status().borrow().late.len() as u64,
            incident: shop.incident().map(Into::into),
            last_payment_at: info.newest_payment.map(|it| it.0),
            default_currency: currency.unwrap_or(frame.default_currency),
            ..frame
        })
    }

    /// What is known of the open account without its ledger.
    fn frame(&self, place: &Place) -> AppState {
        let registry = self.registry();
        let account = registry.open_account();
        AppState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            welcomed: registry.is_welcomed(),
            account: account_state(&registry, account, place),
            account_count: registry.entries().len() as u64,
            problem: None,
            receiver: ReceiverState::Stopped {
                reason: "this account is not open.".to_owned(),
            },
            payment_count: 0,
            to_fulfil: 0,
            link_count: 0,
            complete_through: None,
            line: None,
            wrong_clock: None,
            late_deliveries: 0,
            incident: None,
            last_payment_at: None,
            data_dir: registry.folder(account).display().to_string(),
            currencies: Currency::all().map(rule).collect(),
            default_currency: FIRST_CURRENCY.to_owned(),
        }
    }
}

fn account_state(registry: &Registry, account: &AccountName, place: &Place) -> AccountState {
    let entry = registry.entry(account);
    let given = entry.map_or_else(|| account.to_string(), |it| it.name.clone());
    let own = match place {
        Place::Open(shop) if !registry.has_own_name(account) => shop.practice_name(),
        Place::Open(_) | Place::Closed(_) => None,
    };
    AccountState {
        id: account.to_string(),
        name: own.map_or(given, str::to_owned),
        kind: AccountKind::of(account),
        color: entry.map_or(0, |it| it.color),
    }
}

fn starting() -> IpcError {
    IpcError::new(
        IpcErrorCode::LedgerUnavailable,
        "The account is being opened; try again in a moment.",
    )
    .said(Said::account_opening())
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
