//! Where the keys of this computer are kept: its keychain where there is one that works, else where the
//! merchant says.
//!
//! ```text
//! not looked yet ─▶ keychain                       it works: no question is asked
//!                ├▶ keychain in trouble            it has the keys, and is locked, silent or gone
//!                ├▶ a place is needed              there is none, and nobody has chosen
//!                ├▶ file, locked ─▶ file, open     chosen before; it waits for its passphrase
//!                └▶ memory                         chosen before; keys are asked for at each start
//! ```
//!
//! It is looked when the first key is asked for, so that the practice store never makes the keychain ask
//! for its password.

mod check;
mod commands;
mod kept;
mod moving;
mod replace;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use countertop_vault::{
    Cost, FileSettings, Keychain, KeychainState, Place, Randomness, Vault, VaultError,
};
use secrecy::SecretString;

use super::{KeptSecret, KeychainTrouble, Keys, KeysError, Later, StripeAccount};
use crate::randomness;
use kept::KeptPlace;

pub(crate) use check::PermissionCount;

/// The name that our entries have in the keychain.
const SERVICE: &str = "countertop";
/// How long a person may take to unlock it.
const PATIENCE: Duration = Duration::from_secs(60);
/// The encrypted file, inside the app's home.
const FILE: &str = "keys.encrypted";
/// Where it is set aside.
const OLD_FILE: &str = "keys.encrypted.old";

/// The keys of this computer.
#[derive(Debug)]
pub struct KeysOfThisComputer {
    file: PathBuf,
    old_file: PathBuf,
    kept: KeptPlace,
    keychain: Keychain,
    settings: FileSettings,
    standing: Mutex<Standing>,
    /// Held while it is looked, chosen or unlocked: one thing after the other.
    changing: tokio::sync::Mutex<()>,
}

/// How the place of the keys is.
#[derive(Clone, Debug)]
pub(crate) enum Standing {
    /// Nobody has asked for a key yet.
    NotLooked,
    /// Keys can be kept and read.
    Open(Vault),
    /// There is no keychain, for this reason, and nobody has chosen another place.
    PlaceNeeded(String),
    /// The file waits for its passphrase.
    FileLocked,
    /// The keychain has the keys, or may, and does not give them.
    Keychain(KeysError),
}

impl KeysOfThisComputer {
    /// The keys of the app with this home.
    pub fn of(home: &Path) -> Self {
        Self::with(home, Keychain::new(SERVICE), Cost::default())
    }

    /// With entries of another name in the keychain, and another cost of a passphrase.
    pub fn with(home: &Path, keychain: Keychain, cost: Cost) -> Self {
        Self {
            file: home.join(FILE),
            old_file: home.join(OLD_FILE),
            kept: KeptPlace::of(home),
            keychain,
            settings: FileSettings {
                cost,
                randomness: Randomness::new(randomness::fill),
            },
            standing: Mutex::new(Standing::NotLooked),
            changing: tokio::sync::Mutex::default(),
        }
    }

    /// How the place is, as far as it was looked.
    pub(crate) fn standing(&self) -> Standing {
        let standing = self.standing.lock();
        standing.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The encrypted file, whether or not there is one.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    fn set(&self, standing: Standing) {
        let mut place = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        *place = standing;
    }

    fn open(&self) -> Option<Vault> {
        match self.standing() {
            Standing::Open(vault) => Some(vault),
            Standing::NotLooked
            | Standing::PlaceNeeded(_)
            | Standing::FileLocked
            | Standing::Keychain(_) => None,
        }
    }

    /// The vault, looked for where it was not found yet: a keychain may have been unlocked or started
    /// meanwhile.
    async fn vault(&self) -> Result<Vault, KeysError> {
        if let Some(vault) = self.open() {
            return Ok(vault);
        }
        let _alone = self.changing.lock().await;
        if let Some(vault) = self.open() {
            return Ok(vault);
        }
        let found = self.look().await;
        self.set(found.clone());
        match found {
            Standing::Open(vault) => Ok(vault),
            Standing::PlaceNeeded(reason) => Err(KeysError::PlaceNeeded(reason)),
            Standing::FileLocked => Err(KeysError::FileLocked),
            Standing::Keychain(error) => Err(error),
            Standing::NotLooked => Err(VaultError::BrokenOff.into()),
        }
    }

    async fn look(&self) -> Standing {
        let chosen = self.kept.read();
        match chosen {
            Some(Place::Memory) => return Standing::Open(Vault::memory()),
            Some(Place::File) if self.file.exists() => return Standing::FileLocked,
            Some(Place::File) => {
                let reason = format!("{} is gone", self.file.display());
                return Standing::PlaceNeeded(reason);
            }
            Some(Place::Keychain) | None => {}
        }
        match self.check_keychain().await {
            KeychainState::Works => Standing::Open(Vault::keychain(&self.keychain, PATIENCE)),
            KeychainState::Locked => Standing::Keychain(VaultError::Locked.into()),
            KeychainState::Unanswered => {
                Standing::Keychain(VaultError::Unanswered(PATIENCE).into())
            }
            KeychainState::Absent { reason } if chosen.is_none() => Standing::PlaceNeeded(reason),
            KeychainState::Absent { reason } => Standing::Keychain(gone(&reason)),
        }
    }

    async fn check_keychain(&self) -> KeychainState {
        let chance = &self.settings.randomness;
        self.keychain.check(PATIENCE, chance).await
    }

    /// A file that another program gave another passphrase is locked again.
    fn heed<T>(&self, answer: Result<T, VaultError>) -> Result<T, KeysError> {
        if matches!(answer, Err(VaultError::Relocked(_))) {
            self.set(Standing::FileLocked);
        }
        Ok(answer?)
    }

    async fn put_secret(
        &self,
        account: &StripeAccount,
        kind: KeptSecret,
        secret: &SecretString,
    ) -> Result<(), KeysError> {
        let vault = self.vault().await?;
        let name = super::vault::name(account, kind);
        self.heed(vault.put(&name, secret).await)?;
        if self.kept.read().is_none() {
            // From now on a keychain that is away is missed.
            let noted = self.kept.keep(vault.place());
            noted.map_err(|error| KeysError::Other(error.to_string()))?;
        }
        Ok(())
    }
}

/// The keychain that has the keys is not there.
fn gone(reason: &str) -> KeysError {
    KeysError::Keychain {
        trouble: KeychainTrouble::Absent,
        sentence: format!(
            "the keys are in this computer's keychain, and it is not there ({reason}): log in to your \
             desktop as usual and try again, or choose another place and paste the key once more"
        ),
    }
}

impl Keys for KeysOfThisComputer {
    fn get<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
    ) -> Later<'a, Option<SecretString>> {
        Box::pin(async move {
            match self.vault().await {
                Ok(vault) => self.heed(vault.get(&super::vault::name(account, kind)).await),
                // Where there is no place, nothing can have been kept.
                Err(KeysError::PlaceNeeded(_)) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    fn put<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()> {
        Box::pin(self.put_secret(account, kind, secret))
    }

    fn remove<'a>(&'a self, account: &'a StripeAccount, kind: KeptSecret) -> Later<'a, ()> {
        Box::pin(async move {
            match self.vault().await {
                Ok(vault) => self.heed(vault.remove(&super::vault::name(account, kind)).await),
                Err(KeysError::PlaceNeeded(_)) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }

    fn of_this_computer(&self) -> Option<&KeysOfThisComputer> {
        Some(self)
    }
}
