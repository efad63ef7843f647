//! The end of a subscription.

use serde_json::{Value, json};

use super::invoice::text;
use super::subscription::set_due;
use crate::state::{Kind, PageQuery, StateError, Work};

/// Why a subscription ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Somebody asked for it, now or for the end of the period.
    Requested,
    /// Its invoice was not paid, however often it was tried.
    Unpaid,
    /// Its trial is over, and there is nothing to pay with.
    NoMethod,
}

/// Ends a subscription now; nothing more is collected for it.
pub(crate) fn cancel(
    work: &mut Work<'_>,
    mut subscription: Value,
    why: Why,
) -> Result<Value, StateError> {
    let now = work.now();
    subscription["status"] = json!("canceled");
    subscription["ended_at"] = json!(now);
    if subscription["canceled_at"].is_null() {
        subscription["canceled_at"] = json!(now);
    }
    subscription["cancellation_details"]["reason"] = match why {
        Why::Requested => json!("cancellation_requested"),
        Why::Unpaid => json!("payment_failed"),
        Why::NoMethod => Value::Null,
    };
    set_due(&mut subscription);
    work.replace(Kind::Subscription, &subscription)?;
    stop_collecting(work, &subscription)?;
    work.announce("customer.subscription.deleted", &subscription)?;
    Ok(subscription)
}

/// Open invoices stay open, and drafts stay drafts; nothing is done with them by itself.
fn stop_collecting(work: &mut Work<'_>, subscription: &Value) -> Result<(), StateError> {
    let id = text(&subscription["id"]);
    for mut invoice in work.all(PageQuery::newest(Kind::Invoice).with("_subscription", id))? {
        if matches!(invoice["status"].as_str(), Some("draft" | "open")) {
            invoice["auto_advance"] = json!(false);
            invoice["automatically_finalizes_at"] = Value::Null;
            invoice["next_payment_attempt"] = Value::Null;
            invoice["_due"] = Value::Null;
            work.replace(Kind::Invoice, &invoice)?;
        }
    }
    Ok(())
}
