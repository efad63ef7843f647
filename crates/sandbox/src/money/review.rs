//! Reviews: payments at which the merchant is to look again, because their risk is elevated. Stripe
//! opens them for whoever has Radar for Fraud Teams, so the settings have to say so.

use serde_json::{Value, json};

use super::settings::settings;
use crate::state::{Kind, PageQuery, StateError, Work};

/// Why a review is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    Approved,
    Disputed,
    Refunded,
    RefundedAsFraud,
}

impl Closed {
    fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Disputed => "disputed",
            Self::Refunded => "refunded",
            Self::RefundedAsFraud => "refunded_as_fraud",
        }
    }
}

/// Opens a review of a charge, where the settings and its risk ask for one.
pub(super) fn open(work: &mut Work<'_>, charge: &Value) -> Result<(), StateError> {
    let wanted = settings(work)?.reviews && charge["outcome"]["risk_level"] == "elevated";
    if !wanted {
        return Ok(());
    }
    let mut review = json!({
        "id": work.new_id(Kind::Review),
        "object": "review",
        "billing_zip": charge["billing_details"]["address"]["postal_code"],
        "charge": charge["id"],
        "closed_reason": null,
        "created": work.now(),
        "ip_address": null,
        "ip_address_location": null,
        "livemode": false,
        "open": true,
        "opened_reason": "rule",
        "reason": "rule",
        "session": null,
    });
    let mut reviewed = charge.clone();
    reviewed["review"] = review["id"].clone();
    work.replace(Kind::Charge, &reviewed)?;
    if let Some(id) = charge["payment_intent"].as_str()
        && let Some(mut intent) = work.find(Kind::PaymentIntent, id)?
    {
        review["payment_intent"] = json!(id);
        intent["review"] = review["id"].clone();
        work.replace(Kind::PaymentIntent, &intent)?;
    }
    work.insert(Kind::Review, &review)?;
    work.announce("review.opened", &review)
}

/// Closes a review.
pub(crate) fn close(
    work: &mut Work<'_>,
    mut review: Value,
    why: Closed,
) -> Result<Value, StateError> {
    review["open"] = json!(false);
    review["closed_reason"] = json!(why.word());
    review["reason"] = json!(why.word());
    work.replace(Kind::Review, &review)?;
    work.announce("review.closed", &review)?;
    Ok(review)
}

/// Closes the open review of a charge, where there is one.
pub(super) fn settle(work: &mut Work<'_>, charge: &str, why: Closed) -> Result<(), StateError> {
    let query = PageQuery::newest(Kind::Review)
        .with("charge", charge)
        .with("open", "true");
    for review in work.all(query)? {
        close(work, review, why)?;
    }
    Ok(())
}
