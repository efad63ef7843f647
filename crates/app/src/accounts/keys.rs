//! Where keys and signing secrets are kept, as the accounts need it: a vault behind it may ask a person.

use std::pin::Pin;

use secrecy::SecretString;

use super::{KeysOfThisComputer, StripeAccount};

/// What is kept for an account in one mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeptSecret {
    /// The key of Stripe's API.
    ApiKey,
    /// The secrets that deliveries are signed with: JSON, a list of `{signer, secret, until}`, in which
    /// `signer` is an endpoint's id.
    WebhookSecrets,
    /// What the tunnel's own service asks for.
    TunnelToken,
}

impl KeptSecret {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::ApiKey, Self::WebhookSecrets, Self::TunnelToken];
}

/// Why a secret cannot be kept or read: a sentence, never the secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// Nobody has said where keys are to be kept, and there is no keychain: why, in the system's words.
    #[error("there is no keychain on this computer: choose where the keys are to be kept")]
    PlaceNeeded(String),
    /// They are in an encrypted file that nobody has unlocked yet.
    #[error("the keys are in an encrypted file: enter its passphrase")]
    FileLocked,
    /// The keychain does not give them.
    #[error("{sentence}")]
    Keychain {
        /// What it is about it.
        trouble: KeychainTrouble,
        /// Why and what to do.
        sentence: String,
    },
    /// Something else.
    #[error("the secret cannot be kept or read: {0}")]
    Other(String),
}

/// What it is about a keychain that does not do what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeychainTrouble {
    /// It wants to be unlocked.
    Locked,
    /// It does not answer.
    Unanswered,
    /// It has the keys, and is not there.
    Absent,
}

impl KeychainTrouble {
    /// Its word for the window.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Unanswered => "unanswered",
            Self::Absent => "absent",
        }
    }
}

/// What comes of a call, later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, KeysError>> + Send + 'a>>;

/// Keeps secrets by account, mode and kind. A call may take as long as a person takes to unlock it.
pub trait Keys: Send + Sync {
    /// A secret, where there is one.
    fn get<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
    ) -> Later<'a, Option<SecretString>>;

    /// Keeps a secret in place of what was kept.
    fn put<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()>;

    /// Forgets a secret, where there is one.
    fn remove<'a>(&'a self, account: &'a StripeAccount, kind: KeptSecret) -> Later<'a, ()>;

    /// These keys, where the merchant chooses their place.
    fn of_this_computer(&self) -> Option<&KeysOfThisComputer> {
        None
    }
}
