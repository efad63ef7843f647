//! One attempt to pay a session.

use serde_json::Value;

use super::means::{self, Means};
use super::open::Visit;
use super::submission::Submission;
use super::{Refused, choice, complete, fields, free, intent};
use crate::billing::Payment;
use crate::payment::{self, Attempt, Decline, Ended, How, Presence, ReturnTo};
use crate::state::{Kind, StateError, Work};

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Paid, or authorised where the merchant captures later.
    Succeeded { intent: String },
    /// There was nothing to pay.
    Free,
    /// The bank asks the customer to confirm.
    RequiresAction { intent: String },
    /// A debit is on its way: the session is complete and not paid yet.
    Processing { intent: String },
    /// There is a voucher to pay: the intent's `next_action` tells it, the session is complete and
    /// not paid yet.
    Voucher { intent: String },
    /// The bank declined; the customer may try again.
    Declined { intent: String, decline: Decline },
}

/// Tries to pay a session with what its customer filled in. A declined card is an outcome, and is
/// kept; a refusal means that nothing was tried.
pub(crate) fn submit(
    work: &mut Work<'_>,
    mut visit: Visit,
    submission: &Submission,
) -> Result<Outcome, Refused> {
    let mut errors = fields::check(&visit.session, submission);
    errors.extend(choice::choose(work, &mut visit, submission)?);
    if !errors.is_empty() {
        return Err(Refused::Fields(errors));
    }
    let free = visit.session["amount_total"] == 0;
    let means = match free && !free::asks_for_means(&visit.session) {
        true => None,
        false => Some(means::read(work, &visit.session, submission)?),
    };
    complete::fill_in(&mut visit, submission);
    match means {
        Some(means) if !free => Ok(attempt(work, visit, submission, means)?),
        means => free::begin(work, visit, submission, means),
    }
}

fn attempt(
    work: &mut Work<'_>,
    mut visit: Visit,
    submission: &Submission,
    means: Means,
) -> Result<Outcome, StateError> {
    complete::remember_customer(work, &mut visit.session)?;
    let mut intent = intent::intent_for(work, &mut visit, submission)?;
    let method = means.method(work, &visit.session, submission);
    if method["type"] == "sepa_debit" {
        intent["_acceptance"] = means::acceptance();
    }
    work.replace(Kind::CheckoutSession, &visit.session)?;
    let page = page_of(&visit.session);
    let how = How {
        presence: Presence::OnSession,
        return_to: ReturnTo::Page(&page),
    };
    let attempt = payment::confirm(work, intent, method, how)?;
    conclude(work, visit.session, &attempt)
}

/// Tells a session how an attempt to pay it ended.
pub(super) fn conclude(
    work: &mut Work<'_>,
    mut session: Value,
    attempt: &Attempt,
) -> Result<Outcome, StateError> {
    let intent = attempt.intent_id();
    let waits = Payment::Waits(&attempt.intent);
    let (outcome, payment) = match attempt.ended {
        Ended::Declined(decline) => return Ok(Outcome::Declined { intent, decline }),
        Ended::RequiresAction => return Ok(Outcome::RequiresAction { intent }),
        Ended::Processing => (Outcome::Processing { intent }, waits),
        Ended::Voucher => (Outcome::Voucher { intent }, waits),
        Ended::Succeeded if attempt.charge["captured"] == true => (
            Outcome::Succeeded { intent },
            Payment::Paid(&attempt.intent),
        ),
        Ended::Succeeded => (Outcome::Succeeded { intent }, waits),
    };
    complete::complete(work, &mut session, payment)?;
    payment::settle(work, attempt)?;
    Ok(outcome)
}

/// The path of a session's pay page.
pub(super) fn page_of(session: &Value) -> String {
    format!(
        "/pay/{}/{}",
        session["_slug"].as_str().unwrap_or_default(),
        session["id"].as_str().unwrap_or_default()
    )
}
