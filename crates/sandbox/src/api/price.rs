//! Prices: what one of a product costs.

use countertop_domain::{Currency, Money};
use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata, product};
use crate::state::{Kind, PageQuery, Work};

const AMOUNT: Shape = Shape::Integer(0, 999_999_999_999);
const TAX_BEHAVIOR: Shape = Shape::Choice(&["exclusive", "inclusive", "unspecified"]);
const RECURRING: Shape = Shape::Object(&[
    required("interval", Shape::Choice(&["day", "month", "week", "year"])),
    optional("interval_count", Shape::Integer(1, 1095)),
    optional("trial_period_days", Shape::Integer(1, 730)),
    optional("usage_type", Shape::Choice(&["licensed", "metered"])),
]);
const CUSTOM: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("maximum", AMOUNT),
    optional("minimum", AMOUNT),
    optional("preset", AMOUNT),
]);

/// What a price may be made with inside of a line item.
pub(super) const PRICE_DATA: &[Param] = &[
    required("currency", Shape::Currency),
    optional("product", Shape::Text(255)),
    optional("product_data", Shape::Object(product::PRODUCT_DATA)),
    optional("recurring", RECURRING),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
];

/// What a price may be made with inside of a product.
pub(super) const DEFAULT_PRICE_DATA: &[Param] = &[
    required("currency", Shape::Currency),
    optional("custom_unit_amount", CUSTOM),
    optional("metadata", Shape::Metadata),
    optional("recurring", RECURRING),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
];

const CREATE: &[Param] = &[
    required("currency", Shape::Currency),
    optional("active", Shape::Boolean),
    optional("billing_scheme", Shape::Choice(&["per_unit"])),
    optional("custom_unit_amount", CUSTOM),
    optional("lookup_key", Shape::Text(200)),
    optional("metadata", Shape::Metadata),
    optional("nickname", Shape::Text(5000)),
    optional("product", Shape::Text(255)),
    optional("product_data", Shape::Object(product::PRODUCT_DATA)),
    optional("recurring", RECURRING),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("transfer_lookup_key", Shape::Boolean),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
];

const UPDATE: &[Param] = &[
    optional("active", Shape::Boolean),
    clearable("lookup_key", Shape::Text(200)),
    clearable("metadata", Shape::Metadata),
    clearable("nickname", Shape::Text(5000)),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("transfer_lookup_key", Shape::Boolean),
];

const LIST: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("created", Shape::Range),
    optional("currency", Shape::Currency),
    optional("lookup_keys", Shape::List(&Shape::Text(200), 10)),
    optional("product", Shape::Text(255)),
    optional("type", Shape::Choice(&["one_time", "recurring"])),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/prices", CREATE, create),
    list_route("/v1/prices", LIST, list_all),
    get("/v1/prices/{}", retrieve),
    post("/v1/prices/{}", UPDATE, update),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    make(work, &call.params, "")
}

/// Makes a price, and its product where it is given inline. `path` is where the parameters stand
/// in the request.
pub(super) fn make(
    work: &mut Work<'_>,
    given: &Map<String, Value>,
    path: &str,
) -> Result<Value, ApiError> {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}[{name}]")
        }
    };
    let amount = unit_amount(given, &below)?;
    free_lookup_key(work, given)?;
    let product = match (
        given.get("product").and_then(Value::as_str),
        given.get("product_data"),
    ) {
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "You may only specify one of these parameters: product, product_data.",
            )
            .param(below("product")));
        }
        (Some(id), None) if work.find(Kind::Product, id)?.is_none() => {
            return Err(ApiError::no_such_param(
                Kind::Product,
                id,
                &below("product"),
            ));
        }
        (Some(id), None) => json!(id),
        (None, Some(Value::Object(data))) => product::make(work, data)?["id"].clone(),
        (None, _) => return Err(ApiError::missing(&below("product"))),
    };
    let price = build(work, given, product, amount);
    work.insert(Kind::Price, &price)?;
    work.announce("price.created", &price)?;
    Ok(price)
}

