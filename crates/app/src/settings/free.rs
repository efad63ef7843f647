//! What needs the ledger for itself: the account is closed, the thing done, the account opened again.

use std::path::Path;

use crate::App;
use crate::accounts::AccountName;
use crate::app::Place;
use crate::ipc::{IpcError, IpcErrorCode};

impl App {
    /// Does something with the folder of this account, which is to be the open one, while nothing of ours has
    /// its ledger. Whatever comes of it, the account is opened again; where that fails, the state says why.
    /// `reason` is what commands are told that come meanwhile.
    pub(crate) async fn with_ledger_free<T: Send + 'static>(
        &self,
        account: AccountName,
        reason: &str,
        act: impl FnOnce(&Path) -> Result<T, IpcError> + Send + 'static,
    ) -> Result<T, IpcError> {
        let _changing = self.settings.changing.lock().await;
        // What was asked for about one account is not done to another.
        if *self.registry().open_account() != account {
            let message =
                "Another account was opened meanwhile, so nothing was done; look at it again.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        let folder = self.registry().folder(&account);
        let meanwhile = IpcError::new(IpcErrorCode::LedgerUnavailable, reason);
        let before = std::mem::replace(&mut *self.place.write().await, Place::Closed(meanwhile));
        self.announce_state();
        if let Place::Open(shop) = before {
            shop.shutdown_and_free().await;
        }
        let done = tokio::task::spawn_blocking(move || act(&folder)).await;
        *self.place.write().await = match self.open_shop(&account).await {
            Ok(shop) => Place::Open(shop),
            Err(error) => {
                tracing::error!(%error, %account, "An account cannot be opened again.");
                Place::Closed(error.into())
            }
        };
        self.announce_state();
        done.unwrap_or_else(|error| Err(broken_off(&error)))
    }
}

/// What a command is told whose work ended by a fault of ours.
pub(super) fn broken_off(error: &tokio::task::JoinError) -> IpcError {
    tracing::error!(%error, "Work on the ledger was broken off.");
    let message = "The work was broken off by a fault of this program; look at what is there, then try again.";
    IpcError::new(IpcErrorCode::Internal, message)
}
