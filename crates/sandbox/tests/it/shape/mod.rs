//! What every answer is held against: Stripe's description of 2023, the description that its package
//! for Node gives of the API as it is now, and Stripe's current samples.
//!
//! What Stripe changed since 2023 is listed in `tests/stripe/newer.json`, what the practice store
//! does not do as Stripe yet in `tests/stripe/gaps.json`. An answer that differs otherwise fails the
//! test that got it; `STRIPE_LISTS=add cargo test -p countertop-sandbox` writes new entries instead,
//! for whoever then says why they are right.

mod described;
mod expandable;
mod lists;
mod place;
mod sampled;
mod taken;

use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use serde_json::Value;

pub use described::Description;
pub use expandable::expandable;
pub use lists::{LISTS, List, look_away, used, visits};
use place::Place;
pub use taken::{Taken, taken};

/// Stripe's description of the API as of 2023-08-16.
pub static DESCRIBED: LazyLock<Description> =
    LazyLock::new(|| Description::read("described", include_str!("../../stripe/described.json")));

/// The API as it is now, as the package for Node describes it.
pub static CURRENT: LazyLock<Description> =
    LazyLock::new(|| Description::read("current", include_str!("../../stripe/current.json")));

/// How an answer differs from what it is held against.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The object and the field, such as `charge.outcome.reason`.
    pub at: String,
    /// `field` that is not described, `absent`, `null`, `type`, or `value X`.
    pub what: String,
}

/// Fails when an answer of the API is not as Stripe's would be.
pub fn check(method: &Method, path: &str, status: StatusCode, answer: &Value) {
    // The control door is ours, not Stripe's.
    if !path.starts_with("/v1") || lists::looks_away() {
        return;
    }
    let call = format!("{method} {path}");
    lists::visited(&call);
    if status != StatusCode::OK {
        check_error(path, answer);
        return;
    }
    // The CLI's own: no description of Stripe's tells of it.
    if path.starts_with("/v1/stripecli/") || path.starts_with("/v1/payment_pages/") {
        return;
    }
    let mut newer = Vec::new();
    let mut gaps = Vec::new();
    for (description, found) in [(&*DESCRIBED, &mut newer), (&*CURRENT, &mut gaps)] {
        match description.answer(&call) {
            Some(schema) => found.extend(description.findings(&schema, answer)),
            None => hold(description, answer, found),
        }
    }
    sampled::compare(answer, &mut gaps);
    for object in inside(answer) {
        of_event(object, &mut newer, &mut gaps);
    }
    List::Newer.excuse(newer, &call);
    List::Gaps.excuse(gaps, &call);
}

/// Fails when an event, or the object in it, is not as Stripe's would be.
pub fn check_event(event: &Value) {
    // Thin events are of API v2, of which no description is held here.
    if event["object"] == "v2.core.event" || lists::looks_away() {
        return;
    }
    let call = format!("the event {}", event["type"]);
    let (mut newer, mut gaps) = (Vec::new(), Vec::new());
    hold(&DESCRIBED, event, &mut newer);
    hold(&CURRENT, event, &mut gaps);
    of_event(event, &mut newer, &mut gaps);
    List::Newer.excuse(newer, &call);
    List::Gaps.excuse(gaps, &call);
}

/// The events in an answer.
fn inside(answer: &Value) -> Vec<&Value> {
    let listed = answer["data"].as_array().into_iter().flatten();
    let all = std::iter::once(answer).chain(listed);
    all.filter(|one| one["object"] == "event").collect()
}

/// An event tells of any object, so its own description says little of it.
fn of_event(event: &Value, newer: &mut Vec<Finding>, gaps: &mut Vec<Finding>) {
    let object = &event["data"]["object"];
    hold(&DESCRIBED, object, newer);
    hold(&CURRENT, object, gaps);
    let event_type = event["type"].as_str().unwrap_or_default();
    if !CURRENT.is_told_of(event_type, object) {
        gaps.push(Finding {
            at: format!("event.{event_type}"),
            what: format!("tells of {}", Place::of(object, &[])),
        });
    }
    sampled::compare(object, gaps);
}

/// Holds an object, or each object of a list, against what it says it is.
fn hold(description: &Description, object: &Value, found: &mut Vec<Finding>) {
    if object["object"] == "list" {
        let items = object["data"].as_array().into_iter().flatten();
        items.for_each(|item| hold(description, item, found));
        return;
    }
    match description.object(object) {
        Some(schema) => found.extend(description.findings(&schema, object)),
        None => found.push(unknown(object)),
    }
}

fn unknown(object: &Value) -> Finding {
    Finding {
        at: Place::of(object, &[]),
        what: "object".to_owned(),
    }
}

/// Errors have an envelope of their own, and words in it that programs read.
fn check_error(path: &str, answer: &Value) {
    const TYPES: [&str; 4] = [
        "api_error",
        "card_error",
        "idempotency_error",
        "invalid_request_error",
    ];
    let error = &answer["error"];
    let said = error["type"].as_str().unwrap_or_default();
    assert!(TYPES.contains(&said), "{path}: {answer}");
    let message = error["message"].as_str().unwrap_or_default();
    assert!(!message.is_empty(), "{path}: {answer}");
    let schema = DESCRIBED.component("error");
    let found = DESCRIBED.findings(&schema, answer);
    List::Newer.excuse(found, &format!("the error of {path}"));
}
