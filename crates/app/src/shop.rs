//! One account, open: its ledger, its receiver, its way to Stripe. The practice store has its own
//! Stripe inside.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countertop_domain::Mode;
use countertop_receiver::SystemClock;
use countertop_store::{ACCOUNT, Ledger, Role, Types};
use countertop_stripe_client::{ApiBase, Client, ClientConfig, ConfigError, Dates};
use countertop_stripe_wire::handled_types;
use secrecy::SecretString;
use tokio::task::JoinHandle;

use crate::at_stripe::{AtStripe, StripeConfig};
use crate::backups::keep_backed_up;
use crate::catchup::{CatchUp, Keeper, Pace, Presence, tell};
use crate::counted::Counted;
use crate::incidents::{Incident, Teller, TellerConfig};
use crate::ipc::{IpcError, IpcErrorCode, ReceiverState};
use crate::link_form::{Shelf, Tags};
use crate::link_reading::LinkReading;
use crate::link_table::Tables;
use crate::objects::Objects;
use crate::open_error::OpenError;
use crate::plans::keep_plans;
use crate::practice::Practice;
use crate::reception::Reception;
use crate::rehearsal::Rehearsals;
use crate::surroundings::Surroundings;
use crate::wake::Heed;
use crate::{announce, links, notices, randomness};

/// How long the last who reads the ledger may take when it is to be closed.
const LAST_READER: Duration = Duration::from_secs(10);
/// The same where the ledger has to be free: a backup of a large one that is under way ends before.
const LAST_COPY: Duration = Duration::from_secs(900);
/// Any port of this computer's own.
pub(crate) const FREE_PORT: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// An open account.
pub(crate) struct Shop {
    ledger: Arc<Ledger>,
    client: Client,
    reception: Reception,
    counted: Arc<Counted>,
    keeper: Keeper,
    link_reading: LinkReading,
    objects: Objects,
    tables: Tables,
    presence: Presence,
    teller: Teller,
    shelf: Shelf,
    tags: Tags,
    tasks: Vec<JoinHandle<()>>,
    side: Side,
}

/// What is different between the two worlds. There is one of it.
enum Side {
    Practice(Box<Practice>),
    Stripe(Box<AtStripe>),
}

impl Shop {
    /// Opens the practice store: the ledger first, then the receiver, then the store that sends to
    /// it, so that nothing is sent before it can be recorded.
    pub(crate) async fn practice(
        folder: &Path,
        surroundings: &Surroundings,
    ) -> Result<Self, OpenError> {
        let ledger = open_ledger(folder, Mode::Test).await?;
        let secret = randomness::webhook_secret();
        let secrets = vec![secret.clone()];
        let reception = Reception::start(Arc::clone(&ledger), FREE_PORT, secrets).await?;
        let (practice, client) = Practice::open(folder, &ledger, &reception, secret).await?;
        let side = Side::Practice(Box::new(practice));
        let keeper = keeper(&ledger, &client, Pace::PRACTICE, Types::All);
        let parts = (ledger, client, reception, keeper);
        Ok(Self::of(parts, side, surroundings))
    }

    /// Opens a Stripe account. It opens without a network as well: what is recorded is shown, and the
    /// receiver takes what it has secrets for.
    pub(crate) async fn stripe(
        config: StripeConfig<'_>,
        surroundings: &Surroundings,
    ) -> Result<Self, OpenError> {
        let wake = Arc::clone(&surroundings.wake);
        let dates = Dates::to(move |date, round_trip| wake.heard_now(date, round_trip));
        let client = client(config.key.clone(), config.api_base.clone(), dates)?;
        let ledger = open_ledger(config.folder, config.account.mode).await?;
        let ledger = of_account(ledger, config.account.id.as_str()).await?;
        let nobodys = vec![randomness::webhook_secret()];
        let reception = Reception::start(Arc::clone(&ledger), FREE_PORT, nobodys).await?;
        // Until the secrets have been read nothing can be judged: Stripe is asked to send it again.
        (reception.secret_taker())(&[]);
        let keeper = keeper(&ledger, &client, Pace::ACCOUNT, types_of_ours());
        let window = &surroundings.window;
        let at_stripe = AtStripe::open(config, &client, &ledger, &reception, &keeper, window)?;
        let side = Side::Stripe(Box::new(at_stripe));
        let parts = (ledger, client, reception, keeper);
        let shop = Self::of(parts, side, surroundings);
        // Nobody waits for it.
        drop(tokio::spawn(shop.link_reading.ask()));
        Ok(shop)
    }

