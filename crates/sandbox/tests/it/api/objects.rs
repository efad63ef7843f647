//! Links, sessions, endpoints and lists: made, read, changed.

use axum::http::StatusCode;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::support::{Store, expect};

#[tokio::test]
async fn a_link_is_made_read_changed_and_listed() {
    let store = Store::open().await;
    let link = store
        .link(json!({ "metadata": { "a": "1", "b": "2" } }))
        .await;
    assert_eq!(link["object"], "payment_link");
    assert_eq!(link["active"], true);
    assert_eq!(link["currency"], "eur");
    let url = link["url"].as_str().unwrap();
    assert!(url.starts_with(&store.url("/pay/test_")), "{url}");
    assert!(!link.as_object().unwrap().contains_key("line_items"));

    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, link);
    let expanded = store.get(&path, json!({ "expand": ["line_items"] })).await;
    let item = &expanded["line_items"]["data"][0];
    assert_eq!(item["amount_total"], 8650);
    assert_eq!(item["description"], "Birthday cake");
    assert_eq!(item["price"]["unit_amount"], 8650);
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(items["data"][0], *item);

    let change = json!({
        "active": false,
        "metadata": { "a": "", "c": "3" },
        "line_items": [{ "id": item["id"], "quantity": 3 }],
        "restrictions": { "completed_sessions": { "limit": 5 } },
    });
    let changed = store.post(&path, change).await;
    assert_eq!(changed["active"], false);
    assert_eq!(changed["metadata"], json!({ "b": "2", "c": "3" }));
    let restrictions = json!({ "completed_sessions": { "count": 0, "limit": 5 } });
    assert_eq!(changed["restrictions"], restrictions);
    let event = store.newest_event("payment_link.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "active": true, "metadata": { "a": "1", "c": null }, "restrictions": null })
    );
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(items["data"][0]["quantity"], 3);
    assert_eq!(items["data"][0]["amount_total"], 25950);
    assert_eq!(
        store.post(&path, json!({ "restrictions": "" })).await["restrictions"],
        Value::Null
    );

    let active = store
        .get("/v1/payment_links", json!({ "active": true }))
        .await;
    assert_eq!(active["data"], json!([]));
    let inactive = store
        .get("/v1/payment_links", json!({ "active": false }))
        .await;
    assert_eq!(inactive["data"][0]["id"], link["id"]);
}

#[tokio::test]
async fn a_link_of_existing_prices() {
    let store = Store::open().await;
    let product = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let price = store
        .post(
            "/v1/prices",
            json!({ "product": product["id"], "currency": "EUR", "unit_amount_decimal": "640.0" }),
        )
        .await;
    assert_eq!(price["unit_amount"], 640);
    assert_eq!(price["unit_amount_decimal"], "640");
    assert_eq!(price["currency"], "eur");
    let given = json!({
        "line_items": [{ "price": price["id"], "quantity": 2 }],
        "expand": ["line_items.data.price.product"],
    });
    let link = store.post("/v1/payment_links", given).await;
    let item = &link["line_items"]["data"][0];
    assert_eq!(item["amount_total"], 1280);
    assert_eq!(item["price"]["product"]["name"], "Loaf");
    let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
    let refused = store
        .refused(Method::DELETE, &path, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("cannot be deleted")
    );
}

#[tokio::test]
async fn webhook_endpoints_are_made_changed_and_deleted() {
    let store = Store::open().await;
    let given = json!({ "url": "https://example.com/hook", "enabled_events": ["charge.failed"] });
    let made = store.post("/v1/webhook_endpoints", given).await;
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    let path = format!("/v1/webhook_endpoints/{}", made["id"].as_str().unwrap());
    let read = store.get(&path, json!({})).await;
    assert!(
        !read.as_object().unwrap().contains_key("secret"),
        "told once only"
    );
    let changed = json!({ "disabled": true, "enabled_events": ["*"] });
    let changed = store.post(&path, changed).await;
    assert_eq!(changed["status"], "disabled");
    assert_eq!(changed["enabled_events"], json!(["*"]));
    let gone = expect(
        StatusCode::OK,
        store.call(Method::DELETE, &path, &json!({})),
    )
    .await;
    assert_eq!(gone["deleted"], true);
    store
        .refused(Method::GET, &path, json!({}), StatusCode::NOT_FOUND)
        .await;
}

#[tokio::test]
async fn a_session_can_be_expired() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    let session = store
        .get("/v1/checkout/sessions", json!({ "status": "open" }))
        .await;
    let path = format!(
        "/v1/checkout/sessions/{}",
        session["data"][0]["id"].as_str().unwrap()
    );
    let expire = format!("{path}/expire");
    assert_eq!(store.post(&expire, json!({})).await["status"], "expired");
    let again = store
        .refused(Method::POST, &expire, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("can be expired")
    );
    assert_eq!(
        store.event_types().await.last().unwrap(),
        "checkout.session.expired"
    );
    let late = store
        .submit(&action, &crate::support::filled("4242424242424242"))
        .await;
    assert_eq!(late.status(), StatusCode::GONE);
}

#[tokio::test]
async fn lists_are_read_with_and_without_indexes() {
    let store = Store::open().await;
    let form = "application/x-www-form-urlencoded";
    for (events, kept) in [
        (
            "enabled_events[]=charge.failed&enabled_events[]=charge.succeeded",
            json!(["charge.failed", "charge.succeeded"]),
        ),
        (
            "enabled_events[1]=charge.failed&enabled_events[0]=charge.succeeded",
            json!(["charge.succeeded", "charge.failed"]),
        ),
        ("enabled_events%5B%5D=%2A", json!(["*"])),
    ] {
        let call = store
            .client
            .post(store.url("/v1/webhook_endpoints"))
            .bearer_auth(store.sandbox.api_key().expose_secret())
            .header("Content-Type", form)
            .body(format!("url=http%3A%2F%2F127.0.0.1%3A9%2F&{events}"));
        let endpoint = expect(StatusCode::OK, call).await;
        assert_eq!(endpoint["enabled_events"], kept, "{events}");
    }
    let link = store.link(json!({})).await;
    let id = link["id"].as_str().unwrap();
    for expand in [
        "expand[]=line_items",
        "expand[0]=line_items",
        "expand%5B%5D=line_items",
    ] {
        let call = store.call(
            Method::GET,
            &format!("/v1/payment_links/{id}?{expand}"),
            &json!({}),
        );
        let link = expect(StatusCode::OK, call).await;
        assert!(link["line_items"]["data"].is_array(), "{expand}");
    }
}
