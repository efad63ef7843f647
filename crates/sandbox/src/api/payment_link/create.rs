//! Making a payment link: its prices, its line items, the link itself.

use serde_json::{Map, Value};

use super::super::error::ApiError;
use super::super::offer::{lines, optional, refuse_absent};
use super::super::{item, metadata};
use super::settings;
use crate::state::{Kind, Work};

/// Makes a link of checked parameters.
pub(crate) fn make(work: &mut Work<'_>, given: &Map<String, Value>) -> Result<Value, ApiError> {
    refuse_absent(given)?;
    let lines = lines::lines(work, given)?;
    let asked = given.get("optional_items").unwrap_or(&Value::Null);
    let optional = optional::items(work, asked)?;
    let currency = given.get("currency").and_then(Value::as_str);
    let currency = lines::check_together(&lines, &optional.prices, currency)?;
    let mode = lines::mode(&lines);
    mode.check(given)?;
    optional.check(mode)?;
    let mut link = settings::plain(work, &currency, mode);
    settings::apply(work, &mut link, given, mode)?;
    link["optional_items"] = optional.shown;
    link["metadata"] = metadata::of_new(given.get("metadata"));
    let id = link["id"].as_str().unwrap_or_default().to_owned();
    let mut items = Vec::new();
    for line in lines {
        items.push(item::build(work, &id, &line)?);
    }
    lines::check_total(&items)?;
    work.insert(Kind::PaymentLink, &link)?;
    for item in &items {
        work.insert(Kind::Item, item)?;
    }
    work.announce("payment_link.created", &link)?;
    Ok(link)
}
