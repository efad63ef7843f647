//! Payment intents by the API: their life from creation to capture, refusal and cancellation.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

/// An intent over 20 EUR for cards, changed as the test says.
fn intent(change: Value) -> Value {
    let mut intent = json!({ "amount": 2000, "currency": "eur", "payment_method_types": ["card"] });
    for (name, value) in change.as_object().unwrap() {
        intent[name] = value.clone();
    }
    intent
}

pub async fn create(store: &Store, change: Value) -> Value {
    store.post("/v1/payment_intents", intent(change)).await
}

pub async fn refused(store: &Store, path: &str, given: Value, status: u16) -> Value {
    let status = StatusCode::from_u16(status).unwrap();
    store.refused(Method::POST, path, given, status).await
}

pub fn path(intent: &Value, call: &str) -> String {
    format!(
        "/v1/payment_intents/{}{call}",
        intent["id"].as_str().unwrap()
    )
}

/// The types of the events that follow those that a test knows already.
pub async fn since(store: &Store, known: usize) -> Vec<String> {
    store.event_types().await.split_off(known)
}

#[tokio::test]
async fn an_intent_is_made_and_confirmed() {
    let store = Store::open().await;
    let made = create(&store, json!({ "metadata": { "order": "7" } })).await;
    for (field, value) in [
        ("status", json!("requires_payment_method")),
        ("capture_method", json!("automatic_async")),
        ("confirmation_method", json!("automatic")),
        ("payment_method_types", json!(["card"])),
        ("automatic_payment_methods", Value::Null),
        ("amount_received", json!(0)),
        ("latest_charge", Value::Null),
        ("metadata", json!({ "order": "7" })),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    let secret = made["client_secret"].as_str().unwrap();
    assert!(secret.starts_with(&format!("{}_secret_", made["id"].as_str().unwrap())));

    let visa = json!({ "payment_method": "pm_card_visa" });
    let chosen = store.post(&path(&made, ""), visa).await;
    assert_eq!(chosen["status"], "requires_confirmation");
    let method = chosen["payment_method"].as_str().unwrap();
    assert!(
        method.starts_with("pm_1"),
        "a test id stands for a new method"
    );

    let paid = store.post(&path(&made, "/confirm"), json!({})).await;
    assert_eq!(paid["status"], "succeeded");
    assert_eq!(paid["amount_received"], 2000);
    assert_eq!(paid["payment_method"], chosen["payment_method"]);
    let found = store
        .get(&path(&made, ""), json!({ "expand": ["latest_charge"] }))
        .await;
    let charge = &found["latest_charge"];
    assert_eq!(charge["status"], "succeeded");
    assert_eq!(charge["payment_intent"], made["id"]);
    assert_eq!(charge["metadata"], json!({ "order": "7" }));
    let card = &charge["payment_method_details"]["card"];
    assert_eq!(
        (&card["last4"], &card["brand"]),
        (&json!("4242"), &json!("visa"))
    );
    assert_eq!(card["checks"]["cvc_check"], "pass");
    assert_eq!(
        store.event_types().await,
        [
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "charge.updated",
        ]
    );
    let again = refused(&store, &path(&made, "/confirm"), json!({}), 400).await;
    assert_eq!(again["code"], "payment_intent_unexpected_state");
    assert_eq!(again["payment_intent"]["id"], made["id"]);
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("already succeeded")
    );
}

