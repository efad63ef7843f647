//! What a Stripe account has running beside its ledger and receiver: our endpoint, and the connection
//! that leads Stripe to it.

use std::path::Path;
use std::sync::Arc;

use countertop_domain::Mode;
use countertop_receiver::{Clock, SystemClock};
use countertop_store::Ledger;
use countertop_stripe_client::{ApiBase, Client};
use countertop_tunnel::{Door, DoorError, Pauses, Programs, Setup, WebhookSecret};
use secrecy::SecretString;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinHandle;

use crate::accounts::{Keys, StripeAccount};
use crate::catchup::{Keeper, Reach, Trigger};
use crate::connection::{
    Choice, ChoiceError, Connection, ConnectionConfig, ConnectionState, Credentials, EndpointState,
    Pace, Proven, Proving, Signers,
};
use crate::endpoint::{Endpoint, EndpointConfig, Installation};
use crate::incidents::Way;
use crate::ipc::{Announcement, Line};
use crate::open_error::OpenError;
use crate::permissions::masked;
use crate::randomness;
use crate::reception::Reception;

/// Setting: the way that was chosen.
pub(crate) const WAY: &str = "way";
/// The folder of the Stripe CLI, inside the account's.
const CLI_HOME: &str = "stripe-cli";

/// What a Stripe account is opened with.
pub(crate) struct StripeConfig<'a> {
    pub(crate) account: &'a StripeAccount,
    /// The folder of its ledger.
    pub(crate) folder: &'a Path,
    pub(crate) key: SecretString,
    /// The token of the way's own service, where one is kept.
    pub(crate) tunnel_token: Option<SecretString>,
    pub(crate) api_base: ApiBase,
    pub(crate) keys: Arc<dyn Keys>,
    pub(crate) installation: Installation,
    pub(crate) programs: Programs,
}

/// What runs beside.
pub(crate) struct AtStripe {
    pub(crate) account: StripeAccount,
    pub(crate) mode: Mode,
    pub(crate) endpoint: Arc<Endpoint>,
    pub(crate) connection: Connection,
    proving: Proving,
    pub(crate) programs: Programs,
    credentials: Credentials,
    told: JoinHandle<()>,
}

impl AtStripe {
    /// Opens the way that was chosen; what fails about it is told by the connection.
    pub(crate) fn open(
        config: StripeConfig<'_>,
        client: &Client,
        ledger: &Ledger,
        reception: &Reception,
        keeper: &Keeper,
        window: &broadcast::Sender<Announcement>,
    ) -> Result<Self, OpenError> {
        let signers = Arc::new(Signers::new(Box::new(reception.secret_taker())));
        let of_endpoint = Arc::clone(&signers);
        let endpoint = Arc::new(Endpoint::new(EndpointConfig {
            account: config.account.clone(),
            client: client.clone(),
            installation: config.installation,
            keys: config.keys,
            clock: Box::new(SystemClock),
            accept: Box::new(move |secrets| of_endpoint.of_endpoint(secrets)),
        }));
        let credentials = Credentials {
            api_key: config.key,
            tunnel_token: config.tunnel_token,
            cli_home: config.folder.join(CLI_HOME),
            practice_store: practice_store(client),
        };
        let choice = chosen(ledger, config.account.mode, &credentials)?;
        let triggers = keeper.triggers();
        let connection = Connection::open(ConnectionConfig {
            mode: config.account.mode,
            choice,
            credentials: credentials.clone(),
            setup: setup(reception, config.programs.clone())?,
            endpoint: Arc::clone(&endpoint),
            signers,
            clock: Arc::new(SystemClock),
            catch_up: Box::new(move |_| {
                // A keeper that has ended has nothing to catch up for.
                let _ = triggers.send(Trigger::OutageEnded);
            }),
            pace: Pace::default(),
        })?;
        let expect = Box::new(reception.expecter());
        let proving = Proving::start(connection.state(), expect, Arc::new(SystemClock));
        let told = tokio::spawn(tell(
            (connection.state(), proving.proven()),
            keeper.triggers(),
            window.clone(),
        ));
        Ok(Self {
            account: config.account.clone(),
            mode: config.account.mode,
            endpoint,
            connection,
            proving,
            programs: config.programs,
            credentials,
            told,
        })
    }

