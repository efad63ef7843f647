//! Disputes: opened, answered, won, lost, left alone.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MIDNIGHT, MONDAY, Store, types, values};

const CARD: &str = "4242424242424242";

/// A store with a payment that is disputed: the store, the intent, the dispute.
pub async fn disputed(given: Value) -> (Store, String, Value) {
    let store = Store::open_on_monday().await;
    let link = store
        .link(json!({ "billing_address_collection": "required" }))
        .await;
    let intent = store.pay(&link, CARD).await;
    let mut open = given;
    open["payment_intent"] = json!(intent);
    let (status, dispute) = store.practice("disputes", open).await;
    assert_eq!(status, StatusCode::OK, "{dispute}");
    (store, intent, dispute)
}

pub fn path_of(dispute: &Value) -> String {
    format!("/v1/disputes/{}", dispute["id"].as_str().unwrap())
}

pub async fn net_of_all(store: &Store) -> i64 {
    let transactions = store.all("/v1/balance_transactions", json!({})).await;
    transactions
        .iter()
        .map(|it| it["net"].as_i64().unwrap())
        .sum()
}

#[tokio::test]
async fn a_dispute_takes_the_money_and_a_fee() {
    let (store, intent, dispute) = disputed(json!({ "reason": "product_not_received" })).await;
    for (field, value) in [
        ("object", json!("dispute")),
        ("amount", json!(8650)),
        ("currency", json!("eur")),
        ("payment_intent", json!(intent)),
        ("reason", json!("product_not_received")),
        ("status", json!("needs_response")),
        ("is_charge_refundable", json!(false)),
        ("enhanced_eligibility_types", json!([])),
    ] {
        assert_eq!(dispute[field], value, "{field}");
    }
    assert_eq!(
        dispute["payment_method_details"]["card"],
        json!({
            "brand": "visa",
            "case_type": "chargeback",
            "network": "visa",
            "network_reason_code": "13.1",
        })
    );
    let details = &dispute["evidence_details"];
    // The end of the fourteenth day.
    assert_eq!(details["due_by"], MIDNIGHT + 15 * DAY - 1);
    assert_eq!(details["has_evidence"], false);
    assert_eq!(details["enhanced_eligibility"], json!({}));
    assert!(dispute["evidence"]["customer_email_address"].is_string());
    assert!(dispute["evidence"]["billing_address"].is_string());
    assert_eq!(dispute["evidence"]["receipt"], Value::Null);

    let taken = &dispute["balance_transactions"][0];
    for (field, value) in [
        ("amount", json!(-8650)),
        ("fee", json!(2000)),
        ("net", json!(-10650)),
        ("type", json!("adjustment")),
        ("reporting_category", json!("dispute")),
        ("source", dispute["id"].clone()),
        ("status", json!("pending")),
    ] {
        assert_eq!(taken[field], value, "{field}");
    }
    assert_eq!(taken["fee_details"][0]["description"], "Dispute fee");
    let charge = dispute["charge"].as_str().unwrap();
    assert_eq!(
        taken["description"],
        format!("Chargeback withdrawal for {charge}")
    );

    let created = store.newest_event("charge.dispute.created").await;
    let events = store.events_after(&created).await;
    assert_eq!(types(&events), ["charge.dispute.funds_withdrawn"]);
    assert_eq!(created["data"]["object"], dispute);
    assert_eq!(created["request"]["id"], Value::Null);
    let charge = store.get(&format!("/v1/charges/{charge}"), json!({})).await;
    assert_eq!(charge["disputed"], true);
    assert_eq!(charge["amount_refunded"], 0);

    for filter in [
        json!({ "charge": charge["id"] }),
        json!({ "payment_intent": intent }),
        json!({ "created": { "gte": MONDAY } }),
    ] {
        let found = store.get("/v1/disputes", filter.clone()).await;
        assert_eq!(
            values(found["data"].as_array().unwrap(), "id"),
            [dispute["id"].clone()]
        );
    }
    let none = store.get("/v1/disputes", json!({ "charge": "ch_x" })).await;
    assert_eq!(none["data"], json!([]));
    let older = format!("/v1/charges/{}/dispute", charge["id"].as_str().unwrap());
    assert_eq!(store.get(&older, json!({})).await, dispute);
}

