//! From a pasted text to an account: the key is recognised, checked, confirmed, kept, and its account
//! opened.

use countertop_domain::Mode;
use countertop_receiver::{Clock, SystemClock};
use countertop_stripe_client::{ConfigError, Dates};

use super::keys_place::PermissionCount;
use super::pending::Checked;
use super::{AccountName, KeptSecret, StripeAccount};
use crate::App;
use crate::ipc::{
    AccountKind, AddAccount, AppState, CheckKey, Confirmation, FeatureReport, IpcError,
    IpcErrorCode, KeyPage, KeyPageQuery, KeyPermission, KeyReport, KeyScope, PermissionReport,
    PermissionState, Said,
};
use crate::permissions::{
    CheckError, FeatureCheck, KeyCheck, KeyKind, Outcome, PastedKey, Permission, PermissionCheck,
    check, key_page, recognise, wanted,
};
use crate::refusals::sentence;
use crate::shop::client;
use crate::told;

/// The field that a key is pasted into.
const FIELD: &str = "key";

impl App {
    /// Recognises a pasted text, and tries what the key in it may do. Nothing is changed at Stripe.
    ///
    /// # Errors
    /// When the text is no key, with a sentence for each kind of text; when Stripe does not know it or
    /// cannot be reached.
    pub async fn check_key(&self, asked: CheckKey) -> Result<KeyReport, IpcError> {
        self.pending.clear();
        let key = recognise(&asked.key)
            .map_err(|error| at_field(sentence(&error)).said(told::of_pasted(&error)))?;
        let client = client(
            key.key.clone(),
            self.config.api_base.clone(),
            Dates::default(),
        )
        .map_err(|error| cannot_be_used(&error))?;
        let found = check(&client).await.map_err(check_failed)?;
        let name = found.account.name.clone();
        let checked = |handle| Checked {
            handle,
            account: StripeAccount {
                id: found.account.id.clone(),
                mode: key.mode,
            },
            name: name.unwrap_or_else(|| found.account.id.to_string()),
            is_usable: found.is_usable(),
            permissions: PermissionCount::of(&found, SystemClock.now()),
            key: key.clone(),
        };
        let handle = self.pending.keep(checked);
        let checked = self.pending.find(&handle).ok_or_else(forgotten)?;
        let account = AccountName::Stripe(checked.account.clone());
        let is_known = self.registry().entry(&account).is_some();
        Ok(report(&found, &key, &checked, is_known))
    }

    /// Adds the account of the key that was checked, keeps the key, and opens the account. One that is
    /// there already gets the new key.
    ///
    /// # Errors
    /// When the check was another one, the confirmation is not for the key's mode, no payment could
    /// arrive with the key, or the key cannot be kept.
    pub async fn add_account(&self, add: AddAccount) -> Result<AppState, IpcError> {
        let checked = self.pending.find(&add.check).ok_or_else(forgotten)?;
        confirmed(checked.key.mode, add.confirmation)?;
        usable(&checked)?;
        let keys = &self.config.keys;
        keys.put(&checked.account, KeptSecret::ApiKey, &checked.key.key)
            .await?;
        let account = AccountName::Stripe(checked.account.clone());
        self.registry().add(account.clone(), checked.name)?;
        self.pending.clear();
        self.exchange(&account).await;
        self.keep_permissions(&checked.permissions).await;
        self.app_state().await
    }

    /// Stripe's page for a new restricted key, and the permissions to choose there.
    ///
    /// # Errors
    /// When the practice store is asked for.
    pub async fn key_page(&self, query: KeyPageQuery) -> Result<KeyPage, IpcError> {
        let mode = match query.kind {
            AccountKind::Test => Mode::Test,
            AccountKind::Live => Mode::Live,
            AccountKind::Practice => {
                let message = "The practice store needs no key.";
                return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
            }
        };
        Ok(KeyPage {
            url: key_page(mode),
            permissions: wanted(mode).map(key_permission).collect(),
        })
    }
}

/// Whether payments can arrive with a key.
pub(super) fn usable(checked: &Checked) -> Result<(), IpcError> {
    if checked.is_usable {
        return Ok(());
    }
    Err(at_field(
        "With this key no payment could arrive: switch on Webhook Endpoints (write) or Events (read) \
         for it, and check it again."
            .to_owned(),
    )
    .said(Said::key_useless()))
}

/// Whether the merchant's word is for this mode: live is never entered by the word for test.
fn confirmed(mode: Mode, confirmation: Confirmation) -> Result<(), IpcError> {
    let (message, said) = match (mode, confirmation) {
        (Mode::Test, Confirmation::Test) | (Mode::Live, Confirmation::LiveMovesRealMoney) => {
            return Ok(());
        }
        (Mode::Live, Confirmation::Test) => (
            "This is a live key: confirm that real money moves with it.",
            Said::key_is_live(),
        ),
        (Mode::Test, Confirmation::LiveMovesRealMoney) => (
            "This is a key of test mode: no real money moves with it.",
            Said::key_is_test(),
        ),
    };
    Err(IpcError::of_field("confirmation", message).said(said))
}

fn report(found: &KeyCheck, key: &PastedKey, checked: &Checked, is_known: bool) -> KeyReport {
    let account = AccountName::Stripe(checked.account.clone());
    KeyReport {
        check: checked.handle.clone(),
        kind: AccountKind::of(&account),
        account: account.to_string(),
        name: checked.name.clone(),
        scope: match key.kind {
            KeyKind::Secret => KeyScope::Everything,
            KeyKind::Restricted => KeyScope::Restricted,
        },
        is_usable: checked.is_usable,
        is_known,
        features: found.features.iter().map(feature_report).collect(),
    }
}

pub(crate) fn feature_report(found: &FeatureCheck) -> FeatureReport {
    FeatureReport {
        feature: found.feature.into(),
        state: found.reach().into(),
        why: found.why_unclear().map(str::to_owned),
        permissions: found.permissions.iter().map(permission_report).collect(),
    }
}

fn permission_report(found: &PermissionCheck) -> PermissionReport {
    PermissionReport {
        permission: key_permission(found.permission),
        called: found.called_otherwise().map(|it| it.join(", ")),
        state: match &found.outcome {
            Outcome::Works => PermissionState::Works,
            Outcome::Missing(_) => PermissionState::Missing,
            Outcome::NotTried | Outcome::Unclear(_) => PermissionState::Unknown,
        },
    }
}

fn key_permission(permission: Permission) -> KeyPermission {
    KeyPermission {
        name: permission.name.to_owned(),
        access: permission.access.into(),
        stripe: format!("rak_{}", permission.stripe),
    }
}

pub(super) fn at_field(message: String) -> IpcError {
    IpcError::new(IpcErrorCode::InvalidInput, message).with("field", FIELD)
}

pub(super) fn cannot_be_used(error: &ConfigError) -> IpcError {
    at_field(sentence(error))
}

pub(super) fn check_failed(error: CheckError) -> IpcError {
    match error {
        CheckError::Api(error) => IpcError::from(error).with("field", FIELD),
        CheckError::NoAccount => at_field(sentence(&error)).said(Said::key_without_account()),
    }
}

pub(super) fn forgotten() -> IpcError {
    at_field("The key that was checked is no longer known; paste it again.".to_owned())
        .said(Said::key_forgotten())
}
