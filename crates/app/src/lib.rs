//! Use cases: what the window, the CLI and the dev server call.
//!
//! [`App`] is the desktop's: one account's ledger, receiver and way to Stripe, with the practice
//! store inside. The modules beside it are what the CLI uses piece by piece.

pub mod accounts;
mod announce;
mod answers;
mod app;
mod atomic;
pub mod behind;
pub mod catchup;
pub mod connection;
pub mod endpoint;
mod health;
mod home;
pub mod ipc;
mod link_use;
pub mod links;
mod metrics;
mod payments;
pub mod permissions;
pub mod probe;
mod qr;
pub mod randomness;
pub mod reception;
mod refusals;
pub mod rehearsal;
pub mod timeline;

pub use app::{App, AppConfig, StartError};
