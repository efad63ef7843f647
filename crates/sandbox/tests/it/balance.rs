//! The balance and its transactions: fees, currencies, what is pending and what is available.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MIDNIGHT, Store, cake, values};

const CARD: &str = "4242424242424242";

async fn link_in(store: &Store, currency: &str, amount: i64) -> Value {
    let mut given = cake(json!({}));
    given["line_items"][0]["price_data"]["currency"] = json!(currency);
    given["line_items"][0]["price_data"]["unit_amount"] = json!(amount);
    store.post("/v1/payment_links", given).await
}

async fn newest(store: &Store, filter: Value) -> Value {
    store.get("/v1/balance_transactions", filter).await["data"][0].clone()
}

#[tokio::test]
async fn money_is_pending_until_its_day() {
    let store = Store::open_on_monday().await;
    let empty = store.get("/v1/balance", json!({})).await;
    let nothing = json!([{ "amount": 0, "currency": "eur", "source_types": { "card": 0 } }]);
    assert_eq!(empty["object"], "balance");
    assert_eq!(empty["available"], nothing);
    assert_eq!(empty["pending"], nothing);
    store
        .practice("settings", json!({ "payouts": "manual" }))
        .await;
    store.pay(&link_in(&store, "eur", 1000).await, CARD).await;
    store.pay(&link_in(&store, "usd", 2000).await, CARD).await;
    let amounts = |balance: &Value, part: &str| {
        let parts = balance[part].as_array().unwrap().clone();
        (values(&parts, "currency"), values(&parts, "amount"))
    };
    let both = vec![json!("eur"), json!("usd")];
    let (some, none) = (vec![json!(960), json!(1945)], vec![json!(0), json!(0)]);
    for (days, pending, available) in [(1, &some, &none), (1, &none, &some)] {
        store.advance(days * DAY).await;
        let balance = store.get("/v1/balance", json!({})).await;
        assert_eq!(
            amounts(&balance, "pending"),
            (both.clone(), pending.clone())
        );
        assert_eq!(
            amounts(&balance, "available"),
            (both.clone(), available.clone())
        );
    }
    let event = store.newest_event("balance.available").await;
    assert_eq!(event["created"], MIDNIGHT + 2 * DAY);
    assert_eq!(event["data"]["object"]["object"], "balance");
    let told = store
        .get("/v1/events", json!({ "type": "balance.available" }))
        .await;
    assert_eq!(told["data"].as_array().unwrap().len(), 1, "both at once");
    let transactions = store.all("/v1/balance_transactions", json!({})).await;
    assert_eq!(values(&transactions, "status"), ["available", "available"]);
}

