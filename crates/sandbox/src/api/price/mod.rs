//! Prices: what one of a product costs.

mod amount;
mod currencies;
mod shapes;

use serde_json::{Map, Value, json};

pub(crate) use amount::line_amount;
use amount::{UnitAmount, unit_amount};
pub(super) use shapes::{DEFAULT_PRICE_DATA, PRICE_DATA};

use super::error::ApiError;
use super::params::below;
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata, product};
use crate::state::{Kind, PageQuery, Work};

pub(super) const ROUTES: &[Route] = &[
    post("/v1/prices", shapes::CREATE, create),
    list_route("/v1/prices", shapes::LIST, list_all),
    get("/v1/prices/{}", retrieve),
    post("/v1/prices/{}", shapes::UPDATE, update),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    make(work, &call.params, "")
}

/// Makes a price, and its product where it is given inline. `path` is where the parameters stand
/// in the request.
pub(crate) fn make(
    work: &mut Work<'_>,
    given: &Map<String, Value>,
    path: &str,
) -> Result<Value, ApiError> {
    refuse_absent(given, path)?;
    check_interval(given, path)?;
    let amount = unit_amount(given, path)?;
    let options = currencies::options(given, &amount, path)?;
    free_lookup_key(work, given)?;
    let product = product_of(work, given, path)?;
    let mut price = build(work, given, product, amount);
    price["_includable"] = json!({ "currency_options": options });
    work.insert(Kind::Price, &price)?;
    work.announce("price.created", &price)?;
    Ok(price)
}

/// What the practice store does not have, in a sentence each.
fn refuse_absent(given: &Map<String, Value>, path: &str) -> Result<(), ApiError> {
    let recurring = given.get("recurring").unwrap_or(&Value::Null);
    let metered = recurring["usage_type"] == "metered" || !recurring["meter"].is_null();
    let tiered = given
        .get("billing_scheme")
        .is_some_and(|scheme| scheme == "tiered")
        || ["tiers", "tiers_mode"]
            .iter()
            .any(|name| given.contains_key(*name));
    let refused =
        |message: &str, name: &str| Err(ApiError::invalid(message).param(below(path, name)));
    if metered {
        return refused(
            "The practice store has no metered prices: it does not count what is used.",
            "recurring",
        );
    }
    if tiered {
        return refused(
            "The practice store has no tiered prices: use the billing_scheme per_unit with a \
             unit_amount.",
            "billing_scheme",
        );
    }
    if !recurring.is_null()
        && given
            .get("custom_unit_amount")
            .is_some_and(|it| it["enabled"] == true)
    {
        return refused(
            "A recurring price cannot have a custom_unit_amount.",
            "custom_unit_amount",
        );
    }
    Ok(())
}

/// Stripe bills at least once in three years.
fn check_interval(given: &Map<String, Value>, path: &str) -> Result<(), ApiError> {
    let recurring = given.get("recurring").unwrap_or(&Value::Null);
    let most = match recurring["interval"].as_str() {
        Some("year") => 3,
        Some("month") => 36,
        Some("week") => 156,
        _ => 1095,
    };
    match recurring["interval_count"].as_i64() {
        Some(count) if count > most => Err(ApiError::invalid(
            "Invalid recurring interval: the maximum is three years (3 years, 36 months, 156 weeks \
             or 1095 days).",
        )
        .param(below(&below(path, "recurring"), "interval_count"))),
        _ => Ok(()),
    }
}

/// The id of a price's product, which is made where it is given inline.
fn product_of(
    work: &mut Work<'_>,
    given: &Map<String, Value>,
    path: &str,
) -> Result<Value, ApiError> {
    let param = below(path, "product");
    match (
        given.get("product").and_then(Value::as_str),
        given.get("product_data"),
    ) {
        (Some(_), Some(_)) => Err(ApiError::invalid(
            "You may only specify one of these parameters: product, product_data.",
        )
        .param(param)),
        (Some(id), None) if work.find(Kind::Product, id)?.is_none() => {
            Err(ApiError::no_such_param(Kind::Product, id, &param))
        }
        (Some(id), None) => Ok(json!(id)),
        (None, Some(Value::Object(data))) => Ok(product::make(work, data)?["id"].clone()),
        (None, _) => Err(ApiError::missing(&param)),
    }
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
    let (custom, whole, decimal) = amount.parts();
    json!({
        "id": work.new_id(Kind::Price),
        "object": "price",
        "_interval": given.get("recurring").map(|it| &it["interval"]),
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
        "transform_quantity": field("transform_quantity"),
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
    if let Some(recurring) = call.params.get("recurring") {
        if recurring["usage_type"] == "metered" || !recurring["meter"].is_null() {
            // No price here is metered.
            return Ok(list::envelope(Vec::new(), false, "/v1/prices"));
        }
        query = match recurring["interval"].as_str() {
            Some(interval) => query.with("_interval", interval),
            None => query.with("type", "recurring"),
        };
    }
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
    may_change(work, &before, call)?;
    if call.text("lookup_key") != before["lookup_key"].as_str() {
        free_lookup_key(work, &call.params)?;
    }
    let mut after = before.clone();
    for name in ["active", "lookup_key", "nickname", "tax_behavior"] {
        if let Some(value) = call.params.get(name) {
            after[name] = value.clone();
        }
    }
    if let Some(given) = call.params.get("currency_options") {
        currencies::change(&mut after, given)?;
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::Price, &after)?;
    work.announce_change("price.updated", &before, &after)?;
    Ok(after)
}

fn may_change(work: &Work<'_>, price: &Value, call: &Call) -> Result<(), ApiError> {
    let behavior = call.params.get("tax_behavior");
    if price["tax_behavior"] != "unspecified"
        && behavior.is_some_and(|behavior| *behavior != price["tax_behavior"])
    {
        return Err(ApiError::invalid(
            "The tax_behavior of a price cannot be changed once it is inclusive or exclusive.",
        )
        .param("tax_behavior"));
    }
    if call.params.get("active") == Some(&json!(false)) {
        let product = price["product"].as_str().unwrap_or_default();
        let product = work.find(Kind::Product, product)?;
        if product.is_some_and(|product| product["default_price"] == price["id"]) {
            return Err(ApiError::invalid(
                "This price cannot be archived because it is the default price of its product.",
            )
            .param("active"));
        }
    }
    Ok(())
}
