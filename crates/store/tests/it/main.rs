//! The ledger on a real file: recording, order, lists, checks.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a panic in a test is its verdict"
)]

mod check;
mod deliveries;
mod faults;
mod fulfilment;
mod histories;
mod lists;
mod order;
mod recording;
