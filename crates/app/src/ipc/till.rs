//! A till that several people use: its PIN, and what the window lets them do.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the till is, for all accounts of this computer's user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TillState {
    /// Whether a PIN is set.
    pub has_pin: bool,
    /// Whether the window is for looking only.
    pub is_view_only: bool,
    /// After how many minutes without a key or the mouse it is to be locked; null where it never is.
    pub lock_after_minutes: Option<u32>,
    /// Whether it is locked: only the till itself is answered.
    pub is_locked: bool,
    /// The file that all of this is kept in. Without it there is no PIN.
    pub file: String,
}

/// A PIN that is to be kept.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetPin {
    /// The present one, where there is one.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub present: Option<SecretString>,
    /// The new one: 4 to 12 digits.
    #[ts(type = "string")]
    pub pin: SecretString,
    /// The same once more.
    #[ts(type = "string")]
    pub repeated: SecretString,
}

/// The PIN, given to be tried.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GivePin {
    /// Its digits.
    #[ts(type = "string")]
    pub pin: SecretString,
}

/// What is chosen for the till.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChooseTill {
    /// Whether the window is for looking only.
    pub is_view_only: bool,
    /// After how many minutes it locks itself: 1, 5, 15 or 60; null for never.
    pub lock_after_minutes: Option<u32>,
}
