//! The key that was checked last, until it is added: so the page sends it once and keeps none.

use std::sync::{Mutex, PoisonError};

use super::StripeAccount;
use super::keys_place::PermissionCount;
use crate::permissions::PastedKey;
use crate::randomness;

/// A checked key that waits for its merchant's word.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    /// By which the page names it.
    pub(crate) handle: String,
    pub(crate) key: PastedKey,
    pub(crate) account: StripeAccount,
    /// What the account is called at Stripe.
    pub(crate) name: String,
    /// Whether payments can arrive with it.
    pub(crate) is_usable: bool,
    /// How many permissions it has.
    pub(crate) permissions: PermissionCount,
}

/// At most one key: checking another forgets it.
#[derive(Default)]
pub(crate) struct Pending(Mutex<Option<Checked>>);

impl Pending {
    /// Keeps a key; gives back the name to ask for it by.
    pub(crate) fn keep(&self, checked: impl FnOnce(String) -> Checked) -> String {
        let handle = randomness::installation_id();
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(checked(handle.clone()));
        handle
    }

    /// The key of this name.
    pub(crate) fn find(&self, handle: &str) -> Option<Checked> {
        let slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.as_ref().filter(|it| it.handle == handle).cloned()
    }

    /// Forgets whatever key there is.
    pub(crate) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
