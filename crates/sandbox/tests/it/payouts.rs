//! Payouts: automatic ones with all that they consist of, those that fail, and manual ones.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MIDNIGHT, Store, cake, types, values};

const CARD: &str = "4242424242424242";
/// What is left of the cake's 86.50.
const NET: i64 = 8650 - 155;

async fn newest(store: &Store) -> Value {
    store.get("/v1/payouts", json!({ "limit": 1 })).await["data"][0].clone()
}

fn path_of(payout: &Value) -> String {
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

#[tokio::test]
async fn what_is_available_is_paid_out_at_midnight() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    store.pay(&link, CARD).await;
    store
        .post(
            "/v1/refunds",
            json!({ "payment_intent": intent, "amount": 1000 }),
        )
        .await;
    let before = store.last_event().await;
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
    let balance = store.get("/v1/balance", json!({})).await;
    assert_eq!(balance["available"][0]["amount"], 0);
    assert_eq!(balance["pending"][0]["amount"], 0);
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

#[tokio::test]
async fn the_merchant_pays_out_by_hand() {
    let store = Store::open_on_monday().await;
    store
        .practice("settings", json!({ "payouts": "manual" }))
        .await;
    let link = store.link(json!({})).await;
    store.pay(&link, CARD).await;
    store.advance(5 * DAY).await;
    assert_eq!(store.get("/v1/payouts", json!({})).await["data"], json!([]));
    let account = store.get("/v1/account", json!({})).await;
    assert_eq!(
        account["settings"]["payouts"]["schedule"]["interval"],
        "manual"
    );

    let before = store.last_event().await;
    let given = json!({
        "amount": 5000,
        "currency": "eur",
        "description": "Rent",
        "metadata": { "a": "b" },
        "statement_descriptor": "HARBOUR",
        "expand": ["destination", "balance_transaction"],
    });
    let payout = store.post("/v1/payouts", given).await;
    assert_eq!(payout["status"], "pending");
    assert_eq!(payout["automatic"], false);
    assert_eq!(payout["reconciliation_status"], "not_applicable");
    assert_eq!(payout["description"], "Rent");
    assert_eq!(payout["destination"]["object"], "bank_account");
    assert_eq!(payout["destination"]["currency"], "eur");
    assert_eq!(payout["balance_transaction"]["net"], -5000);
    assert_eq!(
        types(&store.events_after(&before).await),
        ["payout.created"]
    );
    let too_much = json!({ "amount": NET - 4999, "currency": "eur" });
    let refused = store
        .refused(
            Method::POST,
            "/v1/payouts",
            too_much,
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert_eq!(refused["code"], "balance_insufficient");
    let filter = json!({ "payout": payout["id"] });
    let refused = store
        .refused(
            Method::GET,
            "/v1/balance_transactions",
            filter,
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("automatic transfers")
    );

    let changed = store
        .post(&path_of(&payout), json!({ "metadata": { "c": "d" } }))
        .await;
    assert_eq!(changed["metadata"], json!({ "a": "b", "c": "d" }));
    let cancel = format!("{}/cancel", path_of(&payout));
    let cancelled = store.post(&cancel, json!({})).await;
    assert_eq!(cancelled["status"], "canceled");
    let back = cancelled["failure_balance_transaction"].as_str().unwrap();
    let back = store
        .get(&format!("/v1/balance_transactions/{back}"), json!({}))
        .await;
    assert_eq!(back["type"], "payout_cancel");
    assert_eq!(back["net"], 5000);
    let told = store.events_after(&before).await;
    assert_eq!(
        types(&told),
        ["payout.created", "payout.updated", "payout.canceled"]
    );
    store
        .post("/v1/payouts", json!({ "amount": NET, "currency": "eur" }))
        .await;
    store.advance(4 * DAY).await;
    let paid = newest(&store).await;
    assert_eq!(paid["status"], "paid");
    let late = format!("{}/cancel", path_of(&paid));
    let refused = store
        .refused(Method::POST, &late, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("status of paid")
    );
    let reverse = format!("{}/reverse", path_of(&paid));
    store
        .refused(Method::POST, &reverse, json!({}), StatusCode::BAD_REQUEST)
        .await;
}

#[tokio::test]
async fn an_instant_payout_takes_half_an_hour_and_a_fee() {
    let store = Store::open_on_monday().await;
    store
        .practice("settings", json!({ "payouts": "manual" }))
        .await;
    let link = store.link(json!({})).await;
    store.pay(&link, CARD).await;
    let balance = store.get("/v1/balance", json!({})).await;
    assert_eq!(balance["available"][0]["amount"], 0);
    assert_eq!(balance["instant_available"][0]["amount"], NET);
    let given = json!({
        "amount": 8000,
        "currency": "eur",
        "method": "instant",
        "expand": ["balance_transaction"],
    });
    let payout = store.post("/v1/payouts", given.clone()).await;
    assert_eq!(payout["balance_transaction"]["fee"], 80);
    assert_eq!(payout["balance_transaction"]["net"], -8080);
    store.advance(1801).await;
    assert_eq!(
        store.get(&path_of(&payout), json!({})).await["status"],
        "paid"
    );
    store
        .refused(Method::POST, "/v1/payouts", given, StatusCode::BAD_REQUEST)
        .await;
}

#[tokio::test]
async fn bank_accounts_are_listed_with_the_account() {
    let store = Store::open().await;
    let account = store.get("/v1/account", json!({})).await;
    let own = &account["external_accounts"]["data"][0];
    assert_eq!(own["currency"], "eur");
    assert_eq!(own["account"], account["id"]);
    let path = format!(
        "/v1/accounts/{}/external_accounts",
        account["id"].as_str().unwrap()
    );
    let listed = store.get(&path, json!({ "object": "bank_account" })).await;
    assert_eq!(listed["data"][0], *own);
    assert_eq!(
        store.get(&path, json!({ "object": "card" })).await["data"],
        json!([])
    );
    let one = format!("{path}/{}", own["id"].as_str().unwrap());
    assert_eq!(store.get(&one, json!({})).await, *own);
    for (currency, destination, param) in [
        ("chf", Value::Null, "currency"),
        ("eur", json!("ba_x"), "destination"),
    ] {
        let mut given = json!({ "amount": 1, "currency": currency });
        if !destination.is_null() {
            given["destination"] = destination;
        }
        let refused = store
            .refused(Method::POST, "/v1/payouts", given, StatusCode::BAD_REQUEST)
            .await;
        assert_eq!(refused["param"], param);
    }
}
