//! Stripe's test cards, by number on the pay page's way and by name in the API.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

/// Confirms an intent with a method; the answer with its charge, or the error.
async fn pay(store: &Store, method: Value) -> Value {
    let mut given = json!({
        "amount": 2000,
        "currency": "eur",
        "payment_method_types": ["card"],
        "confirm": true,
        "expand": ["latest_charge"],
    });
    for (name, value) in method.as_object().unwrap() {
        given[name] = value.clone();
    }
    let request = store.call(Method::POST, "/v1/payment_intents", &given);
    let answer = request.send().await.unwrap().text().await.unwrap();
    serde_json::from_str(&answer).unwrap()
}

fn numbered(number: &str) -> Value {
    json!({
        "payment_method_data": {
            "type": "card",
            "card": { "number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123" },
            "billing_details": {
                "address": { "line1": "1 Example Street", "postal_code": "10115" },
            },
        },
    })
}

#[tokio::test]
async fn a_card_has_its_brand_and_country() {
    let store = Store::open().await;
    for (number, id, brand, funding, country) in [
        ("4242424242424242", "pm_card_visa", "visa", "credit", "US"),
        (
            "4000056655665556",
            "pm_card_visa_debit",
            "visa",
            "debit",
            "US",
        ),
        (
            "5555555555554444",
            "pm_card_mastercard",
            "mastercard",
            "credit",
            "US",
        ),
        (
            "5105105105105100",
            "pm_card_mastercard_prepaid",
            "mastercard",
            "prepaid",
            "US",
        ),
        ("378282246310005", "pm_card_amex", "amex", "credit", "US"),
        (
            "6011111111111117",
            "pm_card_discover",
            "discover",
            "credit",
            "US",
        ),
        (
            "3056930009020004",
            "pm_card_diners",
            "diners",
            "credit",
            "US",
        ),
        ("3530111333300000", "pm_card_jcb", "jcb", "credit", "JP"),
        (
            "6200000000000005",
            "pm_card_unionpay",
            "unionpay",
            "credit",
            "CN",
        ),
        ("4000002760000016", "pm_card_de", "visa", "credit", "DE"),
        ("4000008260000000", "pm_card_gb", "visa", "credit", "GB"),
        (
            "4000058260000005",
            "pm_card_gb_debit",
            "visa",
            "debit",
            "GB",
        ),
    ] {
        for method in [numbered(number), json!({ "payment_method": id })] {
            let paid = pay(&store, method.clone()).await;
            assert_eq!(paid["status"], "succeeded", "{method}: {paid}");
            let card = &paid["latest_charge"]["payment_method_details"]["card"];
            let found = (&card["brand"], &card["funding"], &card["country"]);
            assert_eq!(
                found,
                (&json!(brand), &json!(funding), &json!(country)),
                "{method}"
            );
            assert!(number.ends_with(card["last4"].as_str().unwrap()));
        }
    }
}

