//! Payments: intents, their charges, and what they are made with.

mod capture;
mod card;
mod charge;
mod confirm;
mod debit;
mod decline;
mod direct;
mod due;
mod entry;
mod iban;
mod intent;
mod later;
mod method;
mod outcome;
mod security;
mod source;
mod test_card;
mod test_cards;
mod test_countries;
mod test_ibans;
mod voucher;

pub(crate) use capture::{Release, cancel, capture};
pub(crate) use card::{Card, CardEntry};
pub(crate) use confirm::{Attempt, Ended, How, Presence, ReturnTo, confirm, settle};
pub(crate) use debit::debit_method;
pub(crate) use decline::{
    Decline, FRAUDULENT, GENERIC, INCOMPLETE_EXPIRY, INCOMPLETE_NUMBER, INCORRECT_CVC,
    INCORRECT_NUMBER, INVALID_MONTH, LIVE_CARD,
};
pub(crate) use direct::{capture_charge, charge_source};
pub(crate) use due::{fall_due, next_due};
pub(crate) use entry::OtherMethod;
pub(crate) use iban::{Account, IbanError, Scenario, TestIban};
pub(crate) use intent::{
    LONGEST_DESCRIPTOR, PREFIX as DESCRIPTOR_PREFIX, blank as blank_intent, keep as keep_intent,
    method_of, options,
};
pub(crate) use method::{
    billing_details, card_method, keep as keep_method, test_card, test_method, verify,
    year_and_month,
};
pub(crate) use security::{Authentication, authenticate};
pub(crate) use source::{card_source, method_of_source};
pub(crate) use test_card::{Asks, Bank, Check, Risk, TestCard};
pub(crate) use voucher::{Paid, pay as pay_voucher, voucher_method};
