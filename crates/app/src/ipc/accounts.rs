//! Accounts: a key's check, adding, switching, removing.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountKind, AppState};
use crate::accounts::AccountName;
use crate::permissions::{Access, Feature, Reach};

/// A key to be checked. The one place in which a secret comes from the page: somebody pastes it there.
/// It never goes back.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckKey {
    /// The pasted text.
    #[ts(type = "string")]
    pub key: SecretString,
}

/// What a key is good for.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyReport {
    /// By which the key is added; it is forgotten with the next check.
    pub check: String,
    /// The account's id here.
    pub account: String,
    /// Its name at Stripe, else its id.
    pub name: String,
    /// Test or live.
    pub kind: AccountKind,
    /// How much the key may do.
    pub scope: KeyScope,
    /// Whether payments can arrive with it.
    pub is_usable: bool,
    /// Whether the account is here already; then only its key changes.
    pub is_known: bool,
    /// What works, by feature, what matters most first.
    pub features: Vec<FeatureReport>,
}

/// How much a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyScope {
    /// Everything: advised against.
    Everything,
    /// What it was made for.
    Restricted,
}

/// What a key is good for in one respect.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeatureReport {
    /// What it is.
    pub feature: KeyFeature,
    /// Whether it works.
    pub state: PermissionState,
    /// Why that is not known, where trying it failed: in English.
    pub why: Option<String>,
    /// What it takes.
    pub permissions: Vec<PermissionReport>,
}

/// What Countertop does with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyFeature {
    /// It knows whose account it is.
    Account,
    /// It shows payments with what belongs to them.
    Payments,
    /// It reads Stripe's list of events, so that none is missed.
    CatchUp,
    /// It hears of events at once.
    Webhooks,
    /// It makes payment links.
    Links,
    /// It shows payouts and disputes.
    Payouts,
    /// It ties subscriptions' payments to their links.
    Subscriptions,
    /// It is reached through the Stripe CLI, in test mode.
    StripeCli,
}

impl From<Feature> for KeyFeature {
    fn from(feature: Feature) -> Self {
        match feature {
            Feature::Account => Self::Account,
            Feature::Payments => Self::Payments,
            Feature::CatchUp => Self::CatchUp,
            Feature::Webhooks => Self::Webhooks,
            Feature::Links => Self::Links,
            Feature::Payouts => Self::Payouts,
            Feature::Subscriptions => Self::Subscriptions,
            Feature::StripeCli => Self::StripeCli,
        }
    }
}

/// What was found of one permission.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionReport {
    /// Which one.
    pub permission: KeyPermission,
    /// What Stripe calls it in refusing, where that is another name.
    pub called: Option<String>,
    /// What was found.
    pub state: PermissionState,
}

/// Whether something works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PermissionState {
    /// It does.
    Works,
    /// The key lacks it.
    Missing,
    /// It could not be tried.
    Unknown,
}

impl From<Reach> for PermissionState {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Whole => Self::Works,
            Reach::Missing => Self::Missing,
            Reach::Unknown => Self::Unknown,
        }
    }
}

/// A permission as it is chosen on Stripe's page.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyPermission {
    /// Its name there.
    pub name: String,
    /// Reading alone, or changing as well.
    pub access: KeyAccess,
    /// Its name in Stripe's refusals.
    pub stripe: String,
}

/// What is chosen beside a permission on Stripe's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub enum KeyAccess {
    /// Reading.
    Read,
    /// Changing, which includes reading.
    Write,
}

impl From<Access> for KeyAccess {
    fn from(access: Access) -> Self {
        match access {
            Access::Read => Self::Read,
            Access::Write => Self::Write,
        }
    }
}

/// Which page for a new key.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyPageQuery {
    /// Test or live.
    pub kind: AccountKind,
}

/// Stripe's page for a new restricted key.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyPage {
    /// Its address, with the permissions chosen where Stripe heeds that.
    pub url: String,
    /// The permissions to choose.
    pub permissions: Vec<KeyPermission>,
}

/// An account to be added.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddAccount {
    /// The check of its key.
    pub check: String,
    /// The merchant's word for the key's mode.
    pub confirmation: Confirmation,
}

/// The merchant's word: live is entered by no word but its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// It is test mode.
    Test,
    /// It is live, and real money moves.
    LiveMovesRealMoney,
}

/// Which account.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountChoice {
    /// Its id here.
    pub account: String,
}

/// The accounts there are.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Accounts {
    /// The practice store first.
    pub rows: Vec<AccountRow>,
}

/// One account.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountRow {
    /// Its id here.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Practice, test or live.
    pub kind: AccountKind,
    /// By which it is told from the others: a number from 1 to 8; 0 is the practice store's own.
    pub color: u8,
    /// Whether it is the one that is open.
    pub is_open: bool,
}

/// Another name for an account.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameAccount {
    /// Its id here.
    pub account: String,
    /// What it is to be called.
    pub name: String,
}

/// Another colour for an account.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColorAccount {
    /// Its id here.
    pub account: String,
    /// A number from 1 to 8.
    pub color: u8,
}

/// An account to be taken away.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveAccount {
    /// Its id here.
    pub account: String,
    /// What becomes of its data.
    pub data: AccountData,
}

/// What becomes of an account's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountData {
    /// It stays in its folder, and is there again when the account is added again.
    Keep,
    /// It is deleted for good.
    Delete,
}

/// An account was taken away.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Removed {
    /// The app without it.
    pub state: AppState,
    /// What of it is left behind, and what to do about it; each a sentence.
    pub left: Vec<String>,
}

impl AccountKind {
    /// The world that an account of this name lives in.
    pub(crate) fn of(account: &AccountName) -> Self {
        match account {
            AccountName::Practice => Self::Practice,
            AccountName::Stripe(account) => match account.mode {
                countertop_domain::Mode::Test => Self::Test,
                countertop_domain::Mode::Live => Self::Live,
            },
        }
    }
}
