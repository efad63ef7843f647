//! Where keys are kept, as the window asks and says.

use countertop_vault::{Place as VaultPlace, SHORTEST_PASSPHRASE, SecretName, VaultError};

use super::moving::{Chosen, Passphrase, PlaceError};
use super::{KeychainTrouble, KeysError, KeysOfThisComputer, Standing};
use crate::App;
use crate::accounts::AccountName;
use crate::app::Place;
use crate::ipc::{
    AppState, ChangePassphrase, ChooseKeysPlace, IpcError, IpcErrorCode, KeysPlace, KeysState,
    Said, UnlockKeys,
};
use crate::refusals::sentence;
use crate::told;

impl App {
    /// Where keys are kept, as far as that was looked at: this never asks the keychain for anything.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn show_keys_place(&self) -> Result<KeysPlace, IpcError> {
        let key = self.key_facts().await?;
        let keys = self.config.keys.of_this_computer();
        let (state, sentence) = match keys {
            // Keys of whoever started the app end with it.
            None => (KeysState::Memory, None),
            Some(keys) => told(keys.standing()),
        };
        Ok(KeysPlace {
            state,
            sentence,
            file: keys.map(|it| it.file().display().to_string()),
            shortest_passphrase: u32::try_from(SHORTEST_PASSPHRASE).unwrap_or(u32::MAX),
            key,
        })
    }

    /// Keeps keys in this place from now on. What is kept already moves there, all of it or none.
    ///
    /// # Errors
    /// When a passphrase is short or was not typed the same way twice, with the field at fault; when a
    /// place cannot be used.
    pub async fn choose_keys_place(&self, choose: ChooseKeysPlace) -> Result<KeysPlace, IpcError> {
        let keys = self.choosable()?;
        let chosen = match choose {
            ChooseKeysPlace::Keychain => Chosen::Keychain,
            ChooseKeysPlace::Memory => Chosen::Memory,
            ChooseKeysPlace::File {
                passphrase,
                repeated,
            } => Chosen::File(Passphrase::typed(passphrase, &repeated)?),
        };
        let names = self.names_of_secrets();
        keys.choose(chosen, &names).await?;
        self.show_keys_place().await
    }

    /// Opens the encrypted file, and the account that waits for its key.
    ///
    /// # Errors
    /// When the passphrase is wrong, or the file cannot be read.
    pub async fn unlock_keys(&self, unlock: UnlockKeys) -> Result<AppState, IpcError> {
        self.choosable()?.unlock(unlock.passphrase).await?;
        self.reopen_closed().await;
        self.app_state().await
    }

    /// Sets the encrypted file aside whose passphrase is forgotten: keys are pasted anew.
    ///
    /// # Errors
    /// When there is none, or it cannot be renamed.
    pub async fn set_keys_file_aside(&self) -> Result<AppState, IpcError> {
        self.choosable()?.set_file_aside().await?;
        self.reopen_closed().await;
        self.app_state().await
    }

    /// Encrypts the file with another passphrase.
    ///
    /// # Errors
    /// When the present one is wrong, or the new one short or not typed the same way twice.
    pub async fn change_keys_passphrase(
        &self,
        change: ChangePassphrase,
    ) -> Result<KeysPlace, IpcError> {
        let new = Passphrase::typed(change.new, &change.repeated)?;
        let keys = self.choosable()?;
        let changed = keys.change_passphrase(change.passphrase, new).await;
        changed.map_err(|error| match &error {
            PlaceError::Vault(VaultError::ShortPassphrase(_)) => at("new", &error),
            PlaceError::Vault(_)
            | PlaceError::NotTheSame
            | PlaceError::Keys(_)
            | PlaceError::InAFile
            | PlaceError::InNoFile
            | PlaceError::Disk(_) => error.into(),
        })?;
        self.show_keys_place().await
    }

    fn choosable(&self) -> Result<&KeysOfThisComputer, IpcError> {
        self.config.keys.of_this_computer().ok_or_else(|| {
            let message = "Keys are kept by the program that started Countertop.";
            IpcError::new(IpcErrorCode::InvalidInput, message)
        })
    }

    /// The name of every secret that an account here can have.
    fn names_of_secrets(&self) -> Vec<SecretName> {
        let registry = self.registry();
        let accounts = registry.entries().iter();
        let stripe = accounts.filter_map(|it| match &it.account {
            AccountName::Practice => None,
            AccountName::Stripe(account) => Some(account),
        });
        stripe
            .flat_map(|it| SecretName::all_of(it.id.as_str(), it.mode))
            .collect()
    }

    /// Tries again to open the account that could not be opened.
    async fn reopen_closed(&self) {
        let is_closed = matches!(*self.place.read().await, Place::Closed(_));
        let account = self.registry().open_account().clone();
        if is_closed {
            self.exchange(&account).await;
        }
    }
}

fn told(standing: Standing) -> (KeysState, Option<String>) {
    match standing {
        Standing::NotLooked => (KeysState::NotLooked, None),
        Standing::Open(vault) => {
            let state = match vault.place() {
                VaultPlace::Keychain => KeysState::Keychain,
                VaultPlace::File => KeysState::FileOpen,
                VaultPlace::Memory => KeysState::Memory,
            };
            (state, None)
        }
        Standing::PlaceNeeded(reason) => {
            let error = KeysError::PlaceNeeded(reason);
            (KeysState::PlaceNeeded, Some(sentence(&error)))
        }
        Standing::FileLocked => (
            KeysState::FileLocked,
            Some(sentence(&KeysError::FileLocked)),
        ),
        Standing::Keychain(error) => (in_trouble(&error), Some(sentence(&error))),
    }
}

fn in_trouble(error: &KeysError) -> KeysState {
    match error {
        KeysError::Keychain { trouble, .. } => match trouble {
            KeychainTrouble::Locked => KeysState::KeychainLocked,
            KeychainTrouble::Unanswered => KeysState::KeychainUnanswered,
            KeychainTrouble::Absent => KeysState::KeychainAbsent,
        },
        KeysError::PlaceNeeded(_) => KeysState::PlaceNeeded,
        KeysError::FileLocked => KeysState::FileLocked,
        KeysError::Other(_) => KeysState::KeychainAbsent,
    }
}

fn at(field: &str, error: &PlaceError) -> IpcError {
    let said = match error {
        PlaceError::NotTheSame => Some(Said::passphrases_differ()),
        PlaceError::Vault(error) => told::of_vault(error),
        PlaceError::Keys(_) | PlaceError::InAFile | PlaceError::InNoFile | PlaceError::Disk(_) => {
            None
        }
    };
    IpcError::of_field(field, sentence(error)).said(said)
}

/// What is wrong with a passphrase stands under its field.
impl From<PlaceError> for IpcError {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::NotTheSame => at("repeated", &error),
            PlaceError::Vault(VaultError::WrongPassphrase(_)) => Self::new(
                IpcErrorCode::InvalidInput,
                "The passphrase is wrong: the keys were encrypted with another one.",
            )
            .with("field", "passphrase")
            .said(Said::passphrase_wrong()),
            PlaceError::Vault(VaultError::ShortPassphrase(_)) => at("passphrase", &error),
            PlaceError::Vault(error) => KeysError::from(error).into(),
            PlaceError::Keys(error) => error.into(),
            PlaceError::InAFile | PlaceError::InNoFile => {
                Self::new(IpcErrorCode::InvalidInput, sentence(&error))
            }
            PlaceError::Disk(_) => Self::new(IpcErrorCode::KeyUnavailable, sentence(&error)),
        }
    }
}
