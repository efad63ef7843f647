//! Whose call it is: secret, publishable and restricted keys, and the version that is asked for.

use axum::http::StatusCode;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::support::{Store, expect};

#[tokio::test]
async fn only_the_stores_key_is_let_in() {
    let store = Store::open().await;
    let url = store.url("/v1/payment_links");
    let key = store.sandbox.api_key().expose_secret();
    assert!(key.starts_with("sk_test_") && key.len() > 100);
    let none = expect(StatusCode::UNAUTHORIZED, store.client.get(&url)).await;
    let said = none["error"]["message"].as_str().unwrap();
    assert!(
        said.starts_with("You did not provide an API key."),
        "{said}"
    );
    let wrong = store
        .client
        .get(&url)
        .bearer_auth("sk_test_0123456789abcdef");
    let wrong = expect(StatusCode::UNAUTHORIZED, wrong).await;
    let masked = "Invalid API Key provided: sk_test_************cdef";
    assert_eq!(wrong["error"]["message"], masked);
    assert_eq!(wrong["error"]["type"], "invalid_request_error");
    expect(
        StatusCode::OK,
        store.client.get(&url).basic_auth(key, None::<&str>),
    )
    .await;
    let account = store.get("/v1/account", json!({})).await;
    assert_eq!(account["business_profile"]["name"], "Harbour Bakery");
}