#[tokio::test]
async fn evidence_wins_or_loses_as_test_mode_has_it() {
    for (words, status, reinstated) in [
        ("winning_evidence", "won", true),
        ("losing_evidence", "lost", false),
    ] {
        let (store, _, dispute) = disputed(json!({})).await;
        let path = path_of(&dispute);
        let staged = json!({ "evidence": { "product_description": "Cake" }, "submit": false });
        let staged = store.post(&path, staged).await;
        assert_eq!(staged["status"], "needs_response");
        assert_eq!(staged["evidence_details"]["has_evidence"], true);
        assert_eq!(staged["evidence_details"]["submission_count"], 0);
        let before = store.last_event().await;
        let given = json!({ "evidence": { "uncategorized_text": words } });
        let answered = store.post(&path, given.clone()).await;
        assert_eq!(answered["status"], "under_review");
        assert_eq!(answered["evidence"]["product_description"], "Cake");
        assert_eq!(answered["evidence_details"]["submission_count"], 1);
        let again = store
            .refused(Method::POST, &path, given.clone(), StatusCode::BAD_REQUEST)
            .await;
        assert!(
            again["message"]
                .as_str()
                .unwrap()
                .contains("already been submitted")
        );

        store.advance(60).await;
        let decided = store.get(&path, json!({})).await;
        assert_eq!(decided["status"], status);
        let events = store.events_after(&before).await;
        let mut told = vec!["charge.dispute.updated"];
        told.extend(reinstated.then_some("charge.dispute.funds_reinstated"));
        told.push("charge.dispute.closed");
        assert_eq!(types(&events), told);
        let updated = &events[0]["data"]["previous_attributes"];
        assert_eq!(updated["status"], "needs_response");
        assert_eq!(updated["evidence"], json!({ "uncategorized_text": null }));

        let fee = 155;
        let left = if reinstated { 8650 - fee } else { -fee - 2000 };
        assert_eq!(net_of_all(&store).await, left, "{words}");
        if reinstated {
            let back = &decided["balance_transactions"][1];
            assert_eq!(back["amount"], 8650);
            assert_eq!(back["fee"], -2000);
            assert_eq!(back["reporting_category"], "dispute_reversal");
        }
        let closed = store
            .refused(Method::POST, &path, given, StatusCode::BAD_REQUEST)
            .await;
        assert_eq!(closed["message"], "This dispute is already closed");
    }
}

#[tokio::test]
async fn a_dispute_that_nobody_answers_is_lost_when_the_time_is_over() {
    let (store, _, dispute) = disputed(json!({})).await;
    let path = path_of(&dispute);
    store.advance(14 * DAY - 11 * 3600).await;
    assert_eq!(
        store.get(&path, json!({})).await["status"],
        "needs_response"
    );
    store.advance(DAY + 11 * 3600).await;
    let lost = store.get(&path, json!({})).await;
    assert_eq!(lost["status"], "lost");
    assert_eq!(lost["evidence_details"]["past_due"], true);
    let event = store.newest_event("charge.dispute.closed").await;
    assert_eq!(event["created"], dispute["evidence_details"]["due_by"]);
}

#[tokio::test]
async fn a_bank_decides_over_other_evidence_after_two_months() {
    let (store, _, dispute) = disputed(json!({})).await;
    let path = path_of(&dispute);
    let given = json!({ "evidence": { "uncategorized_text": "It was delivered." } });
    store.post(&path, given).await;
    store.advance(59 * DAY).await;
    assert_eq!(store.get(&path, json!({})).await["status"], "under_review");
    store.advance(2 * DAY).await;
    let decided = store.get(&path, json!({})).await;
    let status = decided["status"].as_str().unwrap();
    assert!(["won", "lost"].contains(&status), "{status}");
}

