//! SEPA debits, which take their time.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, Store, eventually};

pub const MINUTE: i64 = 60;

/// An intent for a debit of an account, confirmed.
async fn debit(store: &Store, iban: &str) -> Value {
    let given = json!({
        "amount": 2000,
        "currency": "eur",
        "payment_method_types": ["sepa_debit"],
        "payment_method_data": {
            "type": "sepa_debit",
            "sepa_debit": { "iban": iban },
            "billing_details": { "name": "Ada Sample", "email": "ada@example.com" },
        },
        "mandate_data": {
            "customer_acceptance": { "type": "offline" },
        },
        "confirm": true,
    });
    store.post("/v1/payment_intents", given).await
}

pub async fn found(store: &Store, intent: &Value) -> Value {
    let path = format!("/v1/payment_intents/{}", intent["id"].as_str().unwrap());
    store
        .get(&path, json!({ "expand": ["latest_charge"] }))
        .await
}

async fn ended(store: &Store, intent: &Value) -> Value {
    eventually("the end of a debit", || async {
        let now = found(store, intent).await;
        (now["status"] != "processing").then_some(now)
    })
    .await
}

#[tokio::test]
async fn a_debit_is_processing_and_then_paid_or_not() {
    let store = Store::open().await;
    for (iban, seconds, status, failure) in [
        ("DE89370400440532013000", 0, "succeeded", Value::Null),
        ("AT321904300235473204", 3 * MINUTE, "succeeded", Value::Null),
        (
            "DE62370400440532013001",
            0,
            "requires_payment_method",
            json!("payment_intent_payment_attempt_failed"),
        ),
        (
            "DE78370400440532013004",
            3 * MINUTE,
            "requires_payment_method",
            json!("payment_intent_payment_attempt_failed"),
        ),
        (
            "DE65370400440002222227",
            0,
            "requires_payment_method",
            json!("insufficient_funds"),
        ),
        (
            "DE65370400440000343434",
            0,
            "requires_payment_method",
            json!("charge_exceeds_source_limit"),
        ),
        (
            "DE27370400440000121212",
            0,
            "requires_payment_method",
            json!("charge_exceeds_weekly_limit"),
        ),
    ] {
        let known = store.event_types().await.len();
        let intent = debit(&store, iban).await;
        assert_eq!(intent["status"], "processing", "{iban}");
        if seconds > 0 {
            store.advance(seconds - 10).await;
            assert_eq!(
                found(&store, &intent).await["status"],
                "processing",
                "{iban}"
            );
            store.advance(20).await;
        }
        let intent = ended(&store, &intent).await;
        assert_eq!(intent["status"], status, "{iban}");
        let charge = &intent["latest_charge"];
        assert!(charge["id"].as_str().unwrap().starts_with("py_"));
        assert_eq!(charge["failure_code"], failure, "{iban}");
        let paid = status == "succeeded";
        let types = if paid {
            vec![
                "charge.succeeded",
                "payment_intent.succeeded",
                "charge.updated",
            ]
        } else {
            vec!["charge.failed", "payment_intent.payment_failed"]
        };
        let all = store.event_types().await;
        assert_eq!(
            all[known..known + 3],
            [
                "payment_intent.created",
                "charge.pending",
                "payment_intent.processing"
            ]
        );
        assert_eq!(all[known + 3..], types, "{iban}");
        assert_eq!(charge["balance_transaction"].is_string(), paid);
        if !paid {
            let error = &intent["last_payment_error"];
            assert_eq!(error["code"], failure);
            assert_eq!(error["payment_method_type"], "sepa_debit");
        }
    }
}

#[tokio::test]
async fn a_debit_takes_five_days_of_banks_in_truth() {
    // From a Monday to the next, with a weekend between.
    let store = Store::open_on_monday().await;
    let intent = debit(&store, "DE51370400440532013005").await;
    store.advance(7 * DAY - MINUTE).await;
    assert_eq!(found(&store, &intent).await["status"], "processing");
    store.advance(2 * MINUTE).await;
    assert_eq!(found(&store, &intent).await["status"], "succeeded");
}

#[tokio::test]
async fn a_debit_is_disputed_when_its_account_says_so() {
    let store = Store::open().await;
    let intent = debit(&store, "AT591904300235473203").await;
    let intent = ended(&store, &intent).await;
    assert_eq!(intent["status"], "succeeded");
    let disputes = store
        .get("/v1/disputes", json!({ "payment_intent": intent["id"] }))
        .await;
    assert_eq!(disputes["data"][0]["amount"], 2000);
}

/// A payment method of Ada's account, not attached to anybody.
async fn account(store: &Store) -> Value {
    let given = json!({
        "type": "sepa_debit",
        "sepa_debit": { "iban": "DE89 3704 0044 0532 0130 00" },
        "billing_details": { "name": "Ada Sample", "email": "ada@example.com" },
    });
    store.post("/v1/payment_methods", given).await
}

