//! What all places have in common.

use secrecy::SecretString;

use crate::{SecretName, VaultError};

/// Keeps secrets. Calls may block.
pub(crate) trait Keeper: Send + Sync {
    /// The secret, where there is one.
    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, VaultError>;

    /// Keeps it in place of what was kept under that name.
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), VaultError>;

    /// Forgets it, where there is one.
    fn remove(&self, name: &SecretName) -> Result<(), VaultError>;
}
