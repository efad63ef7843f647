//! The real program: its output, its exit codes, and what it does over real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod backfill;
mod db;
mod deliveries;
mod demo;
mod doctor;
mod environment;
mod erase;
mod events;
mod export_all;
mod fulfil;
mod hidden;
mod http;
mod import;
mod links;
mod lists;
mod parked;
mod practice;
mod program;
mod refusals;
mod serve;
#[cfg(unix)]
mod soak;
mod wipe;
