//! Stripe's wire format without I/O: signatures, events, objects and form encoding.
//!
//! What comes in is read leniently: a missing, null or misshapen field is `None`, never an error,
//! and the bytes are kept exactly as they came.

mod aside;
mod canonical;
mod envelope;
pub mod erasure;
mod event;
mod event_types;
pub mod form;
mod lenient;
pub mod objects;
mod order;
mod scrub;
pub mod secret;
pub mod signature;
pub mod symptom;

pub use aside::Aside;
pub use envelope::{Envelope, EventObject};
pub use event::{RecordedEvent, Source, Unaccepted, UnverifiedEvent, digest_id};
pub use event_types::{handled_types, is_handled};
pub use order::order;
pub use scrub::scrub;

/// The API version in which we ask Stripe to render everything: the one that async-stripe pins.
pub const API_VERSION: &str = "2026-09-30.endive";
