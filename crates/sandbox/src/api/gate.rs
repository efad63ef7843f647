//! Who may call the API, and which idempotency keys are at work this moment.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use super::error::ApiError;
use crate::state::Identity;

/// The store's own keys, shared by all connections.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(super) secret: Arc<SecretString>,
    pub(super) publishable: Arc<str>,
    /// The account's id.
    pub(super) account: Arc<str>,
    busy: Busy,
}

/// The idempotency keys of requests that are under way.
type Busy = Arc<Mutex<HashSet<String>>>;

impl Gate {
    pub(crate) fn new(identity: &Identity) -> Self {
        Self {
            secret: Arc::new(identity.api_key.clone()),
            publishable: identity.publishable_key.as_str().into(),
            account: identity.account.as_str().into(),
            busy: Arc::default(),
        }
    }

    /// The key for web pages and apps, `pk_test_…`.
    pub(crate) fn publishable_key(&self) -> &str {
        &self.publishable
    }

    /// Takes a key until the request ends; refused while another request has it.
    pub(super) fn hold(&self, key: &str) -> Result<Held, ApiError> {
        if !keys(&self.busy).insert(key.to_owned()) {
            return Err(ApiError::key_in_use(key));
        }
        Ok(Held {
            key: key.to_owned(),
            busy: Arc::clone(&self.busy),
        })
    }
}

/// A key that is held until this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    key: String,
    busy: Busy,
}

impl Drop for Held {
    fn drop(&mut self) {
        keys(&self.busy).remove(&self.key);
    }
}

/// A set of texts is whole whatever happened to who held it.
fn keys(busy: &Mutex<HashSet<String>>) -> MutexGuard<'_, HashSet<String>> {
    busy.lock().unwrap_or_else(PoisonError::into_inner)
}
