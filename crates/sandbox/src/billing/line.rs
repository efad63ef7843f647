//! Lines of invoices.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use crate::chance::IdShape;
use crate::state::{Kind, StateError, Work};

/// What an invoice asks money for.
pub(super) struct Line {
    pub(super) price: Value,
    pub(super) quantity: i64,
    pub(super) description: String,
    /// Before discounts, in minor units.
    pub(super) amount: i64,
    /// The subscription's item that it is for; null for what is bought once.
    pub(super) item: Value,
    pub(super) period: (UnixSeconds, UnixSeconds),
}

/// How a product's name is found by those who write its lines.
pub(super) fn name_of(work: &Work<'_>, price: &Value) -> Result<String, StateError> {
    let product = price["product"].as_str().unwrap_or_default();
    let product = work.find(Kind::Product, product)?.unwrap_or_default();
    let name = product["name"].as_str().or(price["nickname"].as_str());
    Ok(name.unwrap_or_default().to_owned())
}

/// What a line of a subscription says, such as `2 × Bread box (at €20.00 / month)`.
pub(super) fn recurring_words(name: &str, price: &Value, quantity: i64) -> String {
    let code = price["currency"].as_str().unwrap_or_default();
    let unit = price["unit_amount"]
        .as_i64()
        .or_else(|| crate::api::line_amount(price, 1));
    let each = crate::pay::amount(unit.unwrap_or(0), code);
    let interval = price["recurring"]["interval"].as_str().unwrap_or("month");
    match price["recurring"]["interval_count"].as_i64().unwrap_or(1) {
        1 => format!("{quantity} × {name} (at {each} / {interval})"),
        count => format!("{quantity} × {name} (at {each} every {count} {interval}s)"),
    }
}

/// A line as Stripe shows it.
pub(super) fn show(
    work: &mut Work<'_>,
    line: &Line,
    invoice: &Value,
    (discount, off): (&Value, i64),
) -> Value {
    let subscription = &line.item["subscription"];
    let (discounts, amounts) = match discount.is_null() {
        true => (json!([]), json!([])),
        false => (
            json!([discount]),
            json!([{ "amount": off, "discount": discount }]),
        ),
    };
    json!({
        "id": work.chance().id("il_", IdShape::Long('1')),
        "object": "line_item",
        "amount": line.amount,
        "currency": invoice["currency"],
        "description": line.description,
        "discount_amounts": amounts,
        "discountable": true,
        "discounts": discounts,
        "invoice": invoice["id"],
        "livemode": false,
        "metadata": {},
        "parent": parent(work, line),
        "period": { "end": line.period.1, "start": line.period.0 },
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details":
                { "price": line.price["id"], "product": line.price["product"] },
            "type": "price_details",
            "unit_amount_decimal": line.price["unit_amount_decimal"],
        },
        "quantity": line.quantity,
        "quantity_decimal": line.quantity.to_string(),
        "subscription": subscription,
        "subtotal": line.amount,
        "taxes": [],
    })
}

/// What a line comes from: an item of a subscription, or something sold once.
fn parent(work: &mut Work<'_>, line: &Line) -> Value {
    if line.item.is_null() {
        return json!({
            "invoice_item_details": {
                "invoice_item": work.chance().id("ii_", IdShape::Long('1')),
                "proration": false,
                "proration_details": { "credited_items": null },
                "subscription": null,
            },
            "subscription_item_details": null,
            "type": "invoice_item_details",
        });
    }
    json!({
        "invoice_item_details": null,
        "subscription_item_details": {
            "invoice_item": null,
            "proration": false,
            "proration_details": { "credited_items": null },
            "subscription": line.item["subscription"],
            "subscription_item": line.item["id"],
        },
        "type": "subscription_item_details",
    })
}
