//! Payment pages: the private calls by which the Stripe CLI pays a checkout session.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

/// A session that sells cake for 30 EUR, made by a call of the API.
async fn session(store: &Store) -> Value {
    let given = json!({
        "line_items": [{
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Birthday cake" },
                "unit_amount": 1500,
            },
            "quantity": 2,
        }],
        "mode": "payment",
        "success_url": "https://example.com/thanks",
    });
    store.post("/v1/checkout/sessions", given).await
}

/// A payment method of a test token.
async fn card(store: &Store, token: &str) -> Value {
    let given = json!({
        "billing_details": { "email": "ada@example.com", "name": "Ada Sample" },
        "card": { "token": token },
        "type": "card",
    });
    store.post("/v1/payment_methods", given).await
}

#[tokio::test]
async fn a_session_is_paid_by_its_page() {
    let store = Store::open().await;
    let session = session(&store).await;
    let path = |call: &str| {
        format!(
            "/v1/payment_pages/{}{call}",
            session["id"].as_str().unwrap()
        )
    };
    let page = store.get(&path(""), json!({})).await;
    assert_eq!(page["session_id"], session["id"]);
    assert_eq!(page["amount"], 3000);
    assert_eq!(page["state"], "active");

    let declined = card(&store, "tok_chargeDeclined").await;
    let good = card(&store, "tok_visa").await;
    for (given, status, code) in [
        (
            json!({ "payment_method": declined["id"], "expected_amount": 3000 }),
            StatusCode::PAYMENT_REQUIRED,
            "card_declined",
        ),
        (
            json!({ "payment_method": good["id"], "expected_amount": 2999 }),
            StatusCode::BAD_REQUEST,
            "checkout_amount_mismatch",
        ),
        (
            json!({ "payment_method": "pm_x" }),
            StatusCode::BAD_REQUEST,
            "resource_missing",
        ),
        (json!({}), StatusCode::BAD_REQUEST, "parameter_missing"),
    ] {
        let confirm = path("/confirm");
        let error = store
            .refused(Method::POST, &confirm, given.clone(), status)
            .await;
        assert_eq!(error["code"], code, "{given}");
        let page = store.get(&path(""), json!({})).await;
        assert_eq!(page["state"], "active", "{given}");
    }
    let failed = store.newest_event("payment_intent.payment_failed").await;
    assert!(failed.is_object(), "a declined attempt is told of");

    let given = json!({ "payment_method": good["id"], "expected_amount": 3000 });
    let paid = store.post(&path("/confirm"), given.clone()).await;
    assert_eq!(paid["state"], "succeeded");
    assert_eq!(paid["payment_status"], "paid");
    assert_eq!(paid["payment_intent"]["status"], "succeeded");
    assert_eq!(paid["payment_intent"]["payment_method"], good["id"]);
    let completed = store.newest_event("checkout.session.completed").await;
    assert_eq!(completed["data"]["object"]["id"], session["id"]);
    let details = &completed["data"]["object"]["customer_details"];
    assert_eq!(details["email"], "ada@example.com");
    let status = StatusCode::BAD_REQUEST;
    store
        .refused(Method::POST, &path("/confirm"), given, status)
        .await;
}

#[tokio::test]
async fn there_is_no_page_without_a_session() {
    let store = Store::open().await;
    for (method, path) in [
        (Method::GET, "/v1/payment_pages/cs_test_x"),
        (Method::POST, "/v1/payment_pages/cs_test_x/confirm"),
    ] {
        let given = if method == Method::POST {
            json!({ "payment_method": "pm_x" })
        } else {
            json!({})
        };
        let error = store
            .refused(method, path, given, StatusCode::NOT_FOUND)
            .await;
        assert_eq!(error["code"], "resource_missing");
    }
}
