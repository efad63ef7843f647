//! Promotion codes: what a customer types to get a coupon's discount.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::state::{Kind, PageQuery, Work};

const AMOUNT: Shape = Shape::Integer(1, 99_999_999);
const BY_CURRENCY: Shape = Shape::ByCurrency(&[required("minimum_amount", AMOUNT)]);

const CREATE: &[Param] = &[
    required(
        "promotion",
        Shape::Object(&[
            required("type", Shape::Choice(&["coupon"])),
            optional("coupon", Shape::Text(255)),
        ]),
    ),
    optional("active", Shape::Boolean),
    optional("code", Shape::Text(500)),
    optional("customer", Shape::Text(255)),
    optional("expires_at", Shape::Integer(0, i64::MAX)),
    optional("max_redemptions", Shape::Integer(1, i64::MAX)),
    optional("metadata", Shape::Metadata),
    optional(
        "restrictions",
        Shape::Object(&[
            optional("currency_options", BY_CURRENCY),
            optional("first_time_transaction", Shape::Boolean),
            optional("minimum_amount", AMOUNT),
            optional("minimum_amount_currency", Shape::Currency),
        ]),
    ),
];

const UPDATE: &[Param] = &[
    optional("active", Shape::Boolean),
    clearable("metadata", Shape::Metadata),
    optional(
        "restrictions",
        Shape::Object(&[optional("currency_options", BY_CURRENCY)]),
    ),
];

const LIST: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("code", Shape::Text(500)),
    optional("coupon", Shape::Text(255)),
    optional("created", Shape::Range),
    optional("customer", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/promotion_codes", CREATE, create),
    list_route("/v1/promotion_codes", LIST, list_all),
    get("/v1/promotion_codes/{}", retrieve),
    post("/v1/promotion_codes/{}", UPDATE, update),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let given = &call.params;
    let coupon = coupon(work, given)?;
    let code = code(work, call)?;
    check_end(work, given, &coupon)?;
    check_customer(work, call)?;
    let restrictions = given.get("restrictions").cloned().unwrap_or(json!({}));
    check_minimum(&restrictions)?;
    let active = given.get("active") != Some(&json!(false));
    if active {
        check_free(work, &code, call.text("customer"), None)?;
    }
    let field = |name: &str| given.get(name).cloned().unwrap_or(Value::Null);
    let object = json!({
        "id": work.new_id(Kind::PromotionCode),
        "object": "promotion_code",
        "_code": code.to_lowercase(),
        "_coupon": coupon["id"],
        "_includable": includable(&restrictions),
        "active": active,
        "code": code,
        "created": work.now(),
        "customer": field("customer"),
        "customer_account": null,
        "expires_at": field("expires_at"),
        "livemode": false,
        "max_redemptions": field("max_redemptions"),
        "metadata": metadata::of_new(given.get("metadata")),
        "promotion": { "coupon": coupon["id"], "type": "coupon" },
        "restrictions": {
            "first_time_transaction": restrictions["first_time_transaction"] == true,
            "minimum_amount": restrictions["minimum_amount"],
            "minimum_amount_currency": restrictions["minimum_amount_currency"],
        },
        "times_redeemed": 0,
    });
    work.insert(Kind::PromotionCode, &object)?;
    work.announce("promotion_code.created", &object)?;
    Ok(object)
}

fn coupon(work: &Work<'_>, given: &Map<String, Value>) -> Result<Value, ApiError> {
    let param = "promotion[coupon]";
    let asked = given.get("promotion").map(|it| &it["coupon"]);
    let Some(id) = asked.and_then(Value::as_str) else {
        return Err(ApiError::missing(param));
    };
    let coupon = work.find(Kind::Coupon, id)?;
    let coupon = coupon.ok_or_else(|| ApiError::no_such_param(Kind::Coupon, id, param))?;
    if !work.coupon_is_valid(&coupon) {
        return Err(ApiError::invalid(format!(
            "Coupon '{id}' is no longer valid: it has ended or was used as often as it may be."
        ))
        .param(param));
    }
    Ok(coupon)
}

/// The code that was asked for, or one made up.
fn code(work: &mut Work<'_>, call: &Call) -> Result<String, ApiError> {
    let Some(code) = call.text("code") else {
        return Ok(work.chance().word(8).to_uppercase());
    };
    let good = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    if !code.bytes().all(good) {
        return Err(ApiError::invalid(
            "Promotion codes can only have letters (a-z, A-Z), digits (0-9) and dashes (-).",
        )
        .param("code"));
    }
    Ok(code.to_owned())
}

