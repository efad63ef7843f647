//! Payments: intents, their charges, and what they are made with.

mod card;
mod charge;
mod decline;
mod entry;
mod method;

pub(crate) use card::{Behaviour, Card, CardEntry, TEST_CARDS};
pub(crate) use charge::{Confirmed, charge};
pub(crate) use decline::{AUTHENTICATION, Decline, GENERIC, INCOMPLETE_NUMBER, INSUFFICIENT_FUNDS};
pub(crate) use entry::OtherMethod;
pub(crate) use method::new_method;
