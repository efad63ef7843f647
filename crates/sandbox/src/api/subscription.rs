//! Subscriptions: what recurring links and sessions begin.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, delete_with, get, list as list_route, post};
use super::{list, metadata};
use crate::billing::{self, Why};
use crate::state::{Kind, Work};

const ID: Shape = Shape::Text(255);
const FEEDBACK: Shape = Shape::Choice(&[
    "customer_service",
    "low_quality",
    "missing_features",
    "other",
    "switched_service",
    "too_complex",
    "too_expensive",
    "unused",
]);
const DETAILS: Shape = Shape::Object(&[
    clearable("comment", Shape::Text(5000)),
    clearable("feedback", FEEDBACK),
]);
const PAUSE: Shape = Shape::Object(&[
    required(
        "behavior",
        Shape::Choice(&["keep_as_draft", "mark_uncollectible", "void"]),
    ),
    optional("resumes_at", Shape::Integer(0, i64::MAX)),
]);

const UPDATE: &[Param] = &[
    clearable("cancel_at", Shape::Integer(0, i64::MAX)),
    optional("cancel_at_period_end", Shape::Boolean),
    optional("cancellation_details", DETAILS),
    optional("default_payment_method", ID),
    clearable("description", Shape::Text(500)),
    clearable("metadata", Shape::Metadata),
    clearable("pause_collection", PAUSE),
    optional("trial_end", Shape::Text(20)),
];

const CANCEL: &[Param] = &[
    optional("cancellation_details", DETAILS),
    optional("invoice_now", Shape::Boolean),
    optional("prorate", Shape::Boolean),
];

const LIST: &[Param] = &[
    optional(
        "collection_method",
        Shape::Choice(&["charge_automatically", "send_invoice"]),
    ),
    optional("created", Shape::Range),
    optional("customer", ID),
    optional("price", ID),
    optional(
        "status",
        Shape::Choice(&[
            "active",
            "all",
            "canceled",
            "ended",
            "incomplete",
            "incomplete_expired",
            "past_due",
            "paused",
            "trialing",
            "unpaid",
        ]),
    ),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/subscriptions", LIST, list_all),
    get("/v1/subscriptions/{}", retrieve),
    post("/v1/subscriptions/{}", UPDATE, update),
    delete_with("/v1/subscriptions/{}", CANCEL, cancel),
];

/// Those that have ended are listed only when they are asked for.
const GOING_ON: [&str; 6] = [
    "active",
    "incomplete",
    "past_due",
    "paused",
    "trialing",
    "unpaid",
];
const ENDED: [&str; 2] = ["canceled", "incomplete_expired"];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::Subscription, &["customer"]);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match call.text("status") {
        Some("all") => {}
        Some("ended") => query.filters.push(("status", words(&ENDED))),
        Some(one) => query = query.with("status", one),
        None => query.filters.push(("status", words(&GOING_ON))),
    }
    if let Some(price) = call.text("price") {
        query = query.with("_price", price);
    }
    if call.text("collection_method") == Some("send_invoice") {
        // Every subscription here is charged by itself.
        return Ok(list::envelope(Vec::new(), false, "/v1/subscriptions"));
    }
    list::answer(work, &query, "/v1/subscriptions")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Subscription, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Subscription, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let given = &call.params;
    let may_always = |name: &String| name == "cancellation_details" || name == "metadata";
    if before["status"] == "canceled" && !given.keys().all(may_always) {
        return Err(ApiError::invalid(
            "A canceled subscription can only update its cancellation_details and metadata.",
        ));
    }
    let mut after = before.clone();
    metadata::merge(&mut after["metadata"], given.get("metadata"));
    for name in ["description", "pause_collection"] {
        if let Some(value) = given.get(name) {
            after[name] = value.clone();
        }
    }
    if !after["pause_collection"].is_null() && after["pause_collection"]["resumes_at"].is_null() {
        after["pause_collection"]["resumes_at"] = Value::Null;
    }
    if let Some(details) = given.get("cancellation_details") {
        explain(&mut after, details);
    }
    pay_with(work, &mut after, call)?;
    end_later(work, &mut after, call)?;
    billing::set_due(&mut after);
    work.replace(Kind::Subscription, &after)?;
    match call.text("trial_end") {
        Some(end) => move_trial(work, &before, after, end),
        None => {
            work.announce_change("customer.subscription.updated", &before, &after)?;
            Ok(after)
        }
    }
}

