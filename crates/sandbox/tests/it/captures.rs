//! Money that is taken at once, or held first: captured, canceled, lapsed.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::debits::{MINUTE, found};
use crate::intents::{create, path, refused, since};
use crate::support::{DAY, Store};

#[tokio::test]
async fn who_waits_for_the_balance_is_told_of_it_at_once() {
    let store = Store::open().await;
    for (method, later) in [
        ("pm_card_visa", &[][..]),
        ("pm_card_bypassPending", &["balance.available"][..]),
        (
            "pm_card_createDispute",
            &["charge.dispute.created", "charge.dispute.funds_withdrawn"][..],
        ),
    ] {
        let known = store.event_types().await.len();
        let given = json!({
            "capture_method": "automatic",
            "confirm": true,
            "payment_method": method,
        });
        let paid = create(&store, given).await;
        let mut told = vec![
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
        ];
        told.extend(later);
        assert_eq!(since(&store, known).await, told, "{method}");
        let event = store.newest_event("charge.succeeded").await;
        let charge = &event["data"]["object"];
        assert_eq!(charge["id"], paid["latest_charge"]);
        let id = charge["balance_transaction"].as_str().unwrap();
        let path = format!("/v1/balance_transactions/{id}");
        let transaction = store.get(&path, json!({})).await;
        assert_eq!(transaction["source"], charge["id"]);
        assert_eq!(transaction["amount"], 2000);
    }
}

#[tokio::test]
async fn an_authorised_amount_is_captured_as_a_whole_or_in_part() {
    let store = Store::open().await;
    let held = json!({
        "capture_method": "manual",
        "confirm": true,
        "payment_method": "pm_card_visa",
    });
    for (given, amount, released) in [
        (json!({}), 2000, 0),
        (
            json!({ "amount_to_capture": 1500, "metadata": { "a": "b" } }),
            1500,
            500,
        ),
    ] {
        let known = store.event_types().await.len();
        let intent = create(&store, held.clone()).await;
        assert_eq!(intent["status"], "requires_capture");
        assert_eq!(intent["amount_capturable"], 2000);
        let id = intent["latest_charge"].as_str().unwrap();
        let charge = store.get(&format!("/v1/charges/{id}"), json!({})).await;
        assert_eq!(
            (&charge["captured"], &charge["paid"]),
            (&json!(false), &json!(true))
        );
        assert_eq!(charge["balance_transaction"], Value::Null);
        let until = charge["payment_method_details"]["card"]["capture_before"].as_i64();
        assert_eq!(
            until.unwrap() - charge["created"].as_i64().unwrap(),
            7 * 24 * 3600
        );
        for (wrong, code, param) in [
            (json!(2001), json!("amount_too_large"), Value::Null),
            (
                json!(0),
                json!("parameter_invalid_integer"),
                json!("amount"),
            ),
            (json!(-1), Value::Null, json!("amount_to_capture")),
        ] {
            let given = json!({ "amount_to_capture": wrong });
            let error = refused(&store, &path(&intent, "/capture"), given, 400).await;
            assert_eq!((&error["code"], &error["param"]), (&code, &param));
            assert_eq!(error["payment_intent"]["status"], "requires_capture");
        }
        let captured = store.post(&path(&intent, "/capture"), given).await;
        assert_eq!(captured["status"], "succeeded");
        assert_eq!(captured["amount_received"], amount);
        assert_eq!(captured["amount_capturable"], 0);
        let charge = store.get(&format!("/v1/charges/{id}"), json!({})).await;
        assert_eq!(charge["amount_captured"], amount);
        assert_eq!(charge["amount_refunded"], released);
        assert_eq!(charge["refunded"], false);
        assert!(charge["balance_transaction"].is_string());
        assert_eq!(
            since(&store, known).await,
            [
                "payment_intent.created",
                "charge.succeeded",
                "payment_intent.amount_capturable_updated",
                "charge.captured",
                "payment_intent.succeeded",
                "charge.updated",
            ]
        );
        let again = refused(&store, &path(&intent, "/capture"), json!({}), 400).await;
        assert_eq!(again["code"], "payment_intent_unexpected_state");
    }
}

#[tokio::test]
async fn an_intent_is_canceled_and_what_was_held_released() {
    let store = Store::open().await;
    let held =
        json!({ "capture_method": "manual", "confirm": true, "payment_method": "pm_card_visa" });
    let intent = create(&store, held).await;
    let known = store.event_types().await.len();
    let reason = json!({ "cancellation_reason": "requested_by_customer" });
    let canceled = store.post(&path(&intent, "/cancel"), reason).await;
    assert_eq!(canceled["status"], "canceled");
    assert_eq!(canceled["cancellation_reason"], "requested_by_customer");
    assert!(canceled["canceled_at"].is_i64());
    assert_eq!(canceled["amount_capturable"], 0);
    assert_eq!(
        since(&store, known).await,
        ["charge.refunded", "payment_intent.canceled"]
    );
    let id = intent["latest_charge"].as_str().unwrap();
    let charge = store.get(&format!("/v1/charges/{id}"), json!({})).await;
    assert_eq!(
        (&charge["captured"], &charge["refunded"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(charge["amount_refunded"], 2000);
    for call in ["/cancel", "/capture", "/confirm"] {
        let error = refused(&store, &path(&intent, call), json!({}), 400).await;
        assert_eq!(error["code"], "payment_intent_unexpected_state", "{call}");
        assert!(error["message"].as_str().unwrap().contains("canceled"));
    }
    let open = create(&store, json!({})).await;
    let canceled = store.post(&path(&open, "/cancel"), json!({})).await;
    assert_eq!(canceled["cancellation_reason"], Value::Null);
}

#[tokio::test]
async fn an_authorisation_lapses_after_seven_days() {
    let store = Store::open().await;
    let held = json!({
        "amount": 2000,
        "currency": "eur",
        "capture_method": "manual",
        "payment_method": "pm_card_visa",
        "payment_method_types": ["card"],
        "confirm": true,
    });
    let intent = store.post("/v1/payment_intents", held).await;
    let direct =
        json!({ "amount": 500, "currency": "eur", "source": "tok_visa", "capture": false });
    let direct = store.post("/v1/charges", direct).await;
    let known = store.event_types().await.len();
    store.advance(7 * DAY - MINUTE).await;
    assert_eq!(found(&store, &intent).await["status"], "requires_capture");
    store.advance(2 * MINUTE).await;
    let lapsed = found(&store, &intent).await;
    assert_eq!(lapsed["status"], "canceled");
    assert_eq!(lapsed["cancellation_reason"], "automatic");
    assert_eq!(lapsed["latest_charge"]["refunded"], true);
    let path = format!("/v1/charges/{}", direct["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await["refunded"], true);
    let error = store
        .refused(
            Method::POST,
            &format!("{path}/capture"),
            json!({}),
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert_eq!(error["code"], "charge_expired_for_capture");
    let mut told = store.event_types().await[known..].to_vec();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "charge.expired",
            "charge.expired",
            "payment_intent.canceled"
        ]
    );
}