#[tokio::test]
async fn a_decline_is_an_error_and_leaves_its_traces() {
    let store = Store::open().await;
    let given = intent(json!({ "confirm": true, "payment_method": "pm_card_chargeDeclined" }));
    let error = refused(&store, "/v1/payment_intents", given, 402).await;
    for (field, value) in [
        ("type", "card_error"),
        ("code", "card_declined"),
        ("decline_code", "generic_decline"),
        ("message", "Your card was declined."),
        (
            "doc_url",
            "https://stripe.com/docs/error-codes/card-declined",
        ),
        ("advice_code", "try_again_later"),
    ] {
        assert_eq!(error[field], value, "{field}");
    }
    assert!(!error.to_string().contains("\"_"), "{error}");
    let intent = &error["payment_intent"];
    assert_eq!(intent["status"], "requires_payment_method");
    assert_eq!(intent["payment_method"], Value::Null);
    assert_eq!(intent["latest_charge"], error["charge"]);
    assert_eq!(intent["last_payment_error"]["charge"], error["charge"]);
    assert_eq!(error["payment_method"]["card"]["last4"], "0002");
    let kept = store.get(&path(intent, ""), json!({})).await;
    assert_eq!(kept, *intent, "what failed is kept");
    let charge = format!("/v1/charges/{}", error["charge"].as_str().unwrap());
    let charge = store.get(&charge, json!({})).await;
    assert_eq!(charge["status"], "failed");
    assert_eq!(charge["failure_code"], "card_declined");
    assert_eq!(
        store.event_types().await,
        [
            "payment_intent.created",
            "charge.failed",
            "payment_intent.payment_failed",
        ]
    );
    // The customer tries another card.
    let visa = json!({ "payment_method": "pm_card_visa" });
    let paid = store.post(&path(intent, "/confirm"), visa).await;
    assert_eq!(paid["status"], "succeeded");
    assert_eq!(paid["last_payment_error"], Value::Null);
}

#[tokio::test]
async fn the_same_key_gives_the_same_decline() {
    let store = Store::open().await;
    let given = intent(json!({ "confirm": true, "payment_method": "pm_card_chargeDeclined" }));
    let mut bodies = Vec::new();
    for _ in 0..2 {
        let request = store.call(Method::POST, "/v1/payment_intents", &given);
        let answer = request
            .header("Idempotency-Key", "k1")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::PAYMENT_REQUIRED);
        bodies.push(answer.text().await.unwrap());
    }
    assert_eq!(bodies[0], bodies[1]);
    let intents = store.get("/v1/payment_intents", json!({})).await;
    assert_eq!(intents["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_charged_is_refused() {
    let store = Store::open().await;
    let paid = json!({ "confirm": true, "payment_method": "pm_card_visa" });
    for (given, code, param) in [
        (
            json!({ "amount": 49, "currency": "eur" }),
            "amount_too_small",
            "amount",
        ),
        (
            json!({ "amount": 100_000_000, "currency": "eur" }),
            "amount_too_large",
            "amount",
        ),
        (
            json!({ "amount": 0, "currency": "eur" }),
            "parameter_invalid_integer",
            "amount",
        ),
        (
            json!({ "amount": "1.5", "currency": "eur" }),
            "parameter_invalid_integer",
            "amount",
        ),
        (json!({ "currency": "eur" }), "parameter_missing", "amount"),
        (json!({ "amount": 500 }), "parameter_missing", "currency"),
        (
            json!({ "amount": 500, "currency": "eur", "customer": "cus_x" }),
            "resource_missing",
            "customer",
        ),
        (
            json!({ "amount": 500, "currency": "eur", "payment_method": "pm_x" }),
            "resource_missing",
            "payment_method",
        ),
        (
            json!({ "amount": 500, "currency": "eur", "receipt_email": "ada" }),
            "email_invalid",
            "receipt_email",
        ),
        (
            json!({ "amount": 500, "currency": "eur", "payment_method_types": ["seashells"] }),
            "payment_intent_invalid_parameter",
            "payment_method_types",
        ),
        (
            json!({ "amount": 500, "currency": "usd", "payment_method_types": ["sepa_debit"] }),
            "payment_intent_invalid_parameter",
            "currency",
        ),
        (
            json!({ "amount": 500, "currency": "eur", "colour": "red" }),
            "parameter_unknown",
            "colour",
        ),
    ] {
        let error = refused(&store, "/v1/payment_intents", given.clone(), 400).await;
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!(code), &json!(param)),
            "{given}"
        );
    }
    let small = refused(
        &store,
        "/v1/payment_intents",
        json!({ "amount": 49, "currency": "eur" }),
        400,
    );
    assert_eq!(small.await["message"], "Amount must be at least €0.50 eur");
    assert_eq!(store.event_types().await, [""; 0], "nothing was made");

    // With the Dashboard's methods the customer may have to come back.
    let mut given = intent(paid);
    given
        .as_object_mut()
        .unwrap()
        .remove("payment_method_types");
    let error = refused(&store, "/v1/payment_intents", given.clone(), 400).await;
    assert!(error["message"].as_str().unwrap().contains("`return_url`"));
    assert_eq!(error["payment_intent"]["status"], "requires_confirmation");
    given["automatic_payment_methods"] = json!({ "enabled": true, "allow_redirects": "never" });
    let paid = store.post("/v1/payment_intents", given).await;
    assert_eq!(paid["status"], "succeeded");
    assert_eq!(
        paid["payment_method_types"],
        json!(["card", "multibanco", "sepa_debit"])
    );
}

