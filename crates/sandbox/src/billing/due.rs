//! What falls due: periods and trials end, drafts become final, and failed payments are tried
//! again. Each such subscription and invoice carries the time in `_due`.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::cancel::{Why, cancel};
use super::invoice::{finalize, mark_uncollectible, text, void};
use super::renew::{method_of, renew};
use super::subscription::{period_end, set_due};
use super::{collect, subscription};
use crate::state::{Kind, StateError, Work};

/// How much is done in one piece.
const BATCH: usize = 50;

/// When the first of them is due.
pub(crate) fn next_due(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    let first = [Kind::Invoice, Kind::Subscription]
        .into_iter()
        .map(|kind| work.first_due(kind))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(first.into_iter().flatten().min())
}

/// Does a batch of what is due by now; tells how many.
pub(crate) fn run_due(work: &mut Work<'_>) -> Result<usize, StateError> {
    let invoices = work.overdue(Kind::Invoice, BATCH)?;
    let subscriptions = work.overdue(Kind::Subscription, BATCH)?;
    let count = invoices.len() + subscriptions.len();
    for invoice in invoices {
        // What was done with one before may have ended this one.
        let invoice = work
            .find(Kind::Invoice, &text(&invoice["id"]))?
            .unwrap_or_default();
        if !invoice["_due"].is_null() {
            advance(work, invoice)?;
        }
    }
    for subscription in subscriptions {
        let id = text(&subscription["id"]);
        let subscription = work.find(Kind::Subscription, &id)?.unwrap_or_default();
        if !subscription["_due"].is_null() {
            go_on(work, subscription)?;
        }
    }
    Ok(count)
}

/// Goes on with a subscription: whatever of it is due first.
fn go_on(work: &mut Work<'_>, mut subscription: Value) -> Result<(), StateError> {
    let now = work.now().0;
    let is_past = |time: Option<i64>| time.is_some_and(|time| time <= now);
    if is_past(subscription["cancel_at"].as_i64()) {
        return cancel(work, subscription, Why::Requested).map(drop);
    }
    if is_past(period_end(&subscription)) {
        return match subscription["cancel_at_period_end"] == true {
            true => cancel(work, subscription, Why::Requested).map(drop),
            false => renew(work, subscription),
        };
    }
    if subscription["status"] == "trialing" && subscription["_trial_told"] != true {
        subscription["_trial_told"] = json!(true);
        set_due(&mut subscription);
        work.replace(Kind::Subscription, &subscription)?;
        return work.announce("customer.subscription.trial_will_end", &subscription);
    }
    set_due(&mut subscription);
    work.replace(Kind::Subscription, &subscription)
}

/// Goes on with an invoice: a draft becomes final, and what is final is collected.
fn advance(work: &mut Work<'_>, mut invoice: Value) -> Result<(), StateError> {
    let of_invoice = work.find(Kind::Subscription, &text(&invoice["_subscription"]))?;
    let of_invoice = of_invoice.unwrap_or_default();
    if invoice["status"] == "draft" {
        invoice = finalize(work, invoice, None)?;
        match paused(work, &of_invoice)?.as_deref() {
            Some("void") => return void(work, invoice).map(drop),
            Some("mark_uncollectible") => return mark_uncollectible(work, invoice).map(drop),
            _ => {}
        }
    }
    let method = method_of(work, &of_invoice)?;
    collect(work, invoice, method).map(drop)
}

/// How the shop wants invoices treated while it has paused collection; a pause whose time is over
/// ends.
fn paused(work: &mut Work<'_>, of_invoice: &Value) -> Result<Option<String>, StateError> {
    let pause = &of_invoice["pause_collection"];
    let over = pause["resumes_at"]
        .as_i64()
        .is_some_and(|at| at <= work.now().0);
    if over {
        let mut after = of_invoice.clone();
        after["pause_collection"] = Value::Null;
        subscription::change(work, of_invoice, after)?;
        return Ok(None);
    }
    Ok(pause["behavior"].as_str().map(str::to_owned))
}
