//! The merchant's money: what a charge leaves on the balance, and what becomes of it.

mod balance;
mod bank_account;
mod decimal;
pub(crate) mod dispute;
mod entry;
mod exchange;
pub(crate) mod fee;
pub(crate) mod fraud_warning;
pub(crate) mod payout;
pub(crate) mod refund;
pub(crate) mod review;
mod settings;
mod settle;

pub(crate) use balance::{add, balance, midnight, next as next_midnight};
pub(crate) use bank_account::{open_currency as open, prepare};
pub(crate) use settings::{Settings, change as change_settings, settings};
pub(crate) use settle::{available_on, follow, settle, settle_first};
