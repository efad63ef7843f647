//! Which amounts can be charged in a currency.

use countertop_domain::Currency;
use serde_json::Value;

use super::super::error::ApiError;
use crate::pay;

/// Checks an amount against its currency's smallest and largest charge.
pub(in crate::api) fn check(amount: &Value, currency: &Value) -> Result<(), ApiError> {
    let minor = amount.as_i64().unwrap_or(0);
    let code = currency.as_str().unwrap_or_default();
    let Ok(currency) = Currency::parse(code) else {
        return Ok(());
    };
    if minor < 1 {
        return Err(ApiError::invalid(
            "The amount must be greater than or equal to the minimum charge amount allowed for \
             your account and the currency set \
             (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). If you want \
             to save a Payment Method for future use without an immediate payment, use a Setup \
             Intent instead: https://docs.stripe.com/payments/setup-intents",
        )
        .code("parameter_invalid_integer")
        .param("amount"));
    }
    if let Some(least) = currency.minimum_charge().filter(|least| minor < *least) {
        let least = pay::amount(least, code);
        return Err(
            ApiError::invalid(format!("Amount must be at least {least} {code}"))
                .code("amount_too_small")
                .param("amount"),
        );
    }
    if minor > currency.maximum_charge() {
        let most = pay::amount(currency.maximum_charge(), code);
        return Err(
            ApiError::invalid(format!("Amount must be no more than {most}"))
                .code("amount_too_large")
                .param("amount"),
        );
    }
    let step = currency.step();
    if minor % step != 0 {
        return Err(ApiError::invalid(format!(
            "Invalid amount: amounts in {code} must be divisible by {step}."
        ))
        .code("parameter_invalid_integer")
        .param("amount"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_have_bounds_by_currency() {
        for (amount, code, refused) in [
            (50, "usd", None),
            (49, "usd", Some("amount_too_small")),
            (50, "jpy", None),
            (49, "jpy", Some("amount_too_small")),
            (17_500, "huf", None),
            (17_499, "huf", Some("amount_too_small")),
            (99_999_999, "eur", None),
            (100_000_000, "eur", Some("amount_too_large")),
            (100_000_000, "idr", None),
            (0, "eur", Some("parameter_invalid_integer")),
            (-5, "eur", Some("parameter_invalid_integer")),
            (1, "bdt", None),
            (5_000, "isk", None),
            (5_050, "isk", Some("parameter_invalid_integer")),
            (5_005, "kwd", Some("parameter_invalid_integer")),
        ] {
            let answer = check(&json!(amount), &json!(code)).err();
            let found = answer.map(|error| error.body()["error"]["code"].clone());
            assert_eq!(found, refused.map(Value::from), "{amount} {code}");
        }
    }
}