/// What one costs; none where the customer chooses.
enum UnitAmount {
    Fixed { whole: Option<i64>, decimal: String },
    Chosen(Value),
}

fn unit_amount(
    given: &Map<String, Value>,
    below: &dyn Fn(&str) -> String,
) -> Result<UnitAmount, ApiError> {
    let custom = given
        .get("custom_unit_amount")
        .filter(|custom| custom["enabled"] == true);
    let whole = given.get("unit_amount").and_then(Value::as_i64);
    let decimal = given.get("unit_amount_decimal").and_then(Value::as_str);
    let currency = given
        .get("currency")
        .and_then(Value::as_str)
        .unwrap_or_default();
    match (custom, whole, decimal) {
        (Some(custom), None, None) => Ok(UnitAmount::Chosen(chosen_bounds(custom))),
        (None, Some(whole), None) => {
            at_most(whole, currency, &below("unit_amount"))?;
            Ok(UnitAmount::Fixed {
                whole: Some(whole),
                decimal: whole.to_string(),
            })
        }
        (None, None, Some(decimal)) => {
            let (digits, amount) = decimal_amount(decimal);
            at_most(digits, currency, &below("unit_amount_decimal"))?;
            Ok(amount)
        }
        (None, None, None) => Err(ApiError::missing(&below("unit_amount"))),
        _ => Err(ApiError::invalid(
            "You may only specify one of these parameters: unit_amount, unit_amount_decimal, \
             custom_unit_amount.",
        )
        .param(below("unit_amount"))),
    }
}

/// Between which amounts the customer chooses, and the one that is offered.
fn chosen_bounds(custom: &Value) -> Value {
    let field = |name: &str| custom.get(name).cloned().unwrap_or(Value::Null);
    json!({
        "maximum": field("maximum"),
        "minimum": field("minimum"),
        "preset": field("preset"),
    })
}