#[tokio::test]
async fn a_bank_declines_for_its_reason() {
    let store = Store::open().await;
    for (number, id, code, decline_code) in [
        (
            "4000000000000002",
            "pm_card_visa_chargeDeclined",
            "card_declined",
            "generic_decline",
        ),
        (
            "4000000000009995",
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            "card_declined",
            "insufficient_funds",
        ),
        (
            "4000000000009987",
            "pm_card_visa_chargeDeclinedLostCard",
            "card_declined",
            "lost_card",
        ),
        (
            "4000000000009979",
            "pm_card_visa_chargeDeclinedStolenCard",
            "card_declined",
            "stolen_card",
        ),
        (
            "4000000000000069",
            "pm_card_chargeDeclinedExpiredCard",
            "expired_card",
            "expired_card",
        ),
        (
            "4000000000000127",
            "pm_card_chargeDeclinedIncorrectCvc",
            "incorrect_cvc",
            "incorrect_cvc",
        ),
        (
            "4000000000000119",
            "pm_card_chargeDeclinedProcessingError",
            "processing_error",
            "processing_error",
        ),
        (
            "4000000000006975",
            "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
            "card_declined",
            "card_velocity_exceeded",
        ),
        (
            "4000000000000341",
            "pm_card_chargeCustomerFail",
            "card_declined",
            "generic_decline",
        ),
        (
            "4100000000000019",
            "pm_card_radarBlock",
            "card_declined",
            "fraudulent",
        ),
        (
            "4000000000004954",
            "pm_card_riskLevelHighest",
            "card_declined",
            "fraudulent",
        ),
    ] {
        for method in [numbered(number), json!({ "payment_method": id })] {
            let error = pay(&store, method.clone()).await["error"].clone();
            let found = (&error["code"], &error["decline_code"]);
            assert_eq!(found, (&json!(code), &json!(decline_code)), "{method}");
            let charge = format!("/v1/charges/{}", error["charge"].as_str().unwrap());
            let charge = store.get(&charge, json!({})).await;
            assert_eq!(
                (&charge["status"], &charge["paid"]),
                (&json!("failed"), &json!(false))
            );
            assert_eq!(charge["failure_code"], code);
        }
    }
}

#[tokio::test]
async fn a_bank_cannot_find_a_code_wrong_that_it_was_not_told() {
    let store = Store::open().await;
    for number in ["4000000000000127", "4000000000000101"] {
        let mut method = numbered(number);
        let card = method["payment_method_data"]["card"]
            .as_object_mut()
            .unwrap();
        card.remove("cvc");
        let paid = pay(&store, method).await;
        assert_eq!(paid["status"], "succeeded", "{number}");
        let card = &paid["latest_charge"]["payment_method_details"]["card"];
        assert_eq!(card["checks"]["cvc_check"], Value::Null);
    }
}

#[tokio::test]
async fn a_charge_tells_its_risk_and_what_was_checked() {
    let store = Store::open().await;
    for (number, level, checks) in [
        ("4242424242424242", "normal", ["pass", "pass", "pass"]),
        ("4000000000009235", "elevated", ["pass", "pass", "pass"]),
        ("4000000000000101", "normal", ["fail", "pass", "pass"]),
        ("4000000000000036", "normal", ["pass", "pass", "fail"]),
        ("4000000000000028", "normal", ["pass", "fail", "pass"]),
        ("4000000000000010", "normal", ["pass", "fail", "fail"]),
        (
            "4000000000000044",
            "normal",
            ["pass", "unavailable", "unavailable"],
        ),
        ("4000058400307872", "elevated", ["fail", "pass", "pass"]),
        ("4000058400306072", "elevated", ["pass", "pass", "fail"]),
    ] {
        let paid = pay(&store, numbered(number)).await;
        let charge = &paid["latest_charge"];
        assert_eq!(charge["outcome"]["risk_level"], level, "{number}");
        let score = charge["outcome"]["risk_score"].as_i64().unwrap();
        // Stripe calls a payment elevated from 65 on, and the highest from 75.
        assert_eq!((65..75).contains(&score), level == "elevated", "{number}");
        let found = &charge["payment_method_details"]["card"]["checks"];
        let names = [
            "cvc_check",
            "address_line1_check",
            "address_postal_code_check",
        ];
        for (name, check) in names.into_iter().zip(checks) {
            assert_eq!(found[name], check, "{number} {name}");
        }
    }
    let blocked = pay(&store, numbered("4100000000000019")).await;
    let charge = format!(
        "/v1/charges/{}",
        blocked["error"]["charge"].as_str().unwrap()
    );
    let charge = store.get(&charge, json!({})).await;
    for (field, value) in [
        ("network_status", "not_sent_to_network"),
        ("reason", "highest_risk_level"),
        ("risk_level", "highest"),
        ("rule", "block_if_high_risk"),
        ("type", "blocked"),
    ] {
        assert_eq!(charge["outcome"][field], value, "{field}");
    }
    assert_eq!(
        charge["fraud_details"],
        json!({ "stripe_report": "fraudulent" })
    );
}

