//! What a pasted text is, and what the key in it may do, found out without changing anything.

mod account;
mod check;
mod needs;
mod pasted;

pub use account::AccountFacts;
pub use check::{CheckError, FeatureCheck, KeyCheck, Outcome, PermissionCheck, Reach, check};
pub use needs::{Access, Feature, Permission, key_page, wanted};
pub use pasted::{KeyKind, NotAKey, PastedKey, masked, recognise};