    /// The way that is gone, as the window shows it.
    pub(crate) fn line(&self) -> Line {
        let state = self.connection.state();
        let state = state.borrow();
        Line {
            way: state.kind.into(),
            tunnel: (&state.tunnel).into(),
            endpoint: (&state.endpoint).into(),
            elsewhere: state.other_computers(),
            proven: self.proving.proven().borrow().as_ref().map(Into::into),
            warning: state
                .tunnel
                .reach()
                .and_then(|reach| reach.warning(SystemClock.now())),
        }
    }

    /// What requests to the way's own URL show.
    pub(crate) fn proven(&self) -> watch::Receiver<Option<Proven>> {
        self.proving.proven()
    }

    /// The way, for whoever tells its incident.
    pub(crate) fn way(&self) -> Way {
        let reopen = self.connection.reopener();
        let prove = self.proving.asker();
        Way {
            state: self.connection.state(),
            reopen: Box::new(move || {
                reopen();
                prove();
            }),
        }
    }

    /// Goes this way from now on.
    pub(crate) async fn choose(
        &self,
        choice: &Choice,
        token: Option<SecretString>,
    ) -> Result<(), ChoiceError> {
        let credentials = Credentials {
            tunnel_token: token,
            ..self.credentials.clone()
        };
        self.connection.choose(choice.clone(), credentials).await
    }

    /// The most of the key that is ever shown.
    pub(crate) fn masked_key(&self) -> String {
        masked(&self.credentials.api_key)
    }

    /// Closes the way.
    pub(crate) async fn close(self) {
        self.proving.end();
        self.connection.close().await;
        self.told.abort();
    }
}

/// The way that was chosen. One that cannot be gone any more keeps nobody from opening the account.
fn chosen(ledger: &Ledger, mode: Mode, credentials: &Credentials) -> Result<Choice, OpenError> {
    let choice = Choice::read(ledger.setting(WAY)?.as_deref());
    match choice.check(mode, credentials) {
        Ok(()) => Ok(choice),
        Err(error) => {
            tracing::warn!(%error, "The chosen way cannot be gone: payments arrive by catch-up alone.");
            Ok(Choice::CatchUpOnly)
        }
    }
}

fn setup(reception: &Reception, programs: Programs) -> Result<Setup, DoorError> {
    Ok(Setup {
        door: Door::parse(&reception.url())?,
        programs,
        pauses: Pauses::default(),
        now: Arc::new(|| SystemClock.now()),
        chance: Arc::new(randomness::seed),
    })
}

/// Where the practice store is, when it stands for Stripe.
fn practice_store(client: &Client) -> Option<String> {
    let base = client.api_base();
    base.is_loopback().then(|| base.as_str().to_owned())
}

/// Tells the keeper whether webhooks bring the news or rounds alone do, and the window of every change.
async fn tell(
    (mut state, mut proven): (
        watch::Receiver<ConnectionState>,
        watch::Receiver<Option<Proven>>,
    ),
    triggers: mpsc::UnboundedSender<Trigger>,
    window: broadcast::Sender<Announcement>,
) {
    let mut told = None;
    loop {
        let is_blocked = matches!(*proven.borrow_and_update(), Some(Proven::Blocked { .. }));
        let now = match reach(&state.borrow_and_update()) {
            Reach::Webhooks if is_blocked => Reach::RoundsOnly,
            reach => reach,
        };
        if told != Some(now) {
            told = Some(now);
            // A keeper that has ended needs to know nothing.
            let _ = triggers.send(Trigger::Reach(now));
        }
        // Without a window nobody is told.
        let _ = window.send(Announcement::State);
        let changed = tokio::select! {
            changed = state.changed() => changed,
            changed = proven.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
    }
}

/// How news reach this computer by this way.
pub(crate) fn reach(state: &ConnectionState) -> Reach {
    let is_open = state.tunnel.reach().is_some();
    let is_sent = match state.kind.webhook_secret() {
        WebhookSecret::OfTheWay => true,
        WebhookSecret::OfAnEndpoint => matches!(state.endpoint, EndpointState::AtWork { .. }),
        WebhookSecret::None => false,
    };
    if is_open && is_sent {
        Reach::Webhooks
    } else {
        Reach::RoundsOnly
    }
}