#[tokio::test]
async fn fees_are_as_the_merchant_agreed() {
    let store = Store::open_on_monday().await;
    let link = link_in(&store, "eur", 10_000).await;
    store.pay(&link, CARD).await;
    let fee = json!({ "percent": "2.9", "fixed": 30, "tax_percent": "19" });
    let (status, settings) = store.practice("settings", json!({ "fee": fee })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(settings["fee"]["percent"], "2.9");
    assert_eq!(settings["fee"]["dispute"], 2000, "what is not given stays");
    let store = store.reopen_with(|_| {}).await;
    store.pay(&link, CARD).await;
    let taxed = newest(&store, json!({})).await;
    let lines = taxed["fee_details"].as_array().unwrap();
    assert_eq!(values(lines, "type"), ["stripe_fee", "tax"]);
    assert_eq!(values(lines, "amount"), [320, 61]);
    assert_eq!(lines[1]["description"], "VAT");
    assert_eq!(taxed["fee"], 381);
    assert_eq!(taxed["net"], 10_000 - 381);
    let all = store.all("/v1/balance_transactions", json!({})).await;
    assert_eq!(values(&all, "fee"), [381, 175], "the first keeps its fee");

    for wrong in [
        json!({ "fee": { "percent": 1.5 } }),
        json!({ "fee": { "percent": "-1" } }),
        json!({ "fee": { "percent": "101" } }),
        json!({ "fee": { "fixed": -1 } }),
        json!({ "fee": { "colour": "red" } }),
        json!({ "payouts": "hourly" }),
        json!({ "tea": true }),
    ] {
        let (status, answer) = store.practice("settings", wrong.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong} {answer}");
    }
    let answer = store
        .client
        .get(store.url("/_practice/settings"))
        .send()
        .await
        .unwrap();
    let kept: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert_eq!(kept, settings, "a wrong setting changes nothing");
}

#[tokio::test]
async fn other_currencies_become_euros_where_the_merchant_wants_that() {
    let store = Store::open_on_monday().await;
    let link = link_in(&store, "usd", 10_000).await;
    store.pay(&link, CARD).await;
    let own = newest(&store, json!({})).await;
    assert_eq!(own["currency"], "usd");
    assert_eq!(own["exchange_rate"], Value::Null);
    store
        .practice("settings", json!({ "settle_in_default_currency": true }))
        .await;
    let intent = store.pay(&link, CARD).await;
    let settled = newest(&store, json!({})).await;
    for (field, value) in [
        ("currency", json!("eur")),
        ("amount", json!(9215)),
        ("exchange_rate", json!(0.9215)),
        // 138.225 + 25
        ("fee", json!(163)),
    ] {
        assert_eq!(settled[field], value, "{field}");
    }
    let charge = store
        .get("/v1/charges", json!({ "payment_intent": intent }))
        .await["data"][0]
        .clone();
    assert_eq!(charge["amount"], 10_000);
    assert_eq!(charge["currency"], "usd");
    let given = json!({ "payment_intent": intent, "amount": 4000 });
    let refund = store.post("/v1/refunds", given).await;
    assert_eq!(refund["currency"], "usd");
    let taken = newest(&store, json!({ "type": "refund" })).await;
    assert_eq!(taken["currency"], "eur");
    assert_eq!(taken["amount"], -3686);
    let (_, dispute) = store
        .practice("disputes", json!({ "payment_intent": intent }))
        .await;
    assert_eq!(dispute["amount"], 6000);
    assert_eq!(dispute["currency"], "usd");
    let withdrawn = &dispute["balance_transactions"][0];
    assert_eq!(withdrawn["currency"], "eur");
    assert_eq!(withdrawn["amount"], -5529);
    assert_eq!(withdrawn["fee"], 2000);
}

#[tokio::test]
async fn transactions_are_filtered_and_read() {
    let store = Store::open_on_monday().await;
    let intent = store.pay(&link_in(&store, "eur", 5000).await, CARD).await;
    store.advance(3600).await;
    store.pay(&link_in(&store, "usd", 5000).await, CARD).await;
    let refund = store
        .post(
            "/v1/refunds",
            json!({ "payment_intent": intent, "amount": 1 }),
        )
        .await;
    let usd = newest(&store, json!({ "currency": "usd" })).await;
    for (filter, count) in [
        (json!({}), 3),
        (json!({ "type": "charge" }), 2),
        (json!({ "type": "refund" }), 1),
        (json!({ "type": "payout" }), 0),
        (json!({ "currency": "usd" }), 1),
        (json!({ "source": refund["id"] }), 1),
        (json!({ "source": usd["source"], "currency": "eur" }), 0),
        (json!({ "created": { "lt": usd["created"] } }), 1),
    ] {
        for path in ["/v1/balance_transactions", "/v1/balance/history"] {
            let page = store.get(path, filter.clone()).await;
            assert_eq!(page["data"].as_array().unwrap().len(), count, "{filter}");
            assert_eq!(page["url"], "/v1/balance_transactions");
        }
    }
    let id = usd["id"].as_str().unwrap();
    let expand = json!({ "expand": ["source"] });
    let read = store
        .get(&format!("/v1/balance_transactions/{id}"), expand)
        .await;
    assert_eq!(read["source"]["object"], "charge");
    let older = store
        .get(&format!("/v1/balance/history/{id}"), json!({}))
        .await;
    assert_eq!(older, usd);
    let filter = json!({ "payout": "po_x" });
    let refused = store
        .refused(
            Method::GET,
            "/v1/balance_transactions",
            filter,
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert_eq!(refused["param"], "payout");
}
