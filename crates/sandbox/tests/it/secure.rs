//! 3-D Secure for payment intents by the API: when a bank asks, and what follows the answer.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, between};

async fn create(store: &Store, change: Value) -> Value {
    store.post("/v1/payment_intents", intent(change)).await
}

/// An intent over 20 EUR for cards, changed as the test says.
fn intent(change: Value) -> Value {
    let mut intent = json!({ "amount": 2000, "currency": "eur", "payment_method_types": ["card"] });
    for (name, value) in change.as_object().unwrap() {
        intent[name] = value.clone();
    }
    intent
}

fn path(intent: &Value, call: &str) -> String {
    format!(
        "/v1/payment_intents/{}{call}",
        intent["id"].as_str().unwrap()
    )
}

#[tokio::test]
async fn a_customer_confirms_at_the_bank_and_comes_back() {
    let store = Store::open().await;
    for (result, status, redirect) in [
        ("complete", "succeeded", "succeeded"),
        ("fail", "requires_payment_method", "failed"),
    ] {
        let asked = create(
            &store,
            json!({
                "confirm": true,
                "payment_method": "pm_card_threeDSecure2Required",
                "return_url": "https://shop.example/done?order=7",
            }),
        )
        .await;
        assert_eq!(asked["status"], "requires_action");
        assert_eq!(asked["latest_charge"], Value::Null);
        let action = &asked["next_action"];
        assert_eq!(action["type"], "redirect_to_url");
        assert_eq!(
            action["redirect_to_url"]["return_url"],
            "https://shop.example/done?order=7"
        );
        let page = action["redirect_to_url"]["url"].as_str().unwrap();
        let shown = store.client.get(page).send().await.unwrap();
        let policy = shown.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(policy.contains("https://shop.example"), "{policy}");
        let text = shown.text().await.unwrap();
        assert!(text.contains("€20.00"), "{text}");
        let form = store.url(&between(&text, "action=\"", "\""));
        let back = store.submit(&form, &[("result", result)]).await;
        assert_eq!(back.status(), StatusCode::SEE_OTHER);
        let target = back.headers()["location"].to_str().unwrap();
        assert!(target.starts_with("https://shop.example/done?order=7&payment_intent=pi_"));
        assert!(
            target.ends_with(&format!("&redirect_status={redirect}")),
            "{target}"
        );
        let known = store
            .get(&path(&asked, ""), json!({ "expand": ["latest_charge"] }))
            .await;
        assert_eq!(known["status"], status);
        assert_eq!(known["next_action"], Value::Null);
        if result == "complete" {
            let card = &known["latest_charge"]["payment_method_details"]["card"];
            assert_eq!(card["three_d_secure"]["result"], "authenticated");
        } else {
            assert_eq!(
                known["last_payment_error"]["code"],
                "payment_intent_authentication_failure"
            );
        }
        let late = store.submit(&form, &[("result", "complete")]).await;
        assert_eq!(late.status(), StatusCode::GONE);
    }
}

#[tokio::test]
async fn a_shop_without_a_return_address_is_told_of_the_sdk() {
    let store = Store::open().await;
    let given = json!({ "confirm": true, "payment_method": "pm_card_authenticationRequired" });
    let asked = create(&store, given.clone()).await;
    assert_eq!(asked["next_action"]["type"], "use_stripe_sdk");
    let page = asked["next_action"]["use_stripe_sdk"]["stripe_js"]
        .as_str()
        .unwrap();
    let done = store.submit(page, &[("result", "complete")]).await;
    assert_eq!(done.status(), StatusCode::OK);
    assert_eq!(
        store.get(&path(&asked, ""), json!({})).await["status"],
        "succeeded"
    );

    // A shop that confirms by itself does so again.
    let mut given = given;
    given["confirmation_method"] = json!("manual");
    let asked = create(&store, given).await;
    let page = asked["next_action"]["use_stripe_sdk"]["stripe_js"]
        .as_str()
        .unwrap();
    store.submit(page, &[("result", "complete")]).await;
    let waiting = store.get(&path(&asked, ""), json!({})).await;
    assert_eq!(waiting["status"], "requires_confirmation");
    let paid = store.post(&path(&asked, "/confirm"), json!({})).await;
    assert_eq!(paid["status"], "succeeded");
}

/// A customer with a card of a test id.
async fn customer_with(store: &Store, test_id: &str) -> (Value, Value) {
    let customer = store.post("/v1/customers", json!({})).await;
    let attach = format!("/v1/payment_methods/{test_id}/attach");
    let method = store
        .post(&attach, json!({ "customer": customer["id"] }))
        .await;
    (customer, method)
}

