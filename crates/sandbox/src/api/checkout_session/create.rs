//! Making a checkout session by a call of the API.

use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::offer::optional::Optional;
use super::super::offer::{self, Mode, lines, refuse_absent};
use super::super::route::Call;
use super::super::{item, metadata};
use super::{discount, settings};
use crate::checkout;
use crate::state::{Kind, Work};

/// What the pages of such sessions are below.
const SLUG: &str = "c";
/// Between these a session may stay open, in seconds.
const SHORTEST: i64 = 30 * 60;
const LONGEST: i64 = 24 * 3600;

pub(super) fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let given = &call.params;
    settings::check(given)?;
    let asked_mode = asked_mode(given)?;
    let customer = customer(work, given)?;
    let lines = lines::lines(work, given)?;
    let asked = given.get("optional_items").unwrap_or(&Value::Null);
    let optional = offer::optional::items(work, asked)?;
    let mode = check_mode(asked_mode, &lines)?;
    mode.check(given)?;
    optional.check(mode)?;
    let currency = given.get("currency").and_then(Value::as_str);
    let currency = lines::check_together(&lines, &optional.prices, currency)?;
    let mut session = checkout::new_session(work, SLUG);
    session["currency"] = json!(currency);
    session["mode"] = json!(mode.word());
    expiry(work, &mut session, given)?;
    settings::apply(&mut session, given, mode)?;
    settings::of_customer(&mut session, given, customer.as_ref(), mode);
    let items = items(work, &session, lines)?;
    shipping(work, &mut session, given, &optional)?;
    let discount = discount::given(work, &session, &items, given)?;
    if let Some((coupon, code)) = discount {
        checkout::apply_discount(work, &mut session, coupon, code);
    }
    Ok(checkout::keep_session(work, session, items)?)
}

/// The mode that was asked for; the practice store has two of the three.
fn asked_mode(given: &Map<String, Value>) -> Result<Option<Mode>, ApiError> {
    match given.get("mode").and_then(Value::as_str) {
        Some("payment") => Ok(Some(Mode::Payment)),
        Some("subscription") => Ok(Some(Mode::Subscription)),
        Some(_) => Err(ApiError::invalid(
            "The practice store has no `setup` mode: it keeps a way to pay only with a payment.",
        )
        .param("mode")),
        None => Ok(None),
    }
}

/// Whether what is sold fits the mode; without one, what is sold decides.
fn check_mode(asked: Option<Mode>, lines: &[lines::Line]) -> Result<Mode, ApiError> {
    let sold = lines::mode(lines);
    match (asked, sold) {
        (Some(Mode::Payment), Mode::Subscription) => Err(ApiError::invalid(
            "You specified `payment` mode but passed a recurring price. Either switch to \
             `subscription` mode or use only one-time prices.",
        )
        .param("line_items")),
        (Some(Mode::Subscription), Mode::Payment) => Err(ApiError::invalid(
            "You must provide at least one recurring price in `subscription` mode when using \
             prices.",
        )
        .param("line_items")),
        _ => Ok(sold),
    }
}

fn customer(work: &Work<'_>, given: &Map<String, Value>) -> Result<Option<Value>, ApiError> {
    let Some(id) = given.get("customer").and_then(Value::as_str) else {
        return Ok(None);
    };
    for other in ["customer_creation", "customer_email"] {
        if given.contains_key(other) {
            return Err(ApiError::invalid(format!(
                "You may only specify one of these parameters: customer, {other}."
            ))
            .param("customer"));
        }
    }
    let customer = work.find(Kind::Customer, id)?;
    customer
        .map(Some)
        .ok_or_else(|| ApiError::no_such_param(Kind::Customer, id, "customer"))
}

/// When the session expires: between half an hour and a day from now.
fn expiry(
    work: &Work<'_>,
    session: &mut Value,
    given: &Map<String, Value>,
) -> Result<(), ApiError> {
    let Some(at) = given.get("expires_at").and_then(Value::as_i64) else {
        return Ok(());
    };
    let refused = |message: &str| Err(ApiError::invalid(message).param("expires_at"));
    match at - work.now().0 {
        ..SHORTEST => refused(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
        ),
        SHORTEST..=LONGEST => {
            session["expires_at"] = json!(at);
            session["_due"] = json!(at);
            Ok(())
        }
        _ => refused(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
        ),
    }
}

fn items(
    work: &mut Work<'_>,
    session: &Value,
    lines: Vec<lines::Line>,
) -> Result<Vec<Value>, ApiError> {
    let id = session["id"].as_str().unwrap_or_default();
    let mut items = Vec::new();
    for line in lines {
        items.push(item::build(work, id, &line)?);
    }
    lines::check_total(&items)?;
    Ok(items)
}

fn shipping(
    work: &mut Work<'_>,
    session: &mut Value,
    given: &Map<String, Value>,
    optional: &Optional,
) -> Result<(), ApiError> {
    let currency = session["currency"].as_str().unwrap_or_default();
    let asked = given.get("shipping_options").unwrap_or(&Value::Null);
    let options = offer::shipping::options(work, asked, currency)?;
    session["optional_items"] = optional.shown.clone();
    session["metadata"] = metadata::of_new(given.get("metadata"));
    checkout::offer(work, session, &options)?;
    refuse_absent(given)
}
