//! Several accounts, each with a folder, a ledger and a key of its own; test and live never mix.

mod add;
mod choose;
mod keys;
mod keys_place;
mod name;
mod pending;
mod registry;
mod remove;
mod vault;

pub(crate) use add::feature_report;
pub use keys::{KeptSecret, KeychainTrouble, Keys, KeysError, Later};
pub use keys_place::KeysOfThisComputer;
pub use name::{AccountName, AccountNameError, StripeAccount};
pub(crate) use pending::Pending;
pub(crate) use registry::Registry;
pub use registry::RegistryError;