/// A restricted key with those permissions.
async fn restricted(store: &Store, permissions: Value) -> String {
    let body = json!({ "permissions": permissions }).to_string();
    let made = store.client.post(store.url("/_practice/keys")).body(body);
    let made = made.send().await.unwrap();
    assert_eq!(made.status(), StatusCode::OK);
    let made: Value = serde_json::from_str(&made.text().await.unwrap()).unwrap();
    made["key"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_restricted_key_does_what_it_may() {
    let store = Store::open().await;
    let permissions = json!({
        "payment_links": "write",
        "charges": "read",
        "products": "read",
    });
    let key = restricted(&store, permissions).await;
    assert!(key.starts_with("rk_test_51") && key.len() > 100);
    let call =
        |method: Method, path: &str, given: Value| store.call_with(&key, method, path, &given);
    let link = crate::support::cake(json!({}));
    let link = expect(
        StatusCode::OK,
        call(Method::POST, "/v1/payment_links", link),
    )
    .await;
    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    expect(StatusCode::OK, call(Method::GET, &path, json!({}))).await;
    expect(StatusCode::OK, call(Method::GET, "/v1/charges", json!({}))).await;
    let account = store.get("/v1/account", json!({})).await;
    for (method, path, permission) in [
        (
            Method::GET,
            "/v1/balance_transactions",
            "rak_balance_transaction_source_read",
        ),
        (
            Method::GET,
            "/v1/payment_intents",
            "rak_payment_intent_read",
        ),
        (Method::POST, "/v1/products", "rak_product_write"),
        (Method::GET, "/v1/events", "rak_event_read"),
    ] {
        let call = call(method, path, json!({ "name": "Loaf" }));
        let refused = expect(StatusCode::FORBIDDEN, call).await["error"].take();
        assert_eq!(refused["type"], "invalid_request_error");
        assert_eq!(refused["code"], "more_permissions_required");
        let masked = format!(
            "rk_test_{}{}",
            "*".repeat(key.len() - 14),
            &key[key.len() - 6..]
        );
        let message = format!(
            "The provided key '{masked}' does not have the required permissions for this endpoint \
             on account '{}'. Having the '{permission}' permission would allow this request to \
             continue.",
            account["id"].as_str().unwrap()
        );
        assert_eq!(refused["message"], message);
    }
    assert_eq!(
        store.get("/v1/products", json!({})).await["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    // It is kept, as everything is.
    let store = store.reopen_with(|_| {}).await;
    let call = store.call_with(&key, Method::GET, "/v1/charges", &json!({}));
    expect(StatusCode::OK, call).await;
}

#[tokio::test]
async fn a_restricted_key_is_made_of_what_there_is() {
    let store = Store::open().await;
    for body in [
        json!({}),
        json!({ "permissions": { "everything": "write" } }),
        json!({ "permissions": { "charges": "all" } }),
        json!({ "permissions": {}, "name": "till" }),
    ] {
        let call = store
            .client
            .post(store.url("/_practice/keys"))
            .body(body.to_string());
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{body}");
        let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert!(answer["error"].as_str().unwrap().ends_with('.'), "{answer}");
    }
}

#[tokio::test]
async fn the_publishable_key_is_for_customers_only() {
    let store = Store::open().await;
    let key = store.sandbox.publishable_key().to_owned();
    assert!(key.starts_with("pk_test_51") && key.len() > 100);
    let told = store
        .client
        .get(store.url("/_practice/keys"))
        .send()
        .await
        .unwrap();
    let told: Value = serde_json::from_str(&told.text().await.unwrap()).unwrap();
    assert_eq!(told, json!({ "publishable_key": key }));

    let link = store.link(json!({})).await;
    let (_, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    let path = format!(
        "/v1/payment_intents/{}",
        paid["payment_intent"].as_str().unwrap()
    );
    for (method, path) in [
        (Method::GET, "/v1/payment_links"),
        (Method::GET, "/v1/payment_intents"),
        (Method::POST, "/v1/products"),
        (Method::GET, &path),
    ] {
        let call = store.call_with(&key, method, path, &json!({}));
        let refused = expect(StatusCode::UNAUTHORIZED, call).await["error"].take();
        assert_eq!(refused["code"], "secret_key_required", "{path}");
        let said = refused["message"].as_str().unwrap();
        assert!(
            said.starts_with("This API call cannot be made with a publishable"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_customer_pays_with_the_publishable_key_and_the_intents_secret() {
    let store = Store::open().await;
    let key = store.sandbox.publishable_key().to_owned();
    let given = json!({ "amount": 500, "currency": "eur", "payment_method_types": ["card"] });
    let intent = store.post("/v1/payment_intents", given).await;
    let path = format!("/v1/payment_intents/{}", intent["id"].as_str().unwrap());
    let confirm = format!("{path}/confirm");
    let call =
        |method: Method, path: &str, given: Value| store.call_with(&key, method, path, &given);
    for secret in ["pi_x_secret_y", ""] {
        let given = json!({ "client_secret": secret });
        expect(StatusCode::BAD_REQUEST, call(Method::GET, &path, given)).await;
    }
    let wrong = json!({ "client_secret": "pi_x", "payment_method": "pm_card_visa" });
    let refused = expect(StatusCode::BAD_REQUEST, call(Method::POST, &confirm, wrong)).await;
    assert_eq!(refused["error"]["param"], "client_secret");
    let without = json!({ "payment_method": "pm_card_visa" });
    let call_without = call(Method::POST, &confirm, without);
    expect(StatusCode::UNAUTHORIZED, call_without).await;
    let kept = store.get(&path, json!({})).await;
    assert_eq!(
        kept["status"], "requires_payment_method",
        "nothing was tried"
    );

    let secret = json!({ "client_secret": intent["client_secret"] });
    let read = expect(StatusCode::OK, call(Method::GET, &path, secret.clone())).await;
    assert_eq!(read["id"], intent["id"]);
    let mut given = secret;
    given["payment_method"] = json!("pm_card_visa");
    let paid = expect(StatusCode::OK, call(Method::POST, &confirm, given)).await;
    assert_eq!(paid["status"], "succeeded");
    let card =
        json!({ "card": { "number": "4242424242424242", "exp_month": 12, "exp_year": 2040 } });
    let token = expect(StatusCode::OK, call(Method::POST, "/v1/tokens", card)).await;
    assert_eq!(token["object"], "token");
}

#[tokio::test]
async fn a_version_is_one_that_stripe_has() {
    let store = Store::open().await;
    let get = |version: &str| {
        store
            .call(Method::GET, "/v1/products", &json!({}))
            .header("Stripe-Version", version)
    };
    for version in ["2020-08-27", "2025-03-31.basil", "2026-10-28.endive"] {
        let answer = get(version).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{version}");
        assert_eq!(answer.headers()["stripe-version"], version);
    }
    for version in ["2020-8-27", "2025-03-31.acacia", "newest"] {
        let refused = expect(StatusCode::BAD_REQUEST, get(version)).await;
        let message = format!("Invalid Stripe API version: {version}");
        assert_eq!(refused["error"]["message"], message);
    }
}
