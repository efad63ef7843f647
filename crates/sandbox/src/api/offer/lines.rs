//! Line items: the prices that a link or session sells, and whether they go together.

use std::collections::BTreeSet;

use countertop_domain::{Currency, Money};
use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::price;
use super::Mode;
use crate::state::{Kind, Work};

/// The quantities between which a customer may choose when nothing else is said.
const USUAL_MAXIMUM: i64 = 99;
/// How many line items and optional items there may be together.
const MOST: usize = 20;

/// One line of what is to be sold.
pub(crate) struct Line {
    pub(crate) price: Value,
    pub(crate) quantity: i64,
    pub(crate) adjustable: Value,
    pub(crate) metadata: Value,
}

impl Line {
    /// A line that is sold already.
    pub(crate) fn of_item(item: &Value) -> Self {
        Self {
            price: item["price"].clone(),
            quantity: item["quantity"].as_i64().unwrap_or(1),
            adjustable: item["adjustable_quantity"].clone(),
            metadata: item["metadata"].clone(),
        }
    }
}

/// The lines that were asked for, each by itself found good; new prices are made.
pub(crate) fn lines(
    work: &mut Work<'_>,
    given: &Map<String, Value>,
) -> Result<Vec<Line>, ApiError> {
    let asked = given.get("line_items").and_then(Value::as_array);
    let asked = asked.map(Vec::as_slice).unwrap_or_default();
    if asked.is_empty() {
        return Err(ApiError::missing("line_items"));
    }
    let lines = asked.iter().enumerate();
    lines
        .map(|(index, asked)| line(work, asked, &format!("line_items[{index}]")))
        .collect()
}

/// One line. `path` is where it stands in the request.
pub(crate) fn line(work: &mut Work<'_>, asked: &Value, path: &str) -> Result<Line, ApiError> {
    let price = match (asked["price"].as_str(), asked.get("price_data")) {
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "You may only specify one of these parameters: price, price_data.",
            )
            .param(format!("{path}[price]")));
        }
        (Some(id), None) => existing_price(work, id, &format!("{path}[price]"))?,
        (None, Some(Value::Object(data))) => {
            price::make(work, data, &format!("{path}[price_data]"))?
        }
        (None, _) => return Err(ApiError::missing(&format!("{path}[price]"))),
    };
    let Some(quantity) = asked["quantity"].as_i64() else {
        return Err(ApiError::missing(&format!("{path}[quantity]")));
    };
    let adjustable = adjustable(asked.get("adjustable_quantity"), path)?;
    check_quantity(quantity, &adjustable, path)?;
    if !price["custom_unit_amount"].is_null() && (quantity != 1 || !adjustable.is_null()) {
        return Err(ApiError::invalid(
            "A price whose amount the customer chooses can only be sold with a quantity of 1.",
        )
        .param(format!("{path}[quantity]")));
    }
    Ok(Line {
        price,
        quantity,
        adjustable,
        metadata: asked.get("metadata").cloned().unwrap_or(json!({})),
    })
}

/// A price by its id, where it can be sold.
pub(crate) fn existing_price(work: &Work<'_>, id: &str, param: &str) -> Result<Value, ApiError> {
    let price = work
        .find(Kind::Price, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::Price, id, param))?;
    if price["active"] == false {
        return Err(ApiError::invalid(
            "The price specified is inactive. This field only accepts active prices.",
        )
        .param(param));
    }
    let product = price["product"].as_str().unwrap_or_default();
    let product = work.find(Kind::Product, product)?;
    if product.is_some_and(|product| product["active"] == false) {
        return Err(ApiError::invalid(format!(
            "Price `{id}` is not available to be purchased because its product is not active."
        ))
        .param(param));
    }
    Ok(price)
}

/// How many a customer may choose; null where they may not.
pub(crate) fn adjustable(asked: Option<&Value>, path: &str) -> Result<Value, ApiError> {
    let Some(asked) = asked.filter(|asked| asked["enabled"] == true) else {
        return Ok(Value::Null);
    };
    let minimum = asked["minimum"].as_i64().unwrap_or(0);
    let maximum = asked["maximum"]
        .as_i64()
        .unwrap_or(USUAL_MAXIMUM.max(minimum));
    if minimum > maximum {
        return Err(ApiError::invalid(
            "The minimum of an adjustable quantity must not be above its maximum.",
        )
        .param(format!("{path}[adjustable_quantity][minimum]")));
    }
    Ok(json!({ "enabled": true, "maximum": maximum, "minimum": minimum }))
}

