//! Starting and stopping a practice store.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_sqlite::Lock;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::deliver::Courier;
use crate::error::SandboxError;
use crate::faults::Faults;
use crate::http::{Shop, router};
use crate::state::{Cause, Identity, OpenError, State, StateError, Work};
use crate::{api, due, money, past, server};

const FILE: &str = "sandbox.sqlite";
const LOCK: &str = "sandbox.lock";

/// How a practice store is to be.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// Where it listens: a loopback address. Port 0 takes the port of the last start where that is
    /// free, so that links stay valid, else a free one.
    pub listen: SocketAddr,
    /// The folder in which it keeps its state; made when it is missing.
    pub data_dir: PathBuf,
    /// Where its events go from the first moment.
    pub webhook: Option<Webhook>,
    /// Fixes ids and chance of a new store.
    pub seed: Option<u64>,
    /// How many payments of the last year a new store begins with.
    pub payments: u32,
    /// The time at which a new store begins; none is now. From there it goes on like any clock.
    pub clock: Option<UnixSeconds>,
}

/// The address that gets every event.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The address. Another one than at the last start moves the endpoint there.
    pub url: String,
    /// What deliveries are signed with. None keeps the endpoint's secret, or makes one.
    pub secret: Option<SecretString>,
}

/// A running practice store. Dropping it stops it without waiting for what is under way; see
/// [`Sandbox::shutdown`].
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    api_key: SecretString,
    publishable_key: String,
    webhook_secret: Option<SecretString>,
    state: State,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
    _lock: Lock,
}

/// Starts a practice store, on what its folder holds or as a new one. It listens when this returns.
///
/// # Errors
/// When the address is not loopback or in use, or the folder cannot be used.
pub async fn start(config: SandboxConfig) -> Result<Sandbox, SandboxError> {
    if !config.listen.ip().is_loopback() {
        return Err(SandboxError::NotLoopback(config.listen));
    }
    if let Some(webhook) = &config.webhook {
        check_url(&webhook.url)?;
    }
    countertop_sqlite::private_folder(&config.data_dir)?;
    let lock = Lock::take(&config.data_dir, LOCK)?;
    let clock = Arc::new(Clock::starting(config.clock));
    let state = open(&config.data_dir.join(FILE), config.seed, Arc::clone(&clock)).await?;
    let listener = listen(&state, config.listen).await?;
    let address = listener
        .local_addr()
        .map_err(|source| SandboxError::Listen {
            address: config.listen,
            source,
        })?;
    state.listen_at(format!("http://{address}")).await?;
    let (identity, webhook_secret) = prepare(&state, &config, address.port()).await?;
    // What fell due while the store was closed happened before anything that is asked of it now.
    due::catch_up(&state).await?;

    let (stop, stopped) = watch::channel(false);
    let gate = api::Gate::new(&identity);
    let tasks = run(&state, clock, gate, (listener, address), stopped)?;
    tracing::info!(%address, "the practice store is open");
    Ok(Sandbox {
        address,
        api_key: identity.api_key,
        publishable_key: identity.publishable_key,
        webhook_secret,
        state,
        stop,
        tasks,
        _lock: lock,
    })
}

/// Begins to answer, to deliver and to do what falls due, until told to stop.
fn run(
    state: &State,
    clock: Arc<Clock>,
    gate: api::Gate,
    (listener, address): (TcpListener, SocketAddr),
    stopped: watch::Receiver<bool>,
) -> Result<Vec<JoinHandle<()>>, SandboxError> {
    let faults = Faults::default();
    let shop = Shop::new(
        state.clone(),
        Arc::clone(&clock),
        faults.clone(),
        gate,
        address,
        stopped.clone(),
    );
    let courier = Courier::new(state.clone(), Arc::clone(&clock), faults)
        .map_err(|error| SandboxError::State(format!("deliveries cannot be made: {error}")))?;
    Ok(vec![
        tokio::spawn(server::serve(listener, router(shop), stopped.clone())),
        tokio::spawn(due::run(state.clone(), clock, stopped.clone())),
        tokio::spawn(courier.run(stopped)),
    ])
}

