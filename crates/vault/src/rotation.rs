//! Replacing a key by a newer one.

use std::error::Error;
use std::fmt;

use secrecy::SecretString;

use crate::{SecretName, Vault, VaultError};

/// Why a key was not replaced. The old one is still kept.
#[derive(Debug)]
pub enum RotationError<E> {
    /// The new one does not work.
    Trial(E),
    /// It works, and could not be kept.
    Vault(VaultError),
}

impl<E: fmt::Display> fmt::Display for RotationError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trial(error) => write!(f, "the new key does not work: {error}"),
            Self::Vault(error) => write!(f, "the new key could not be kept: {error}"),
        }
    }
}

impl<E: Error + 'static> Error for RotationError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Trial(error) => Some(error),
            Self::Vault(error) => Some(error),
        }
    }
}

/// Tries a new key, then keeps it in place of the old one, which is forgotten by that. What the trial
/// found comes back: the account that the key belongs to, say.
///
/// # Errors
/// When the trial fails or the key cannot be kept. Then the old one stays.
pub async fn rotate<T, E>(
    vault: &Vault,
    name: &SecretName,
    new: &SecretString,
    trial: impl AsyncFnOnce(&SecretString) -> Result<T, E>,
) -> Result<T, RotationError<E>> {
    let found = trial(new).await.map_err(RotationError::Trial)?;
    vault.put(name, new).await.map_err(RotationError::Vault)?;
    Ok(found)
}
