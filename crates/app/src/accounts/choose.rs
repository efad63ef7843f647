//! Which account is open: listed, switched, renamed.

use std::pin::pin;
use std::time::Duration;

use secrecy::SecretString;
use tokio::time::timeout;

use super::registry::{COLORS, Entry};
use super::{AccountName, AccountNameError, KeptSecret, StripeAccount};
use crate::App;
use crate::app::Place;
use crate::at_stripe::StripeConfig;
use crate::endpoint::Installation;
use crate::ipc::{
    AccountChoice, AccountKind, AccountRow, Accounts, AppState, ColorAccount, IpcError,
    IpcErrorCode, RenameAccount, Said,
};
use crate::open_error::OpenError;
use crate::shop::Shop;

/// How long a key may take while everybody waits. It takes longer where somebody is asked.
const AT_ONCE: Duration = Duration::from_secs(1);

/// What a Stripe account is opened with.
struct Secrets {
    key: SecretString,
    tunnel_token: Option<SecretString>,
}

/// Longest name of an account, in characters.
const LONGEST_NAME: usize = 60;

impl App {
    /// The accounts there are, the practice store first.
    ///
    /// # Errors
    /// None today.
    pub async fn list_accounts(&self) -> Result<Accounts, IpcError> {
        let place = self.place.read().await;
        let practice_name = match &*place {
            Place::Open(shop) => shop.practice_name().map(str::to_owned),
            Place::Closed(_) => None,
        };
        let registry = self.registry();
        let row = |it: &Entry| AccountRow {
            id: it.account.to_string(),
            name: match &practice_name {
                Some(name) if !registry.has_own_name(&it.account) => name.clone(),
                Some(_) | None => it.name.clone(),
            },
            kind: AccountKind::of(&it.account),
            color: it.color,
            is_open: it.account == *registry.open_account(),
        };
        Ok(Accounts {
            rows: registry.entries().iter().map(row).collect(),
        })
    }

    /// Passes the welcome with the practice store, and opens it.
    ///
    /// # Errors
    /// When the list of accounts cannot be written.
    pub async fn open_practice_store(&self) -> Result<AppState, IpcError> {
        self.registry().welcome()?;
        let choice = AccountChoice {
            account: AccountName::Practice.to_string(),
        };
        self.switch_account(choice).await
    }

    /// Closes the account that is open, and opens this one. One that cannot be opened says why in the
    /// state; the others can be opened all the same. The same account again is opened where it was not.
    ///
    /// # Errors
    /// When there is no such account, or the list of accounts cannot be written.
    pub async fn switch_account(&self, choice: AccountChoice) -> Result<AppState, IpcError> {
        let account = self.known(&choice.account)?;
        let is_open = *self.registry().open_account() == account;
        if !(is_open && self.shop().await.is_ok()) {
            self.registry().set_open(&account)?;
            self.exchange(&account).await;
        }
        self.app_state().await
    }

