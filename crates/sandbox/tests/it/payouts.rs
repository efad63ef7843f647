//! Payouts: automatic ones with all that they consist of, and those that fail.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MIDNIGHT, Store, cake, types, values};

pub const CARD: &str = "4242424242424242";
/// What is left of the cake's 86.50.
pub const NET: i64 = 8650 - 155;

pub async fn newest(store: &Store) -> Value {
    store.get("/v1/payouts", json!({ "limit": 1 })).await["data"][0].clone()
}

pub fn path_of(payout: &Value) -> String {
    format!("/v1/payouts/{}", payout["id"].as_str().unwrap())
}

async fn parts(store: &Store, payout: &Value) -> Vec<Value> {
    store
        .all(
            "/v1/balance_transactions",
            json!({ "payout": payout["id"] }),
        )
        .await
}

/// Two payments, and a refund of 10 euros of one of them.
async fn sell(store: &Store) {
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    store.pay(&link, CARD).await;
    store
        .post(
            "/v1/refunds",
            json!({ "payment_intent": intent, "amount": 1000 }),
        )
        .await;
}

#[tokio::test]
async fn what_is_available_is_paid_out_at_midnight() {
    let store = Store::open_on_monday().await;
    sell(&store).await;
    store.advance(DAY).await;
    assert_eq!(store.get("/v1/payouts", json!({})).await["data"], json!([]));
    store.advance(4 * DAY).await;
    let payout = newest(&store).await;
    for (field, value) in [
        ("amount", json!(2 * NET - 1000)),
        ("automatic", json!(true)),
        ("created", json!(MIDNIGHT + 2 * DAY)),
        ("arrival_date", json!(MIDNIGHT + 3 * DAY)),
        ("currency", json!("eur")),
        ("description", json!("STRIPE PAYOUT")),
        ("method", json!("standard")),
        ("reconciliation_status", json!("completed")),
        ("status", json!("paid")),
        ("type", json!("bank_account")),
    ] {
        assert_eq!(payout[field], value, "{field}");
    }
    assert_eq!(payout["trace_id"]["status"], "supported");
    let balance = store.get("/v1/balance", json!({})).await;
    assert_eq!(balance["available"][0]["amount"], 0);
    assert_eq!(balance["pending"][0]["amount"], 0);
}

