//! Payment methods: what a payment is made with.

use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};

use super::card::{Card, HasCvc};
use super::debit;
use super::test_card::{Check, TestCard};
use crate::state::{Kind, StateError, Work};

/// How a card that is none of Stripe's test cards is kept: it is never charged.
const LIVE: &str = "~live";

/// A new payment method of a type, not kept yet.
pub(super) fn blank(work: &mut Work<'_>, kind: &str, billing_details: Value) -> Value {
    json!({
        "id": work.new_id(Kind::PaymentMethod),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": billing_details,
        "created": work.now(),
        "customer": null,
        "customer_account": null,
        "livemode": false,
        "metadata": {},
        "type": kind,
    })
}

/// A new payment method of a card, not kept yet.
pub(crate) fn card_method(work: &mut Work<'_>, card: &Card, billing_details: Value) -> Value {
    let mut method = blank(work, "card", billing_details);
    let mut details = card_details(work, card);
    for (name, value) in [
        ("display_brand", json!(card.brand())),
        ("generated_from", Value::Null),
        (
            "networks",
            json!({ "available": [card.brand()], "preferred": null }),
        ),
        ("three_d_secure_usage", json!({ "supported": true })),
    ] {
        details.insert(name.to_owned(), value);
    }
    method["card"] = Value::Object(details);
    method["_card"] = json!(card.test.map_or(LIVE, TestCard::name));
    method
}

/// The payment method of a test id such as `pm_card_visa`, new at each use and not kept yet.
pub(crate) fn test_method(work: &mut Work<'_>, id: &str) -> Option<Value> {
    if let Some(method) = debit::test_debit_method(work, id) {
        return Some(method);
    }
    let test = TestCard::of_test_id(id).filter(|_| id.starts_with("pm_"))?;
    let (year, month) = year_and_month(work.now().0);
    let card = Card::of_test(test, year, month);
    Some(card_method(work, &card, billing_details(None)))
}

/// The test card that a payment method was made of; none for a card that is not one, and for what
/// is no card.
pub(crate) fn test_card(method: &Value) -> Option<&'static TestCard> {
    TestCard::kept(method["_card"].as_str()?)
}

/// Keeps a payment method that is new, or its new state.
pub(crate) fn keep(work: &mut Work<'_>, method: &Value) -> Result<(), StateError> {
    let id = method["id"].as_str().unwrap_or_default();
    match work.find(Kind::PaymentMethod, id)? {
        None => work.insert(Kind::PaymentMethod, method),
        Some(before) if before == *method => Ok(()),
        Some(_) => work.replace(Kind::PaymentMethod, method),
    }
}

/// What a card tells of itself, in a payment method and in a charge.
fn card_details(work: &mut Work<'_>, card: &Card) -> Map<String, Value> {
    let fingerprint = work.chance().fingerprint(card.number.expose_secret());
    let cvc_check = match card.has_cvc {
        HasCvc::Yes => json!("unchecked"),
        HasCvc::No => Value::Null,
    };
    Map::from_iter(
        [
            ("brand", json!(card.brand())),
            (
                "checks",
                json!({
                    "address_line1_check": null,
                    "address_postal_code_check": null,
                    "cvc_check": cvc_check,
                }),
            ),
            ("country", json!(card.country())),
            ("exp_month", json!(card.exp_month)),
            ("exp_year", json!(card.exp_year)),
            ("fingerprint", json!(fingerprint)),
            ("funding", json!(card.funding())),
            ("last4", json!(card.last4())),
            ("regulated_status", json!("unregulated")),
            ("wallet", Value::Null),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    )
}

/// Writes on a card what its bank says of the details that were given, as a charge or the
/// attachment to a customer finds out.
pub(crate) fn verify(method: &mut Value) {
    let Some(test) = test_card(method) else {
        return;
    };
    let address = method["billing_details"]["address"].clone();
    let checks = &mut method["card"]["checks"];
    if checks["cvc_check"] == "unchecked" {
        checks["cvc_check"] = said(test.checks.cvc);
    }
    for (given, name, check) in [
        ("line1", "address_line1_check", test.checks.line1),
        (
            "postal_code",
            "address_postal_code_check",
            test.checks.postal_code,
        ),
    ] {
        if address[given].is_string() {
            checks[name] = said(check);
        }
    }
}

fn said(check: Check) -> Value {
    json!(match check {
        Check::Pass => "pass",
        Check::Fail => "fail",
        Check::Unavailable => "unavailable",
    })
}

/// Billing details in Stripe's shape: every field there, null where nothing was given.
pub(crate) fn billing_details(given: Option<&Value>) -> Value {
    let nothing = Value::Null;
    let given = given.unwrap_or(&nothing);
    let mut address = Map::new();
    for name in ["city", "country", "line1", "line2", "postal_code", "state"] {
        address.insert(name.to_owned(), given["address"][name].clone());
    }
    json!({
        "address": address,
        "email": given["email"],
        "name": given["name"],
        "phone": given["phone"],
        "tax_id": given["tax_id"],
    })
}

/// The year and month of a time, in UTC.
pub(crate) fn year_and_month(seconds: i64) -> (i64, i64) {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let date = jiff::tz::TimeZone::UTC.to_datetime(time);
    (i64::from(date.year()), i64::from(date.month()))
}
