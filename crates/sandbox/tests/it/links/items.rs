//! What a link sells: kept, added to by the customer, and paid.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{check_refused, path_of, price};
use crate::support::Store;

#[tokio::test]
async fn a_link_keeps_its_items_and_its_currency() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let path = path_of(&link);
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    let id = &items["data"][0]["id"];
    for (given, param, message) in [
        (
            json!({ "currency": "usd" }),
            "currency",
            "Received unknown parameter: currency",
        ),
        (
            json!({ "line_items": [{ "id": "li_x", "quantity": 2 }] }),
            "line_items[0][id]",
            "No such",
        ),
        (
            json!({ "line_items": [{ "id": id, "price": "price_x" }] }),
            "line_items[0][price]",
            "Received unknown parameter",
        ),
        (
            json!({ "line_items": [{ "id": id, "quantity": 1_000_000 }] }),
            "line_items[0][quantity]",
            "less than or equal to 999999",
        ),
        (
            json!({ "payment_intent_data": { "capture_method": "manual" } }),
            "payment_intent_data[capture_method]",
            "Received unknown parameter",
        ),
        (
            json!({ "subscription_data": { "metadata": { "a": "b" } } }),
            "subscription_data",
            "in `payment` mode",
        ),
        (
            json!({ "transfer_data": { "destination": "acct_x" } }),
            "transfer_data",
            "without connected ones",
        ),
    ] {
        check_refused(&store, &path, given, param, message).await;
    }
    assert_eq!(store.get(&path, json!({})).await, link);
    let most = json!({ "line_items": [{
        "id": id,
        "adjustable_quantity": { "enabled": true, "minimum": 1, "maximum": 999_999 },
    }] });
    store.post(&path, most).await;
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(items["data"][0]["adjustable_quantity"]["maximum"], 999_999);
    let outside = json!({ "line_items": [{
        "id": id,
        "quantity": 9,
        "adjustable_quantity": { "enabled": true, "minimum": 1, "maximum": 5 },
    }] });
    let error = store
        .refused(Method::POST, &path, outside, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "line_items[0][quantity]", "{error}");
    let same = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(same, items, "what is refused changes nothing");
}

/// A link with two optional items and two ways of shipping, which is offered to a customer.
struct Offer {
    link: Value,
    candles: String,
    card: String,
    rates: Vec<Value>,
}

impl Offer {
    /// What pays the link with a choice.
    fn pay(&self, choice: &Value) -> Value {
        let mut pay = json!({ "payment_link": self.link["id"] });
        for (name, value) in choice.as_object().unwrap() {
            pay[name] = value.clone();
        }
        pay
    }
}

async fn offer(store: &Store) -> Offer {
    let candles = price(
        store,
        json!({ "product_data": { "name": "Candles" }, "unit_amount": 250 }),
    )
    .await;
    let card = price(
        store,
        json!({ "product_data": { "name": "Card" }, "unit_amount": 300 }),
    )
    .await;
    let mut rates = Vec::new();
    for (name, amount) in [("Post", 390), ("Courier", 790)] {
        let given = json!({
            "display_name": name,
            "fixed_amount": { "amount": amount, "currency": "eur" },
        });
        rates.push(store.post("/v1/shipping_rates", given).await["id"].clone());
    }
    let link = store
        .link(json!({
            "optional_items": [
                {
                    "price": candles["id"],
                    "quantity": 4,
                    "adjustable_quantity": { "enabled": true, "minimum": 2, "maximum": 9 },
                },
                { "price": card["id"], "quantity": 1 },
            ],
            "shipping_address_collection": { "allowed_countries": ["DE"] },
            "shipping_options": [
                { "shipping_rate": rates[0] },
                { "shipping_rate": rates[1] },
            ],
        }))
        .await;
    Offer {
        link,
        candles: candles["id"].as_str().unwrap().to_owned(),
        card: card["id"].as_str().unwrap().to_owned(),
        rates,
    }
}

#[tokio::test]
async fn optional_items_and_shipping_are_chosen_and_paid() {
    let store = Store::open().await;
    let offer = offer(&store).await;
    let (candles, card, rates) = (&offer.candles, &offer.card, &offer.rates);
    for (choice, shipping, names, subtotal) in [
        (json!({}), 390, vec!["Birthday cake"], 8650),
        (
            json!({ "optional_items": { candles: 5, card: 1 }, "shipping_rate": rates[1] }),
            790,
            vec!["Birthday cake", "Candles", "Card"],
            8650 + 5 * 250 + 300,
        ),
        // Taking it is taking as many as are offered.
        (
            json!({ "optional_items": { candles: 1, card: 0 } }),
            390,
            vec!["Birthday cake", "Candles"],
            8650 + 4 * 250,
        ),
    ] {
        let (status, paid) = store.door(offer.pay(&choice)).await;
        assert_eq!(status, StatusCode::OK, "{choice} {paid}");
        let path = format!(
            "/v1/checkout/sessions/{}",
            paid["checkout_session"].as_str().unwrap()
        );
        let expand = json!({ "expand": ["line_items", "payment_intent"] });
        let session = store.get(&path, expand).await;
        let items = session["line_items"]["data"].as_array().unwrap();
        let sold: Vec<_> = items
            .iter()
            .map(|item| item["description"].as_str().unwrap())
            .collect();
        assert_eq!(sold, names, "{choice}");
        assert_eq!(session["amount_subtotal"], subtotal);
        assert_eq!(session["amount_total"], subtotal + shipping);
        assert_eq!(session["payment_intent"]["amount"], subtotal + shipping);
        assert_eq!(session["shipping_cost"]["amount_total"], shipping);
        assert_eq!(session["total_details"]["amount_shipping"], shipping);
        assert_eq!(session["shipping_options"].as_array().unwrap().len(), 2);
        let country = &session["collected_information"]["shipping_details"]["address"]["country"];
        assert_eq!(country, "DE");
    }
}

#[tokio::test]
async fn what_is_not_offered_cannot_be_chosen() {
    let store = Store::open().await;
    let offer = offer(&store).await;
    let (candles, card) = (&offer.candles, &offer.card);
    for (choice, field) in [
        (
            json!({ "optional_items": { candles: 10 } }),
            "Choose a quantity from 2 to 9.",
        ),
        (
            json!({ "optional_items": { card: 3 } }),
            "The quantity of this item is 1.",
        ),
        (
            json!({ "optional_items": { "price_x": 1 } }),
            "This link does not sell that.",
        ),
        (
            json!({ "shipping_rate": "shr_x" }),
            "Choose one of the ways of shipping.",
        ),
    ] {
        let (status, answer) = store.door(offer.pay(&choice)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{choice}");
        assert!(
            answer["error"].as_str().unwrap().contains(field),
            "{answer}"
        );
    }
}
