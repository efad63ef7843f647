//! The practice store over a real socket, as its clients and customers meet it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod afterwards;
mod api;
mod auth;
mod balance;
mod captures;
mod cards;
mod catalogue;
mod conformity;
mod customers;
mod debits;
mod deliveries;
mod discounts;
mod disputes;
mod door;
mod events;
mod expand;
mod faults;
mod files;
mod history;
mod idempotency;
mod inquiries;
mod intents;
mod links;
mod lists;
mod methods;
mod pages;
mod past_lists;
mod pay;
mod payment_pages;
mod payouts;
mod payouts_by_hand;
mod refunds;
mod restart;
mod search;
mod secure;
mod sessions;
mod shape;
mod stripecli;
mod subscriptions;
mod sums;
mod support;
mod thin;
mod time;
mod tour;
mod vouchers;
