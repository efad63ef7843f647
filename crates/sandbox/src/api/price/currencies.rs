//! `currency_options`: the same price in other currencies. They are kept and shown; what is sold is
//! sold in the price's own currency.

use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::params::below;
use super::amount::{UnitAmount, amount_in};

/// A new price in each of its currencies, its own among them.
pub(super) fn options(
    given: &Map<String, Value>,
    amount: &UnitAmount,
    path: &str,
) -> Result<Value, ApiError> {
    let mut options = json!({});
    let others = given.get("currency_options").and_then(Value::as_object);
    for (code, option) in others.into_iter().flatten() {
        let path = below(&below(path, "currency_options"), code);
        options[code] = one(option, code, &path)?;
    }
    let own = given.get("currency").and_then(Value::as_str);
    let behavior = given.get("tax_behavior");
    options[own.unwrap_or_default()] = shown(amount, behavior);
    Ok(options)
}

/// Puts given options over those of a price.
pub(super) fn change(price: &mut Value, given: &Value) -> Result<(), ApiError> {
    let own = price["currency"].as_str().unwrap_or_default().to_owned();
    let options = &mut price["_includable"]["currency_options"];
    let Some(given) = given.as_object() else {
        // An empty text takes the other currencies away.
        *options = json!({ own.as_str(): options[own.as_str()] });
        return Ok(());
    };
    for (code, option) in given {
        let path = below("currency_options", code);
        if *code == own {
            return Err(ApiError::invalid(
                "The amount of a price in its own currency cannot be changed.",
            )
            .param(path));
        }
        options[code] = one(option, code, &path)?;
    }
    Ok(())
}

fn one(option: &Value, code: &str, path: &str) -> Result<Value, ApiError> {
    let given = option.as_object().cloned().unwrap_or_default();
    let amount = amount_in(&given, code, path)?;
    Ok(shown(&amount, given.get("tax_behavior")))
}

fn shown(amount: &UnitAmount, behavior: Option<&Value>) -> Value {
    let (custom, whole, decimal) = amount.parts();
    json!({
        "custom_unit_amount": custom,
        "tax_behavior": behavior.cloned().unwrap_or(json!("unspecified")),
        "unit_amount": whole,
        "unit_amount_decimal": decimal,
    })
}
