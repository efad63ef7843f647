//! Shipping rates: what it costs to send what was bought.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::state::{Kind, Work};

const AMOUNT: Shape = Shape::Integer(0, 99_999_999);
const TAX_BEHAVIOR: Shape = Shape::Choice(&["exclusive", "inclusive", "unspecified"]);
const BOUND: Shape = Shape::Object(&[
    required(
        "unit",
        Shape::Choice(&["business_day", "day", "hour", "month", "week"]),
    ),
    required("value", Shape::Integer(1, 1_000_000)),
]);

/// What a rate may be made with, also inside of a session.
pub(super) const CREATE: &[Param] = &[
    required("display_name", Shape::Text(100)),
    optional(
        "delivery_estimate",
        Shape::Object(&[optional("maximum", BOUND), optional("minimum", BOUND)]),
    ),
    optional(
        "fixed_amount",
        Shape::Object(&[
            required("amount", AMOUNT),
            required("currency", Shape::Currency),
            optional(
                "currency_options",
                Shape::ByCurrency(&[
                    required("amount", AMOUNT),
                    optional("tax_behavior", TAX_BEHAVIOR),
                ]),
            ),
        ]),
    ),
    optional("metadata", Shape::Metadata),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("tax_code", Shape::Text(255)),
    optional("type", Shape::Choice(&["fixed_amount"])),
];

const UPDATE: &[Param] = &[
    optional("active", Shape::Boolean),
    optional(
        "fixed_amount",
        Shape::Object(&[optional(
            "currency_options",
            Shape::ByCurrency(&[
                optional("amount", AMOUNT),
                optional("tax_behavior", TAX_BEHAVIOR),
            ]),
        )]),
    ),
    clearable("metadata", Shape::Metadata),
    optional("tax_behavior", TAX_BEHAVIOR),
];

const LIST: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("created", Shape::Range),
    optional("currency", Shape::Currency),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/shipping_rates", CREATE, create),
    list_route("/v1/shipping_rates", LIST, list_all),
    get("/v1/shipping_rates/{}", retrieve),
    post("/v1/shipping_rates/{}", UPDATE, update),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    make(work, &call.params, "")
}

/// Makes a rate of checked parameters. `path` is where they stand in the request.
pub(crate) fn make(
    work: &mut Work<'_>,
    given: &Map<String, Value>,
    path: &str,
) -> Result<Value, ApiError> {
    let field = |name: &str| given.get(name).cloned().unwrap_or(Value::Null);
    let amount = field("fixed_amount");
    if amount.is_null() {
        return Err(ApiError::missing(&super::params::below(
            path,
            "fixed_amount",
        )));
    }
    let behavior = given.get("tax_behavior").cloned();
    let behavior = behavior.unwrap_or(json!("unspecified"));
    let rate = json!({
        "id": work.new_id(Kind::ShippingRate),
        "object": "shipping_rate",
        "_currency": amount["currency"],
        "_includable": { "fixed_amount.currency_options": options(&amount, &behavior) },
        "active": true,
        "created": work.now(),
        "delivery_estimate": estimate(given.get("delivery_estimate")),
        "display_name": field("display_name"),
        "fixed_amount": { "amount": amount["amount"], "currency": amount["currency"] },
        "livemode": false,
        "metadata": metadata::of_new(given.get("metadata")),
        "tax_behavior": behavior,
        "tax_code": field("tax_code"),
        "type": "fixed_amount",
    });
    work.insert(Kind::ShippingRate, &rate)?;
    Ok(rate)
}

fn estimate(given: Option<&Value>) -> Value {
    match given {
        None => Value::Null,
        Some(given) => json!({ "maximum": given["maximum"], "minimum": given["minimum"] }),
    }
}

/// The rate in each of its currencies.
fn options(amount: &Value, behavior: &Value) -> Value {
    let mut options = amount.get("currency_options").cloned().unwrap_or(json!({}));
    for option in options.as_object_mut().into_iter().flatten().map(|it| it.1) {
        if option["tax_behavior"].is_null() {
            option["tax_behavior"] = json!("unspecified");
        }
    }
    let code = amount["currency"].as_str().unwrap_or_default();
    options[code] = json!({ "amount": amount["amount"], "tax_behavior": behavior });
    options
}

/// What a rate comes to in a currency; none where it is not for it.
pub(crate) fn amount(rate: &Value, currency: &str) -> Option<i64> {
    rate["_includable"]["fixed_amount.currency_options"][currency]["amount"].as_i64()
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::ShippingRate, &["active"]);
    if let Some(code) = call.text("currency") {
        query = query.with("_currency", code);
    }
    list::answer(work, &query, "/v1/shipping_rates")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::ShippingRate, id)?
        .ok_or_else(|| ApiError::no_such(Kind::ShippingRate, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut rate = existing(work, call.id())?;
    if let Some(behavior) = call.params.get("tax_behavior") {
        if rate["tax_behavior"] != "unspecified" && rate["tax_behavior"] != *behavior {
            return Err(ApiError::invalid(
                "The tax_behavior of a shipping rate cannot be changed once it is specified.",
            )
            .param("tax_behavior"));
        }
        rate["tax_behavior"] = behavior.clone();
    }
    if let Some(active) = call.params.get("active") {
        rate["active"] = active.clone();
    }
    metadata::merge(&mut rate["metadata"], call.params.get("metadata"));
    let given = call.params.get("fixed_amount");
    let given = given.and_then(|it| it["currency_options"].as_object());
    for (code, option) in given.into_iter().flatten() {
        let known = &mut rate["_includable"]["fixed_amount.currency_options"][code];
        for (name, value) in option.as_object().into_iter().flatten() {
            known[name] = value.clone();
        }
        if known["amount"].is_null() {
            let param = format!("fixed_amount[currency_options][{code}][amount]");
            return Err(ApiError::missing(&param));
        }
        if known["tax_behavior"].is_null() {
            known["tax_behavior"] = json!("unspecified");
        }
    }
    work.replace(Kind::ShippingRate, &rate)?;
    Ok(rate)
}
