//! The rules by which a sale's objects become its payment.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod acts;
mod facts;
mod figures;
mod fulfilment;
mod gather;
mod lacks;
mod paid;
mod projection;
mod ranks;
mod refunds;
mod rows;
mod shelf;
