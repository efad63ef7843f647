//! Keys in a vault.

use countertop_vault::{SecretKind, SecretName, Vault, VaultError};
use secrecy::SecretString;

use super::{KeptSecret, KeychainTrouble, Keys, KeysError, Later, StripeAccount};

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

pub(super) fn name(account: &StripeAccount, kind: KeptSecret) -> SecretName {
    let kind = match kind {
        KeptSecret::ApiKey => SecretKind::ApiKey,
        KeptSecret::WebhookSecrets => SecretKind::WebhookSecrets,
        KeptSecret::TunnelToken => SecretKind::TunnelToken,
    };
    SecretName::new(account.id.as_str(), account.mode, kind)
}

impl From<VaultError> for KeysError {
    fn from(error: VaultError) -> Self {
        let trouble = match &error {
            VaultError::Locked => KeychainTrouble::Locked,
            VaultError::Unanswered(_) => KeychainTrouble::Unanswered,
            VaultError::NoKeychain(_) => KeychainTrouble::Absent,
            VaultError::Relocked(_) => return Self::FileLocked,
            VaultError::ShortPassphrase(_)
            | VaultError::WrongPassphrase(_)
            | VaultError::Damaged { .. }
            | VaultError::Exists(_)
            | VaultError::Missing(_)
            | VaultError::File { .. }
            | VaultError::Strange(_)
            | VaultError::Cost
            | VaultError::BrokenOff
            | VaultError::Empty
            | VaultError::NotKept(_) => return Self::Other(error.to_string()),
        };
        Self::Keychain {
            trouble,
            sentence: error.to_string(),
        }
    }
}
