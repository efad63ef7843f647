//! Making a payment link: its prices, its line items, the link itself.

use std::collections::BTreeSet;

use countertop_domain::{Currency, Money};
use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::{item, metadata, price};
use super::settings;
use crate::state::{Kind, Work};

/// The quantities between which a customer may choose when nothing else is said.
const USUAL_MAXIMUM: i64 = 99;

/// Makes a link of checked parameters.
pub(crate) fn make(work: &mut Work<'_>, given: &Map<String, Value>) -> Result<Value, ApiError> {
    let lines = lines(work, given)?;
    let currency = one_currency(&lines, given)?;
    let recurring = lines.iter().any(|line| line.price["type"] == "recurring");
    settings::check_mode(given, recurring)?;
    let mut link = settings::plain(work, &currency);
    settings::apply(&mut link, given)?;
    link["metadata"] = metadata::of_new(given.get("metadata"));
    let id = link["id"].as_str().unwrap_or_default().to_owned();
    let mut items = Vec::new();
    for line in lines {
        items.push(item::build(
            work,
            &id,
            &line.price,
            line.quantity,
            line.adjustable,
        )?);
    }
    check_total(&items)?;
    work.insert(Kind::PaymentLink, &link)?;
    for item in &items {
        work.insert(Kind::Item, item)?;
    }
    work.announce("payment_link.created", &link)?;
    Ok(link)
}

/// One line of what is to be sold.
struct Line {
    price: Value,
    quantity: i64,
    adjustable: Value,
}

fn lines(work: &mut Work<'_>, given: &Map<String, Value>) -> Result<Vec<Line>, ApiError> {
    let asked = given.get("line_items").and_then(Value::as_array);
    let asked = asked.map(Vec::as_slice).unwrap_or_default();
    if asked.is_empty() {
        return Err(ApiError::missing("line_items"));
    }
    let lines = asked.iter().enumerate();
    lines
        .map(|(index, asked)| line(work, asked, index))
        .collect()
}

fn line(work: &mut Work<'_>, asked: &Value, index: usize) -> Result<Line, ApiError> {
    let path = format!("line_items[{index}]");
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
    let quantity = asked["quantity"].as_i64().unwrap_or(1);
    if quantity < 1 {
        return Err(
            ApiError::invalid("This value must be greater than or equal to 1.")
                .code("parameter_invalid_integer")
                .param(format!("{path}[quantity]")),
        );
    }
    let chosen = !price["custom_unit_amount"].is_null();
    if chosen && quantity != 1 {
        return Err(ApiError::invalid(
            "A price whose amount the customer chooses can only be sold with a quantity of 1.",
        )
        .param(format!("{path}[quantity]")));
    }
    let adjustable = adjustable(asked.get("adjustable_quantity"), index)?;
    Ok(Line {
        price,
        quantity,
        adjustable,
    })
}

fn existing_price(work: &Work<'_>, id: &str, param: &str) -> Result<Value, ApiError> {
    let price = work
        .find(Kind::Price, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::Price, id, param))?;
    if price["active"] == false {
        return Err(ApiError::invalid(
            "The price specified is inactive. This field only accepts active prices.",
        )
        .param(param));
    }
    Ok(price)
}

/// How many a customer may choose; null where they may not.
pub(super) fn adjustable(asked: Option<&Value>, index: usize) -> Result<Value, ApiError> {
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
        .param(format!("line_items[{index}][adjustable_quantity][minimum]")));
    }
    Ok(json!({ "enabled": true, "maximum": maximum, "minimum": minimum }))
}

fn one_currency(lines: &[Line], given: &Map<String, Value>) -> Result<String, ApiError> {
    let currencies: BTreeSet<_> = lines
        .iter()
        .filter_map(|line| line.price["currency"].as_str())
        .collect();
    let currency = currencies.first().copied().unwrap_or_default();
    if currencies.len() > 1 {
        return Err(
            ApiError::invalid("All prices on a payment link must have the same currency.")
                .param("line_items"),
        );
    }
    match given.get("currency").and_then(Value::as_str) {
        Some(asked) if asked != currency => Err(ApiError::invalid(format!(
            "The currency '{asked}' is not one of the currencies of the prices: {currency}."
        ))
        .param("currency")),
        _ => Ok(currency.to_owned()),
    }
}

/// Whether Stripe would charge the sum of some line items. What a customer chooses is checked when
/// they do.
pub(super) fn check_total(items: &[Value]) -> Result<(), ApiError> {
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
