//! Subscriptions: their fields, and how they stand.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::invoice::text;
use super::{discount, period};
use crate::chance::IdShape;
use crate::state::{Kind, StateError, Work};

/// How long before its end the customer hears of the end of a trial, in seconds: three days.
const TRIAL_NOTICE: i64 = 3 * 24 * 3600;

/// A subscription that a session sells, not kept yet. `items` are the recurring ones.
pub(super) fn of_session(
    work: &mut Work<'_>,
    session: &Value,
    items: &[&Value],
    (method, trial_end): (&Value, Option<UnixSeconds>),
) -> Value {
    let id = work.new_id(Kind::Subscription);
    let now = work.now();
    let price = items.first().map_or(&Value::Null, |item| &item["price"]);
    let anchor = trial_end.unwrap_or(now);
    let end = trial_end.unwrap_or_else(|| period::end_of(anchor, now, &price["recurring"]));
    let mut subscription = unset();
    for (name, value) in [
        ("id", json!(id)),
        ("_price", price["id"].clone()),
        ("_recurring", price["recurring"].clone()),
        ("billing_cycle_anchor", json!(anchor)),
        ("created", json!(now)),
        ("currency", session["currency"].clone()),
        ("customer", session["customer"].clone()),
        ("default_payment_method", method["id"].clone()),
        ("start_date", json!(now)),
        ("trial_end", json!(trial_end)),
        ("trial_start", json!(trial_end.map(|_| now))),
    ] {
        subscription[name] = value;
    }
    as_the_session_says(&mut subscription, session);
    let items: Vec<_> = items
        .iter()
        .map(|item| item_of(work, &id, item, (now, end)))
        .collect();
    let url = format!("/v1/subscription_items?subscription={id}");
    subscription["items"] =
        json!({ "object": "list", "data": items, "has_more": false, "url": url });
    subscription
}

/// Puts what a session says of the subscription that it sells over what is usual.
fn as_the_session_says(subscription: &mut Value, session: &Value) {
    let data = &session["_subscription_data"];
    subscription["description"] = data["description"].clone();
    if !data["metadata"].is_null() {
        subscription["metadata"] = data["metadata"].clone();
    }
    subscription["automatic_tax"]["enabled"] = session["automatic_tax"]["enabled"].clone();
    subscription["automatic_tax"]["liability"] = session["automatic_tax"]["liability"].clone();
    if let Some(missing) = data["trial_settings"]["end_behavior"]["missing_payment_method"].as_str()
    {
        subscription["trial_settings"]["end_behavior"]["missing_payment_method"] = json!(missing);
    }
    if !data["invoice_settings"].is_null() {
        subscription["invoice_settings"] = data["invoice_settings"].clone();
    }
    if data["billing_mode"]["type"] == "classic" {
        subscription["billing_mode"] = json!({ "flexible": null, "type": "classic" });
    }
}

fn item_of(
    work: &mut Work<'_>,
    subscription: &str,
    sold: &Value,
    (start, end): (UnixSeconds, UnixSeconds),
) -> Value {
    let price = &sold["price"];
    json!({
        "id": work.chance().id("si_", IdShape::Short),
        "object": "subscription_item",
        "billing_thresholds": null,
        "created": start,
        "current_period_end": end,
        "current_period_start": start,
        "current_trial": null,
        "discounts": [],
        "metadata": {},
        "plan": plan_of(price),
        "price": price,
        "quantity": sold["quantity"],
        "subscription": subscription,
        "tax_rates": [],
    })
}

