//! The ledger on a real file: recording, order, lists, checks.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a panic in a test is its verdict"
)]

mod buyers;
mod check;
mod deliveries;
mod documents;
mod dump;
mod erase;
mod erase_told;
mod faults;
mod fulfilment;
mod gaps;
mod histories;
mod link_figures;
mod link_list;
mod link_plans;
mod listing;
mod lists;
mod model;
mod order;
mod recording;
mod sale;
mod searching;
mod sequences;
mod telling;