    fn of(
        (ledger, client, reception, keeper): (Arc<Ledger>, Client, Reception, Keeper),
        side: Side,
        surroundings: &Surroundings,
    ) -> Self {
        let window = &surroundings.window;
        let teller = Teller::start(TellerConfig {
            surroundings,
            heed: Heed {
                ledger: Arc::clone(&ledger),
                clock: Arc::new(SystemClock),
                triggers: Some(keeper.triggers()),
            },
            status: keeper.status(),
            way: match &side {
                Side::Practice(_) => None,
                Side::Stripe(at_stripe) => Some(at_stripe.way()),
            },
        });
        let (link_reading, reads_links) = LinkReading::start(Arc::clone(&ledger), &client);
        let mut tasks = vec![
            reads_links,
            tokio::spawn(tell::announce(keeper.status(), window.clone())),
            tokio::spawn(announce::forward(ledger.subscribe(), window.clone())),
            tokio::spawn(keep_backed_up(Arc::clone(&ledger), Arc::new(SystemClock))),
            tokio::spawn(keep_plans(Arc::clone(&ledger), client.clone(), SystemClock)),
        ];
        let teller_of_notices = notices::Teller::new(notices::TellerConfig {
            ledger: Arc::clone(&ledger),
            clock: Arc::new(SystemClock),
            line: match &side {
                Side::Practice(_) => None,
                Side::Stripe(at_stripe) => Some(notices::Line {
                    way: at_stripe.connection.state(),
                    proven: at_stripe.proven(),
                }),
            },
            status: keeper.status(),
            preferences: Arc::clone(&surroundings.preferences),
            notices: surroundings.notices.clone(),
            window: window.clone(),
        });
        tasks.push(tokio::spawn(teller_of_notices.run()));
        Self {
            tables: Tables::new(&ledger, &client, window),
            objects: Objects::start(&ledger, &client, keeper.status(), window),
            presence: Presence::start(Arc::clone(&ledger), Arc::new(SystemClock)),
            teller,
            ledger,
            client,
            reception,
            counted: Arc::default(),
            keeper,
            shelf: Shelf::default(),
            tags: Tags::default(),
            link_reading,
            tasks,
            side,
        }
    }

    /// Stops in order: nothing more comes in, what is under way is finished, the ledger is closed.
    pub(crate) async fn shutdown(self) {
        self.close(LAST_READER).await;
    }

    /// Does the same, and waits until nobody has the ledger any more.
    pub(crate) async fn shutdown_and_free(self) {
        self.close(LAST_COPY).await;
    }

    async fn close(self, patience: Duration) {
        self.teller.stop().await;
        self.tables.close().await;
        self.objects.close().await;
        self.keeper.stop().await;
        match self.side {
            Side::Practice(practice) => practice.close().await,
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
        let Some(ledger) = alone(self.ledger, patience).await else {
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
            Side::Practice(practice) => Some(practice.origin()),
            Side::Stripe(_) => None,
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

    /// What happened last around this computer, and what became of it.
    pub(crate) fn incident(&self) -> Option<Incident> {
        self.teller.incident()
    }

    /// The table of links that is looked at.
    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
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

    /// Whom to ask for links that were made elsewhere.
    pub(crate) fn link_reading(&self) -> &LinkReading {
        &self.link_reading
    }

    /// What is read of Stripe's objects, beside events.
    pub(crate) fn objects(&self) -> &Objects {
        &self.objects
    }

    /// What can be sold, as it was read last.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Prices that were looked up.
    pub(crate) fn tags(&self) -> &Tags {
        &self.tags
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
async fn alone(mut ledger: Arc<Ledger>, patience: Duration) -> Option<Ledger> {
    let until = Instant::now() + patience;
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
pub(crate) fn client(
    key: SecretString,
    base: ApiBase,
    dates: Dates,
) -> Result<Client, ConfigError> {
    Client::new(ClientConfig {
        dates,
        ..ClientConfig::new(key, base, randomness::system())
    })
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

/// The ledger, if it is this account's; one in which none is written down becomes so.
async fn of_account(ledger: Arc<Ledger>, account: &str) -> Result<Arc<Ledger>, OpenError> {
    match ledger.setting(ACCOUNT)? {
        Some(other) if other != account => Err(OpenError::OtherAccount {
            folder: ledger.folder().display().to_string(),
            account: other,
        }),
        Some(_) => Ok(ledger),
        None => {
            ledger.set_setting(ACCOUNT, account).await?;
            Ok(ledger)
        }
    }
}

/// The types that our endpoint at Stripe is sent.
fn types_of_ours() -> Types {
    Types::Only(handled_types().map(str::to_owned).collect())
}

fn keeper(ledger: &Arc<Ledger>, client: &Client, pace: Pace, types: Types) -> Keeper {
    let catch_up = CatchUp::new(Arc::clone(ledger), client);
    Keeper::start(catch_up, pace, types, Arc::new(SystemClock))
}

/// Reads the links' addresses anew.
pub(crate) async fn refresh_links(ledger: &Ledger, client: &Client) {
    if let Err(error) = links::refresh(ledger, client).await {
        tracing::warn!(%error, "The links' addresses could not be read anew.");
    }
}
