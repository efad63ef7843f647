//! `expand[]`: what can be expanded, in objects, in lists, and in what a call made.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::json;

use crate::support::{Store, cake};

#[tokio::test]
async fn objects_in_lists_are_expanded() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    store.door(json!({ "payment_link": link["id"] })).await;
    let query = json!({
        "payment_link": link["id"],
        "expand": ["data.payment_intent.latest_charge.balance_transaction", "data.line_items"],
    });
    let sessions = store.get("/v1/checkout/sessions", query).await;
    let session = &sessions["data"][0];
    assert_eq!(session["line_items"]["data"][0]["amount_total"], 8650);
    let settled = &session["payment_intent"]["latest_charge"]["balance_transaction"];
    assert_eq!(settled["amount"], 8650);
    let by_intent = json!({ "payment_intent": session["payment_intent"]["id"] });
    let found = store.get("/v1/checkout/sessions", by_intent).await;
    assert_eq!(found["data"][0]["id"], session["id"]);
    let by_source = json!({ "source": settled["source"] });
    let found = store.get("/v1/balance_transactions", by_source).await;
    assert_eq!(found["data"][0]["id"], settled["id"]);
}

#[tokio::test]
async fn what_a_call_made_is_expanded_at_once() {
    let store = Store::open().await;
    let given = cake(json!({ "expand": ["line_items.data.price.product"] }));
    let link = store.post("/v1/payment_links", given).await;
    let item = &link["line_items"]["data"][0];
    assert_eq!(item["price"]["product"]["name"], "Birthday cake");
    let product = json!({
        "name": "Loaf",
        "default_price_data": { "currency": "eur", "unit_amount": 640 },
        "expand": ["default_price"],
    });
    let product = store.post("/v1/products", product).await;
    assert_eq!(product["default_price"]["unit_amount"], 640);
    // What is not there stays null, though it could be expanded.
    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    let link = store
        .get(&path, json!({ "expand": ["on_behalf_of", "application"] }))
        .await;
    assert!(link["on_behalf_of"].is_null());
}

#[tokio::test]
async fn what_cannot_be_expanded_is_said() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    store.door(json!({ "payment_link": link["id"] })).await;
    let link = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    let deep = "You cannot expand more than 4 levels of a property. Property: ";
    for (path, expand, message) in [
        (
            link.as_str(),
            "metadata",
            "This property cannot be expanded (metadata).",
        ),
        (&link, "url", "This property cannot be expanded (url)."),
        (
            &link,
            "line_items.price",
            "This property cannot be expanded (line_items.price).",
        ),
        (
            &link,
            "line_items.data.id",
            "This property cannot be expanded (line_items.data.id).",
        ),
        (
            "/v1/charges",
            "customer",
            "This property cannot be expanded (customer). You may want to try expanding \
             'data.customer' instead.",
        ),
        (
            "/v1/charges",
            "data.line_items",
            "This property cannot be expanded (data.line_items).",
        ),
        (
            "/v1/charges",
            "data.payment_intent.amount",
            "This property cannot be expanded (data.payment_intent.amount).",
        ),
        (
            "/v1/charges",
            "data.payment_intent.latest_charge.customer.default_source",
            deep,
        ),
        (&link, "a.b.c.d.e", deep),
    ] {
        let query = json!({ "expand": [expand] });
        let error = store
            .refused(Method::GET, path, query, StatusCode::BAD_REQUEST)
            .await;
        let is_deep = message == deep;
        let message = if is_deep {
            format!("{deep}{expand}")
        } else {
            message.to_owned()
        };
        assert_eq!(error["message"], message);
        assert_eq!(error["code"] == "property_expansion_max_depth", is_deep);
        assert!(error["param"].is_null(), "{error}");
    }
    // A call that would write is undone by it.
    let given = cake(json!({ "expand": ["nothing"] }));
    let path = "/v1/payment_links";
    store
        .refused(Method::POST, path, given, StatusCode::BAD_REQUEST)
        .await;
    let links = store.get(path, json!({})).await;
    assert_eq!(links["data"].as_array().unwrap().len(), 1);
}
