//! Codes and posters, as other programs see them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod codes;
mod posters;
mod reader;