/// An amount in parts of the minor unit: its whole units, and the amount. One without a fraction is
/// an amount like any other.
fn decimal_amount(decimal: &str) -> (i64, UnitAmount) {
    let (digits, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits: i64 = digits.parse().unwrap_or(i64::MAX);
    let is_whole = fraction.bytes().all(|digit| digit == b'0');
    let amount = UnitAmount::Fixed {
        whole: is_whole.then_some(digits),
        decimal: if is_whole {
            digits.to_string()
        } else {
            decimal.to_owned()
        },
    };
    (digits, amount)
}

/// Stripe's largest amount, and the step between amounts.
fn at_most(minor: i64, code: &str, param: &str) -> Result<(), ApiError> {
    let Ok(currency) = Currency::supported(code) else {
        return Ok(());
    };
    let most = currency.maximum_charge();
    if minor > most {
        let shown = Money::new(most, currency)
            .map(Money::to_decimal)
            .unwrap_or_default();
        return Err(
            ApiError::invalid(format!("Amount must be no more than {shown} {code}"))
                .code("amount_too_large")
                .param(param),
        );
    }
    let step = currency.step();
    if minor % step != 0 {
        return Err(ApiError::invalid(format!(
            "Invalid amount: amounts in {code} must be a multiple of {step}."
        ))
        .code("invalid_amount")
        .param(param));
    }
    Ok(())
}

/// What so many of a price come to, in minor units: parts of them are rounded half up on the line.
/// Nothing where the customer chooses; none where it is too much to count.
pub(crate) fn line_amount(price: &Value, quantity: i64) -> Option<i64> {
    let quantity = i128::from(quantity);
    let Some(whole) = price["unit_amount"].as_i64() else {
        let text = price["unit_amount_decimal"].as_str().unwrap_or("0");
        let (units, fraction) = text.split_once('.').unwrap_or((text, ""));
        let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        let exact: i128 = format!("{units}{fraction}").parse().ok()?;
        let rounded = exact
            .checked_mul(quantity)?
            .checked_add(scale / 2)?
            .div_euclid(scale);
        return i64::try_from(rounded).ok();
    };
    i64::try_from(i128::from(whole) * quantity).ok()
}

fn free_lookup_key(work: &mut Work<'_>, given: &Map<String, Value>) -> Result<(), ApiError> {
    let Some(key) = given.get("lookup_key").and_then(Value::as_str) else {
        return Ok(());
    };
    for before in work.all(PageQuery::newest(Kind::Price).with("lookup_key", key))? {
        if given.get("transfer_lookup_key") != Some(&json!(true)) {
            let id = before["id"].as_str().unwrap_or_default();
            return Err(ApiError::invalid(format!(
                "A price (`{id}`) already uses that lookup key."
            ))
            .param("lookup_key"));
        }
        let mut after = before.clone();
        after["lookup_key"] = Value::Null;
        work.replace(Kind::Price, &after)?;
        work.announce_change("price.updated", &before, &after)?;
    }
    Ok(())
}

fn build(
    work: &mut Work<'_>,
    given: &Map<String, Value>,
    product: Value,
    amount: UnitAmount,
) -> Value {
    let field = |name: &str| given.get(name).cloned().unwrap_or(Value::Null);
    let or = |name: &str, usual: Value| given.get(name).cloned().unwrap_or(usual);
    let recurring = given.get("recurring").map(recurring);
    let (custom, whole, decimal) = match amount {
        UnitAmount::Fixed { whole, decimal } => (Value::Null, json!(whole), json!(decimal)),
        UnitAmount::Chosen(bounds) => (bounds, Value::Null, Value::Null),
    };
    json!({
        "id": work.new_id(Kind::Price),
        "object": "price",
        "active": or("active", json!(true)),
        "billing_scheme": "per_unit",
        "created": work.now(),
        "currency": field("currency"),
        "custom_unit_amount": custom,
        "livemode": false,
        "lookup_key": field("lookup_key"),
        "metadata": metadata::of_new(given.get("metadata")),
        "nickname": field("nickname"),
        "product": product,
        "recurring": recurring,
        "tax_behavior": or("tax_behavior", json!("unspecified")),
        "tiers_mode": null,
        "transform_quantity": null,
        "type": if recurring.is_some() { "recurring" } else { "one_time" },
        "unit_amount": whole,
        "unit_amount_decimal": decimal,
    })
}

fn recurring(given: &Value) -> Value {
    let or = |name: &str, usual: Value| given.get(name).cloned().unwrap_or(usual);
    json!({
        "interval": given["interval"],
        "interval_count": or("interval_count", json!(1)),
        "meter": null,
        "trial_period_days": or("trial_period_days", Value::Null),
        "usage_type": or("usage_type", json!("licensed")),
    })
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::Price, &["product", "active", "currency", "type"]);
    if let Some(keys) = call.params.get("lookup_keys").and_then(Value::as_array) {
        let keys = keys
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        query.filters.push(("lookup_key", keys));
    }
    list::answer(work, &query, "/v1/prices")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Price, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Price, id))
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    if call.text("lookup_key") != before["lookup_key"].as_str() {
        free_lookup_key(work, &call.params)?;
    }
    let mut after = before.clone();
    for name in ["active", "lookup_key", "nickname", "tax_behavior"] {
        if let Some(value) = call.params.get(name) {
            after[name] = value.clone();
        }
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::Price, &after)?;
    work.announce_change("price.updated", &before, &after)?;
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_unit_are_rounded_on_the_line() {
        let decimal = |text: &str| json!({ "unit_amount": null, "unit_amount_decimal": text });
        for (price, quantity, expected) in [
            (json!({ "unit_amount": 640 }), 3, Some(1920)),
            (decimal("0.05"), 3, Some(0)),
            (decimal("0.05"), 10, Some(1)),
            (decimal("12.5"), 1, Some(13)),
            (decimal("12.5"), 2, Some(25)),
            (
                decimal("999999999999.999999999999"),
                999_999,
                Some(999_999_000_000_000_000),
            ),
            (json!({ "unit_amount": i64::MAX }), 2, None),
            (
                json!({ "unit_amount": null, "unit_amount_decimal": null }),
                5,
                Some(0),
            ),
        ] {
            assert_eq!(
                line_amount(&price, quantity),
                expected,
                "{price} × {quantity}"
            );
        }
    }
}
