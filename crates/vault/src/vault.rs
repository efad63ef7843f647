//! The vault: one type over the three places.

use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::aside::{Patience, aside};
use crate::file::{FileSettings, SecretFile};
use crate::keeper::Keeper;
use crate::keychain::{Keychain, System};
use crate::memory::Memory;
use crate::{SecretName, VaultError};

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The operating system's keychain.
    Keychain,
    /// A file that is encrypted with a passphrase.
    File,
    /// This process's memory: they are asked for at each start.
    Memory,
}

impl Place {
    /// Its word, for settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File => "file",
            Self::Memory => "memory",
        }
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Keychain, Self::File, Self::Memory]
            .into_iter()
            .find(|place| place.as_str() == text)
            .ok_or(())
    }
}

/// Keeps secrets in one place. Clones are the same vault.
#[derive(Clone)]
pub struct Vault {
    keeper: Arc<dyn Keeper>,
    place: Place,
    patience: Patience,
}

impl Vault {
    /// In the operating system's keychain, which may ask the person at the screen to unlock it;
    /// `patience` is how long that may take.
    pub fn keychain(keychain: &Keychain, patience: Duration) -> Self {
        Self {
            keeper: Arc::new(System::of(keychain)),
            place: Place::Keychain,
            patience: Patience::Until(patience),
        }
    }

    /// In memory alone.
    pub fn memory() -> Self {
        Self::of(Memory::default())
    }

    /// In a keeper of this process's own.
    pub(crate) fn of(keeper: impl Keeper + 'static) -> Self {
        Self {
            keeper: Arc::new(keeper),
            place: Place::Memory,
            patience: Patience::Unlimited,
        }
    }

    /// In a new file, encrypted with a passphrase.
    ///
    /// # Errors
    /// When the passphrase is short, the file exists or cannot be written.
    pub async fn new_file(
        path: &Path,
        passphrase: SecretString,
        settings: FileSettings,
    ) -> Result<Self, VaultError> {
        let path = path.to_owned();
        Self::file(move || SecretFile::create(&path, &passphrase, settings)).await
    }

    /// In a file that exists.
    ///
    /// # Errors
    /// When the passphrase is wrong, or the file is missing, damaged or cannot be read.
    pub async fn unlock_file(
        path: &Path,
        passphrase: SecretString,
        settings: FileSettings,
    ) -> Result<Self, VaultError> {
        let path = path.to_owned();
        Self::file(move || SecretFile::unlock(&path, &passphrase, settings)).await
    }

    /// Encrypts a file with another passphrase. Vaults that have it open with the old one say so.
    ///
    /// # Errors
    /// When the old passphrase is wrong, the new one short, or the file cannot be read or written.
    pub async fn change_passphrase(
        path: &Path,
        old: SecretString,
        new: SecretString,
        settings: FileSettings,
    ) -> Result<Self, VaultError> {
        let path = path.to_owned();
        let cost = settings.cost;
        let change = move || SecretFile::unlock(&path, &old, settings)?.with_passphrase(&new, cost);
        Self::file(change).await
    }

    async fn file(
        open: impl FnOnce() -> Result<SecretFile, VaultError> + Send + 'static,
    ) -> Result<Self, VaultError> {
        let file = aside(Patience::Unlimited, open).await;
        let file = file.unwrap_or(Err(VaultError::BrokenOff))?;
        Ok(Self {
            keeper: Arc::new(file),
            place: Place::File,
            patience: Patience::Unlimited,
        })
    }

    /// Where it keeps them.
    pub fn place(&self) -> Place {
        self.place
    }

    /// A secret, where there is one.
    ///
    /// # Errors
    /// When the place cannot be read, or is locked and stays so.
    pub async fn get(&self, name: &SecretName) -> Result<Option<SecretString>, VaultError> {
        let name = name.clone();
        self.ask(move |keeper| keeper.get(&name)).await
    }

    /// Keeps a secret in place of what was kept under that name.
    ///
    /// # Errors
    /// When it is empty, or the place cannot be written, or is locked and stays so.
    pub async fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), VaultError> {
        if secret.expose_secret().is_empty() {
            return Err(VaultError::Empty);
        }
        let (name, secret) = (name.clone(), secret.clone());
        self.ask(move |keeper| keeper.put(&name, &secret)).await
    }

    /// Forgets a secret, where there is one.
    ///
    /// # Errors
    /// As for [`Self::put`].
    pub async fn remove(&self, name: &SecretName) -> Result<(), VaultError> {
        let name = name.clone();
        self.ask(move |keeper| keeper.remove(&name)).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Keeper) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let keeper = Arc::clone(&self.keeper);
        let answer = aside(self.patience, move || question(&*keeper)).await;
        answer.unwrap_or_else(|_| {
            Err(match self.patience {
                Patience::Until(patience) => VaultError::Unanswered(patience),
                Patience::Unlimited => VaultError::BrokenOff,
            })
        })
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
