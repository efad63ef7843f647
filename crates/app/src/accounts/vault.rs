//! Keys in a vault, and the vault of this computer: its keychain where there is one that works.

use std::time::Duration;

use countertop_vault::{Keychain, KeychainState, Randomness, SecretKind, SecretName, Vault};
use secrecy::SecretString;
use tokio::sync::OnceCell;

use super::{KeptSecret, Keys, KeysError, Later, StripeAccount};
use crate::randomness;

/// The name that our entries have in the keychain.
const SERVICE: &str = "countertop";
/// How long a person may take to unlock it.
const PATIENCE: Duration = Duration::from_secs(60);

impl Keys for Vault {
    fn get<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
    ) -> Later<'a, Option<SecretString>> {
        Box::pin(async move { Ok(Self::get(self, &name(account, kind)).await?) })
    }

    fn put<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()> {
        Box::pin(async move { Ok(Self::put(self, &name(account, kind), secret).await?) })
    }

    fn remove<'a>(&'a self, account: &'a StripeAccount, kind: KeptSecret) -> Later<'a, ()> {
        Box::pin(async move { Ok(Self::remove(self, &name(account, kind)).await?) })
    }
}

fn name(account: &StripeAccount, kind: KeptSecret) -> SecretName {
    let kind = match kind {
        KeptSecret::ApiKey => SecretKind::ApiKey,
        KeptSecret::WebhookSecrets => SecretKind::WebhookSecrets,
    };
    SecretName::new(account.id.as_str(), account.mode, kind)
}

impl From<countertop_vault::VaultError> for KeysError {
    fn from(error: countertop_vault::VaultError) -> Self {
        Self(error.to_string())
    }
}

/// The keys of this computer. Its keychain is looked for when the first key is asked for, so that the
/// practice store never makes it ask for its password; where there is none, keys end with the program.
#[derive(Debug, Default)]
pub struct KeysOfThisComputer(OnceCell<Vault>);

impl KeysOfThisComputer {
    async fn vault(&self) -> Result<&Vault, KeysError> {
        self.0.get_or_try_init(look).await
    }
}

/// A keychain that is locked is not given up: it may be unlocked the next time.
async fn look() -> Result<Vault, KeysError> {
    let keychain = Keychain::new(SERVICE);
    let chance = Randomness::new(randomness::fill);
    match keychain.check(PATIENCE, &chance).await {
        KeychainState::Works => Ok(Vault::keychain(&keychain, PATIENCE)),
        KeychainState::Locked => Err(countertop_vault::VaultError::Locked.into()),
        KeychainState::Unanswered => Err(countertop_vault::VaultError::Unanswered(PATIENCE).into()),
        KeychainState::Absent { reason } => {
            tracing::warn!(%reason, "There is no keychain; keys are asked for at each start.");
            Ok(Vault::memory())
        }
    }
}

impl Keys for KeysOfThisComputer {
    fn get<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
    ) -> Later<'a, Option<SecretString>> {
        Box::pin(async move { Keys::get(self.vault().await?, account, kind).await })
    }

    fn put<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()> {
        Box::pin(async move { Keys::put(self.vault().await?, account, kind, secret).await })
    }

    fn remove<'a>(&'a self, account: &'a StripeAccount, kind: KeptSecret) -> Later<'a, ()> {
        Box::pin(async move { Keys::remove(self.vault().await?, account, kind).await })
    }
}
