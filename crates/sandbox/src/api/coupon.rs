//! Coupons: what a discount takes off, for how long and how often.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata};
use crate::state::{Kind, Work};

const AMOUNT: Shape = Shape::Integer(1, 99_999_999);
const BY_CURRENCY: Shape = Shape::ByCurrency(&[super::params::required("amount_off", AMOUNT)]);
const LONGEST_NAME: usize = 40;
/// How far ahead the end of a coupon may lie, in seconds: Stripe's five years.
const LONGEST: i64 = 5 * 366 * 24 * 3600;

const CREATE: &[Param] = &[
    optional("id", Shape::Text(200)),
    optional("amount_off", AMOUNT),
    optional(
        "applies_to",
        Shape::Object(&[optional("products", Shape::List(&Shape::Text(255), 100))]),
    ),
    optional("currency", Shape::Currency),
    optional("currency_options", BY_CURRENCY),
    optional("duration", Shape::Choice(&["forever", "once", "repeating"])),
    optional("duration_in_months", Shape::Integer(1, 1200)),
    optional("max_redemptions", Shape::Integer(1, i64::MAX)),
    clearable("metadata", Shape::Metadata),
    optional("name", Shape::Text(LONGEST_NAME)),
    optional("percent_off", Shape::Decimal),
    optional("redeem_by", Shape::Integer(0, i64::MAX)),
];

const UPDATE: &[Param] = &[
    optional("currency_options", BY_CURRENCY),
    clearable("metadata", Shape::Metadata),
    clearable("name", Shape::Text(LONGEST_NAME)),
];

const LIST: &[Param] = &[optional("created", Shape::Range)];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/coupons", CREATE, create),
    list_route("/v1/coupons", LIST, list_all),
    get("/v1/coupons/{}", retrieve),
    post("/v1/coupons/{}", UPDATE, update),
    delete("/v1/coupons/{}", remove),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let given = &call.params;
    let id = match call.text("id") {
        Some(id) if work.find(Kind::Coupon, id)?.is_some() => {
            return Err(ApiError::invalid("Coupon already exists.")
                .code("resource_already_exists")
                .param("id"));
        }
        Some(id) => id.to_owned(),
        None => work.chance().word(8),
    };
    let percent_off = reduction(given)?;
    let duration = call.text("duration").unwrap_or("once");
    check_duration(duration, given)?;
    check_end(work, given)?;
    let products = products(work, given)?;
    let field = |name: &str| given.get(name).cloned().unwrap_or(Value::Null);
    let coupon = json!({
        "id": id,
        "object": "coupon",
        "_includable": includable(given, products),
        "amount_off": field("amount_off"),
        "created": work.now(),
        "currency": field("currency"),
        "duration": duration,
        "duration_in_months": field("duration_in_months"),
        "livemode": false,
        "max_redemptions": field("max_redemptions"),
        "metadata": metadata::of_new(given.get("metadata")),
        "name": field("name"),
        "percent_off": percent_off,
        "redeem_by": field("redeem_by"),
        "times_redeemed": 0,
        "valid": true,
    });
    work.insert(Kind::Coupon, &coupon)?;
    work.announce("coupon.created", &coupon)?;
    Ok(coupon)
}

/// Checks that a coupon takes off either an amount or a share; gives the share, null for an amount.
fn reduction(given: &Map<String, Value>) -> Result<Value, ApiError> {
    let share = given.get("percent_off").and_then(Value::as_str);
    match (given.contains_key("amount_off"), share) {
        (true, Some(_)) => Err(ApiError::invalid(
            "You may only specify one of these parameters: amount_off, percent_off.",
        )
        .param("amount_off")),
        (false, None) => Err(ApiError::invalid("Must provide percent_off or amount_off.")),
        (true, None) if given.contains_key("currency") => Ok(Value::Null),
        (true, None) => Err(ApiError::missing("currency")),
        (false, Some(text)) if given.contains_key("currency_options") => {
            Err(ApiError::invalid(format!(
                "currency_options go with amount_off; {text} percent are the same in every \
                 currency."
            ))
            .param("currency_options"))
        }
        (false, Some(text)) => share_of(text),
    }
}

