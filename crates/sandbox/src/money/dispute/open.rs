//! Opening a dispute.

use countertop_domain::UnixSeconds;
use serde_json::{Map, Value, json};

use super::evidence::FIELDS;
use super::{Held, Way, mark_charge, move_money};
use crate::money::balance::DAY;
use crate::money::review::{self, Closed};
use crate::money::{fraud_warning, refund};
use crate::state::{Kind, StateError, Work};

/// How many days there are to answer.
pub(super) const DAYS_TO_ANSWER: i64 = 14;

/// Whether the bank asks or has decided to take the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Chargeback,
    Inquiry,
}

/// Why a charge cannot be disputed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Why {
    #[error("This payment was not captured, so there is nothing to dispute.")]
    NotCaptured,
    #[error("All of this payment was refunded, so there is nothing to dispute.")]
    Refunded,
    #[error("This payment is disputed already.")]
    Disputed,
    #[error(transparent)]
    State(#[from] StateError),
}

/// The reasons that customers give, each with what Visa, Mastercard and others call it.
///
/// Source: Stripe's documentation, "Dispute categories", network code map.
const REASONS: &[(&str, &str, &str)] = &[
    ("credit_not_processed", "13.6", "4853"),
    ("duplicate", "12.6.1", "4834"),
    ("fraudulent", "10.4", "4837"),
    ("general", "13.7", "4853"),
    ("product_not_received", "13.1", "4855"),
    ("product_unacceptable", "13.3", "4853"),
    ("subscription_canceled", "13.2", "4841"),
    ("unrecognized", "10.4", "4863"),
];

/// Whether customers give this reason.
pub(crate) fn is_reason(reason: &str) -> bool {
    REASONS.iter().any(|(known, ..)| *known == reason)
}

/// Opens a dispute over what is left of a captured charge.
pub(crate) fn open(
    work: &mut Work<'_>,
    charge: &Value,
    reason: &str,
    case: Case,
) -> Result<Value, Why> {
    may_be_disputed(work, charge)?;
    let id = charge["id"].as_str().unwrap_or_default();
    if case == Case::Chargeback {
        // The customer gets the money from the bank, so what is on its way is not sent.
        work.as_stripe(|work| refund::fail_pending(work, id))?;
    }
    let charge = &work.find(Kind::Charge, id)?.unwrap_or_default();
    // What was authorised and not captured counts as given back.
    let authorised = charge["amount"].as_i64().unwrap_or(0);
    let amount = authorised - charge["amount_refunded"].as_i64().unwrap_or(0);
    if amount <= 0 {
        return Err(Why::Refunded);
    }
    let mut dispute = build(work, charge, reason, case, amount);
    work.insert(Kind::Dispute, &dispute)?;
    work.as_stripe(|work| match case {
        Case::Inquiry => {
            mark_charge(work, &dispute, Held::ByMerchant)?;
            work.announce("charge.dispute.created", &dispute)
        }
        Case::Chargeback => {
            withdraw(work, &mut dispute)?;
            work.announce("charge.dispute.created", &dispute)?;
            work.announce("charge.dispute.funds_withdrawn", &dispute)
        }
    })?;
    work.as_stripe(|work| {
        fraud_warning::settle(work, id)?;
        review::settle(work, id, Closed::Disputed)
    })?;
    Ok(dispute)
}

fn may_be_disputed(work: &Work<'_>, charge: &Value) -> Result<(), Why> {
    if charge["captured"] != true || charge["status"] != "succeeded" {
        return Err(Why::NotCaptured);
    }
    let id = charge["id"].as_str().unwrap_or_default();
    let disputes = super::of_charge(work, id)?;
    let stands = |dispute: &Value| !super::is_closed(dispute) || dispute["status"] == "lost";
    if disputes.iter().any(stands) {
        return Err(Why::Disputed);
    }
    Ok(())
}

/// Takes the money of a dispute from the balance.
pub(super) fn withdraw(work: &mut Work<'_>, dispute: &mut Value) -> Result<(), StateError> {
    move_money(work, dispute, Way::Taken)?;
    work.replace(Kind::Dispute, dispute)?;
    mark_charge(work, dispute, Held::ByBank)
}

fn build(work: &mut Work<'_>, charge: &Value, reason: &str, case: Case, amount: i64) -> Value {
    let now = work.now();
    let due = (now.0.div_euclid(DAY) + DAYS_TO_ANSWER + 1) * DAY - 1;
    let due = UnixSeconds(due);
    let (status, refundable) = match case {
        Case::Chargeback => ("needs_response", false),
        Case::Inquiry => ("warning_needs_response", true),
    };
    json!({
        "id": work.new_id_for(Kind::Dispute, charge),
        "object": "dispute",
        "_due": due,
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": evidence(charge),
        "evidence_details": {
            "due_by": due,
            "enhanced_eligibility": {},
            "has_evidence": false,
            "past_due": false,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "intended_submission_method": null,
        "is_charge_refundable": refundable,
        "livemode": false,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": details(charge, reason, case),
        "reason": reason,
        "status": status,
    })
}

/// What Stripe knows of the customer is there from the beginning.
fn evidence(charge: &Value) -> Value {
    let mut evidence: Map<String, Value> = FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), Value::Null))
        .collect();
    let billing = &charge["billing_details"];
    evidence.insert(
        "customer_email_address".to_owned(),
        billing["email"].clone(),
    );
    evidence.insert("customer_name".to_owned(), billing["name"].clone());
    evidence.insert("billing_address".to_owned(), address(&billing["address"]));
    evidence.insert("enhanced_evidence".to_owned(), json!({}));
    Value::Object(evidence)
}

/// An address in one line; null where nothing of it is known.
fn address(address: &Value) -> Value {
    let parts = ["line1", "line2", "postal_code", "city", "state", "country"];
    let parts: Vec<_> = parts
        .iter()
        .filter_map(|part| address[*part].as_str())
        .collect();
    if parts.is_empty() {
        Value::Null
    } else {
        json!(parts.join(", "))
    }
}

/// Stripe tells of what was paid with only where that is a card.
fn details(charge: &Value, reason: &str, case: Case) -> Value {
    let method = &charge["payment_method_details"];
    if method["type"] != "card" {
        return Value::Null;
    }
    let brand = &method["card"]["brand"];
    let codes = REASONS.iter().find(|(known, ..)| *known == reason);
    let code = codes.map(|(_, visa, others)| if brand == "visa" { visa } else { others });
    json!({
        "card": {
            "brand": brand,
            "case_type": case_type(case),
            "network": brand,
            "network_reason_code": code,
        },
        "type": "card",
    })
}

pub(super) fn case_type(case: Case) -> &'static str {
    match case {
        Case::Chargeback => "chargeback",
        Case::Inquiry => "inquiry",
    }
}