/// Why the customer goes, in their own words.
fn explain(subscription: &mut Value, details: &Value) {
    for name in ["comment", "feedback"] {
        if let Some(value) = details.get(name) {
            subscription["cancellation_details"][name] = value.clone();
        }
    }
}

fn pay_with(work: &Work<'_>, after: &mut Value, call: &Call) -> Result<(), ApiError> {
    const PARAM: &str = "default_payment_method";
    let Some(id) = call.text(PARAM) else {
        return Ok(());
    };
    let method = work.find(Kind::PaymentMethod, id)?;
    let method = method.ok_or_else(|| ApiError::no_such_param(Kind::PaymentMethod, id, PARAM))?;
    if method["customer"] != after["customer"] {
        return Err(ApiError::invalid(format!(
            "The customer does not have a payment method with the ID {id}. The payment method must \
             be attached to the customer."
        ))
        .param(PARAM));
    }
    after[PARAM] = json!(id);
    Ok(())
}

/// A subscription may end at the end of its period, or at a time.
fn end_later(work: &Work<'_>, after: &mut Value, call: &Call) -> Result<(), ApiError> {
    let at_end = call.params.get("cancel_at_period_end");
    let at = call.params.get("cancel_at");
    if at_end.is_none() && at.is_none() {
        return Ok(());
    }
    if at_end == Some(&json!(true)) && at.is_some_and(|at| !at.is_null()) {
        return Err(ApiError::invalid(
            "You may only specify one of these parameters: cancel_at, cancel_at_period_end.",
        )
        .param("cancel_at"));
    }
    if let Some(at) = at {
        if at.as_i64().is_some_and(|at| at <= work.now().0) {
            return Err(
                ApiError::invalid("The cancel_at timestamp must be in the future.")
                    .param("cancel_at"),
            );
        }
        after["cancel_at"] = at.clone();
        after["cancel_at_period_end"] = json!(false);
    }
    match at_end.and_then(Value::as_bool) {
        Some(true) => {
            after["cancel_at_period_end"] = json!(true);
            after["cancel_at"] = after["items"]["data"][0]["current_period_end"].clone();
        }
        Some(false) if after["cancel_at_period_end"] == true => {
            after["cancel_at_period_end"] = json!(false);
            after["cancel_at"] = Value::Null;
        }
        _ => {}
    }
    let ends = !after["cancel_at"].is_null();
    after["canceled_at"] = if ends { json!(work.now()) } else { Value::Null };
    after["cancellation_details"]["reason"] = match ends {
        true => json!("cancellation_requested"),
        false => Value::Null,
    };
    Ok(())
}

/// Ends a trial now, or has it end at another time.
fn move_trial(
    work: &mut Work<'_>,
    before: &Value,
    mut after: Value,
    end: &str,
) -> Result<Value, ApiError> {
    let refused = |message: &str| Err(ApiError::invalid(message).param("trial_end"));
    if after["status"] != "trialing" {
        return refused("The practice store can only move the end of a trial that goes on.");
    }
    if end == "now" {
        return Ok(billing::end_trial(work, after)?);
    }
    let Ok(end) = end.parse::<i64>() else {
        return refused("Invalid trial_end: must be a Unix timestamp or `now`.");
    };
    if end <= work.now().0 {
        return refused("Invalid timestamp: must be an integer Unix timestamp in the future.");
    }
    after["trial_end"] = json!(end);
    after["billing_cycle_anchor"] = json!(end);
    after["_trial_told"] = json!(false);
    for item in after["items"]["data"].as_array_mut().into_iter().flatten() {
        item["current_period_end"] = json!(end);
    }
    billing::set_due(&mut after);
    work.replace(Kind::Subscription, &after)?;
    work.announce_change("customer.subscription.updated", before, &after)?;
    Ok(after)
}

/// Ends a subscription now. What was paid for is not given back: refunds are the merchant's.
fn cancel(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut subscription = existing(work, call.id())?;
    if subscription["status"] == "canceled" {
        return Err(ApiError::no_such(Kind::Subscription, call.id()));
    }
    for name in ["invoice_now", "prorate"] {
        if call.params.get(name) == Some(&json!(true)) {
            return Err(ApiError::invalid(format!(
                "The practice store does not work out parts of a period, so `{name}` cannot be used."
            ))
            .param(name));
        }
    }
    if let Some(details) = call.params.get("cancellation_details") {
        explain(&mut subscription, details);
    }
    Ok(billing::cancel(work, subscription, Why::Requested)?)
}
