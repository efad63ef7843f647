//! Signatures, events, objects and form encoding, as Stripe sends and expects them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod erasure;
mod event_types;
mod events;
mod form;
mod fuzz;
mod objects;
mod samples;
mod signatures;
mod speed;
mod symptoms;
mod vectors;
