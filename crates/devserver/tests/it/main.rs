//! The dev server over a real socket, with the practice store behind it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic in a test is its verdict"
)]

mod client;
mod commands;
mod door;
mod live;
