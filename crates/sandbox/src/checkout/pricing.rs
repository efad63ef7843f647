//! What a session comes to: its line items, less a discount, with shipping and tax.
//!
//! No tax is ever added: Stripe adds none either to an account that is registered nowhere.

use countertop_domain::Currency;
use serde_json::{Value, json};

use super::amounts::{Reduction, reductions, total};

/// Works out again what a session and each of its line items come to. The items have their
/// quantities and `amount_subtotal`.
pub(super) fn price(session: &mut Value, items: &mut [Value]) {
    let discount = session["_discount"].clone();
    if has_trial(session) {
        for item in items.iter_mut() {
            if item["price"]["type"] == "recurring" {
                item["amount_subtotal"] = json!(0);
            }
        }
    }
    let subtotals: Vec<i64> = items.iter().map(subtotal).collect();
    let off = off_each(&discount, session, items);
    for (item, off) in items.iter_mut().zip(&off) {
        item["amount_discount"] = json!(off);
        item["amount_total"] = json!(subtotal(item) - off);
        item["_includable"] = match off {
            0 => Value::Null,
            off => {
                json!({ "discounts": [{ "amount": off, "discount": shown(&discount, session) }] })
            }
        };
    }
    let shipping = session["shipping_cost"]["amount_total"]
        .as_i64()
        .unwrap_or(0);
    let (sum, off) = (total(&subtotals), total(&off));
    session["amount_subtotal"] = json!(sum);
    session["amount_total"] = json!((sum - off).saturating_add(shipping));
    session["total_details"] =
        json!({ "amount_discount": off, "amount_shipping": shipping, "amount_tax": 0 });
    session["_includable"] = match discount.is_null() {
        true => Value::Null,
        false => json!({
            "total_details.breakdown": {
                "discounts": [{ "amount": off, "discount": shown(&discount, session) }],
                "taxes": [],
            },
        }),
    };
}

/// Whether what is paid again and again costs nothing today.
fn has_trial(session: &Value) -> bool {
    let data = &session["_subscription_data"];
    !data["trial_period_days"].is_null() || !data["trial_end"].is_null()
}

/// A line item before discounts.
pub(super) fn subtotal(item: &Value) -> i64 {
    item["amount_subtotal"].as_i64().unwrap_or(0)
}

/// What a discount takes off each line item: nothing off those that it is not for.
fn off_each(discount: &Value, session: &Value, items: &[Value]) -> Vec<i64> {
    let code = session["currency"].as_str().unwrap_or_default();
    let coupon = &discount["coupon"];
    let Some(reduction) = reduction(coupon, code) else {
        return vec![0; items.len()];
    };
    let lines: Vec<i64> = items
        .iter()
        .map(|item| {
            if is_for(coupon, item) {
                subtotal(item)
            } else {
                0
            }
        })
        .collect();
    let step = Currency::parse(code).map_or(1, |currency| currency.step());
    reductions(reduction, &lines, step)
}

/// What a coupon takes off in a currency; none where it does not work in it.
pub(crate) fn reduction(coupon: &Value, code: &str) -> Option<Reduction> {
    if let Some(percent) = coupon["percent_off"].as_f64() {
        // Two decimals at most, so this is exact.
        #[expect(clippy::cast_possible_truncation, reason = "at most 10000")]
        return Some(Reduction::Share((percent * 100.0).round() as i64));
    }
    let amount = match coupon["currency"] == code {
        true => &coupon["amount_off"],
        false => &coupon["_includable"]["currency_options"][code]["amount_off"],
    };
    amount.as_i64().map(Reduction::Amount)
}

/// Whether a coupon is for what a line item sells.
pub(super) fn is_for(coupon: &Value, item: &Value) -> bool {
    discount_is_for(coupon, &item["price"])
}

/// Whether a coupon is for the product of a price.
pub(crate) fn discount_is_for(coupon: &Value, price: &Value) -> bool {
    let products = coupon["_includable"]["applies_to"]["products"].as_array();
    products.is_none_or(|products| products.contains(&price["product"]))
}

/// A session's discount as Stripe shows it inside of a breakdown.
fn shown(discount: &Value, session: &Value) -> Value {
    let is_subscription = session["mode"] == "subscription";
    json!({
        "id": discount["id"],
        "object": "discount",
        "checkout_session": if is_subscription { &Value::Null } else { &session["id"] },
        "customer": session["customer"],
        "customer_account": null,
        "end": null,
        "invoice": null,
        "invoice_item": null,
        "promotion_code": discount["promotion_code"]["id"],
        "source": { "coupon": discount["coupon"]["id"], "type": "coupon" },
        "start": discount["start"],
        "subscription": null,
        "subscription_item": null,
    })
}
