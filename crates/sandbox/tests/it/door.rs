//! The control door: pays as the page does, and answers no web page.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::Store;

#[tokio::test]
async fn the_door_pays_as_a_customer_would() {
    let store = Store::open().await;
    let link = store
        .link(json!({
            "custom_fields": [{
                "key": "candles",
                "type": "numeric",
                "label": { "type": "custom", "custom": "Candles" },
                "numeric": { "minimum_length": 2, "maximum_length": 3 },
            }],
            "phone_number_collection": { "enabled": true },
            "shipping_address_collection": { "allowed_countries": ["AT"] },
        }))
        .await;
    let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    assert_eq!(paid["status"], "succeeded");
    assert_eq!(paid.as_object().unwrap().len(), 3);
    let path = format!(
        "/v1/checkout/sessions/{}",
        paid["checkout_session"].as_str().unwrap()
    );
    let session = store.get(&path, json!({})).await;
    assert_eq!(session["payment_intent"], paid["payment_intent"]);
    let shipped = &session["collected_information"]["shipping_details"]["address"];
    assert_eq!(shipped["country"], "AT");

    let (_, paid) = store
        .door(json!({
            "payment_link": link["id"],
            "card": "4242424242424242",
            "email": "bela@example.com",
            "name": "Bela Example",
            "custom_fields": { "candles": "12" },
        }))
        .await;
    let path = format!(
        "/v1/checkout/sessions/{}",
        paid["checkout_session"].as_str().unwrap()
    );
    let session = store.get(&path, json!({})).await;
    assert_eq!(session["customer_details"]["email"], "bela@example.com");
    assert_eq!(session["customer_details"]["name"], "Bela Example");
    assert_eq!(session["custom_fields"][0]["numeric"]["value"], "12");
}

#[tokio::test]
async fn declines_and_confirmations_are_answers() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    for (card, status, decline_code) in [
        ("4000000000000002", "failed", json!("generic_decline")),
        ("4000000000009995", "failed", json!("insufficient_funds")),
        ("4000000000000127", "failed", json!("incorrect_cvc")),
        ("4242424242424241", "failed", json!("incorrect_number")),
        ("4000002500003155", "requires_action", Value::Null),
        ("378282246310005", "succeeded", Value::Null),
    ] {
        let (http, paid) = store
            .door(json!({ "payment_link": link["id"], "card": card }))
            .await;
        assert_eq!(http, StatusCode::OK, "{card}");
        assert_eq!(paid["status"], status, "{card}");
        assert_eq!(paid["decline_code"], decline_code, "{card}");
        let has_intent = card != "4242424242424241";
        assert_eq!(paid["payment_intent"].is_string(), has_intent, "{card}");
    }
}

#[tokio::test]
async fn what_cannot_be_paid_is_said() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let id = link["id"].as_str().unwrap();
    for (call, status) in [
        (json!({ "payment_link": "plink_x" }), StatusCode::NOT_FOUND),
        (json!({}), StatusCode::BAD_REQUEST),
        (
            json!({ "payment_link": id, "crad": "4242" }),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({ "payment_link": id, "quantity": 2 }),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({ "payment_link": id, "custom_fields": { "x": "y" } }),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let (found, answer) = store.door(call.clone()).await;
        assert_eq!(found, status, "{call}");
        assert!(
            answer["error"].as_str().unwrap().ends_with(['.', '"']),
            "{answer}"
        );
    }
    let path = format!("/v1/payment_links/{id}");
    store.post(&path, json!({ "active": false })).await;
    let (found, answer) = store.door(json!({ "payment_link": id })).await;
    assert_eq!(found, StatusCode::CONFLICT);
    assert_eq!(answer["error"], "This link is no longer active.");
}

#[tokio::test]
async fn quantity_and_amount_are_the_customers_choice() {
    let store = Store::open().await;
    let mut given = crate::support::cake(json!({}));
    given["line_items"][0]["adjustable_quantity"] = json!({ "enabled": true, "maximum": 5 });
    let link = store.post("/v1/payment_links", given).await;
    store
        .door(json!({ "payment_link": link["id"], "quantity": 4 }))
        .await;
    let price = store
        .post(
            "/v1/prices",
            json!({
                "currency": "eur",
                "product_data": { "name": "Tip" },
                "custom_unit_amount": { "enabled": true },
            }),
        )
        .await;
    let given = json!({ "line_items": [{ "price": price["id"], "quantity": 1 }] });
    let link = store.post("/v1/payment_links", given).await;
    store
        .door(json!({ "payment_link": link["id"], "amount": 1234 }))
        .await;
    let intents = store.get("/v1/payment_intents", json!({})).await;
    assert_eq!(intents["data"][0]["amount"], 1234);
    assert_eq!(intents["data"][1]["amount"], 4 * 8650);
}

#[tokio::test]
async fn the_door_is_shut_to_web_pages() {
    let store = Store::open().await;
    let own = store.sandbox.base_url();
    for origin in ["https://evil.example", "null", own.as_str()] {
        for path in ["/_practice/state", "/_practice/pay", "/_practice/nothing"] {
            let request = store.client.post(store.url(path)).header("Origin", origin);
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{origin} {path}");
        }
    }
    for path in ["/_practice/nothing", "/_practice"] {
        let answer = store.client.post(store.url(path)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_state_is_counted() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    store.door(json!({ "payment_link": link["id"] })).await;
    let answer = store
        .client
        .get(store.url("/_practice/state"))
        .send()
        .await
        .unwrap();
    let state: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert_eq!(state["objects"]["payment_link"], 1);
    assert_eq!(state["objects"]["charge"], 1);
    assert_eq!(state["events"]["payment_intent.succeeded"], 1);
    assert_eq!(
        state["deliveries"],
        json!({ "made": 0, "pending": 0, "failed": 0 })
    );
}
