//! What a story is sold through: links of the shop, and links of its own, made as the app makes any.

use std::num::NonZeroU32;
use std::sync::Arc;

use countertop_domain::{Currency, Money};
use countertop_store::{LinkFilter, LinkRow, Span, StoreError};
use countertop_stripe_client::NewLink;
use serde_json::Value;

use super::script::{Counter, Goods};
use super::{Hitch, Stage};
use crate::links;

/// What the rehearsal's own links have in common.
const OWN: &str = "Rehearsal: ";
/// Their currency.
const CURRENCY: &str = "eur";
/// How many of the shop's newest links are looked at.
const LOOKED_AT: u32 = 20;

/// The addresses of the links that a story sells through, as many as it has goods.
pub(super) async fn addresses(stage: &Stage, counter: Counter) -> Result<Vec<String>, Hitch> {
    let (mut addresses, goods) = match counter {
        Counter::Shop(goods) => (shop_links(stage, goods.len()).await?, goods),
        Counter::Own(goods) => (Vec::new(), goods),
    };
    for goods in goods.iter().skip(addresses.len()) {
        addresses.push(own_link(stage, *goods).await?.url);
    }
    Ok(addresses)
}

/// The shop's own newest links that ask for no more than a card.
async fn shop_links(stage: &Stage, most: usize) -> Result<Vec<String>, Hitch> {
    let mut addresses = Vec::new();
    for link in open_links(stage, None).await? {
        let is_own = link
            .name
            .as_deref()
            .is_some_and(|name| name.starts_with(OWN));
        if is_own {
            continue;
        }
        let path = format!("/v1/payment_links/{}?expand[]=line_items", link.id);
        if is_plain(&stage.store.read(&path).await?) {
            addresses.push(link.url);
        }
        if addresses.len() == most {
            break;
        }
    }
    Ok(addresses)
}

/// Whether a customer with an e-mail address, a name and a card can pay at a link, again and again.
fn is_plain(link: &Value) -> bool {
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let is_off = |value: &Value| !value["enabled"].as_bool().unwrap_or(false);
    let items = link["line_items"]["data"].as_array();
    let at_a_price = |item: &Value| {
        item["price"]["recurring"].is_null() && item["price"]["custom_unit_amount"].is_null()
    };
    let consent = &link["consent_collection"];
    link["active"] == true
        && items.is_some_and(|items| !items.is_empty() && items.iter().all(at_a_price))
        && ["custom_fields", "shipping_options", "optional_items"]
            .iter()
            .all(|name| is_empty(&link[name]))
        && [
            "shipping_address_collection",
            "restrictions",
            "name_collection",
        ]
        .iter()
        .all(|name| link[name].is_null())
        && link["billing_address_collection"] != "required"
        && is_off(&link["phone_number_collection"])
        && is_off(&link["tax_id_collection"])
        && (consent.is_null() || consent["terms_of_service"] != "required")
        && (is_empty(&link["payment_method_types"]) || takes_cards(link))
        && link["payment_intent_data"]["capture_method"] != "manual"
}

fn takes_cards(link: &Value) -> bool {
    let kinds = link["payment_method_types"].as_array();
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "card"))
}

/// The rehearsal's link for some goods, made where there is none yet.
async fn own_link(stage: &Stage, goods: Goods) -> Result<LinkRow, Hitch> {
    let known = open_links(stage, Some(goods.name)).await?;
    let is_it = |link: &LinkRow| {
        link.name.as_deref() == Some(goods.name)
            && link.amount == Some(goods.cents)
            && link.currency.as_deref() == Some(CURRENCY)
    };
    if let Some(link) = known.into_iter().find(is_it) {
        return Ok(link);
    }
    let link = NewLink {
        name: goods.name.to_owned(),
        amount: Money::new(goods.cents, Currency::supported(CURRENCY)?)?,
        quantity: NonZeroU32::MIN,
        metadata: links::mark(),
    };
    Ok(links::create(&stage.ledger, &stage.client, &link, None).await?)
}

/// The newest links that can be paid, by a part of their name.
async fn open_links(stage: &Stage, name: Option<&str>) -> Result<Vec<LinkRow>, Hitch> {
    let ledger = Arc::clone(&stage.ledger);
    let filter = LinkFilter {
        active: Some(true),
        search: name.map(str::to_owned),
        span: Span {
            limit: LOOKED_AT,
            ..Span::default()
        },
    };
    let look_up = move || {
        let page = ledger.links(&filter)?;
        Ok::<_, StoreError>(page.rows.into_iter().map(|(link, _)| link).collect())
    };
    let looked_up = tokio::task::spawn_blocking(look_up).await;
    Ok(looked_up.map_err(|_| Hitch::BrokenOff)??)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plain() -> Value {
        json!({
            "active": true,
            "billing_address_collection": "auto",
            "consent_collection": null,
            "custom_fields": [],
            "line_items": { "data": [{ "price": { "recurring": null } }] },
            "payment_intent_data": null,
            "payment_method_types": null,
            "phone_number_collection": { "enabled": false },
            "restrictions": null,
            "shipping_address_collection": null,
            "shipping_options": [],
            "tax_id_collection": { "enabled": false },
        })
    }

    #[test]
    fn only_links_that_ask_for_nothing_are_taken() {
        assert!(is_plain(&plain()));
        for (name, value) in [
            ("active", json!(false)),
            ("billing_address_collection", json!("required")),
            (
                "consent_collection",
                json!({ "terms_of_service": "required" }),
            ),
            ("custom_fields", json!([{ "key": "size" }])),
            ("line_items", json!({ "data": [] })),
            (
                "line_items",
                json!({ "data": [{ "price": { "recurring": {} } }] }),
            ),
            (
                "line_items",
                json!({ "data": [{ "price": { "custom_unit_amount": {} } }] }),
            ),
            ("optional_items", json!([{}])),
            ("payment_intent_data", json!({ "capture_method": "manual" })),
            ("payment_method_types", json!(["sepa_debit"])),
            ("phone_number_collection", json!({ "enabled": true })),
            (
                "restrictions",
                json!({ "completed_sessions": { "limit": 3 } }),
            ),
            (
                "shipping_address_collection",
                json!({ "allowed_countries": ["DE"] }),
            ),
            ("tax_id_collection", json!({ "enabled": true })),
        ] {
            let mut link = plain();
            link[name] = value;
            assert!(!is_plain(&link), "{name}: {}", link[name]);
        }
        let mut cards = plain();
        cards["payment_method_types"] = json!(["card", "sepa_debit"]);
        assert!(is_plain(&cards));
    }
}
