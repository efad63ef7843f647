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
mod counted;
pub mod deeds;
pub mod deep_link;
pub mod diagnostics;
pub mod doctor;
pub mod endpoint;
mod events;
pub mod export_all;
pub mod glance;
mod health;
pub mod history;
mod home;
mod incidents;
pub mod ipc;
mod link_form;
mod link_list;
mod link_page;
mod link_reading;
mod link_row;
pub mod link_table;
mod link_use;
pub mod links;
mod machine;
mod metrics;
pub mod notices;
mod objects;
mod open_error;
mod payments;
mod payouts;
pub mod permissions;
pub mod plans;
mod practice;
pub mod preferences;
pub mod probe;
pub mod randomness;
pub mod reception;
mod refusals;
pub mod rehearsal;
mod settings;
pub mod share;
mod shop;
mod surroundings;
mod suspicions;
pub mod timeline;
pub mod wake;

pub use app::{App, AppConfig, StartError};
pub use countertop_tunnel::Programs;
pub use machine::machine_name;
pub use open_error::OpenError;
pub use settings::HostFacts;
