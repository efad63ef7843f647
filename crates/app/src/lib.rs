//! Use cases: what the window, the CLI and the dev server call.
//!
//! [`App`] is the desktop's: several accounts, one of them open with its ledger, its receiver and its
//! way to Stripe; the practice store is one of them. The modules beside it are what the CLI uses piece by piece.

pub mod accounts;
mod announce;
mod answers;
mod app;
mod at_stripe;
mod atomic;
pub mod backups;
pub mod behind;
pub mod catchup;
pub mod connection;
pub mod diagnostics;
pub mod doctor;
pub mod endpoint;
pub mod export_all;
mod health;
pub mod history;
mod home;
pub mod ipc;
mod link_use;
pub mod links;
mod machine;
mod metrics;
mod payments;
pub mod permissions;
pub mod probe;
mod qr;
pub mod randomness;
pub mod reception;
mod refusals;
pub mod rehearsal;
mod shop;
pub mod timeline;
pub mod wake;

pub use app::{App, AppConfig, StartError};
pub use countertop_tunnel::Programs;
pub use machine::machine_name;
pub use shop::OpenError;
