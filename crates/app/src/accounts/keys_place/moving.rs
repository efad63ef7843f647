//! Choosing the place of the keys, unlocking it, and moving the keys from one to another.

use std::fs;
use std::io::{self, ErrorKind};

use countertop_vault::{KeychainState, Place, SecretName, Vault, VaultError, move_secrets};
use secrecy::{ExposeSecret, SecretString};

use super::{KeysError, KeysOfThisComputer, PATIENCE, Standing};

/// A place that can be chosen.
#[derive(Debug)]
pub(crate) enum Chosen {
    /// The operating system's keychain.
    Keychain,
    /// A new file, encrypted with this passphrase.
    File(Passphrase),
    /// Nowhere: keys are asked for at each start.
    Memory,
}

/// A passphrase that was typed twice.
#[derive(Debug)]
pub(crate) struct Passphrase(SecretString);

/// Why a choice, a passphrase or a move does not succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlaceError {
    /// The two texts differ.
    #[error("the two passphrases differ: type the same one twice")]
    NotTheSame,
    /// A passphrase is short or wrong, or the file or keychain cannot be used.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The present place does not give its keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// They are in a file already.
    #[error("the keys are in an encrypted file already: change its passphrase instead")]
    InAFile,
    /// They are in no file.
    #[error("the keys are in no encrypted file")]
    InNoFile,
    /// The choice cannot be written down.
    #[error("the choice cannot be kept: {0}; look at the folder's permissions and the disk")]
    Disk(#[from] io::Error),
}

impl Passphrase {
    /// One that was typed the same way twice.
    pub(crate) fn typed(once: SecretString, again: &SecretString) -> Result<Self, PlaceError> {
        if once.expose_secret() != again.expose_secret() {
            return Err(PlaceError::NotTheSame);
        }
        Ok(Self(once))
    }
}

impl KeysOfThisComputer {
    /// Keeps keys in this place from now on. What is kept already moves there: all of it, or none.
    pub(crate) async fn choose(
        &self,
        chosen: Chosen,
        names: &[SecretName],
    ) -> Result<(), PlaceError> {
        let _alone = self.changing.lock().await;
        let old = match self.standing() {
            Standing::Open(vault) => Some(vault),
            Standing::FileLocked => return Err(KeysError::FileLocked.into()),
            Standing::NotLooked | Standing::PlaceNeeded(_) | Standing::Keychain(_) => {
                self.place_before().await?
            }
        };
        let is_there = |place| old.as_ref().is_some_and(|it| it.place() == place);
        let new = match chosen {
            Chosen::Keychain if is_there(Place::Keychain) => return self.note(Place::Keychain),
            Chosen::Memory if is_there(Place::Memory) => return self.note(Place::Memory),
            Chosen::File(_) if is_there(Place::File) => return Err(PlaceError::InAFile),
            Chosen::Keychain => self.keychain_that_works().await?,
            Chosen::Memory => Vault::memory(),
            Chosen::File(passphrase) => self.new_file(passphrase).await?,
        };
        let moved = self.move_to(&new, old.as_ref(), names).await;
        if moved.is_err() && new.place() == Place::File {
            // Nothing is in it.
            let _ = fs::remove_file(&self.file);
        }
        moved?;
        self.set(Standing::Open(new));
        Ok(())
    }

    /// The vault that has the keys, where nobody has looked since the start.
    async fn place_before(&self) -> Result<Option<Vault>, PlaceError> {
        match self.look().await {
            Standing::Open(vault) => Ok(Some(vault)),
            Standing::FileLocked => Err(KeysError::FileLocked.into()),
            // What is in a keychain that does not answer stays there, and is entered anew.
            Standing::NotLooked | Standing::PlaceNeeded(_) | Standing::Keychain(_) => Ok(None),
        }
    }

    fn note(&self, place: Place) -> Result<(), PlaceError> {
        Ok(self.kept.keep(place)?)
    }

    async fn move_to(
        &self,
        new: &Vault,
        old: Option<&Vault>,
        names: &[SecretName],
    ) -> Result<(), PlaceError> {
        let Some(old) = old else {
            return self.note(new.place());
        };
        let moved = move_secrets(names, old, new, || self.note(new.place())).await?;
        for name in &moved.left_behind {
            tracing::warn!(%name, "A secret could not be taken out of its old place, too.");
        }
        if old.place() == Place::File
            && moved.left_behind.is_empty()
            && let Err(error) = fs::remove_file(&self.file)
        {
            tracing::warn!(%error, "The encrypted file, empty now, could not be deleted.");
        }
        Ok(())
    }

    async fn keychain_that_works(&self) -> Result<Vault, PlaceError> {
        match self.check_keychain().await {
            KeychainState::Works => Ok(Vault::keychain(&self.keychain, PATIENCE)),
            KeychainState::Locked => Err(VaultError::Locked.into()),
            KeychainState::Unanswered => Err(VaultError::Unanswered(PATIENCE).into()),
            KeychainState::Absent { reason } => Err(VaultError::NoKeychain(reason).into()),
        }
    }

    /// A file that a move left there is not overwritten.
    async fn new_file(&self, passphrase: Passphrase) -> Result<Vault, PlaceError> {
        let settings = self.settings.clone();
        match Vault::new_file(&self.file, passphrase.0.clone(), settings.clone()).await {
            Err(VaultError::Exists(_)) => {
                fs::rename(&self.file, &self.old_file)?;
                Ok(Vault::new_file(&self.file, passphrase.0, settings).await?)
            }
            made => Ok(made?),
        }
    }

    /// Opens the file with its passphrase.
    pub(crate) async fn unlock(&self, passphrase: SecretString) -> Result<(), PlaceError> {
        let _alone = self.changing.lock().await;
        if self.kept.read() != Some(Place::File) {
            return Err(PlaceError::InNoFile);
        }
        let vault = Vault::unlock_file(&self.file, passphrase, self.settings.clone()).await?;
        self.set(Standing::Open(vault));
        Ok(())
    }

    /// Encrypts the file with another passphrase.
    pub(crate) async fn change_passphrase(
        &self,
        old: SecretString,
        new: Passphrase,
    ) -> Result<(), PlaceError> {
        let _alone = self.changing.lock().await;
        if self.kept.read() != Some(Place::File) {
            return Err(PlaceError::InNoFile);
        }
        let settings = self.settings.clone();
        let changed = Vault::change_passphrase(&self.file, old, new.0, settings).await?;
        self.set(Standing::Open(changed));
        Ok(())
    }

    /// Sets a file aside whose passphrase nobody knows any more: keys are entered anew, in a place that
    /// is chosen anew. The file stays beside, encrypted as it is.
    pub(crate) async fn set_file_aside(&self) -> Result<(), PlaceError> {
        let _alone = self.changing.lock().await;
        if self.kept.read() != Some(Place::File) {
            return Err(PlaceError::InNoFile);
        }
        match fs::rename(&self.file, &self.old_file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        self.kept.forget()?;
        self.set(Standing::NotLooked);
        Ok(())
    }
}
