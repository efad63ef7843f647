//! From the page to the payment, and what is told of it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Store, filled};

#[tokio::test]
async fn a_link_is_paid_on_its_page() {
    let store = Store::open().await;
    let link = store.link(json!({ "metadata": { "shop": "a" } })).await;
    let (page, action) = store.visit(&link).await;
    assert!(
        page.contains("Birthday cake") && page.contains("€86.50"),
        "{page}"
    );
    assert!(page.contains("No real money"), "{page}");

    let paid = store.submit(&action, &filled("4242 4242 4242 4242")).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let confirmation = paid.headers()["location"].to_str().unwrap().to_owned();
    let answer = store
        .client
        .get(store.url(&confirmation))
        .send()
        .await
        .unwrap();
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("Paid") && page.contains("•••• 4242"),
        "{page}"
    );

    let sessions = store
        .get(
            "/v1/checkout/sessions",
            json!({ "payment_link": link["id"] }),
        )
        .await;
    let session = &sessions["data"][0];
    for (field, value) in [
        ("status", json!("complete")),
        ("payment_status", json!("paid")),
        ("amount_total", json!(8650)),
        ("currency", json!("eur")),
        ("payment_link", link["id"].clone()),
        ("metadata", json!({ "shop": "a" })),
        ("url", Value::Null),
    ] {
        assert_eq!(session[field], value, "{field}");
    }
    assert_eq!(session["customer_details"]["email"], "ada@example.com");
    assert_eq!(session["customer_details"]["name"], "Ada Sample");
    let path = format!(
        "/v1/payment_intents/{}",
        session["payment_intent"].as_str().unwrap()
    );
    let expand = json!({ "expand": ["latest_charge.balance_transaction", "payment_method"] });
    let intent = store.get(&path, expand).await;
    assert_eq!(intent["status"], "succeeded");
    assert_eq!(intent["amount_received"], 8650);
    assert_eq!(intent["payment_method"]["card"]["last4"], "4242");
    let charge = &intent["latest_charge"];
    assert_eq!(charge["payment_method_details"]["card"]["brand"], "visa");
    assert_eq!(charge["billing_details"]["email"], "ada@example.com");
    let settled = &charge["balance_transaction"];
    // 1.5 % of 86.50 and 0.25, rounded half up.
    assert_eq!(
        (settled["fee"].as_i64(), settled["net"].as_i64()),
        (Some(155), Some(8495))
    );
}

#[tokio::test]
async fn a_payment_is_told_in_stripes_sequence() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    store.submit(&action, &filled("4242424242424242")).await;
    assert_eq!(
        store.event_types().await,
        [
            "product.created",
            "price.created",
            "payment_link.created",
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed",
            "charge.updated",
        ]
    );
    let event = store.newest_event("charge.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "balance_transaction": null })
    );
    assert!(event["data"]["object"]["balance_transaction"].is_string());
    assert_eq!(
        event["request"],
        json!({ "id": null, "idempotency_key": null })
    );
    let created = store.newest_event("payment_intent.created").await;
    assert_eq!(
        created["data"]["object"]["status"],
        "requires_payment_method"
    );
    assert!(
        created["request"]["id"]
            .as_str()
            .unwrap()
            .starts_with("req_")
    );
    let completed = store.newest_event("checkout.session.completed").await;
    assert_eq!(completed["livemode"], false);
    assert_eq!(
        completed["api_version"],
        countertop_stripe_wire::API_VERSION
    );
    assert!(!completed.to_string().contains("\"_"), "{completed}");
}

#[tokio::test]
async fn a_free_link_needs_no_card() {
    let store = Store::open().await;
    let mut given = crate::support::cake(json!({}));
    given["line_items"][0]["price_data"]["unit_amount"] = json!(0);
    let link = store.post("/v1/payment_links", given).await;
    let (page, action) = store.visit(&link).await;
    assert!(!page.contains("card_number"), "{page}");
    let fields = [("email", "ada@example.com"), ("name", "Ada")];
    assert_eq!(
        store.submit(&action, &fields).await.status(),
        StatusCode::SEE_OTHER
    );
    let session = store.get("/v1/checkout/sessions", json!({})).await["data"][0].clone();
    assert_eq!(session["payment_status"], "no_payment_required");
    assert_eq!(session["payment_intent"], Value::Null);
}

#[tokio::test]
async fn money_can_be_authorised_first() {
    let store = Store::open().await;
    let data = json!({ "capture_method": "manual", "metadata": { "order": "7" } });
    let link = store.link(json!({ "payment_intent_data": data })).await;
    let (_, action) = store.visit(&link).await;
    store.submit(&action, &filled("4242424242424242")).await;
    let query = json!({ "expand": ["data.latest_charge"] });
    let intent = store.get("/v1/payment_intents", query).await["data"][0].clone();
    assert_eq!(intent["status"], "requires_capture");
    assert_eq!(intent["amount_capturable"], 8650);
    assert_eq!(intent["metadata"], json!({ "order": "7" }));
    assert_eq!(intent["latest_charge"]["captured"], false);
    assert_eq!(intent["latest_charge"]["balance_transaction"], Value::Null);
}
