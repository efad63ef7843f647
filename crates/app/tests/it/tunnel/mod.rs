//! Ways to the receiver, with the genuine programs: the practice store is at one end, a receiver with a
//! ledger at the other.

mod found;
mod probe;
mod processes;
mod ssh;
mod sshd;
mod stage;
mod stripe_cli;