fn share_of(text: &str) -> Result<Value, ApiError> {
    let refused = |message: &str| Err(ApiError::invalid(message).param("percent_off"));
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let share: f64 = text.parse().unwrap_or(0.0);
    if decimals > 2 {
        return refused("Invalid percent_off: it may have at most two decimal places.");
    }
    if share <= 0.0 || share > 100.0 {
        return refused("Invalid percent_off: must be greater than 0 and at most 100.");
    }
    Ok(json!(share))
}

fn check_duration(duration: &str, given: &Map<String, Value>) -> Result<(), ApiError> {
    match (
        duration == "repeating",
        given.contains_key("duration_in_months"),
    ) {
        (true, false) => Err(ApiError::missing("duration_in_months")),
        (false, true) => Err(ApiError::invalid(format!(
            "duration_in_months can only be used with a duration of repeating, not {duration}."
        ))
        .param("duration_in_months")),
        _ => Ok(()),
    }
}

fn check_end(work: &Work<'_>, given: &Map<String, Value>) -> Result<(), ApiError> {
    let now = work.now().0;
    match given.get("redeem_by").and_then(Value::as_i64) {
        Some(end) if end <= now => Err(ApiError::invalid(
            "redeem_by must be a Unix timestamp in the future.",
        )
        .param("redeem_by")),
        Some(end) if end > now + LONGEST => Err(ApiError::invalid(
            "redeem_by cannot be set to more than 5 years in the future.",
        )
        .param("redeem_by")),
        _ => Ok(()),
    }
}

/// The products that a coupon is for; null for all.
fn products(work: &Work<'_>, given: &Map<String, Value>) -> Result<Value, ApiError> {
    let asked = given.get("applies_to").map(|it| &it["products"]);
    let Some(asked) = asked.and_then(Value::as_array).filter(|it| !it.is_empty()) else {
        return Ok(Value::Null);
    };
    for (index, id) in asked.iter().enumerate() {
        let id = id.as_str().unwrap_or_default();
        if work.find(Kind::Product, id)?.is_none() {
            let param = format!("applies_to[products][{index}]");
            return Err(ApiError::no_such_param(Kind::Product, id, &param));
        }
    }
    Ok(json!(asked))
}

/// What a coupon shows only when it is asked for.
fn includable(given: &Map<String, Value>, products: Value) -> Value {
    let mut includable = json!({});
    if !products.is_null() {
        includable["applies_to"] = json!({ "products": products });
    }
    if let (Some(currency), Some(amount)) = (given.get("currency"), given.get("amount_off")) {
        let mut options = given.get("currency_options").cloned().unwrap_or(json!({}));
        let code = currency.as_str().unwrap_or_default();
        options[code] = json!({ "amount_off": amount });
        includable["currency_options"] = options;
    }
    includable
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    list::answer(work, &call.query(Kind::Coupon, &[]), "/v1/coupons")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Coupon, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Coupon, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    if let Some(name) = call.params.get("name") {
        after["name"] = name.clone();
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    if let Some(options) = call
        .params
        .get("currency_options")
        .and_then(Value::as_object)
    {
        if before["amount_off"].is_null() {
            return Err(ApiError::invalid(
                "currency_options are only supported by a coupon with amount_off.",
            )
            .param("currency_options"));
        }
        for (code, option) in options {
            after["_includable"]["currency_options"][code] = option.clone();
        }
    }
    work.replace(Kind::Coupon, &after)?;
    work.announce_change("coupon.updated", &before, &after)?;
    Ok(after)
}

/// Whoever has the discount keeps it; the coupon's codes go out of use.
fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let coupon = existing(work, call.id())?;
    crate::checkout::end_codes(work, call.id())?;
    let mut gone = coupon;
    gone["valid"] = json!(false);
    work.remove(Kind::Coupon, call.id())?;
    work.announce("coupon.deleted", &gone)?;
    Ok(json!({ "id": call.id(), "object": "coupon", "deleted": true }))
}
