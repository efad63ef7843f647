//! What a payment link is made of, from outside.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod address;
mod chance;
mod changes;
mod first;
mod made;
mod parameters;
mod read;
mod rules;
mod sheet;
