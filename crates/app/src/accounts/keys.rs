//! Where keys and signing secrets are kept, as the accounts need it: a vault behind it may ask a person.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use super::StripeAccount;

/// What is kept for an account in one mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeptSecret {
    /// The key of Stripe's API.
    ApiKey,
    /// The secrets that deliveries are signed with: JSON, a list of `{signer, secret, until}`, in which
    /// `signer` is an endpoint's id.
    WebhookSecrets,
}

/// Why a secret cannot be kept or read: a sentence, never the secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the secret cannot be kept or read: {0}")]
pub struct KeysError(pub String);

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
}

/// Secrets that end with the process: they are asked for at each start.
#[derive(Default)]
pub struct KeysInMemory(Mutex<HashMap<(StripeAccount, KeptSecret), SecretString>>);

impl KeysInMemory {
    fn secrets(&self) -> MutexGuard<'_, HashMap<(StripeAccount, KeptSecret), SecretString>> {
        // Each change is one call to the map: it is whole whatever happened to who held the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keys for KeysInMemory {
    fn get<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
    ) -> Later<'a, Option<SecretString>> {
        let found = self.secrets().get(&(account.clone(), kind)).cloned();
        Box::pin(std::future::ready(Ok(found)))
    }

    fn put<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()> {
        self.secrets()
            .insert((account.clone(), kind), secret.clone());
        Box::pin(std::future::ready(Ok(())))
    }

    fn remove<'a>(&'a self, account: &'a StripeAccount, kind: KeptSecret) -> Later<'a, ()> {
        self.secrets().remove(&(account.clone(), kind));
        Box::pin(std::future::ready(Ok(())))
    }
}

impl std::fmt::Debug for KeysInMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeysInMemory").finish_non_exhaustive()
    }
}