fn check_end(work: &Work<'_>, given: &Map<String, Value>, coupon: &Value) -> Result<(), ApiError> {
    let number = |name: &str| given.get(name).and_then(Value::as_i64);
    let refused = |message: &str, param: &str| Err(ApiError::invalid(message).param(param));
    if let Some(end) = number("expires_at") {
        if end <= work.now().0 {
            return refused(
                "expires_at must be a Unix timestamp in the future.",
                "expires_at",
            );
        }
        if coupon["redeem_by"].as_i64().is_some_and(|last| end > last) {
            return refused(
                "expires_at cannot be after the coupon's redeem_by.",
                "expires_at",
            );
        }
    }
    let of_coupon = coupon["max_redemptions"].as_i64();
    if number("max_redemptions")
        .zip(of_coupon)
        .is_some_and(|(own, most)| own > most)
    {
        return refused(
            "max_redemptions cannot be greater than the coupon's max_redemptions.",
            "max_redemptions",
        );
    }
    Ok(())
}

fn check_customer(work: &Work<'_>, call: &Call) -> Result<(), ApiError> {
    match call.text("customer") {
        Some(id) if work.find(Kind::Customer, id)?.is_none() => {
            Err(ApiError::no_such_param(Kind::Customer, id, "customer"))
        }
        _ => Ok(()),
    }
}

fn check_minimum(restrictions: &Value) -> Result<(), ApiError> {
    let missing = |name: &str| Err(ApiError::missing(&format!("restrictions[{name}]")));
    match (
        restrictions["minimum_amount"].is_null(),
        restrictions["minimum_amount_currency"].is_null(),
    ) {
        (false, true) => missing("minimum_amount_currency"),
        (true, false) => missing("minimum_amount"),
        _ => Ok(()),
    }
}

/// A code is one customer's or everybody's, once among those in use; letters' case is nothing.
fn check_free(
    work: &Work<'_>,
    code: &str,
    customer: Option<&str>,
    own_id: Option<&str>,
) -> Result<(), ApiError> {
    let same = PageQuery::newest(Kind::PromotionCode).with("_code", code.to_lowercase());
    for other in work.all(same)? {
        if other["customer"].as_str() == customer
            && other["id"].as_str() != own_id
            && work.code_is_active(&other)?
        {
            return Err(ApiError::invalid(format!(
                "An active promotion code with `code: {code}` already exists."
            ))
            .param("code"));
        }
    }
    Ok(())
}

fn includable(restrictions: &Value) -> Value {
    let code = restrictions["minimum_amount_currency"].as_str();
    let mut options = restrictions["currency_options"].clone();
    if let Some(code) = code {
        options[code] = json!({ "minimum_amount": restrictions["minimum_amount"] });
    }
    match options.is_null() {
        true => json!({}),
        false => json!({ "restrictions.currency_options": options }),
    }
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::PromotionCode, &["customer", "active"]);
    if let Some(code) = call.text("code") {
        query = query.with("_code", code.to_lowercase());
    }
    if let Some(coupon) = call.text("coupon") {
        query = query.with("_coupon", coupon);
    }
    list::answer(work, &query, "/v1/promotion_codes")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::PromotionCode, id)?
        .ok_or_else(|| ApiError::no_such(Kind::PromotionCode, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    if let Some(active) = call.params.get("active") {
        after["active"] = active.clone();
        if *active == true && before["active"] != true {
            may_be_used_again(work, &after)?;
        }
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    let options = call.params.get("restrictions");
    let options = options.and_then(|it| it["currency_options"].as_object());
    for (code, option) in options.into_iter().flatten() {
        after["_includable"]["restrictions.currency_options"][code] = option.clone();
    }
    work.replace(Kind::PromotionCode, &after)?;
    work.announce_change("promotion_code.updated", &before, &after)?;
    Ok(after)
}

fn may_be_used_again(work: &Work<'_>, code: &Value) -> Result<(), ApiError> {
    if !work.code_is_active(code)? {
        return Err(ApiError::invalid(
            "This promotion code cannot be activated: it or its coupon has ended, is deleted or was \
             used as often as it may be.",
        )
        .param("active"));
    }
    let text = |name: &str| code[name].as_str();
    let typed = text("code").unwrap_or_default();
    check_free(work, typed, text("customer"), text("id"))
}
