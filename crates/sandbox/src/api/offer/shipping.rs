//! Ways of shipping to choose from.

use serde_json::{Value, json};

use super::super::error::ApiError;
use super::super::shipping_rate;
use crate::state::{Kind, Work};

/// The ways of shipping as a link or session shows them. Where it may, a rate is made on the spot.
pub(crate) fn options(
    work: &mut Work<'_>,
    given: &Value,
    currency: &str,
) -> Result<Value, ApiError> {
    let mut options = Vec::new();
    for (index, option) in given.as_array().into_iter().flatten().enumerate() {
        let path = format!("shipping_options[{index}]");
        let rate = match (
            option["shipping_rate"].as_str(),
            option.get("shipping_rate_data"),
        ) {
            (Some(_), Some(_)) => {
                return Err(ApiError::invalid(
                    "You may only specify one of these parameters: shipping_rate, \
                     shipping_rate_data.",
                )
                .param(path));
            }
            (None, Some(Value::Object(data))) => {
                shipping_rate::make(work, data, &format!("{path}[shipping_rate_data]"))?
            }
            (Some(id), None) => existing(work, id, &format!("{path}[shipping_rate]"))?,
            (None, _) => return Err(ApiError::missing(&format!("{path}[shipping_rate]"))),
        };
        let Some(amount) = shipping_rate::amount(&rate, currency) else {
            return Err(ApiError::invalid(format!(
                "The shipping rate is not for the currency {currency} of what is sold."
            ))
            .param(path));
        };
        options.push(json!({ "shipping_amount": amount, "shipping_rate": rate["id"] }));
    }
    Ok(Value::Array(options))
}

fn existing(work: &Work<'_>, id: &str, param: &str) -> Result<Value, ApiError> {
    let rate = work
        .find(Kind::ShippingRate, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::ShippingRate, id, param))?;
    if rate["active"] == false {
        return Err(ApiError::invalid(
            "The shipping rate specified is inactive. This field only accepts active shipping \
             rates.",
        )
        .param(param));
    }
    Ok(rate)
}
