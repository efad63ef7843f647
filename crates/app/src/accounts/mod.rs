//! Several accounts, each with a folder, a ledger and a key of its own; test and live never mix.

mod keys;
mod name;

pub use keys::{KeptSecret, Keys, KeysError, KeysInMemory, Later};
pub use name::{AccountName, AccountNameError, StripeAccount};