#[tokio::test]
async fn something_follows_some_payments() {
    let store = Store::open().await;
    for (id, event_type) in [
        ("pm_card_createDispute", "charge.dispute.created"),
        (
            "pm_card_createDisputeProductNotReceived",
            "charge.dispute.created",
        ),
        ("pm_card_createDisputeInquiry", "charge.dispute.created"),
        (
            "pm_card_createIssuerFraudRecord",
            "radar.early_fraud_warning.created",
        ),
    ] {
        let paid = pay(&store, json!({ "payment_method": id })).await;
        assert_eq!(paid["status"], "succeeded");
        let event = store.newest_event(event_type).await;
        assert_eq!(
            event["data"]["object"]["payment_intent"], paid["id"],
            "{id}"
        );
    }
    for (id, status) in [
        ("pm_card_pendingRefund", "pending"),
        ("pm_card_refundFail", "succeeded"),
        ("pm_card_visa", "succeeded"),
    ] {
        let paid = pay(&store, json!({ "payment_method": id })).await;
        let refund = json!({ "payment_intent": paid["id"] });
        let refund = store.post("/v1/refunds", refund).await;
        assert_eq!(refund["status"], status, "{id}");
        store.advance(120).await;
        let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
        let later = store.get(&path, json!({})).await;
        let wanted = if id == "pm_card_refundFail" {
            "failed"
        } else {
            "succeeded"
        };
        assert_eq!(later["status"], wanted, "{id}");
    }
    for (id, status) in [
        ("pm_card_bypassPending", "available"),
        ("pm_card_visa", "pending"),
    ] {
        let paid = pay(&store, json!({ "payment_method": id })).await;
        let charge = paid["latest_charge"]["id"].as_str().unwrap();
        let path = format!("/v1/charges/{charge}");
        let charge = store
            .get(&path, json!({ "expand": ["balance_transaction"] }))
            .await;
        assert_eq!(charge["balance_transaction"]["status"], status, "{id}");
    }
}

#[tokio::test]
async fn a_hold_is_disputed_only_when_it_is_captured() {
    let store = Store::open().await;
    let held = json!({ "capture_method": "manual", "payment_method": "pm_card_createDispute" });
    let held = pay(&store, held).await;
    let disputes = || store.get("/v1/disputes", json!({ "payment_intent": held["id"] }));
    assert_eq!(disputes().await["data"], json!([]));
    let capture = format!(
        "/v1/payment_intents/{}/capture",
        held["id"].as_str().unwrap()
    );
    store
        .post(&capture, json!({ "amount_to_capture": 1500 }))
        .await;
    assert_eq!(disputes().await["data"][0]["amount"], 1500);
}

#[tokio::test]
async fn what_was_released_cannot_be_refunded() {
    let store = Store::open().await;
    let held = json!({ "capture_method": "manual", "payment_method": "pm_card_visa" });
    let held = pay(&store, held).await;
    let capture = format!(
        "/v1/payment_intents/{}/capture",
        held["id"].as_str().unwrap()
    );
    store
        .post(&capture, json!({ "amount_to_capture": 1500 }))
        .await;
    let refund = |amount: i64| json!({ "payment_intent": held["id"], "amount": amount });
    store
        .refused(
            Method::POST,
            "/v1/refunds",
            refund(1501),
            StatusCode::BAD_REQUEST,
        )
        .await;
    store.post("/v1/refunds", refund(1500)).await;
    let charge = held["latest_charge"]["id"].as_str().unwrap();
    let charge = store.get(&format!("/v1/charges/{charge}"), json!({})).await;
    assert_eq!(
        (&charge["amount_refunded"], &charge["refunded"]),
        (&json!(2000), &json!(true))
    );
}
