//! Taking an account away, with its data or without; and the practice store begun anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::reception::SystemClock;

use super::{AccountName, KeptSecret, StripeAccount};
use crate::App;
use crate::app::Place;
use crate::backups;
use crate::endpoint::{Endpoint, EndpointConfig};
use crate::ipc::{
    AccountData, AnewConfirmation, AppState, BeginAnew, IpcError, IpcErrorCode, RemoveAccount,
    Removed,
};
use crate::refusals::sentence;
use crate::shop::client;
use countertop_stripe_client::Dates;

impl App {
    /// Takes an account off the list: our webhook endpoint at Stripe is deleted, its key forgotten, its
    /// data kept or deleted, as is said. Where something of it is left behind, the answer says what.
    ///
    /// # Errors
    /// When there is no such account, it is the practice store, or the list cannot be written.
    pub async fn remove_account(&self, remove: RemoveAccount) -> Result<Removed, IpcError> {
        let account = self.known(&remove.account)?;
        let AccountName::Stripe(stripe) = &account else {
            let message = "The practice store cannot be removed; it can be begun anew.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        };
        let mut left = Vec::new();
        // While there is still a key to do it with.
        left.extend(self.delete_endpoint(stripe).await.err());
        let folder = self.registry().folder(&account);
        let was_open = *self.registry().open_account() == account;
        self.registry().remove(&account)?;
        let elsewhere = match was_open {
            true => self.backups_that_stay().await,
            false => None,
        };
        if was_open {
            self.exchange(&AccountName::Practice).await;
        }
        for kind in KeptSecret::ALL {
            let removed = self.config.keys.remove(stripe, kind).await;
            left.extend(removed.err().map(|it| sentence(&it)));
        }
        match remove.data {
            AccountData::Keep => {}
            AccountData::Delete => {
                left.extend(delete(folder).await.err());
                left.extend(elsewhere);
            }
        }
        self.announce_state();
        Ok(Removed {
            state: self.app_state().await?,
            left,
        })
    }

    /// Deletes everything of the practice store and begins it anew, on the merchant's word. Other accounts
    /// stay as they are.
    ///
    /// # Errors
    /// When its folder cannot be deleted.
    pub async fn begin_practice_anew(&self, wanted: BeginAnew) -> Result<AppState, IpcError> {
        let AnewConfirmation::DeleteWhatWasPractised = wanted.confirmation;
        let _changing = self.settings.changing.lock().await;
        let folder = self.registry().folder(&AccountName::Practice);
        let mut place = self.place.write().await;
        let is_open = *self.registry().open_account() == AccountName::Practice;
        let before = is_open.then(|| std::mem::replace(&mut *place, Place::Closed(anew())));
        if let Some(Place::Open(shop)) = before {
            shop.shutdown().await;
        }
        let deleted = delete(folder).await;
        if is_open {
            *place = match self.open_shop(&AccountName::Practice).await {
                Ok(shop) => Place::Open(shop),
                Err(error) => Place::Closed(error.into()),
            };
        }
        drop(place);
        self.announce_state();
        deleted.map_err(|message| IpcError::new(IpcErrorCode::LedgerUnavailable, message))?;
        self.app_state().await
    }

    /// A sentence on the backups of the open account that lie in a folder of the merchant's own.
    async fn backups_that_stay(&self) -> Option<String> {
        let chosen = self.read(|ledger| Ok(backups::elsewhere(ledger)?)).await;
        let folder = chosen.ok().flatten()?;
        let folder = folder.display();
        Some(format!(
            "Its backups in {folder} stay; delete them yourself."
        ))
    }

    /// Deletes our endpoint of an account that may not be open; a sentence where it stays.
    async fn delete_endpoint(&self, account: &StripeAccount) -> Result<(), String> {
        let words = |error: &dyn std::error::Error| {
            format!(
                "The webhook endpoint at Stripe may still be there: delete it in Stripe's Dashboard, \
                 under Developers, Webhooks. {}",
                sentence(error)
            )
        };
        if let Ok(shop) = self.shop().await
            && let Some(at_stripe) = shop.at_stripe().filter(|it| it.account == *account)
        {
            let gone = at_stripe.endpoint.switch_off().await;
            return gone.map(drop).map_err(|it| words(&it));
        }
        let key = self.key(account).await.map_err(|it| words(&it))?;
        let installation = self.installation().map_err(|it| words(&it))?;
        let base = self.config.api_base.clone();
        let endpoint = Endpoint::new(EndpointConfig {
            account: account.clone(),
            client: client(key, base, Dates::default()).map_err(|it| words(&it))?,
            installation,
            keys: Arc::clone(&self.config.keys),
            clock: Box::new(SystemClock),
            accept: Box::new(|_| {}),
        });
        endpoint.switch_off().await.map_err(|it| words(&it))?;
        Ok(())
    }
}

/// Deletes a folder with all that is in it; a sentence where something stays.
async fn delete(folder: PathBuf) -> Result<(), String> {
    let shown = folder.display().to_string();
    let deleted = tokio::task::spawn_blocking(move || delete_folder(&folder)).await;
    let failed = match deleted {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    };
    Err(format!(
        "The folder {shown} cannot be deleted ({failed}); delete it yourself."
    ))
}

fn delete_folder(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        deleted => deleted,
    }
}

fn anew() -> IpcError {
    IpcError::new(
        IpcErrorCode::LedgerUnavailable,
        "The practice store is begun anew; try again in a moment.",
    )
}
