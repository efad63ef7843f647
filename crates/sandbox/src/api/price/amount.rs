//! What one of a price costs, and what so many of it come to.

use countertop_domain::{Currency, Money};
use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::params::below;

/// What one costs; none where the customer chooses.
pub(super) enum UnitAmount {
    Fixed { whole: Option<i64>, decimal: String },
    Chosen(Value),
}

impl UnitAmount {
    /// As `custom_unit_amount`, `unit_amount` and `unit_amount_decimal`.
    pub(super) fn parts(&self) -> (Value, Value, Value) {
        match self {
            Self::Fixed { whole, decimal } => (Value::Null, json!(whole), json!(decimal)),
            Self::Chosen(bounds) => (bounds.clone(), Value::Null, Value::Null),
        }
    }
}

/// The amount that was given. `path` is where its parameters stand in the request.
pub(super) fn unit_amount(given: &Map<String, Value>, path: &str) -> Result<UnitAmount, ApiError> {
    let currency = given.get("currency").and_then(Value::as_str);
    amount_in(given, currency.unwrap_or_default(), path)
}

/// The amount that was given for a currency.
pub(super) fn amount_in(
    given: &Map<String, Value>,
    currency: &str,
    path: &str,
) -> Result<UnitAmount, ApiError> {
    let custom = given
        .get("custom_unit_amount")
        .filter(|custom| custom["enabled"] == true);
    let whole = given.get("unit_amount").and_then(Value::as_i64);
    let decimal = given.get("unit_amount_decimal").and_then(Value::as_str);
    match (custom, whole, decimal) {
        (Some(custom), None, None) => {
            let path = below(path, "custom_unit_amount");
            chosen_bounds(custom, currency, &path).map(UnitAmount::Chosen)
        }
        (None, Some(whole), None) => {
            at_most(whole, currency, &below(path, "unit_amount"))?;
            Ok(UnitAmount::Fixed {
                whole: Some(whole),
                decimal: whole.to_string(),
            })
        }
        (None, None, Some(decimal)) => {
            let (digits, amount) = decimal_amount(decimal);
            at_most(digits, currency, &below(path, "unit_amount_decimal"))?;
            Ok(amount)
        }
        (None, None, None) => Err(ApiError::missing(&below(path, "unit_amount"))),
        _ => Err(ApiError::invalid(
            "You may only specify one of these parameters: unit_amount, unit_amount_decimal, \
             custom_unit_amount.",
        )
        .param(below(path, "unit_amount"))),
    }
}

/// Between which amounts the customer chooses, and the one that is offered.
fn chosen_bounds(custom: &Value, code: &str, path: &str) -> Result<Value, ApiError> {
    let bound = |name: &str| custom[name].as_i64();
    for name in ["maximum", "minimum", "preset"] {
        if let Some(amount) = bound(name) {
            at_most(amount, code, &below(path, name))?;
            at_least(amount, code, &below(path, name))?;
        }
    }
    let (least, most) = (bound("minimum"), bound("maximum"));
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        return Err(ApiError::invalid(
            "The minimum of a custom_unit_amount must not be greater than its maximum.",
        )
        .param(below(path, "minimum")));
    }
    let preset = bound("preset");
    let outside = |amount: i64| {
        least.is_some_and(|least| amount < least) || most.is_some_and(|most| amount > most)
    };
    if preset.is_some_and(outside) {
        return Err(ApiError::invalid(
            "The preset of a custom_unit_amount must be between its minimum and its maximum.",
        )
        .param(below(path, "preset")));
    }
    Ok(json!({ "maximum": most, "minimum": least, "preset": preset }))
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
        return Err(ApiError::invalid(format!(
            "Amount must be no more than {} {code}",
            shown(most, currency)
        ))
        .code("amount_too_large")
        .param(param));
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

/// Stripe's smallest charge, below which nobody can choose.
fn at_least(minor: i64, code: &str, param: &str) -> Result<(), ApiError> {
    let Ok(currency) = Currency::supported(code) else {
        return Ok(());
    };
    let least = currency.minimum_charge().unwrap_or(1);
    if minor >= least {
        return Ok(());
    }
    Err(ApiError::invalid(format!(
        "Amount must be at least {} {code}",
        shown(least, currency)
    ))
    .code("amount_too_small")
    .param(param))
}

fn shown(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency)
        .map(Money::to_decimal)
        .unwrap_or_default()
}

/// What so many of a price come to, in minor units: parts of them are rounded half up on the line.
/// Nothing where the customer chooses; none where it is too much to count.
pub(crate) fn line_amount(price: &Value, quantity: i64) -> Option<i64> {
    let quantity = i128::from(billed_quantity(&price["transform_quantity"], quantity));
    let Some(whole) = price["unit_amount"].as_i64() else {
        let text = price["unit_amount_decimal"].as_str().unwrap_or("0");
        let (units, fraction) = text.split_once('.').unwrap_or((text, ""));
        let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        let exact: i128 = format!("{units}{fraction}").parse().ok()?;
        let half_up = exact.checked_mul(quantity)?.checked_add(scale / 2)?;
        return i64::try_from(half_up.div_euclid(scale)).ok();
    };
    i64::try_from(i128::from(whole) * quantity).ok()
}

/// How many are billed: a price may be for so many at a time.
fn billed_quantity(transform: &Value, quantity: i64) -> i64 {
    match transform["divide_by"].as_i64() {
        Some(by) if transform["round"] == "up" => (quantity + by - 1).div_euclid(by),
        Some(by) => quantity.div_euclid(by),
        None => quantity,
    }
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
                json!({
                    "unit_amount": 100,
                    "transform_quantity": { "divide_by": 6, "round": "up" },
                }),
                13,
                Some(300),
            ),
            (
                json!({
                    "unit_amount": 100,
                    "transform_quantity": { "divide_by": 6, "round": "down" },
                }),
                13,
                Some(200),
            ),
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
