//! What a session is paid with: what was typed, read and checked.

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::intent::billing_details;
use super::submission::Submission;
use super::{FieldError, Problem, Refused, Wrong};
use crate::payment::{self, Account, Card, OtherMethod};
use crate::state::{Kind, Work};

/// What is paid with.
pub(super) enum Means {
    Card(Card),
    Debit(Account),
    Voucher,
    /// A payment method as it is kept.
    Kept(Value),
}

/// Reads what a session is to be paid with.
pub(super) fn read(
    work: &mut Work<'_>,
    session: &Value,
    submission: &Submission,
) -> Result<Means, Refused> {
    let means = match (&submission.other_method, &submission.card) {
        (Some(OtherMethod::SepaDebit { iban }), _) => {
            let account = Account::read(iban.expose_secret())
                .map_err(|error| refused("iban", Problem::Iban(error)))?;
            Means::Debit(account)
        }
        (Some(OtherMethod::Multibanco), _) => Means::Voucher,
        (Some(OtherMethod::Kept(id)), _) => Means::Kept(kept(work, id)?),
        (None, Some(entry)) => {
            let (year, month) = payment::year_and_month(work.now().0);
            Means::Card(entry.read(year, month).map_err(Refused::Card)?)
        }
        (None, None) => return Err(Refused::Card(payment::INCOMPLETE_NUMBER)),
    };
    let taken = session["payment_method_types"].as_array();
    if taken.is_some_and(|taken| taken.iter().any(|kind| *kind == means.kind())) {
        return Ok(means);
    }
    let wrong = Problem::Wrong(Wrong::Method);
    Err(refused("payment_method", wrong))
}

fn refused(field: &str, problem: Problem) -> Refused {
    Refused::Fields(vec![FieldError::new(field, problem)])
}

fn kept(work: &mut Work<'_>, id: &str) -> Result<Value, Refused> {
    let method = match work.find(Kind::PaymentMethod, id)? {
        Some(method) => Some(method),
        None => payment::test_method(work, id),
    };
    method
        .filter(|method| method["_used"] != true)
        .ok_or_else(|| refused("payment_method", Problem::Wrong(Wrong::MethodUnknown)))
}

impl Means {
    fn kind(&self) -> &str {
        match self {
            Self::Card(_) => "card",
            Self::Debit(_) => "sepa_debit",
            Self::Voucher => "multibanco",
            Self::Kept(method) => method["type"].as_str().unwrap_or_default(),
        }
    }

    /// The payment method, which is not kept yet where it is new.
    pub(super) fn method(
        self,
        work: &mut Work<'_>,
        session: &Value,
        submission: &Submission,
    ) -> Value {
        let details = billing_details(session, submission);
        let mut method = match self {
            Self::Card(card) => payment::card_method(work, &card, details),
            Self::Debit(account) => payment::debit_method(work, &account, details),
            Self::Voucher => return payment::voucher_method(work, details),
            Self::Kept(method) => return method,
        };
        method["allow_redisplay"] = json!("limited");
        // Of a subscription it is kept with the customer by being paid with, which is told.
        if session["mode"] != "subscription" {
            method["customer"] = session["customer"].clone();
        }
        method
    }
}

/// A customer of a pay page agrees to a debit by paying.
pub(super) fn acceptance() -> Value {
    json!({ "online": { "ip_address": "127.0.0.1", "user_agent": null }, "type": "online" })
}