    /// Calls an account something else. It changes nothing at Stripe.
    ///
    /// # Errors
    /// When there is no such account, the name is none, or the list of accounts cannot be written.
    pub async fn rename_account(&self, rename: RenameAccount) -> Result<Accounts, IpcError> {
        let account = self.known(&rename.account)?;
        let name = rename.name.trim().to_owned();
        let problem = match name.chars().count() {
            0 => Some((
                "Give the account a name.".to_owned(),
                Said::account_nameless(),
            )),
            length if length > LONGEST_NAME => Some((
                format!("The name has more than {LONGEST_NAME} characters; shorten it."),
                Said::account_name_long(i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX)),
            )),
            _ => None,
        };
        if let Some((message, said)) = problem {
            return Err(IpcError::of_field("name", message).said(said));
        }
        self.registry().rename(&account, name)?;
        self.announce_state();
        self.list_accounts().await
    }

    /// Gives an account another colour. The practice store has its own.
    ///
    /// # Errors
    /// When there is no such account, no such colour, or the list of accounts cannot be written.
    pub async fn color_account(&self, wanted: ColorAccount) -> Result<Accounts, IpcError> {
        let account = self.known(&wanted.account)?;
        let is_one = (1..=COLORS).contains(&wanted.color);
        if account == AccountName::Practice || !is_one {
            let message = format!("Choose a colour from 1 to {COLORS}, for an account at Stripe.");
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "color"));
        }
        self.registry().set_color(&account, wanted.color)?;
        self.announce_state();
        self.list_accounts().await
    }

    /// Puts this account in the place of the one that is open, and tells the window. No command sees half
    /// a change; but where the keychain asks somebody for its password, nobody waits for that, and who has
    /// changed to yet another account meanwhile stays there.
    pub(super) async fn exchange(&self, account: &AccountName) {
        let mut secrets = pin!(self.secrets_of(account));
        let mut changing = self.settings.changing.lock().await;
        // Who has changed to yet another account meanwhile stays there.
        if *self.registry().open_account() != *account {
            return;
        }
        let mut place = self.place.write().await;
        let before = std::mem::replace(&mut *place, Place::Closed(closed()));
        if let Place::Open(shop) = before {
            shop.shutdown().await;
        }
        let secrets = match timeout(AT_ONCE, &mut secrets).await {
            Ok(secrets) => secrets,
            Err(_) => {
                drop((place, changing));
                let late = secrets.await;
                changing = self.settings.changing.lock().await;
                place = self.place.write().await;
                let is_wanted = *self.registry().open_account() == *account;
                if !is_wanted || matches!(*place, Place::Open(_)) {
                    return;
                }
                late
            }
        };
        *place = self.opened_with(account, secrets).await;
        drop((place, changing));
        self.announce_state();
    }

    async fn opened_with(
        &self,
        account: &AccountName,
        secrets: Result<Option<Secrets>, OpenError>,
    ) -> Place {
        let opened = match secrets {
            Ok(secrets) => self.open_with(account, secrets).await,
            Err(error) => Err(error),
        };
        match opened {
            Ok(shop) => Place::Open(shop),
            Err(error) => {
                tracing::error!(%error, %account, "An account cannot be opened.");
                Place::Closed(error.into())
            }
        }
    }

    /// What an account is opened with; none for the practice store.
    async fn secrets_of(&self, account: &AccountName) -> Result<Option<Secrets>, OpenError> {
        let AccountName::Stripe(account) = account else {
            return Ok(None);
        };
        let keys = &self.config.keys;
        Ok(Some(Secrets {
            key: self.key(account).await?,
            tunnel_token: keys.get(account, KeptSecret::TunnelToken).await?,
        }))
    }

    pub(crate) async fn open_shop(&self, account: &AccountName) -> Result<Shop, OpenError> {
        let secrets = self.secrets_of(account).await?;
        self.open_with(account, secrets).await
    }

    async fn open_with(
        &self,
        account: &AccountName,
        secrets: Option<Secrets>,
    ) -> Result<Shop, OpenError> {
        let folder = self.registry().folder(account);
        match account {
            AccountName::Practice => Shop::practice(&folder, self.surroundings()).await,
            AccountName::Stripe(account) => {
                let secrets = secrets.ok_or(OpenError::NoKey)?;
                let config = StripeConfig {
                    account,
                    folder: &folder,
                    key: secrets.key,
                    tunnel_token: secrets.tunnel_token,
                    api_base: self.config.api_base.clone(),
                    keys: std::sync::Arc::clone(&self.config.keys),
                    installation: self.installation()?,
                    programs: self.config.programs.clone(),
                };
                Shop::stripe(config, self.surroundings()).await
            }
        }
    }

    pub(super) async fn key(&self, account: &StripeAccount) -> Result<SecretString, OpenError> {
        let key = self.config.keys.get(account, KeptSecret::ApiKey).await?;
        key.ok_or(OpenError::NoKey)
    }

    pub(super) fn installation(&self) -> Result<Installation, OpenError> {
        Ok(Installation::of(&self.config.home, &self.config.machine)?)
    }

    /// The account of this name, if it is on the list.
    pub(super) fn known(&self, text: &str) -> Result<AccountName, IpcError> {
        let account: AccountName = text.parse()?;
        if self.registry().entry(&account).is_some() {
            return Ok(account);
        }
        let message = format!("There is no account {account} here.");
        Err(IpcError::new(IpcErrorCode::NotFound, message).said(Said::account_unknown()))
    }
}

impl From<AccountNameError> for IpcError {
    fn from(error: AccountNameError) -> Self {
        Self::new(IpcErrorCode::NotFound, crate::refusals::sentence(&error))
    }
}

/// What a command is told that comes while one account closes and another opens.
fn closed() -> IpcError {
    IpcError::new(
        IpcErrorCode::LedgerUnavailable,
        "The account is being opened; look whether the keychain asks for its password.",
    )
    .said(Said::account_opening())
}
