//! Ways with the programs that they need: started, watched, healed, ended.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod agent;
mod orphan;
mod probe;
mod programs;
mod stand_in;
mod supervision;
mod types;