/// A price as the plan that it once was.
fn plan_of(price: &Value) -> Value {
    let recurring = &price["recurring"];
    json!({
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": price["billing_scheme"],
        "created": price["created"],
        "currency": price["currency"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "livemode": false,
        "metadata": price["metadata"],
        "meter": null,
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": null,
        "transform_usage": null,
        "trial_period_days": recurring["trial_period_days"],
        "usage_type": recurring["usage_type"],
    })
}

fn unset() -> Value {
    json!({
        "object": "subscription",
        "application": null,
        "application_fee_percent": null,
        "automatic_tax": { "disabled_reason": null, "enabled": false, "liability": null },
        "billing_cycle_anchor_config": null,
        "billing_mode":
            { "flexible": { "proration_discounts": "included" }, "type": "flexible" },
        "billing_schedules": [],
        "billing_thresholds": null,
        "cancel_at": null,
        "cancel_at_period_end": false,
        "canceled_at": null,
        "cancellation_details":
            { "comment": null, "feedback": null, "feedback_option": null, "reason": null },
        "collection_method": "charge_automatically",
        "customer_account": null,
        "days_until_due": null,
        "default_source": null,
        "default_tax_rates": [],
        "discounts": [],
        "ended_at": null,
        "invoice_settings": {
            "account_tax_ids": null,
            "custom_fields": null,
            "description": null,
            "footer": null,
            "issuer": { "type": "self" },
        },
        "latest_invoice": null,
        "livemode": false,
        "managed_payments": null,
        "metadata": {},
        "next_pending_invoice_item_invoice": null,
        "on_behalf_of": null,
        "pause_collection": null,
        "payment_settings": {
            "payment_method_options": null,
            "payment_method_types": null,
            "save_default_payment_method": "off",
        },
        "pending_invoice_item_interval": null,
        "pending_setup_intent": null,
        "pending_update": null,
        "schedule": null,
        "test_clock": null,
        "transfer_data": null,
        "trial_settings": {
            "end_behavior":
                { "billing_cycle_anchor": null, "missing_payment_method": "create_invoice" },
        },
    })
}

/// When the current period of a subscription ends.
pub(super) fn period_end(subscription: &Value) -> Option<i64> {
    subscription["items"]["data"][0]["current_period_end"].as_i64()
}

/// Begins a period of all items of a subscription.
pub(super) fn set_period(subscription: &mut Value, start: UnixSeconds, end: UnixSeconds) {
    for item in subscription["items"]["data"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        item["current_period_start"] = json!(start);
        item["current_period_end"] = json!(end);
    }
}

/// Whether a subscription goes on by itself.
pub(super) fn is_running(subscription: &Value) -> bool {
    matches!(
        subscription["status"].as_str(),
        Some("active" | "past_due" | "trialing")
    )
}

/// Notes when something becomes of a subscription next: a period ends, it is to be cancelled, or
/// the customer is to hear that the trial ends.
pub(crate) fn set_due(subscription: &mut Value) {
    if !is_running(subscription) {
        subscription["_due"] = Value::Null;
        return;
    }
    let notice = subscription["trial_end"]
        .as_i64()
        .map(|end| end - TRIAL_NOTICE);
    let notice = notice
        .filter(|_| subscription["status"] == "trialing" && subscription["_trial_told"] != true);
    let first = [
        period_end(subscription),
        subscription["cancel_at"].as_i64(),
        notice,
    ];
    subscription["_due"] = json!(first.into_iter().flatten().min());
}

/// Keeps a subscription's new state and tells how it changed.
pub(super) fn change(
    work: &mut Work<'_>,
    before: &Value,
    mut after: Value,
) -> Result<Value, StateError> {
    set_due(&mut after);
    work.replace(Kind::Subscription, &after)?;
    work.announce_change("customer.subscription.updated", before, &after)?;
    Ok(after)
}

/// An invoice of a subscription was paid: it is good again, where it was not.
pub(super) fn paid(work: &mut Work<'_>, invoice: &Value) -> Result<(), StateError> {
    let Some(before) = work.find(Kind::Subscription, &text(&invoice["_subscription"]))? else {
        return Ok(());
    };
    if !matches!(
        before["status"].as_str(),
        Some("incomplete" | "past_due" | "unpaid")
    ) {
        return Ok(());
    }
    let mut after = before.clone();
    after["status"] = json!("active");
    change(work, &before, after).map(drop)
}

/// An invoice of a subscription was not paid.
pub(super) fn unpaid(work: &mut Work<'_>, before: Value) -> Result<(), StateError> {
    if before["status"] != "active" {
        return Ok(());
    }
    let mut after = before.clone();
    after["status"] = json!("past_due");
    change(work, &before, after).map(drop)
}

/// Takes note that the discount was used on an invoice; one that is for once is gone.
pub(super) fn use_discount(
    work: &mut Work<'_>,
    subscription: &mut Value,
    invoice: &Value,
) -> Result<(), StateError> {
    let used = invoice["total_discount_amounts"] != json!([]);
    match used && discount::is_for_once(&subscription["_discount"]) {
        true => discount::end(work, subscription),
        false => Ok(()),
    }
}
