//! The app behind the window: started by whoever asks first, closed once.

use std::path::PathBuf;
use std::sync::Arc;

use countertop_app::accounts::KeysOfThisComputer;
use countertop_app::diagnostics::Tail;
use countertop_app::ipc::{IpcError, IpcErrorCode, LinkedPlace};
use countertop_app::preferences::Kept;
use countertop_app::{App, AppConfig, HostFacts, Programs, machine_name};
use tauri::{AppHandle, Manager};
use tokio::sync::{RwLock, RwLockReadGuard};

use crate::events;
use crate::glance;
use crate::notices;
use crate::settings;

/// The app, or the folder that it will be started from.
///
/// A start that fails is not the end: the window shows the sentence, and the next call tries again,
/// as when the merchant has closed the other program that held the ledger.
pub struct Shop {
    home: PathBuf,
    tail: Tail,
    handle: AppHandle,
    door: RwLock<Door>,
}

/// The app lives in here, so that it can be taken out and closed.
#[allow(clippy::large_enum_variant)] // There is one of it.
enum Door {
    NotYetOpen,
    Open(App),
    Closed,
}

impl Shop {
    /// A shop that keeps its things in `home` and tells its news through `handle`; `tail` is what it logs.
    pub fn new(home: PathBuf, tail: Tail, handle: AppHandle) -> Self {
        Self {
            home,
            tail,
            handle,
            door: RwLock::new(Door::NotYetOpen),
        }
    }

    /// The app, started if it is not running yet. Whoever holds it delays its closing.
    ///
    /// # Errors
    /// When it cannot start, with the sentence for the merchant, or when it is closed.
    pub async fn app(&self) -> Result<RwLockReadGuard<'_, App>, IpcError> {
        if let Some(app) = inside(self.door.read().await) {
            return Ok(app);
        }
        let mut door = self.door.write().await;
        if matches!(*door, Door::NotYetOpen) {
            *door = Door::Open(self.start().await?);
        }
        inside(door.downgrade()).ok_or_else(|| {
            IpcError::new(
                IpcErrorCode::Internal,
                "Countertop is closing; start it again.",
            )
        })
    }

    async fn start(&self) -> Result<App, IpcError> {
        let mut config = AppConfig::new(self.home.clone(), machine_name());
        config.keys = Arc::new(KeysOfThisComputer::of(&self.home));
        config.programs = Programs::on(std::env::var_os("PATH").as_deref());
        config.log = Some(self.tail.clone());
        config.preferences = Arc::clone(&self.handle.state::<Arc<Kept>>());
        config.host = HostFacts {
            web_view: settings::web_view(),
            user_home: directories::BaseDirs::new().map(|it| it.home_dir().to_owned()),
        };
        let app = App::start(config).await.map_err(|error| {
            tracing::error!(%error, "The shop cannot be opened.");
            IpcError::new(IpcErrorCode::LedgerUnavailable, error.to_string())
        })?;
        events::pass_on(app.announcements(), self.handle.clone());
        notices::show(app.notices());
        glance::follow(app.announcements(), self.handle.clone());
        Ok(app)
    }

    /// Closes the app in order, once every call under way is answered.
    pub async fn close(&self) {
        let door = std::mem::replace(&mut *self.door.write().await, Door::Closed);
        if let Door::Open(app) = door {
            app.shutdown().await;
        }
    }
}

fn inside(door: RwLockReadGuard<'_, Door>) -> Option<RwLockReadGuard<'_, App>> {
    RwLockReadGuard::try_map(door, |door| match door {
        Door::Open(app) => Some(app),
        Door::NotYetOpen | Door::Closed => None,
    })
    .ok()
}

/// Has the window show a place, now or when it opens.
pub fn show_place(handle: &AppHandle, place: LinkedPlace) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        // Where the app cannot start there is nothing to show.
        if let Ok(app) = handle.state::<Shop>().app().await {
            app.show_place(place);
        }
    });
}

/// Starts the app while the window is still being drawn.
pub fn open_early(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        // A failure is logged where it happens, and told to the window when it asks.
        let _ = handle.state::<Shop>().app().await;
    });
}