#[tokio::test]
async fn an_account_is_shown_by_its_bank_and_last_digits() {
    let store = Store::open().await;
    let account = &account(&store).await["sepa_debit"];
    for (field, value) in [
        ("bank_code", json!("37040044")),
        ("branch_code", Value::Null),
        ("country", json!("DE")),
        ("last4", json!("3000")),
    ] {
        assert_eq!(account[field], value, "{field}");
    }
}

#[tokio::test]
async fn a_debit_needs_a_mandate() {
    let store = Store::open().await;
    let customer = store.post("/v1/customers", json!({})).await;
    let method = account(&store).await;
    let attach = format!(
        "/v1/payment_methods/{}/attach",
        method["id"].as_str().unwrap()
    );
    store
        .post(&attach, json!({ "customer": customer["id"] }))
        .await;
    let mut intent = json!({
        "amount": 2000,
        "currency": "eur",
        "customer": customer["id"],
        "payment_method": method["id"],
        "payment_method_types": ["sepa_debit"],
        "confirm": true,
    });
    let error = store
        .refused(
            Method::POST,
            "/v1/payment_intents",
            intent.clone(),
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert_eq!(error["code"], "payment_intent_mandate_invalid");
    intent["mandate_data"] = json!({
        "customer_acceptance": {
            "type": "online",
            "online": { "ip_address": "127.0.0.1", "user_agent": "test" },
        },
    });
    let first = store.post("/v1/payment_intents", intent.clone()).await;
    let charge = &found(&store, &first).await["latest_charge"];
    let mandate = charge["payment_method_details"]["sepa_debit"]["mandate"].clone();
    let path = format!("/v1/mandates/{}", mandate.as_str().unwrap());
    let shown = store.get(&path, json!({})).await;
    assert_eq!(shown["payment_method"], method["id"]);
    assert_eq!(
        shown["customer_acceptance"]["online"]["ip_address"],
        "127.0.0.1"
    );
    let page = shown["payment_method_details"]["sepa_debit"]["url"]
        .as_str()
        .unwrap();
    assert_eq!(
        store.client.get(page).send().await.unwrap().status(),
        StatusCode::OK
    );
    // The leave holds for the next time.
    intent.as_object_mut().unwrap().remove("mandate_data");
    let second = store.post("/v1/payment_intents", intent).await;
    let charge = &found(&store, &second).await["latest_charge"];
    assert_eq!(
        charge["payment_method_details"]["sepa_debit"]["mandate"],
        mandate
    );
    let cancel = format!(
        "/v1/payment_intents/{}/cancel",
        second["id"].as_str().unwrap()
    );
    ended(&store, &second).await;
    store
        .refused(Method::POST, &cancel, json!({}), StatusCode::BAD_REQUEST)
        .await;
}

#[tokio::test]
async fn only_test_accounts_are_debited() {
    let store = Store::open().await;
    for (iban, code) in [
        ("DE44500105175407324931", "account_number_invalid"),
        ("DE89370400440532013001", "account_number_invalid"),
        ("AT271904300000055555", "sepa_debit_bank_not_supported"),
        ("DE18370400440000066666", "sepa_debit_debits_not_supported"),
    ] {
        let given = json!({
            "type": "sepa_debit",
            "sepa_debit": { "iban": iban },
            "billing_details": { "name": "Ada", "email": "ada@example.com" },
        });
        let error = store
            .refused(
                Method::POST,
                "/v1/payment_methods",
                given,
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(error["code"], code, "{iban}");
        assert!(!error.to_string().contains(iban));
    }
}

#[tokio::test]
async fn a_session_is_complete_before_its_debit_is_paid() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    for (iban, paid, told) in [
        (
            "DE89370400440532013000",
            "paid",
            "checkout.session.async_payment_succeeded",
        ),
        (
            "DE62370400440532013001",
            "unpaid",
            "checkout.session.async_payment_failed",
        ),
    ] {
        let known = store.event_types().await.len();
        let given = json!({ "payment_link": link["id"], "iban": iban });
        let (status, answer) = store.door(given).await;
        assert_eq!(
            (status, &answer["status"]),
            (StatusCode::OK, &json!("processing"))
        );
        ended(&store, &json!({ "id": answer["payment_intent"] })).await;
        let types = store.event_types().await[known..].to_vec();
        let place = |wanted: &str| types.iter().position(|it| it == wanted);
        let completed = place("checkout.session.completed").unwrap();
        assert!(completed < place(told).unwrap(), "{types:?}");
        assert!(place("payment_intent.processing").unwrap() < completed);
        let event = store.newest_event("checkout.session.completed").await;
        assert_eq!(event["data"]["object"]["payment_status"], "unpaid");
        assert_eq!(event["data"]["object"]["status"], "complete");
        let event = store.newest_event(told).await;
        assert_eq!(event["data"]["object"]["id"], answer["checkout_session"]);
        assert_eq!(event["data"]["object"]["payment_status"], paid);
        assert_eq!(
            event["request"]["id"],
            Value::Null,
            "Stripe tells it by itself"
        );
    }
}
