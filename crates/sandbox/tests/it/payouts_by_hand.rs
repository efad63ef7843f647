//! Payouts that the merchant asks for, and the bank accounts that they go to.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::payouts::{CARD, NET, newest, path_of};
use crate::support::{DAY, Store, types};

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
}

#[tokio::test]
async fn a_payout_by_hand_can_be_cancelled_until_the_bank_has_it() {
    let store = Store::open_on_monday().await;
    store
        .practice("settings", json!({ "payouts": "manual" }))
        .await;
    store.pay(&store.link(json!({})).await, CARD).await;
    store.advance(5 * DAY).await;
    let before = store.last_event().await;
    let given = json!({ "amount": 5000, "currency": "eur", "metadata": { "a": "b" } });
    let payout = store.post("/v1/payouts", given).await;
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