#[tokio::test]
async fn only_what_is_open_can_be_changed() {
    let store = Store::open().await;
    let open = create(&store, json!({})).await;
    let change = json!({ "amount": 2500, "description": "Cake", "metadata": { "a": "1" } });
    let changed = store.post(&path(&open, ""), change).await;
    assert_eq!(
        (&changed["amount"], &changed["description"]),
        (&json!(2500), &json!("Cake"))
    );
    let visa = json!({ "payment_method": "pm_card_visa" });
    store.post(&path(&open, "/confirm"), visa).await;
    let error = refused(&store, &path(&open, ""), json!({ "amount": 3000 }), 400).await;
    assert_eq!(
        (&error["code"], &error["param"]),
        (&json!("payment_intent_unexpected_state"), &json!("amount"))
    );
    let later = json!({ "description": "Cakes", "metadata": { "b": "2" } });
    let changed = store.post(&path(&open, ""), later).await;
    assert_eq!(changed["description"], "Cakes");
    assert_eq!(changed["metadata"], json!({ "a": "1", "b": "2" }));
}

#[tokio::test]
async fn an_intent_is_read_with_its_secret() {
    let store = Store::open().await;
    let made = create(&store, json!({})).await;
    let right = json!({ "client_secret": made["client_secret"] });
    assert_eq!(store.get(&path(&made, ""), right).await["id"], made["id"]);
    let wrong = json!({ "client_secret": "pi_1_secret_x" });
    let error = store
        .refused(
            Method::GET,
            &path(&made, ""),
            wrong,
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert_eq!(error["param"], "client_secret");
    let none = store
        .refused(
            Method::GET,
            "/v1/payment_intents/pi_x",
            json!({}),
            StatusCode::NOT_FOUND,
        )
        .await;
    assert_eq!(
        (&none["code"], &none["param"]),
        (&json!("resource_missing"), &json!("intent"))
    );
}

#[tokio::test]
async fn a_statement_is_the_shops_name_and_a_suffix() {
    let store = Store::open().await;
    let visa = json!({ "confirm": true, "payment_method": "pm_card_visa" });
    for (suffix, shown) in [(None, "PRACTICE STORE"), (Some("Cake"), "PRACTICE* CAKE")] {
        let mut given = visa.clone();
        given["expand"] = json!(["latest_charge"]);
        if let Some(suffix) = suffix {
            given["statement_descriptor_suffix"] = json!(suffix);
        }
        let paid = create(&store, given).await;
        let charge = &paid["latest_charge"];
        assert_eq!(charge["calculated_statement_descriptor"], shown);
    }
    let mut whole = visa;
    whole["statement_descriptor"] = json!("Harbour Bakery");
    let error = refused(&store, "/v1/payment_intents", intent(whole), 400).await;
    assert_eq!(error["param"], "statement_descriptor");
}
