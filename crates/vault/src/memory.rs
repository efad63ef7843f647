//! Secrets that end with the process: they are asked for at each start.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::keeper::Keeper;
use crate::{SecretName, VaultError};

/// Keeps secrets in memory.
#[derive(Default)]
pub(crate) struct Memory(Mutex<BTreeMap<SecretName, SecretString>>);

impl Memory {
    fn secrets(&self) -> MutexGuard<'_, BTreeMap<SecretName, SecretString>> {
        // Each change is one call to the map: it is whole whatever happened to who held the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper for Memory {
    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, VaultError> {
        Ok(self.secrets().get(name).cloned())
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), VaultError> {
        self.secrets().insert(name.clone(), secret.clone());
        Ok(())
    }

    fn remove(&self, name: &SecretName) -> Result<(), VaultError> {
        self.secrets().remove(name);
        Ok(())
    }
}
