//! Checkout: what happens between the visit of a pay page and the money on the balance.
//!
//! The pay page and the control door both come through here, so a test pays as a customer does.

mod after;
mod amounts;
mod attempt;
mod authenticate;
mod check;
mod choice;
mod complete;
mod discount;
mod fields;
mod free;
mod intent;
mod later;
mod means;
mod open;
mod pricing;
mod problem;
mod session;
mod submission;
mod visitor;

pub(crate) use after::redirect;
pub(crate) use amounts::{reductions, total};
pub(crate) use attempt::{Outcome, submit};
pub(crate) use authenticate::authenticate;
pub(crate) use check::FieldError;
pub(crate) use choice::reprice;
pub(crate) use discount::{apply as apply_discount, end_codes};
pub(crate) use fields::asks_for_billing;
pub(crate) use free::asks_for_means;
pub(crate) use intent::{intent_of, session_of_intent};
pub(crate) use later::{captured, failed_later, paid_later};
pub(crate) use open::{
    Visit, discount_misfit, expire, expire_overdue, find_session, keep_session, link_by_slug,
    next_expiry, open_session, price_again, visit,
};
pub(crate) use pricing::{discount_is_for, reduction};
pub(crate) use problem::{
    AmountProblem, AnswerProblem, Blank, CodeProblem, Problem, QuantityProblem, Sum, Wrong,
};
pub(crate) use session::{
    automatic_tax, method_types, new as new_session, offer, offer_shipping, questions,
};
pub(crate) use submission::{AddressEntry, Submission, test_values};
pub(crate) use visitor::{LOCALES, Visitor};

use crate::api::ApiError;
pub(crate) use crate::payment::Authentication;
use crate::payment::Decline;
use crate::state::StateError;

/// Why nothing can be bought here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Closed {
    /// The merchant's own words, where there are any.
    #[error("{}", .0.as_deref().unwrap_or("This link is no longer active."))]
    Inactive(Option<String>),
    #[error("{}", .0.as_deref().unwrap_or("This item is sold out."))]
    SoldOut(Option<String>),
    #[error("This checkout has expired. Open the link again to pay.")]
    Expired,
    #[error("This checkout is already paid.")]
    Complete,
    #[error("There is no such payment link.")]
    Unknown,
}

/// Why a submission led to no attempt to pay.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error(transparent)]
    Closed(#[from] Closed),
    /// What has to be filled in otherwise.
    #[error("{}", .0.first().map_or_else(|| "Something is missing.".to_owned(), |error| error.problem.to_string()))]
    Fields(Vec<FieldError>),
    /// A card that never reaches a bank, such as one with a mistyped number.
    #[error("{}", .0.message)]
    Card(Decline),
    #[error(transparent)]
    State(#[from] StateError),
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::State(error) => error.into(),
            other => Self::invalid(other.to_string()),
        }
    }
}
