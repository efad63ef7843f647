//! The operating system's keychain: Secret Service on Linux, Keychain on macOS, Credential Manager on
//! Windows.
//!
//! Each call opens its own way to it. So a keychain that was started late or anew is found, and one
//! that waits at a prompt holds up nobody else.

use std::sync::Arc;
use std::time::Duration;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::aside::{Patience, aside};
use crate::keeper::Keeper;
use crate::{Place, Randomness, SecretName, VaultError};

/// The keychain, and the name under which a program's entries stand in it.
#[derive(Clone, Debug)]
pub struct Keychain {
    service: String,
    /// How it is taken to be without a look.
    taken_for: Option<KeychainState>,
}

/// What a check of the keychain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeychainState {
    /// What was put in came out.
    Works,
    /// It is there and wants to be unlocked; it asked, and was refused.
    Locked,
    /// It is there or seems to be, and did not answer in time: it may be asking for its password.
    Unanswered,
    /// There is none, or none that works.
    Absent {
        /// Why, in the system's words.
        reason: String,
    },
}

impl KeychainState {
    /// Where secrets can be kept then, the advised place first.
    pub fn places(&self) -> &'static [Place] {
        match self {
            Self::Works => &[Place::Keychain, Place::File, Place::Memory],
            Self::Locked | Self::Unanswered | Self::Absent { .. } => &[Place::File, Place::Memory],
        }
    }
}

impl Keychain {
    /// The keychain with entries of a name, such as `countertop`.
    pub fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            taken_for: None,
        }
    }

    /// One that is out of reach, whatever this computer has: tests ask nobody for a password.
    pub fn out_of_reach(state: KeychainState) -> Self {
        Self {
            service: String::new(),
            taken_for: Some(state),
        }
    }

    /// Tries the keychain: a random text is written under a random name, read and deleted.
    /// A keychain that is locked may show its prompt. Where nobody answers within `patience`, the
    /// attempt goes on behind and still takes its entry away.
    pub async fn check(&self, patience: Duration, randomness: &Randomness) -> KeychainState {
        if let Some(state) = &self.taken_for {
            return state.clone();
        }
        let service = self.service.clone();
        let probe = Probe {
            name: format!("probe/{}", hex(randomness.bytes::<16>())),
            text: Zeroizing::new(hex(randomness.bytes::<16>()).into_bytes()),
        };
        let work = move || probe.run(&service);
        match aside(Patience::Until(patience), work).await {
            Ok(Ok(())) => KeychainState::Works,
            Ok(Err(VaultError::Locked)) => KeychainState::Locked,
            Ok(Err(VaultError::NoKeychain(reason))) => KeychainState::Absent { reason },
            Ok(Err(error)) => KeychainState::Absent {
                reason: error.to_string(),
            },
            Err(_) => KeychainState::Unanswered,
        }
    }
}

/// A harmless entry.
struct Probe {
    name: String,
    text: Zeroizing<Vec<u8>>,
}

impl Probe {
    fn run(&self, service: &str) -> Result<(), VaultError> {
        let entry = entry(service, &self.name, "Countertop: a test of the keychain")?;
        entry.set_secret(&self.text).map_err(refused)?;
        let came_out = entry.get_secret().map(Zeroizing::new).map_err(refused);
        entry.delete_credential().map_err(refused)?;
        if came_out? == self.text {
            Ok(())
        } else {
            let reason = "it does not give back what it was given";
            Err(VaultError::NoKeychain(reason.to_owned()))
        }
    }
}

/// Keeps secrets in the keychain.
pub(crate) struct System {
    service: String,
}

impl System {
    pub(crate) fn of(keychain: &Keychain) -> Self {
        Self {
            service: keychain.service.clone(),
        }
    }

    fn entry(&self, name: &SecretName) -> Result<Entry, VaultError> {
        entry(&self.service, &name.to_string(), &name.label())
    }
}

impl Keeper for System {
    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, VaultError> {
        let bytes = match self.entry(name)?.get_secret() {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(Error::NoEntry) => return Ok(None),
            Err(error) => return Err(refused(error)),
        };
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(Some(SecretString::from(text))),
            Err(_) => Err(VaultError::Strange(name.to_string())),
        }
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), VaultError> {
        let bytes = secret.expose_secret().as_bytes();
        self.entry(name)?.set_secret(bytes).map_err(refused)
    }

    fn remove(&self, name: &SecretName) -> Result<(), VaultError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(refused(error)),
        }
    }
}

fn entry(service: &str, name: &str, label: &str) -> Result<Entry, VaultError> {
    let store = store().map_err(refused)?;
    store
        .build(service, name, modifiers(label).as_ref())
        .map_err(refused)
}

type Modifiers<'a> = std::collections::HashMap<&'a str, &'a str>;

/// Only the Secret Service has labels of their own.
#[cfg(all(unix, not(target_os = "macos")))]
fn modifiers(label: &str) -> Option<Modifiers<'_>> {
    Some(Modifiers::from([("label", label)]))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn modifiers(_: &str) -> Option<Modifiers<'_>> {
    None
}

#[cfg(all(unix, not(target_os = "macos")))]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "windows")]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// What a refusal means. Some of its forms hold the secret's bytes, so none is shown as it is.
fn refused(error: Error) -> VaultError {
    match error {
        Error::NoStorageAccess(source) if has_no_collection(&*source) => {
            VaultError::NoKeychain("it has no collection to keep keys in".to_owned())
        }
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::PlatformFailure(source) => VaultError::NoKeychain(source.to_string()),
        Error::NoEntry => VaultError::NoKeychain("it lost an entry".to_owned()),
        Error::TooLong(_, most) => {
            VaultError::NoKeychain(format!("it keeps at most {most} characters"))
        }
        Error::Ambiguous(_) => {
            VaultError::NoKeychain("it has several entries of a name".to_owned())
        }
        _ => VaultError::NoKeychain("it does not do what is asked of it".to_owned()),
    }
}

/// A Secret Service without a default collection answers as one that is locked.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_no_collection(source: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(source.downcast_ref(), Some(secret_service::Error::NoResult))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_no_collection(_: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    false
}

fn hex(bytes: [u8; 16]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
