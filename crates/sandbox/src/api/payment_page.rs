//! Payment pages: what Stripe's own pages and its CLI see of a checkout session. Stripe does not
//! describe them; `stripe trigger checkout.session.completed` pays by one.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, optional, required};
use super::route::{Call, Route, get, post};
use crate::checkout::{self, AddressEntry, Outcome, Submission};
use crate::payment::OtherMethod;
use crate::state::{Kind, Work};

const CONFIRM: &[Param] = &[
    required("payment_method", Shape::Text(255)),
    optional("expected_amount", Shape::Integer(0, i64::MAX)),
];

pub(super) const ROUTES: &[Route] = &[
    get("/v1/payment_pages/{}", retrieve),
    post("/v1/payment_pages/{}/confirm", CONFIRM, confirm),
];

fn session_of(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::CheckoutSession, id)?
        .ok_or_else(|| ApiError::no_such(Kind::CheckoutSession, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let session = session_of(work, call.id())?;
    page(work, &session)
}

/// The page of a session.
fn page(work: &Work<'_>, session: &Value) -> Result<Value, ApiError> {
    let id = session["id"].as_str().unwrap_or_default();
    let intent = checkout::intent_of(session).as_str().unwrap_or_default();
    let intent = work.find(Kind::PaymentIntent, intent)?;
    let intent = intent.map(|intent| work.render(&intent)).transpose()?;
    Ok(json!({
        "id": id.replacen("cs_test_", "ppage_", 1),
        "object": "checkout.session",
        "amount": session["amount_total"],
        "currency": session["currency"],
        "livemode": false,
        "mode": session["mode"],
        "payment_intent": intent,
        "payment_method_types": session["payment_method_types"],
        "payment_status": session["payment_status"],
        "session_id": id,
        "state": match session["status"].as_str() {
            Some("complete") => "succeeded",
            Some("expired") => "expired",
            _ => "active",
        },
        "status": session["status"],
        "success_url": session["success_url"],
    }))
}

/// Pays a session with a payment method, as its page would.
fn confirm(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let session = session_of(work, call.id())?;
    if let Some(expected) = call.params.get("expected_amount")
        && *expected != session["amount_total"]
    {
        let message = format!(
            "The expected amount {expected} does not match the amount of this Checkout Session, \
             which is {}.",
            session["amount_total"]
        );
        return Err(ApiError::invalid(message).code("checkout_amount_mismatch"));
    }
    let id = call.text("payment_method").unwrap_or_default();
    let Some(method) = work.find(Kind::PaymentMethod, id)? else {
        return Err(ApiError::no_such_param(
            Kind::PaymentMethod,
            id,
            "payment_method",
        ));
    };
    let visit = checkout::visit(work, session)?;
    let mut submission = filled_in(&method);
    checkout::test_values(&visit.session, &mut submission);
    if let Outcome::Declined { decline, .. } = checkout::submit(work, visit, &submission)? {
        return Err(ApiError::card(&decline).kept());
    }
    let session = session_of(work, call.id())?;
    page(work, &session)
}

/// What a customer would have filled in who pays with a method.
fn filled_in(method: &Value) -> Submission {
    let details = &method["billing_details"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let address = &details["address"];
    Submission {
        other_method: Some(OtherMethod::Kept(text(&method["id"]))),
        email: text(&details["email"]),
        name: text(&details["name"]),
        phone: text(&details["phone"]),
        billing: AddressEntry {
            line1: text(&address["line1"]),
            line2: text(&address["line2"]),
            postal_code: text(&address["postal_code"]),
            city: text(&address["city"]),
            state: text(&address["state"]),
            country: text(&address["country"]),
        },
        ..Submission::default()
    }
}
