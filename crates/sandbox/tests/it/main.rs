//! The practice store over a real socket, as its clients and customers meet it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod api;
mod deliveries;
mod door;
mod history;
mod lists;
mod pay;
mod restart;
mod support;
mod time;
