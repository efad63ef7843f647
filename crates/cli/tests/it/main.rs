//! The real program: its output, its exit codes, and what it does over real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod backfill;
mod db;
mod deeds;
mod deliveries;
mod demo;
mod doctor;
mod environment;
mod erase;
mod events;
mod export_all;
mod fulfil;
mod hidden;
mod history;
mod http;
mod import;
mod links;
mod links_import;
mod links_qr;
mod links_write;
mod lists;
mod parked;
mod practice;
mod program;
mod refusals;
mod serve;
mod shop;
#[cfg(unix)]
mod soak;
mod wipe;
