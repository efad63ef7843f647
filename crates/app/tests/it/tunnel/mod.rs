//! Ways to the receiver, with the genuine programs: the practice store is at one end, a receiver with a
//! ledger at the other.

pub mod found;
mod probe;
pub mod processes;
mod ssh;
mod sshd;
mod stage;
mod stripe_cli;