#[tokio::test]
async fn a_bank_asks_as_its_card_says() {
    let store = Store::open().await;
    for (card, options, off_session, ends) in [
        ("pm_card_visa", json!({}), "false", "succeeded"),
        (
            "pm_card_authenticationRequired",
            json!({}),
            "false",
            "requires_action",
        ),
        (
            "pm_card_authenticationRequired",
            json!({}),
            "true",
            "authentication_required",
        ),
        (
            "pm_card_authenticationRequired",
            json!({}),
            "recurring",
            "authentication_required",
        ),
        (
            "pm_card_authenticationRequiredOnSetup",
            json!({}),
            "false",
            "requires_action",
        ),
        (
            "pm_card_authenticationRequiredOnSetup",
            json!({}),
            "true",
            "authentication_required",
        ),
        (
            "pm_card_authenticationRequiredSetupForOffSession",
            json!({}),
            "false",
            "requires_action",
        ),
        (
            "pm_card_authenticationRequiredSetupForOffSession",
            json!({}),
            "true",
            "succeeded",
        ),
        (
            "pm_card_threeDSecureOptional",
            json!({}),
            "false",
            "succeeded",
        ),
        (
            "pm_card_threeDSecureOptional",
            json!({ "request_three_d_secure": "any" }),
            "false",
            "requires_action",
        ),
        (
            "pm_card_visa",
            json!({ "request_three_d_secure": "any" }),
            "false",
            "attempt_acknowledged",
        ),
        (
            "pm_card_threeDSecureOptionalProcessingError",
            json!({ "request_three_d_secure": "challenge" }),
            "false",
            "processing_error",
        ),
        (
            "pm_card_amex_threeDSecureNotSupported",
            json!({ "request_three_d_secure": "any" }),
            "false",
            "succeeded",
        ),
        (
            "pm_card_threeDSecureRequiredProcessingError",
            json!({}),
            "false",
            "card_declined",
        ),
    ] {
        let given = json!({
            "confirm": true,
            "expand": ["latest_charge"],
            "off_session": off_session,
            "payment_method": card,
            "payment_method_options": { "card": options },
        });
        let request = store.call(Method::POST, "/v1/payment_intents", &intent(given));
        let answer = request.send().await.unwrap();
        let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let secure = &answer["latest_charge"]["payment_method_details"]["card"]["three_d_secure"];
        let found = [
            &answer["error"]["code"],
            &secure["result"],
            &answer["status"],
        ]
        .into_iter()
        .find_map(Value::as_str);
        assert_eq!(found, Some(ends), "{card} {options} {off_session}");
    }
}

#[tokio::test]
async fn a_payment_without_its_customer_fails_where_the_bank_wants_them() {
    let store = Store::open().await;
    let (customer, method) = customer_with(&store, "pm_card_authenticationRequired").await;
    let known = store.event_types().await.len();
    let given = intent(json!({
        "confirm": true,
        "customer": customer["id"],
        "off_session": true,
        "payment_method": method["id"],
    }));
    let error = store
        .refused(
            Method::POST,
            "/v1/payment_intents",
            given,
            StatusCode::PAYMENT_REQUIRED,
        )
        .await;
    assert_eq!(error["code"], "authentication_required");
    assert_eq!(error["decline_code"], "authentication_required");
    assert_eq!(error["payment_method"]["id"], method["id"]);
    assert_eq!(error["charge"], Value::Null, "no bank was asked to pay");
    assert_eq!(error["payment_intent"]["status"], "requires_payment_method");
    assert_eq!(
        store.event_types().await[known..],
        ["payment_intent.created", "payment_intent.payment_failed"]
    );
}

#[tokio::test]
async fn a_card_that_was_set_up_is_charged_without_its_customer() {
    let store = Store::open().await;
    let customer = store.post("/v1/customers", json!({})).await;
    let first = create(
        &store,
        json!({
            "confirm": true,
            "customer": customer["id"],
            "payment_method": "pm_card_authenticationRequiredOnSetup",
            "setup_future_usage": "off_session",
        }),
    )
    .await;
    let known = store.event_types().await.len();
    let page = first["next_action"]["use_stripe_sdk"]["stripe_js"]
        .as_str()
        .unwrap();
    store.submit(page, &[("result", "complete")]).await;
    let first = store
        .get(&path(&first, ""), json!({ "expand": ["payment_method"] }))
        .await;
    assert_eq!(first["status"], "succeeded");
    let method = &first["payment_method"];
    assert_eq!(method["customer"], customer["id"], "the card is saved");
    assert_eq!(
        store.event_types().await[known..],
        [
            "payment_method.attached",
            "charge.succeeded",
            "payment_intent.succeeded",
            "charge.updated",
        ]
    );
    let second = create(
        &store,
        json!({
            "confirm": true,
            "customer": customer["id"],
            "off_session": true,
            "payment_method": method["id"],
        }),
    )
    .await;
    assert_eq!(second["status"], "succeeded");
}
