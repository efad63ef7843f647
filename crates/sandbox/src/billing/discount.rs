//! Discounts of subscriptions and invoices: those that a sale was made with.

use countertop_domain::{Currency, UnixSeconds};
use serde_json::{Value, json};

use super::line::Line;
use super::period;
use crate::checkout::{discount_is_for, reduction, reductions};
use crate::state::{Kind, StateError, Work};

/// What a discount takes off each of some lines.
pub(super) fn off_each(discount: &Value, lines: &[Line], code: &str) -> Vec<i64> {
    let coupon = &discount["coupon"];
    let Some(reduction) = reduction(coupon, code) else {
        return vec![0; lines.len()];
    };
    let amounts: Vec<i64> = lines
        .iter()
        .map(|line| {
            if discount_is_for(coupon, &line.price) {
                line.amount
            } else {
                0
            }
        })
        .collect();
    let step = Currency::parse(code).map_or(1, |currency| currency.step());
    reductions(reduction, &amounts, step)
}

/// Keeps the discount of a sale as an object of its own; it belongs to a subscription that goes on
/// with it, else to the one invoice.
pub(super) fn keep(
    work: &mut Work<'_>,
    discount: &Value,
    customer: &Value,
    (field, owner): (&str, &Value),
) -> Result<Value, StateError> {
    let mut object = json!({
        "id": discount["id"],
        "object": "discount",
        "checkout_session": null,
        "customer": customer,
        "customer_account": null,
        "end": end_of(discount),
        "invoice": null,
        "invoice_item": null,
        "promotion_code": discount["promotion_code"]["id"],
        "source": { "coupon": discount["coupon"]["id"], "type": "coupon" },
        "start": discount["start"],
        "subscription": null,
        "subscription_item": null,
    });
    object[field] = owner.clone();
    work.insert(Kind::Discount, &object)?;
    Ok(object)
}

/// When a discount ends: after so many months, or never by itself.
fn end_of(discount: &Value) -> Value {
    let start = UnixSeconds(discount["start"].as_i64().unwrap_or(0));
    match discount["coupon"]["duration_in_months"].as_i64() {
        Some(months) => json!(period::months_after(start, months)),
        None => Value::Null,
    }
}

/// Whether a discount is only for the first invoice that has something to take it off from.
pub(super) fn is_for_once(discount: &Value) -> bool {
    discount["coupon"]["duration"] == "once"
}

/// Whether a discount's time is over.
pub(super) fn is_over(discount: &Value, now: UnixSeconds) -> bool {
    end_of(discount).as_i64().is_some_and(|end| end <= now.0)
}

/// Takes a discount off a subscription.
pub(super) fn end(work: &mut Work<'_>, subscription: &mut Value) -> Result<(), StateError> {
    let id = subscription["_discount"]["id"].as_str().unwrap_or_default();
    let object = work.find(Kind::Discount, id)?;
    let was_its_own = subscription["discounts"] != json!([]);
    subscription["discounts"] = json!([]);
    subscription["_discount"] = Value::Null;
    match object {
        Some(object) if was_its_own => work.announce("customer.discount.deleted", &object),
        _ => Ok(()),
    }
}
