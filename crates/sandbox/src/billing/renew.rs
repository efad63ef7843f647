//! A new period of a subscription, with its invoice; and the end of a trial.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::cancel::{Why, cancel};
use super::invoice::{Order, draw_up, text};
use super::line::{self, Line};
use super::subscription::{change, period_end, set_period, use_discount};
use super::{discount, period};
use crate::state::{Kind, StateError, Work};

/// How long an invoice is a draft before it is collected, in seconds: Stripe's hour, in which shops
/// may add to it.
const DRAFT_FOR: i64 = 3600;

/// Begins the next period of a subscription whose current one is over.
pub(super) fn renew(work: &mut Work<'_>, before: Value) -> Result<(), StateError> {
    let start = UnixSeconds(period_end(&before).unwrap_or(work.now().0));
    if before["status"] == "trialing" && method_of(work, &before)?.is_none() {
        let behaviour = &before["trial_settings"]["end_behavior"]["missing_payment_method"];
        match behaviour.as_str() {
            Some("cancel") => return cancel(work, before, Why::NoMethod).map(drop),
            Some("pause") => return pause(work, &before),
            _ => {}
        }
    }
    let mut after = before.clone();
    let old = UnixSeconds(
        before["items"]["data"][0]["current_period_start"]
            .as_i64()
            .unwrap_or(0),
    );
    if after["status"] == "trialing" {
        after["status"] = json!("active");
    }
    let anchor = UnixSeconds(before["billing_cycle_anchor"].as_i64().unwrap_or(start.0));
    let end = period::end_of(anchor, start, &before["_recurring"]);
    set_period(&mut after, start, end);
    if discount::is_over(&after["_discount"], start) {
        discount::end(work, &mut after)?;
    }
    let invoice = next_invoice(work, &after, ((old, start), (start, end)))?;
    after["latest_invoice"] = invoice["id"].clone();
    use_discount(work, &mut after, &invoice)?;
    change(work, &before, after).map(drop)
}

fn pause(work: &mut Work<'_>, before: &Value) -> Result<(), StateError> {
    let mut after = before.clone();
    after["status"] = json!("paused");
    let after = change(work, before, after)?;
    work.announce("customer.subscription.paused", &after)
}

/// Draws up the invoice of a new period. A shop that paused collection decides what becomes of it.
fn next_invoice(
    work: &mut Work<'_>,
    subscription: &Value,
    (past, coming): ((UnixSeconds, UnixSeconds), (UnixSeconds, UnixSeconds)),
) -> Result<Value, StateError> {
    let customer = text(&subscription["customer"]);
    let customer = work.find(Kind::Customer, &customer)?.unwrap_or_default();
    let order = Order {
        customer: &customer,
        currency: subscription["currency"].as_str().unwrap_or_default(),
        reason: "subscription_cycle",
        subscription,
        lines: lines_of(work, subscription, coming)?,
        discount: &subscription["_discount"],
        shipping_cost: &Value::Null,
        period: past,
    };
    let final_at = UnixSeconds(work.now().0 + DRAFT_FOR);
    let stays = subscription["pause_collection"]["behavior"] == "keep_as_draft";
    let settings = subscription["invoice_settings"].clone();
    draw_up(work, &order, |invoice| {
        for name in [
            "account_tax_ids",
            "custom_fields",
            "description",
            "footer",
            "issuer",
        ] {
            invoice[name] = settings[name].clone();
        }
        if stays {
            invoice["auto_advance"] = json!(false);
        } else {
            invoice["automatically_finalizes_at"] = json!(final_at);
            invoice["_due"] = json!(final_at);
        }
    })
}

/// What a period of a subscription is billed with.
fn lines_of(
    work: &Work<'_>,
    subscription: &Value,
    period: (UnixSeconds, UnixSeconds),
) -> Result<Vec<Line>, StateError> {
    let items = subscription["items"]["data"]
        .as_array()
        .into_iter()
        .flatten();
    items
        .map(|item| {
            let price = item["price"].clone();
            let quantity = item["quantity"].as_i64().unwrap_or(1);
            let name = line::name_of(work, &price)?;
            Ok(Line {
                description: line::recurring_words(&name, &price, quantity),
                amount: crate::api::line_amount(&price, quantity).unwrap_or(0),
                price,
                quantity,
                item: item.clone(),
                period,
            })
        })
        .collect()
}

/// What a subscription is paid with: its own method, else its customer's usual one.
pub(super) fn method_of(
    work: &Work<'_>,
    subscription: &Value,
) -> Result<Option<Value>, StateError> {
    let own = text(&subscription["default_payment_method"]);
    if let Some(method) = work.find(Kind::PaymentMethod, &own)? {
        return Ok(Some(method));
    }
    let customer = work.find(Kind::Customer, &text(&subscription["customer"]))?;
    let usual = customer.unwrap_or_default()["invoice_settings"]["default_payment_method"].clone();
    work.find(Kind::PaymentMethod, &text(&usual))
}

/// What an invoice is paid with when nothing is said.
pub(crate) fn method_of_invoice(
    work: &Work<'_>,
    invoice: &Value,
) -> Result<Option<Value>, StateError> {
    let subscription = work.find(Kind::Subscription, &text(&invoice["_subscription"]))?;
    let of_customer = json!({ "customer": invoice["customer"] });
    method_of(work, &subscription.unwrap_or(of_customer))
}

/// Ends a trial now: the first paid period begins.
pub(crate) fn end_trial(work: &mut Work<'_>, mut subscription: Value) -> Result<Value, StateError> {
    let now = work.now();
    let id = text(&subscription["id"]);
    subscription["trial_end"] = json!(now);
    subscription["billing_cycle_anchor"] = json!(now);
    let start = subscription["items"]["data"][0]["current_period_start"].as_i64();
    set_period(&mut subscription, UnixSeconds(start.unwrap_or(now.0)), now);
    renew(work, subscription)?;
    Ok(work.find(Kind::Subscription, &id)?.unwrap_or_default())
}
