//! Starting and stopping.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use countertop_app::{App, AppConfig, StartError};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::door::{Door, Token};
use crate::{commands, door, headers, page, socket};

/// How long requests under way may take once the end has been asked for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How to start.
pub struct DevServerConfig {
    /// The app behind it: where it keeps its accounts, and where Stripe is.
    pub app: AppConfig,
    /// Where to listen: a loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder of the built page.
    pub ui: PathBuf,
    /// What requests must show.
    pub token: Token,
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum DevServerError {
    /// Only this computer may reach it.
    #[error("{0} is not a loopback address; listen on 127.0.0.1 or [::1]")]
    NotLoopback(SocketAddr),
    /// The port cannot be had.
    #[error("cannot listen on {address}: {source}; choose another port, or 0 for a free one")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no page to serve.
    #[error("there is no page in {0}; build it with `npm run build` in the folder ui")]
    NoPage(PathBuf),
    /// The app behind it cannot start.
    #[error(transparent)]
    App(#[from] StartError),
}

/// A running server.
pub struct DevServer {
    address: SocketAddr,
    url: String,
    app: Arc<App>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Shared {
    pub app: Arc<App>,
    pub ui: Arc<PathBuf>,
}

impl DevServer {
    /// Serves the page and the app's commands until [`shutdown`](Self::shutdown).
    ///
    /// # Errors
    /// When the address is not loopback or taken, there is no page, or the app cannot start.
    pub async fn start(config: DevServerConfig) -> Result<Self, DevServerError> {
        if !config.listen.ip().is_loopback() {
            return Err(DevServerError::NotLoopback(config.listen));
        }
        if !config.ui.join(page::INDEX).is_file() {
            return Err(DevServerError::NoPage(config.ui));
        }
        let (listener, address) = listen(config.listen).await?;
        let url = format!("http://{address}/?token={}", config.token.reveal());
        let app = Arc::new(App::start(config.app).await?);
        let shared = Shared {
            app: Arc::clone(&app),
            ui: Arc::new(config.ui),
        };
        let router = router(shared, Door::new(address, config.token));
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, router).with_graceful_shutdown(async {
            // Dropping the sender is asking for the end as well.
            let _ = stopped.await;
        });
        let task = tokio::spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "The dev server broke off.");
            }
        });
        Ok(Self {
            address,
            url,
            app,
            stop,
            task,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The page's address, with the token.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets requests under way finish, then closes the app in order.
    pub async fn shutdown(self) {
        let _ = self.stop.send(());
        let mut task = self.task;
        if tokio::time::timeout(PATIENCE, &mut task).await.is_err() {
            tracing::warn!("A request is still under way; it is broken off.");
            task.abort();
            let _ = task.await;
        }
        match Arc::into_inner(self.app) {
            Some(app) => app.shutdown().await,
            None => tracing::warn!("The app is still in use; it ends with the process."),
        }
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), DevServerError> {
    let failed = |source| DevServerError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

fn router(shared: Shared, door: Door) -> Router {
    let door = Arc::new(door);
    let with_token = Router::new()
        .route("/ipc/{command}", post(commands::call))
        .route("/announcements", get(socket::announcements))
        .layer(from_fn_with_state(Arc::clone(&door), door::check_token));
    Router::new()
        .merge(with_token)
        .fallback(get(page::file))
        .layer(from_fn_with_state(Arc::clone(&door), door::check_sender))
        .layer(from_fn_with_state(door, headers::add))
        .with_state(shared)
}