/// At least one, and what the customer may choose.
pub(crate) fn check_quantity(
    quantity: i64,
    adjustable: &Value,
    path: &str,
) -> Result<(), ApiError> {
    let param = format!("{path}[quantity]");
    let least = adjustable["minimum"].as_i64();
    if quantity < least.unwrap_or(1) {
        let least = least.unwrap_or(1);
        return Err(ApiError::invalid(format!(
            "This value must be greater than or equal to {least}."
        ))
        .code("parameter_invalid_integer")
        .param(param));
    }
    match adjustable["maximum"].as_i64() {
        Some(most) if quantity > most => Err(ApiError::invalid(format!(
            "This value must be less than or equal to {most}."
        ))
        .code("parameter_invalid_integer")
        .param(param)),
        _ => Ok(()),
    }
}

/// What a set of lines is for: a subscription as soon as one of them is paid again and again.
pub(crate) fn mode(lines: &[Line]) -> Mode {
    match lines.iter().any(|line| line.price["type"] == "recurring") {
        true => Mode::Subscription,
        false => Mode::Payment,
    }
}

/// Whether lines and optional items can be sold together; gives their one currency.
pub(crate) fn check_together(
    lines: &[Line],
    optional: &[Value],
    asked_currency: Option<&str>,
) -> Result<String, ApiError> {
    if lines.len() + optional.len() > MOST {
        return Err(ApiError::invalid(format!(
            "There is a maximum of {MOST} combined line items and optional items."
        ))
        .param("optional_items"));
    }
    let chosen = |line: &Line| !line.price["custom_unit_amount"].is_null();
    if lines.iter().any(chosen) && lines.len() + optional.len() > 1 {
        return Err(ApiError::invalid(
            "A price whose amount the customer chooses can only be sold by itself.",
        )
        .param("line_items"));
    }
    let prices = || lines.iter().map(|line| &line.price).chain(optional);
    one_interval(prices().map(|price| &price["recurring"]))?;
    one_currency(
        prices().filter_map(|price| price["currency"].as_str()),
        asked_currency,
    )
}

fn one_interval<'a>(intervals: impl Iterator<Item = &'a Value>) -> Result<(), ApiError> {
    let intervals: BTreeSet<_> = intervals
        .filter(|recurring| !recurring.is_null())
        .map(|recurring| {
            (
                recurring["interval"].as_str(),
                recurring["interval_count"].as_i64(),
            )
        })
        .collect();
    if intervals.len() > 1 {
        return Err(ApiError::invalid(
            "All recurring prices must have the same `recurring[interval]` and \
             `recurring[interval_count]`.",
        )
        .param("line_items"));
    }
    Ok(())
}

fn one_currency<'a>(
    currencies: impl Iterator<Item = &'a str>,
    asked: Option<&str>,
) -> Result<String, ApiError> {
    let currencies: BTreeSet<_> = currencies.collect();
    let currency = currencies.first().copied().unwrap_or_default();
    if currencies.len() > 1 {
        return Err(
            ApiError::invalid("All prices on a payment link must have the same currency.")
                .param("line_items"),
        );
    }
    match asked {
        Some(asked) if asked != currency => Err(ApiError::invalid(format!(
            "The currency '{asked}' is not one of the currencies of the prices: {currency}."
        ))
        .param("currency")),
        _ => Ok(currency.to_owned()),
    }
}

/// Whether Stripe would charge the sum of some line items. What a customer chooses is checked when
/// they do.
pub(crate) fn check_total(items: &[Value]) -> Result<(), ApiError> {
    let chosen = items
        .iter()
        .any(|item| !item["price"]["custom_unit_amount"].is_null());
    let code = items
        .first()
        .and_then(|item| item["currency"].as_str())
        .unwrap_or_default();
    let Ok(currency) = Currency::supported(code) else {
        return Ok(());
    };
    let total = items
        .iter()
        .filter_map(|item| item["amount_total"].as_i64())
        .fold(0_i64, i64::saturating_add);
    let shown = |minor: i64| {
        Money::new(minor, currency)
            .map(Money::to_decimal)
            .unwrap_or_default()
    };
    let least = currency.minimum_charge().unwrap_or(1);
    if total < least && !chosen && total != 0 {
        return Err(ApiError::invalid(format!(
            "The total amount due must add up to at least {} {code}",
            shown(least)
        ))
        .code("amount_too_small")
        .param("line_items"));
    }
    let most = currency.maximum_charge();
    if total > most {
        return Err(ApiError::invalid(format!(
            "The total amount due must be no more than {} {code}",
            shown(most)
        ))
        .code("amount_too_large")
        .param("line_items"));
    }
    Ok(())
}