impl Sandbox {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of its API without `/v1`, and of its pages: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its secret API key, `sk_test_…`.
    pub fn api_key(&self) -> &SecretString {
        &self.api_key
    }

    /// Its key for web pages and apps, `pk_test_…`.
    pub fn publishable_key(&self) -> &str {
        &self.publishable_key
    }

    /// What deliveries to its own endpoint are signed with; none while it never had one.
    pub fn webhook_secret(&self) -> Option<&SecretString> {
        self.webhook_secret.as_ref()
    }

    /// Ends what is under way and closes its file. Deliveries that were not made are made after
    /// the next start.
    ///
    /// # Errors
    /// When the file cannot be brought up to date; nothing that was answered is lost by that.
    pub async fn shutdown(self) -> Result<(), SandboxError> {
        self.stop.send_replace(true);
        for task in self.tasks {
            // A task that panicked has nothing more to end.
            let _ = task.await;
        }
        self.state.close().await?;
        tracing::info!("the practice store is closed");
        Ok(())
    }
}

fn check_url(url: &str) -> Result<(), SandboxError> {
    let good = url::Url::parse(url)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if good {
        Ok(())
    } else {
        Err(SandboxError::WebhookUrl(url.to_owned()))
    }
}

/// Opens the file. SQLite blocks, so this is no work for the runtime's own threads.
async fn open(file: &Path, seed: Option<u64>, clock: Arc<Clock>) -> Result<State, SandboxError> {
    let file = file.to_owned();
    let opened = tokio::task::spawn_blocking(move || State::open(&file, seed, clock)).await;
    match opened {
        Ok(Ok(state)) => Ok(state),
        Ok(Err(OpenError::File(error))) => Err(error.into()),
        Ok(Err(error)) => Err(SandboxError::State(error.to_string())),
        Err(error) => Err(SandboxError::State(error.to_string())),
    }
}

/// The port that was asked for; for port 0 the last one, where it is free.
async fn listen(state: &State, asked: SocketAddr) -> Result<TcpListener, SandboxError> {
    if asked.port() == 0 {
        let last = state.read(|work: &mut Work<'_>| work.last_port()).await?;
        let again = last.map(|port| SocketAddr::new(asked.ip(), port));
        if let Some(Ok(listener)) = again.map(server::bind) {
            return Ok(listener);
        }
    }
    server::bind(asked).map_err(|source| SandboxError::Listen {
        address: asked,
        source,
    })
}

/// Brings a new store to life, or an old one to its present address.
async fn prepare(
    state: &State,
    config: &SandboxConfig,
    port: u16,
) -> Result<(Identity, Option<SecretString>), SandboxError> {
    let (webhook, payments) = (config.webhook.clone(), config.payments);
    let (identity, secret) = state
        .write(Cause::default(), move |work: &mut Work<'_>| {
            work.forget_cli_sessions()?;
            let identity = work.identity()?;
            let url = webhook.as_ref().map(|webhook| webhook.url.as_str());
            let given = webhook.as_ref().and_then(|webhook| webhook.secret.as_ref());
            if identity.new && payments > 0 {
                past::begin(work, payments)?;
            }
            let secret = api::keep_own_endpoint(work, url, given)?;
            money::prepare(work)?;
            Ok::<_, StateError>((identity, secret))
        })
        .await?;
    state
        .write(Cause::default(), move |work: &mut Work<'_>| {
            moved(work, port)
        })
        .await?;
    past::make(state).await?;
    Ok((identity, secret))
}

/// Where the store listens elsewhere than last time, its links have other addresses.
fn moved(work: &mut Work<'_>, port: u16) -> Result<(), StateError> {
    if let Some(last) = work.last_base_url()?
        && last != work.base_url()
    {
        api::announce_new_address(work, &last)?;
    }
    work.remember_address(port)
}

impl From<StateError> for SandboxError {
    fn from(error: StateError) -> Self {
        Self::State(error.to_string())
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("State")
    }
}
