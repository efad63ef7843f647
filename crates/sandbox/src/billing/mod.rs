//! Subscriptions and invoices: what a sale begins, and what time makes of it.

mod cancel;
mod collect;
mod discount;
mod due;
mod invoice;
mod line;
mod parts;
mod period;
mod renew;
mod sale;
mod subscription;

pub(crate) use cancel::{Why, cancel};
pub(crate) use collect::{
    Collected, collect, failed_later, mark_paid, mark_paid_outside, paid_later,
};
pub(crate) use due::{next_due, run_due};
pub(crate) use invoice::{finalize, mark_uncollectible, void};
pub(crate) use renew::{end_trial, method_of_invoice};
pub(crate) use sale::{Payment, sold, sold_later};
pub(crate) use subscription::set_due;
