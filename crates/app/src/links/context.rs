//! What Stripe knows of what terms name, and the rules held against both.

use std::collections::{BTreeMap, BTreeSet};

use countertop_stripe_client::{ApiError, Client, PriceId};
use countertop_terms::{Context, Findings, KnownPrice, LinkTerms};
use serde_json::Value;

use super::error::LinkError;

/// Holds terms against all rules, with what Stripe says of the prices that they name.
///
/// # Errors
/// When a price is not there, or Stripe cannot be reached or refuses.
pub async fn check(client: &Client, terms: &LinkTerms) -> Result<Findings, LinkError> {
    Ok(countertop_terms::check(
        terms,
        &context(client, terms).await?,
    ))
}

/// The prices that terms name, as Stripe has them now.
///
/// # Errors
/// When one is not there, or Stripe cannot be reached or refuses; nothing is written.
pub async fn context(client: &Client, terms: &LinkTerms) -> Result<Context, LinkError> {
    let mut prices = BTreeMap::new();
    for (param, id) in named(terms) {
        if let Some(price) = known_price(client, &param, &id).await? {
            prices.insert(id, price);
        }
    }
    Ok(Context {
        prices,
        statement_prefix: None,
    })
}

/// One price; none where the text can be no id, which Stripe says better when it is used.
pub(crate) async fn known_price(
    client: &Client,
    param: &str,
    id: &str,
) -> Result<Option<KnownPrice>, LinkError> {
    let Ok(id) = PriceId::new(id) else {
        return Ok(None);
    };
    let reply = client.retrieve_price(&id).await.map_err(|error| {
        // A price that is not there is a field that is wrong.
        LinkError::before_writing(match error {
            ApiError::NotFound(mut refusal) => {
                refusal.param = Some(param.to_owned());
                ApiError::Refused(refusal)
            }
            other => other,
        })
    })?;
    Ok(Some(read(&reply.json()?)))
}

/// The prices that terms name, each once, with the first parameter that does.
pub(crate) fn named(terms: &LinkTerms) -> Vec<(String, String)> {
    let items = terms.line_items.iter().map(|it| &it.price);
    let items = items
        .enumerate()
        .map(|(index, id)| (format!("line_items[{index}][price]"), id));
    let optional = terms.optional_items.iter().map(|it| &it.price);
    let optional = optional
        .enumerate()
        .map(|(index, id)| (format!("optional_items[{index}][price]"), id));
    let mut seen = BTreeSet::new();
    items
        .chain(optional)
        .filter(|(_, id)| !id.is_empty() && seen.insert((*id).clone()))
        .map(|(param, id)| (param, id.clone()))
        .collect()
}

fn read(price: &Value) -> KnownPrice {
    let text = |value: &Value, name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let recurring = price.get("recurring").filter(|it| it.is_object());
    KnownPrice {
        currency: text(price, "currency").unwrap_or_default(),
        unit_amount: price.get("unit_amount").and_then(Value::as_i64),
        recurring: recurring.is_some(),
        interval: recurring.and_then(|it| {
            let count = it.get("interval_count").and_then(Value::as_u64);
            let count = count.and_then(|it| u32::try_from(it).ok());
            Some((text(it, "interval")?, count.unwrap_or(1)))
        }),
        active: price.get("active").and_then(Value::as_bool) != Some(false),
        customer_chooses: price
            .get("custom_unit_amount")
            .is_some_and(Value::is_object),
    }
}