#[tokio::test]
async fn a_payout_is_told_from_the_balance_to_the_bank() {
    let store = Store::open_on_monday().await;
    sell(&store).await;
    let before = store.last_event().await;
    store.advance(5 * DAY).await;
    let events = store.events_after(&before).await;
    assert_eq!(
        types(&events),
        [
            "balance.available",
            "payout.created",
            "payout.reconciliation_completed",
            "payout.updated",
            "payout.paid",
        ]
    );
    let midnight = MIDNIGHT + 2 * DAY;
    assert_eq!(
        values(&events, "created"),
        [
            midnight,
            midnight,
            midnight,
            midnight + 3600,
            midnight + DAY
        ]
    );
    let statuses: Vec<_> = events[1..]
        .iter()
        .map(|event| event["data"]["object"]["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["pending", "pending", "in_transit", "paid"]);
    let available = &events[0]["data"]["object"]["available"][0];
    assert_eq!(available["amount"], 2 * NET - 1000);
}

#[tokio::test]
async fn a_payout_is_the_sum_of_its_parts() {
    let store = Store::open_on_monday().await;
    sell(&store).await;
    store.advance(5 * DAY).await;
    let payout = newest(&store).await;
    let parts = parts(&store, &payout).await;
    assert_eq!(
        values(&parts, "type"),
        ["payout", "refund", "charge", "charge"]
    );
    let paid: i64 = parts[1..]
        .iter()
        .map(|it| it["net"].as_i64().unwrap())
        .sum();
    assert_eq!(payout["amount"], paid);
    assert_eq!(parts[0]["net"], -paid);
    assert_eq!(parts[0]["id"], payout["balance_transaction"]);
}

#[tokio::test]
async fn weekends_delay_and_each_day_is_paid_out_by_itself() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    for _ in 0..7 {
        store.pay(&link, CARD).await;
        store.advance(DAY).await;
    }
    store.advance(7 * DAY).await;
    let payouts = store.all("/v1/payouts", json!({})).await;
    let days: Vec<_> = payouts
        .iter()
        .rev()
        .map(|payout| {
            let day = |field: &str| (payout[field].as_i64().unwrap() - MIDNIGHT) / DAY;
            assert_eq!(payout["amount"], NET);
            (day("created"), day("arrival_date"))
        })
        .collect();
    // Made on Wednesday and so on; those of Friday to Sunday arrive on Monday.
    let expected = [(2, 3), (3, 4), (4, 7), (5, 7), (6, 7), (7, 8), (8, 9)];
    assert_eq!(days, expected);

    for (filter, count) in [
        (json!({ "arrival_date": { "gte": MIDNIGHT + 7 * DAY } }), 5),
        (json!({ "arrival_date": MIDNIGHT + 7 * DAY }), 3),
        (json!({ "arrival_date": { "lt": MIDNIGHT + 4 * DAY } }), 1),
        (json!({ "created": { "gt": MIDNIGHT + 7 * DAY } }), 1),
        (json!({ "status": "paid" }), 7),
        (json!({ "status": "failed" }), 0),
        (json!({ "destination": payouts[0]["destination"] }), 7),
        (json!({ "destination": "ba_x" }), 0),
    ] {
        let found = store.all("/v1/payouts", filter.clone()).await;
        assert_eq!(found.len(), count, "{filter}");
    }
}

#[tokio::test]
async fn payouts_fail_at_once_or_after_they_were_paid() {
    for (days, told) in [
        (0, vec!["payout.updated", "payout.failed"]),
        (3, vec!["payout.updated", "payout.paid", "payout.failed"]),
    ] {
        let store = Store::open_on_monday().await;
        let failure = json!({ "code": "account_closed", "days_after_paid": days });
        let (status, _) = store
            .practice("settings", json!({ "payout_failure": failure }))
            .await;
        assert_eq!(status, StatusCode::OK);
        let link = store.link(json!({})).await;
        store.pay(&link, CARD).await;
        store.advance(2 * DAY).await;
        store
            .practice("settings", json!({ "payout_failure": null }))
            .await;
        let payout = newest(&store).await;
        assert_eq!(payout["status"], "in_transit");
        let reconciled = store.newest_event("payout.reconciliation_completed").await;
        store.advance((1 + days) * DAY).await;
        let failed = store.get(&path_of(&payout), json!({})).await;
        assert_eq!(failed["status"], "failed");
        assert_eq!(failed["failure_code"], "account_closed");
        assert_eq!(
            failed["failure_message"],
            "The bank account has been closed."
        );
        let events = store.events_after(&reconciled).await;
        assert_eq!(types(&events)[..told.len()], told);
        let back = failed["failure_balance_transaction"].as_str().unwrap();
        let back = store
            .get(&format!("/v1/balance_transactions/{back}"), json!({}))
            .await;
        assert_eq!(back["amount"], NET);
        assert_eq!(back["type"], "payout_failure");
        assert_eq!(back["reporting_category"], "payout_reversal");
        assert_eq!(back["description"], "REFUND FOR PAYOUT (STRIPE PAYOUT)");

        // The money goes with the next payout.
        store.advance(5 * DAY).await;
        let next = newest(&store).await;
        assert_eq!(next["status"], "paid");
        assert_eq!(next["amount"], NET);
        let parts = parts(&store, &next).await;
        assert_eq!(values(&parts, "type"), ["payout", "payout_failure"]);
    }
    let store = Store::open().await;
    let (status, answer) = store
        .practice(
            "settings",
            json!({ "payout_failure": { "code": "bad_mood" } }),
        )
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
}

#[tokio::test]
async fn a_negative_balance_is_paid_out_to_nobody() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    store.advance(10 * DAY).await;
    store
        .practice("disputes", json!({ "payment_intent": intent }))
        .await;
    store.advance(DAY).await;
    let owed = -8650 - 2000;
    let balance = store.get("/v1/balance", json!({})).await;
    assert_eq!(balance["available"][0]["amount"], owed);
    store.pay(&link, CARD).await;
    store.advance(5 * DAY).await;
    assert_eq!(store.all("/v1/payouts", json!({})).await.len(), 1);
    store.pay(&link, CARD).await;
    store.advance(5 * DAY).await;
    let payout = newest(&store).await;
    assert_eq!(payout["amount"], 2 * NET + owed);
    let parts = parts(&store, &payout).await;
    assert_eq!(
        values(&parts, "type"),
        ["payout", "charge", "charge", "adjustment"]
    );
}

#[tokio::test]
async fn an_automatic_payout_cannot_be_cancelled() {
    let store = Store::open_on_monday().await;
    store.pay(&store.link(json!({})).await, CARD).await;
    store.advance(2 * DAY - 10 * 3600 + 60).await;
    let payout = newest(&store).await;
    assert_eq!(payout["status"], "pending");
    let cancel = format!("{}/cancel", path_of(&payout));
    let refused = store
        .refused(Method::POST, &cancel, json!({}), StatusCode::BAD_REQUEST)
        .await;
    let said = refused["message"].as_str().unwrap();
    assert!(said.contains("created automatically"), "{said}");
    assert_eq!(store.get(&path_of(&payout), json!({})).await, payout);
}

#[tokio::test]
async fn forints_are_paid_out_whole() {
    let store = Store::open_on_monday().await;
    let mut given = cake(json!({}));
    given["line_items"][0]["price_data"]["currency"] = json!("huf");
    given["line_items"][0]["price_data"]["unit_amount"] = json!(350_000);
    let link = store.post("/v1/payment_links", given).await;
    for _ in 0..2 {
        store.pay(&link, CARD).await;
        store.advance(3 * DAY).await;
    }
    let payouts = store.all("/v1/payouts", json!({})).await;
    // 3500.00 less 52.50 and 0.25 is 3447.25: 25 stay behind, and 50 after the second.
    assert_eq!(values(&payouts, "amount"), [344_700, 344_700]);
    for payout in &payouts {
        let parts = parts(&store, payout).await;
        let sum: i64 = parts.iter().map(|it| it["net"].as_i64().unwrap()).sum();
        assert_eq!(sum, 0, "{parts:?}");
        assert_eq!(
            values(&parts, "type")[..2],
            ["payout_minimum_balance_hold", "payout"]
        );
    }
    let balance = store.get("/v1/balance", json!({})).await;
    let forints = balance["available"].as_array().unwrap().iter();
    let forints: Vec<_> = forints.filter(|it| it["currency"] == "huf").collect();
    assert_eq!(forints[0]["amount"], 50);

    let odd = json!({ "amount": 50, "currency": "huf" });
    let refused = store
        .refused(Method::POST, "/v1/payouts", odd, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(refused["param"], "amount");
}