#[tokio::test]
async fn the_door_ends_a_dispute_and_the_merchant_may_give_in() {
    let (store, _, dispute) = disputed(json!({})).await;
    let call = format!("disputes/{}/close", dispute["id"].as_str().unwrap());
    let (status, _) = store.practice(&call, json!({ "status": "draw" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, won) = store.practice(&call, json!({ "status": "won" })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(won["status"], "won");
    assert_eq!(won["is_charge_refundable"], true);
    assert_eq!(store.get(&path_of(&dispute), json!({})).await, won);
    let (status, _) = store.practice(&call, json!({ "status": "lost" })).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let (status, _) = store
        .practice("disputes/du_x/close", json!({ "status": "won" }))
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);

    // What was won can be refunded, or be disputed again.
    let charge = json!({ "charge": dispute["charge"], "amount": 650 });
    store.post("/v1/refunds", charge).await;
    let (_, second) = store
        .practice("disputes", json!({ "charge": dispute["charge"] }))
        .await;
    assert_eq!(second["amount"], 8000);
    let lost = store
        .post(&format!("{}/close", path_of(&second)), json!({}))
        .await;
    assert_eq!(lost["status"], "lost");
    let event = store.newest_event("charge.dispute.closed").await;
    assert!(event["request"]["id"].is_string());
}

#[tokio::test]
async fn refunds_on_their_way_fail_when_the_bank_takes_the_money() {
    let store = Store::open_on_monday().await;
    store
        .practice("settings", json!({ "debit_negative_balances": false }))
        .await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let part = json!({ "payment_intent": intent, "amount": 8600 });
    let refund = store.post("/v1/refunds", part).await;
    assert_eq!(refund["status"], "pending");
    let before = store.last_event().await;
    let (_, dispute) = store
        .practice("disputes", json!({ "payment_intent": intent }))
        .await;
    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    let failed = store.get(&path, json!({})).await;
    assert_eq!(failed["status"], "failed");
    assert_eq!(
        failed["failure_reason"],
        "charge_for_pending_refund_disputed"
    );
    assert_eq!(
        types(&store.events_after(&before).await),
        [
            "refund.updated",
            "charge.refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.funds_withdrawn"
        ]
    );
    assert_eq!(dispute["amount"], 8650);
}

#[tokio::test]
async fn odd_disputes_and_answers_are_refused() {
    let (store, intent, dispute) = disputed(json!({})).await;
    let link = store
        .link(json!({ "payment_intent_data": { "capture_method": "manual" } }))
        .await;
    let uncaptured = store.pay(&link, CARD).await;
    let refunded = store.pay(&store.link(json!({})).await, CARD).await;
    store
        .post("/v1/refunds", json!({ "payment_intent": refunded }))
        .await;
    for (given, status) in [
        (json!({ "payment_intent": intent }), StatusCode::CONFLICT),
        (
            json!({ "payment_intent": uncaptured }),
            StatusCode::CONFLICT,
        ),
        (json!({ "payment_intent": refunded }), StatusCode::CONFLICT),
        (json!({ "payment_intent": "pi_x" }), StatusCode::NOT_FOUND),
        (json!({ "charge": "ch_x" }), StatusCode::NOT_FOUND),
        (json!({}), StatusCode::BAD_REQUEST),
        (
            json!({ "payment_intent": refunded, "reason": "whim" }),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let (found, answer) = store.practice("disputes", given.clone()).await;
        assert_eq!(found, status, "{given} {answer}");
    }
    let path = path_of(&dispute);
    let long = "a".repeat(20_000);
    let texts = [
        "access_activity_log",
        "billing_address",
        "cancellation_rebuttal",
        "product_description",
        "service_date",
        "shipping_address",
        "shipping_carrier",
        "uncategorized_text",
    ];
    let all: serde_json::Map<_, _> = texts
        .iter()
        .map(|field| ((*field).to_owned(), json!(long)))
        .collect();
    for (evidence, param) in [
        (json!({ "colour": "red" }), "evidence[colour]"),
        (json!({ "receipt": "file_x" }), "evidence[receipt]"),
        (
            json!({ "uncategorized_text": "a".repeat(20_001) }),
            "evidence[uncategorized_text]",
        ),
        (Value::Object(all), "evidence"),
    ] {
        let given = json!({ "evidence": evidence });
        let refused = store
            .refused(Method::POST, &path, given, StatusCode::BAD_REQUEST)
            .await;
        assert_eq!(refused["param"], param, "{refused}");
    }
    let touched = json!({
        "metadata": { "case": "7" },
        "intended_submission_method": "prefer_manual",
    });
    let touched = store.post(&path, touched).await;
    assert_eq!(touched["intended_submission_method"], "prefer_manual");
    assert_eq!(touched["status"], "needs_response", "metadata is no answer");
    store
        .refused(
            Method::GET,
            "/v1/disputes/du_x",
            json!({}),
            StatusCode::NOT_FOUND,
        )
        .await;
}
