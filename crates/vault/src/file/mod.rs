//! A file that is encrypted with a passphrase.
//!
//! Every reading opens the file anew, and every writing takes a lock beside it first: the window and
//! the terminal may use one file at the same time. What stays in memory is the key made of the
//! passphrase, and no secret.

mod disk;
mod sealed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::keeper::Keeper;
use crate::{Randomness, SecretName, VaultError};
use disk::Writing;
use sealed::{Envelope, Key, Unsealable};

pub use sealed::Cost;

/// The fewest characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// How a file is to be encrypted.
#[derive(Clone, Debug)]
pub struct FileSettings {
    /// How much work a passphrase costs whoever guesses it. A file that exists keeps its own.
    pub cost: Cost,
    /// Where salts and nonces come from.
    pub randomness: Randomness,
}

/// The secrets in the file, by name.
type Secrets = BTreeMap<String, SecretString>;

/// Keeps secrets in a file.
pub(crate) struct SecretFile {
    path: PathBuf,
    key: Key,
    randomness: Randomness,
}

impl SecretFile {
    /// Makes the file, with nothing in it.
    pub(crate) fn create(
        path: &Path,
        passphrase: &SecretString,
        settings: FileSettings,
    ) -> Result<Self, VaultError> {
        let FileSettings { cost, randomness } = settings;
        let key = new_key(passphrase, cost, &randomness)?;
        let writing = Writing::begin(path)?;
        if path.exists() {
            return Err(VaultError::Exists(path.to_owned()));
        }
        let file = Self {
            path: path.to_owned(),
            key,
            randomness,
        };
        file.write(&writing, &Secrets::new())?;
        Ok(file)
    }

    /// Opens a file that exists.
    pub(crate) fn unlock(
        path: &Path,
        passphrase: &SecretString,
        settings: FileSettings,
    ) -> Result<Self, VaultError> {
        let bytes = disk::read(path)?;
        let envelope = Envelope::read(&bytes).map_err(|reason| damaged(path, reason))?;
        let key = Key::of(passphrase, envelope.salt, envelope.cost)
            .map_err(|reason| damaged(path, reason))?;
        match envelope.open(&key) {
            Ok(_) => Ok(Self {
                path: path.to_owned(),
                key,
                randomness: settings.randomness,
            }),
            Err(Unsealable::OtherKey) => Err(VaultError::WrongPassphrase(path.to_owned())),
            Err(Unsealable::Damaged(reason)) => Err(damaged(path, reason)),
        }
    }

    /// Encrypts the file with another passphrase. Who has it open with the old one is told so.
    pub(crate) fn with_passphrase(
        self,
        passphrase: &SecretString,
        cost: Cost,
    ) -> Result<Self, VaultError> {
        let key = new_key(passphrase, cost, &self.randomness)?;
        let writing = Writing::begin(&self.path)?;
        let secrets = self.read()?;
        let file = Self { key, ..self };
        file.write(&writing, &secrets)?;
        Ok(file)
    }

    fn read(&self) -> Result<Secrets, VaultError> {
        let bytes = disk::read(&self.path)?;
        let envelope = Envelope::read(&bytes).map_err(|reason| damaged(&self.path, reason))?;
        if !envelope.is_for(&self.key) {
            return Err(VaultError::Relocked(self.path.clone()));
        }
        let text = envelope.open(&self.key).map_err(|reason| match reason {
            Unsealable::OtherKey => damaged(&self.path, "its contents were changed"),
            Unsealable::Damaged(reason) => damaged(&self.path, reason),
        })?;
        serde_json::from_slice(&text)
            .map_err(|_| damaged(&self.path, "its contents cannot be read"))
    }

    fn write(&self, writing: &Writing, secrets: &Secrets) -> Result<(), VaultError> {
        let exposed: BTreeMap<&str, &str> = secrets
            .iter()
            .map(|(name, secret)| (name.as_str(), secret.expose_secret()))
            .collect();
        let text = serde_json::to_vec(&exposed).map(Zeroizing::new);
        let text = text.map_err(|_| damaged(&self.path, "its contents cannot be written"))?;
        let sealed = sealed::seal(&text, &self.key, self.randomness.bytes());
        let sealed = sealed.map_err(|reason| damaged(&self.path, reason))?;
        writing.replace(&sealed)
    }

    fn change(&self, change: impl FnOnce(&mut Secrets)) -> Result<(), VaultError> {
        let writing = Writing::begin(&self.path)?;
        let mut secrets = self.read()?;
        change(&mut secrets);
        self.write(&writing, &secrets)
    }
}

impl Keeper for SecretFile {
    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, VaultError> {
        Ok(self.read()?.remove(&name.to_string()))
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), VaultError> {
        self.change(|secrets| {
            secrets.insert(name.to_string(), secret.clone());
        })
    }

    fn remove(&self, name: &SecretName) -> Result<(), VaultError> {
        self.change(|secrets| {
            secrets.remove(&name.to_string());
        })
    }
}

fn new_key(
    passphrase: &SecretString,
    cost: Cost,
    randomness: &Randomness,
) -> Result<Key, VaultError> {
    if passphrase.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
        return Err(VaultError::ShortPassphrase(SHORTEST_PASSPHRASE));
    }
    Key::of(passphrase, randomness.bytes(), cost).map_err(|_| VaultError::Cost)
}

fn damaged(path: &Path, reason: &'static str) -> VaultError {
    VaultError::Damaged {
        path: path.to_owned(),
        reason,
    }
}
