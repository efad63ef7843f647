//! Where secrets are kept: API keys, signing secrets, tunnel tokens.
//!
//! A [`Vault`] keeps them in one of three places: the operating system's keychain, a file that is
//! encrypted with a passphrase, or this process's memory, which is to ask for them at each start.
//! Whether there is a keychain is [checked](Keychain::check), never assumed.
//!
//! All calls are async and block nobody: what waits for a disk, a passphrase's key or a person at the
//! keychain's prompt does so on a thread of its own, with a deadline.
//!
//! No secret is ever part of a `Debug`, an error or a log.

mod aside;
mod error;
mod file;
mod keeper;
mod keychain;
mod memory;
mod moving;
mod name;
mod pin;
mod randomness;
mod vault;

pub use error::VaultError;
pub use file::{Cost, FileSettings, SHORTEST_PASSPHRASE};
pub use keychain::{Keychain, KeychainState};
pub use moving::{Moved, move_secrets};
pub use name::{SecretKind, SecretName};
pub use pin::{LONGEST_PIN, PinHash, SHORTEST_PIN, is_pin};
pub use randomness::Randomness;
pub use vault::{Place, Vault};
