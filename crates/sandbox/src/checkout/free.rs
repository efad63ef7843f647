//! A session on which nothing is to pay today: a gift, or a subscription that begins with a trial.

use serde_json::{Value, json};

use super::attempt::Outcome;
use super::means::Means;
use super::open::Visit;
use super::submission::Submission;
use super::{Refused, complete};
use crate::billing::Payment;
use crate::payment::{self, Bank};
use crate::state::Work;

/// Whether a session on which nothing is to pay asks for a way to pay all the same: later payments
/// of a subscription are made with it, unless the shop collects one only when it is needed.
pub(crate) fn asks_for_means(session: &Value) -> bool {
    session["mode"] == "subscription" && session["payment_method_collection"] != "if_required"
}

/// Completes such a session. What is to be paid with later is kept with the customer, where its
/// bank allows that.
pub(super) fn begin(
    work: &mut Work<'_>,
    mut visit: Visit,
    submission: &Submission,
    means: Option<Means>,
) -> Result<Outcome, Refused> {
    complete::remember_customer(work, &mut visit.session)?;
    let method = match means {
        Some(means) => save(work, &visit.session, submission, means)?,
        None => Value::Null,
    };
    complete::complete(work, &mut visit.session, Payment::Nothing(&method))?;
    Ok(Outcome::Free)
}

fn save(
    work: &mut Work<'_>,
    session: &Value,
    submission: &Submission,
    means: Means,
) -> Result<Value, Refused> {
    let mut method = means.method(work, session, submission);
    if let Some(Bank::Decline(decline)) = payment::test_card(&method).map(|card| card.bank) {
        return Err(Refused::Card(decline));
    }
    method["customer"] = session["customer"].clone();
    method["_set_up"] = json!(true);
    payment::keep_method(work, &method)?;
    work.announce("payment_method.attached", &method)?;
    Ok(method)
}
