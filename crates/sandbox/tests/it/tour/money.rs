//! The part of the tour that follows the money: refunds, disputes, warnings, the balance, payouts.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::read;
use crate::support::{DAY, Store, cake};

const CARD: &str = "4242424242424242";

pub async fn all(store: &Store) {
    let link = store.link(json!({})).await;
    waiting_refund().await;
    refunds(store, &link).await;
    warnings(store).await;
    reviews(store, &link).await;
    forints(store).await;
    files(store).await;
    disputes(store, &link).await;
    store.advance(5 * DAY).await;
    payouts(store).await;
    paid_out_by_hand(store).await;
    store.get("/v1/balance", json!({})).await;
    let transactions = store.get("/v1/balance/history", json!({})).await;
    let last = transactions["data"][0]["id"].as_str().unwrap();
    store
        .get(&format!("/v1/balance/history/{last}"), json!({}))
        .await;
    let account = store.get("/v1/account", json!({})).await;
    let accounts = format!(
        "/v1/accounts/{}/external_accounts",
        account["id"].as_str().unwrap()
    );
    let banks = store.get(&accounts, json!({})).await;
    read(store, &accounts, &banks["data"][0]).await;
}

async fn charge_of(store: &Store, intent: &str) -> String {
    let query = json!({ "payment_intent": intent });
    let charges = store.get("/v1/charges", query).await;
    let id = charges["data"][0]["id"].as_str().unwrap();
    format!("/v1/charges/{id}")
}

async fn refunds(store: &Store, link: &Value) {
    let intent = store.pay(link, CARD).await;
    let given = json!({ "payment_intent": intent, "amount": 100, "reason": "duplicate" });
    let refund = store.post("/v1/refunds", given).await;
    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    store
        .post(&path, json!({ "metadata": { "why": "cold" } }))
        .await;
    read(store, "/v1/refunds", &refund).await;

    let charge = charge_of(store, &intent).await;
    let listed = format!("{charge}/refunds");
    let refund = store.post(&listed, json!({ "amount": 100 })).await;
    let one = format!("{listed}/{}", refund["id"].as_str().unwrap());
    store
        .post(&one, json!({ "metadata": { "why": "late" } }))
        .await;
    read(store, &listed, &refund).await;
    store.post(&format!("{charge}/refund"), json!({})).await;
    store.get(&charge, json!({ "expand": ["refunds"] })).await;
}

/// A refund that waits, because in a store with nothing else the money for it is not there.
async fn waiting_refund() {
    let store = Store::open_on_monday().await;
    let setting = json!({ "debit_negative_balances": false });
    store.practice("settings", setting).await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let given = json!({ "payment_intent": intent });
    let refund = store.post("/v1/refunds", given).await;
    assert_eq!(refund["status"], "pending");
    let id = refund["id"].as_str().unwrap();
    store
        .post(&format!("/v1/refunds/{id}/cancel"), json!({}))
        .await;
    let expire = format!("/v1/test_helpers/refunds/{id}/expire");
    store
        .refused(Method::POST, &expire, json!({}), StatusCode::BAD_REQUEST)
        .await;
    store.get("/v1/events", json!({ "limit": 100 })).await;
}

/// Warnings of fraud, which come with a card of their own.
async fn warnings(store: &Store) {
    let path = "/v1/radar/early_fraud_warnings";
    store.get(path, json!({})).await;
    let none = format!("{path}/issfr_x");
    store
        .refused(Method::GET, &none, json!({}), StatusCode::NOT_FOUND)
        .await;
}

async fn files(store: &Store) {
    let file = crate::files::uploaded(store).await;
    read(store, "/v1/files", &file).await;
    let link = store
        .post("/v1/file_links", json!({ "file": file["id"] }))
        .await;
    let path = format!("/v1/file_links/{}", link["id"].as_str().unwrap());
    store
        .post(&path, json!({ "metadata": { "kept": "here" } }))
        .await;
    read(store, "/v1/file_links", &link).await;
    store.get(&path, json!({ "expand": ["file"] })).await;
}

/// A review, which is opened for a card of elevated risk.
async fn reviews(store: &Store, link: &Value) {
    store.practice("settings", json!({ "reviews": true })).await;
    store.pay(link, "4000000000009235").await;
    let open = store.get("/v1/reviews", json!({})).await;
    read(store, "/v1/reviews", &open["data"][0]).await;
    let id = open["data"][0]["id"].as_str().unwrap();
    store
        .post(&format!("/v1/reviews/{id}/approve"), json!({}))
        .await;
}

async fn disputes(store: &Store, link: &Value) {
    let mut paths = Vec::new();
    for given in [
        json!({ "reason": "fraudulent" }),
        json!({ "reason": "product_not_received" }),
        json!({ "reason": "general", "inquiry": true }),
    ] {
        let mut open = given;
        open["payment_intent"] = json!(store.pay(link, CARD).await);
        let (status, dispute) = store.practice("disputes", open).await;
        assert_eq!(status, StatusCode::OK, "{dispute}");
        read(store, "/v1/disputes", &dispute).await;
        let id = dispute["id"].as_str().unwrap();
        paths.push((format!("/v1/disputes/{id}"), dispute["charge"].clone()));
    }
    let evidence = json!({ "evidence": { "uncategorized_text": "winning_evidence" } });
    store.post(&paths[0].0, evidence).await;
    let of_charge = format!("/v1/charges/{}/dispute", paths[1].1.as_str().unwrap());
    store
        .post(&of_charge, json!({ "metadata": { "a": "b" } }))
        .await;
    store.get(&of_charge, json!({})).await;
    store.post(&format!("{of_charge}/close"), json!({})).await;
    store
        .post(&format!("{}/close", paths[2].0), json!({}))
        .await;
}

async fn payouts(store: &Store) {
    let automatic = store.get("/v1/payouts", json!({ "limit": 1 })).await;
    let expanded = json!({ "expand": ["data.destination", "data.balance_transaction"] });
    store.get("/v1/payouts", expanded).await;
    read(store, "/v1/payouts", &automatic["data"][0]).await;
    let path = format!(
        "/v1/payouts/{}",
        automatic["data"][0]["id"].as_str().unwrap()
    );
    store
        .post(&path, json!({ "metadata": { "week": "1" } }))
        .await;
}

/// What is not a whole forint stays behind when forints are paid out.
async fn forints(store: &Store) {
    let mut given = cake(json!({}));
    given["line_items"][0]["price_data"]["currency"] = json!("huf");
    given["line_items"][0]["price_data"]["unit_amount"] = json!(350_000);
    let link = store.post("/v1/payment_links", given).await;
    for _ in 0..2 {
        store.pay(&link, CARD).await;
        store.advance(3 * DAY).await;
    }
    store
        .get("/v1/balance_transactions", json!({ "limit": 100 }))
        .await;
}

async fn paid_out_by_hand(store: &Store) {
    store
        .practice("settings", json!({ "payouts": "manual" }))
        .await;
    let link = store.link(json!({})).await;
    store.pay(&link, CARD).await;
    store.advance(5 * DAY).await;
    let given = json!({ "amount": 100, "currency": "eur" });
    let payout = store.post("/v1/payouts", given).await;
    let path = format!("/v1/payouts/{}", payout["id"].as_str().unwrap());
    let reverse = format!("{path}/reverse");
    store
        .refused(Method::POST, &reverse, json!({}), StatusCode::BAD_REQUEST)
        .await;
    store.post(&format!("{path}/cancel"), json!({})).await;
}
