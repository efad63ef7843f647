//! A key in the place of an account's old one, or of one that is asked for at each start.

use countertop_stripe_client::{ApiError, Dates};

use super::super::add::{at_field, cannot_be_used, check_failed, forgotten, usable};
use super::super::pending::Checked;
use super::super::{AccountName, KeptSecret};
use crate::App;
use crate::ipc::{AppState, IpcError, ReplaceKey};
use crate::permissions::CheckError;
use crate::shop::client;

impl App {
    /// Keeps the key that was checked in place of the open account's own, and opens the account with it.
    /// The old key stays until Stripe has taken the new one once more; the ledger is not touched.
    ///
    /// # Errors
    /// When the check was another one, the key is one of another account or mode, no payment could
    /// arrive with it, Stripe does not take it, or it cannot be kept.
    pub async fn replace_key(&self, replace: ReplaceKey) -> Result<AppState, IpcError> {
        let checked = self.pending.find(&replace.check).ok_or_else(forgotten)?;
        let account = self.registry().open_account().clone();
        belongs_to(&account, &checked)?;
        usable(&checked)?;
        // Some time may have passed since the check.
        let key = &checked.key.key;
        let client = client(key.clone(), self.config.api_base.clone(), Dates::default())
            .map_err(|error| cannot_be_used(&error))?;
        let tried = client.retrieve_account().await;
        if let Err(error) = tried
            && !matches!(error, ApiError::MissingPermission { .. })
        {
            return Err(check_failed(CheckError::Api(error)));
        }
        let keys = &self.config.keys;
        keys.put(&checked.account, KeptSecret::ApiKey, key).await?;
        self.pending.clear();
        self.exchange(&account).await;
        self.keep_permissions(&checked.permissions).await;
        self.app_state().await
    }
}

/// Whether the key is one of this account, in this mode.
fn belongs_to(account: &AccountName, checked: &Checked) -> Result<(), IpcError> {
    let theirs = AccountName::Stripe(checked.account.clone());
    let (AccountName::Stripe(ours), AccountName::Stripe(found)) = (account, &theirs) else {
        return Err(at_field("The practice store needs no key.".to_owned()));
    };
    if ours == found {
        return Ok(());
    }
    let name = &checked.name;
    Err(at_field(if ours.id == found.id {
        "This is a key of the same account in its other mode: copy one of the mode that is open here."
            .to_owned()
    } else {
        format!(
            "This is a key of another account ({name}): copy one of the account that is open here."
        )
    }))
}
