//! An offline Stripe: the API, the hosted pay page, signed deliveries.
//!
//! One loopback listener answers the API under `/v1/`, the pay page of every payment link under
//! `/pay/` and the control door for tests and rehearsals under `/_practice/`. Events are signed and
//! delivered to webhook endpoints on this computer. Everything is kept in one SQLite file.
//!
//! It is the other side: it shares no projection with the rest of the product, so that a mistake
//! there cannot hide itself here.

// Stripe's objects have many fields, and each costs the macro that writes them a step.
#![recursion_limit = "256"]

mod api;
mod billing;
mod chance;
mod checkout;
mod clock;
mod deliver;
mod door;
mod due;
mod error;
mod faults;
mod http;
mod local_client;
mod money;
mod past;
mod pay;
mod payment;
mod sandbox;
mod server;
mod signing;
mod state;
mod stripecli;

pub use api::{ApiCall, ApiParameter, api_calls};
pub use error::SandboxError;
pub use local_client::local_client;
pub use sandbox::{Sandbox, SandboxConfig, Webhook, start};

/// The shop's name, on its pay pages and its account.
const SHOP_NAME: &str = "Harbour Bakery";
