//! Where keys are kept, and the key of the open account: never the key itself.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the keys of this computer are kept.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeysPlace {
    /// How the place is.
    pub state: KeysState,
    /// Why it is so and what to do, where there is something to say.
    pub sentence: Option<String>,
    /// The encrypted file, whether or not there is one.
    pub file: Option<String>,
    /// The fewest characters of a passphrase.
    pub shortest_passphrase: u32,
    /// What is known of the open account's key; null in the practice store and where it is not open.
    pub key: Option<KeyFacts>,
}

/// How the place of the keys is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeysState {
    /// No key was asked for yet: the keychain is looked for with the first one.
    NotLooked,
    /// They are in the computer's keychain.
    Keychain,
    /// The keychain wants to be unlocked.
    KeychainLocked,
    /// The keychain does not answer.
    KeychainUnanswered,
    /// The keychain has the keys, and is not there.
    KeychainAbsent,
    /// There is no keychain, and nobody has chosen another place.
    PlaceNeeded,
    /// They are in an encrypted file, which waits for its passphrase.
    FileLocked,
    /// They are in an encrypted file.
    FileOpen,
    /// They are asked for at each start.
    Memory,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyFacts {
    /// Its beginning and its last four characters, as Stripe's own list shows it: `rk_live_…7Qd2`.
    pub masked: String,
    /// What it may do, when that was last tried; null where it was not tried on this computer.
    pub permissions: Option<KeyPermissions>,
}

/// What a key may do, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyPermissions {
    /// How many permissions it has.
    pub works: u32,
    /// How many were tried.
    pub of: u32,
    /// Those that it lacks, as Stripe's page names them.
    pub missing: Vec<String>,
    /// When that was tried, in Unix seconds.
    pub checked_at: i64,
}

/// A place that is chosen. What is kept already moves there.
#[derive(Debug, Deserialize, TS)]
#[serde(
    tag = "place",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ChooseKeysPlace {
    /// The computer's keychain.
    Keychain,
    /// A new encrypted file.
    File {
        /// Its passphrase.
        #[ts(type = "string")]
        passphrase: SecretString,
        /// The same once more.
        #[ts(type = "string")]
        repeated: SecretString,
    },
    /// Nowhere: keys are asked for at each start.
    Memory,
}

/// The passphrase of the encrypted file.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnlockKeys {
    /// It. It never goes back.
    #[ts(type = "string")]
    pub passphrase: SecretString,
}

/// Another passphrase for the encrypted file.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangePassphrase {
    /// The present one.
    #[ts(type = "string")]
    pub passphrase: SecretString,
    /// The new one.
    #[ts(type = "string")]
    pub new: SecretString,
    /// The new one once more.
    #[ts(type = "string")]
    pub repeated: SecretString,
}

/// A newer key for the account that is open, or is to be.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplaceKey {
    /// The check of the new key.
    pub check: String,
}
