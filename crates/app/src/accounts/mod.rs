//! Several accounts, each with a folder, a ledger and a key of its own; test and live never mix.

mod add;
mod choose;
mod keys;
mod name;
mod pending;
mod registry;
mod remove;
mod vault;

pub use keys::{KeptSecret, Keys, KeysError, KeysInMemory, Later};
pub use name::{AccountName, AccountNameError, StripeAccount};
pub(crate) use pending::Pending;
pub(crate) use registry::Registry;
pub use registry::RegistryError;
pub use vault::KeysOfThisComputer;
