//! What comes after a payment with those test cards that have more in mind, with debits and with
//! vouchers.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MONDAY, Store, types, values};

const CARD: &str = "4242424242424242";

/// The events that follow the payment's own.
async fn told_after(store: &Store, before: &Value) -> Vec<String> {
    let events = store.events_after(before).await;
    let all = types(&events);
    let settled = all.iter().position(|it| *it == "charge.updated").unwrap();
    all[settled + 1..]
        .iter()
        .map(|it| (*it).to_owned())
        .collect()
}

#[tokio::test]
async fn a_card_is_disputed_warned_of_or_available_right_after_it_paid() {
    let withdrawn = ["charge.dispute.created", "charge.dispute.funds_withdrawn"];
    for (card, told, reason, status) in [
        (
            "4000000000000259",
            &withdrawn[..],
            "fraudulent",
            "needs_response",
        ),
        (
            "4000000000002685",
            &withdrawn[..],
            "product_not_received",
            "needs_response",
        ),
        (
            "4000000000001976",
            &withdrawn[..1],
            "fraudulent",
            "warning_needs_response",
        ),
    ] {
        let store = Store::open_on_monday().await;
        let link = store.link(json!({})).await;
        let before = store.last_event().await;
        let intent = store.pay(&link, card).await;
        assert_eq!(told_after(&store, &before).await, told, "{card}");
        let disputes = store
            .get("/v1/disputes", json!({ "payment_intent": intent }))
            .await;
        assert_eq!(disputes["data"][0]["reason"], reason);
        assert_eq!(disputes["data"][0]["status"], status);
    }
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let before = store.last_event().await;
    store.pay(&link, "4000000000000077").await;
    assert_eq!(told_after(&store, &before).await, ["balance.available"]);
    let balance = store.get("/v1/balance", json!({})).await;
    assert_eq!(balance["available"][0]["amount"], 8650 - 155);
    assert_eq!(balance["pending"][0]["amount"], 0);
}

#[tokio::test]
async fn a_bank_warns_of_fraud_until_the_payment_is_refunded_or_disputed() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let before = store.last_event().await;
    let intent = store.pay(&link, "4000000000005423").await;
    let told = told_after(&store, &before).await;
    assert_eq!(told, ["radar.early_fraud_warning.created"]);
    let disputed = store.pay(&link, "4000000000005423").await;
    let path = "/v1/radar/early_fraud_warnings";
    let warnings = store.get(path, json!({ "payment_intent": intent })).await;
    let warning = &warnings["data"][0];
    assert_eq!(warning["object"], "radar.early_fraud_warning");
    assert_eq!(warning["actionable"], true);
    assert_eq!(warning["payment_intent"], intent);
    let one = format!("{path}/{}", warning["id"].as_str().unwrap());
    assert_eq!(store.get(&one, json!({})).await, *warning);
    for (filter, count) in [
        (json!({}), 2),
        (json!({ "charge": warning["charge"] }), 1),
        (json!({ "charge": "ch_x" }), 0),
        (json!({ "created": { "lt": MONDAY } }), 0),
    ] {
        let found = store.all(path, filter.clone()).await;
        assert_eq!(found.len(), count, "{filter}");
    }
    let part = json!({ "payment_intent": intent, "amount": 1 });
    store.post("/v1/refunds", part).await;
    assert_eq!(store.get(&one, json!({})).await["actionable"], true);
    store
        .post("/v1/refunds", json!({ "payment_intent": intent }))
        .await;
    store
        .practice("disputes", json!({ "payment_intent": disputed }))
        .await;
    let all = store.all(path, json!({})).await;
    assert_eq!(values(&all, "actionable"), [false, false]);
    let updated = store
        .newest_event("radar.early_fraud_warning.updated")
        .await;
    let previous = &updated["data"]["previous_attributes"];
    assert_eq!(*previous, json!({ "actionable": true }));
}

/// A card whose payments have an elevated risk.
const RISKY: &str = "4000000000009235";

#[tokio::test]
async fn a_risky_payment_is_reviewed_where_the_merchant_wants_that() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    store.pay(&link, RISKY).await;
    assert_eq!(store.get("/v1/reviews", json!({})).await["data"], json!([]));
    store.practice("settings", json!({ "reviews": true })).await;
    store.pay(&link, CARD).await;
    assert_eq!(store.get("/v1/reviews", json!({})).await["data"], json!([]));

    for (how, why) in [
        ("approve", "approved"),
        ("refund", "refunded"),
        ("refund as fraud", "refunded_as_fraud"),
        ("dispute", "disputed"),
    ] {
        let before = store.last_event().await;
        let intent = store.pay(&link, RISKY).await;
        assert_eq!(told_after(&store, &before).await, ["review.opened"]);
        let open = store.get("/v1/reviews", json!({})).await;
        assert_eq!(open["data"].as_array().unwrap().len(), 1, "{how}");
        let review = &open["data"][0];
        assert_eq!(review["payment_intent"], intent);
        let path = format!("/v1/payment_intents/{intent}");
        let expand = json!({ "expand": ["review", "latest_charge.review"] });
        let paid = store.get(&path, expand).await;
        assert_eq!(paid["review"], *review);
        assert_eq!(paid["latest_charge"]["review"], *review);
        let path = format!("/v1/reviews/{}", review["id"].as_str().unwrap());
        let approve = format!("{path}/approve");
        let mut given = json!({ "payment_intent": intent });
        match how {
            "approve" => drop(store.post(&approve, json!({})).await),
            "dispute" => drop(store.practice("disputes", given).await),
            _ => {
                if how == "refund as fraud" {
                    given["reason"] = json!("fraudulent");
                }
                store.post("/v1/refunds", given).await;
            }
        }
        let closed = store.get(&path, json!({})).await;
        assert_eq!(closed["open"], false);
        assert_eq!(closed["closed_reason"], why);
        let event = store.newest_event("review.closed").await;
        assert_eq!(event["data"]["object"], closed);
        store
            .refused(Method::POST, &approve, json!({}), StatusCode::BAD_REQUEST)
            .await;
        if how == "approve" {
            let refund = json!({ "payment_intent": intent });
            store.post("/v1/refunds", refund).await;
            assert_eq!(store.get(&path, json!({})).await, closed, "closed once");
        }
    }
    assert_eq!(store.get("/v1/reviews", json!({})).await["data"], json!([]));
}

#[tokio::test]
async fn a_refund_may_take_its_time() {
    let store = Store::open_on_monday().await;
    let intent = store
        .pay(&store.link(json!({})).await, "4000000000007726")
        .await;
    let given = json!({ "payment_intent": intent, "amount": 500 });
    let refund = store.post("/v1/refunds", given).await;
    assert_eq!(refund["status"], "pending");
    assert_eq!(refund["pending_reason"], "processing");
    let created = store.newest_event("charge.refunded").await;
    assert_eq!(created["data"]["object"]["amount_refunded"], 500);
    store.advance(61).await;
    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    let arrived = store.get(&path, json!({})).await;
    assert_eq!(arrived["status"], "succeeded");
    let events = store.events_after(&created).await;
    assert_eq!(types(&events), ["refund.updated", "charge.refund.updated"]);
    assert_eq!(
        events[0]["created"],
        refund["created"].as_i64().unwrap() + 60
    );
    assert_eq!(
        events[0]["data"]["previous_attributes"]["status"],
        "pending"
    );
}

#[tokio::test]
async fn the_money_of_a_refund_may_come_back() {
    let store = Store::open_on_monday().await;
    let intent = store
        .pay(&store.link(json!({})).await, "4000000000005126")
        .await;
    let part = json!({ "payment_intent": intent, "amount": 650 });
    let first = store.post("/v1/refunds", part).await;
    assert_eq!(first["status"], "succeeded");
    let rest = store
        .post("/v1/refunds", json!({ "payment_intent": intent }))
        .await;
    let charge = async || {
        store
            .get("/v1/charges", json!({ "payment_intent": intent }))
            .await["data"][0]
            .clone()
    };
    assert_eq!(charge().await["refunded"], true);
    let before = store.last_event().await;
    store.advance(61).await;
    let told = ["refund.updated", "charge.refund.updated", "refund.failed"];
    assert_eq!(
        types(&store.events_after(&before).await),
        [told, told].concat()
    );
    let path = format!("/v1/refunds/{}", rest["id"].as_str().unwrap());
    let expand = json!({ "expand": ["failure_balance_transaction"] });
    let failed = store.get(&path, expand).await;
    assert_eq!(failed["status"], "failed");
    assert_eq!(failed["failure_reason"], "expired_or_canceled_card");
    let back = &failed["failure_balance_transaction"];
    assert_eq!(back["amount"], 8000);
    assert_eq!(back["type"], "refund_failure");
    assert_eq!(back["source"], rest["id"]);
    let charge = charge().await;
    assert_eq!(charge["amount_refunded"], 0);
    assert_eq!(charge["refunded"], false);
    let all = store.all("/v1/balance_transactions", json!({})).await;
    let net: i64 = all.iter().map(|it| it["net"].as_i64().unwrap()).sum();
    assert_eq!(net, 8650 - 155);
}

/// Pays the cake with a way other than a card; gives the intent's id.
async fn paid_with(store: &Store, method: &str, given: Value) -> String {
    let mut call = json!({
        "amount": 8650,
        "currency": "eur",
        "confirm": true,
        "payment_method_types": [method],
        "payment_method_data": {
            "type": method,
            "billing_details": { "email": "ada@example.com", "name": "Ada Sample" },
        },
    });
    for (name, value) in given.as_object().unwrap() {
        call[name] = value.clone();
    }
    if method == "sepa_debit" {
        call["payment_method_data"]["sepa_debit"] = json!({ "iban": "DE89370400440532013000" });
        call["mandate_data"] = json!({
            "customer_acceptance": {
                "type": "online",
                "online": { "ip_address": "127.0.0.1", "user_agent": "test" },
            },
        });
    }
    let intent = store.post("/v1/payment_intents", call).await;
    let id = intent["id"].as_str().unwrap().to_owned();
    store.advance(10 * DAY).await;
    let path = format!("/v1/payment_intents/{id}");
    assert_eq!(store.get(&path, json!({})).await["status"], "succeeded");
    id
}

#[tokio::test]
async fn a_debit_is_a_payment_and_its_refund_takes_days() {
    let store = Store::open_on_monday().await;
    let intent = paid_with(&store, "sepa_debit", json!({})).await;
    let paid = store
        .get("/v1/balance_transactions", json!({ "type": "payment" }))
        .await;
    assert_eq!(paid["data"][0]["reporting_category"], "charge");
    let given = json!({ "payment_intent": intent, "expand": ["balance_transaction"] });
    let refund = store.post("/v1/refunds", given).await;
    assert!(refund["id"].as_str().unwrap().starts_with("pyr_3"));
    assert_eq!(refund["status"], "pending");
    assert_eq!(refund["pending_reason"], "processing");
    assert_eq!(refund["balance_transaction"]["type"], "payment_refund");
    assert_eq!(
        refund["balance_transaction"]["reporting_category"],
        "refund"
    );
    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    store.advance(2 * DAY).await;
    assert_eq!(store.get(&path, json!({})).await["status"], "pending");
    store.advance(2 * DAY).await;
    assert_eq!(store.get(&path, json!({})).await["status"], "succeeded");

    let other = paid_with(&store, "sepa_debit", json!({})).await;
    let (_, dispute) = store
        .practice("disputes", json!({ "payment_intent": other }))
        .await;
    assert!(dispute["id"].as_str().unwrap().starts_with("pdp_"));
    // Stripe has no word there for a debit.
    assert!(dispute.get("payment_method_details").is_none());
}

#[tokio::test]
async fn who_paid_a_voucher_is_asked_where_the_refund_goes() {
    let store = Store::open_on_monday().await;
    let intent = paid_with(&store, "multibanco", json!({})).await;
    let given = json!({
        "payment_intent": intent,
        "instructions_email": "ada@example.net",
        "amount": 100,
    });
    let refund = store.post("/v1/refunds", given.clone()).await;
    assert_eq!(refund["status"], "requires_action");
    assert_eq!(refund["instructions_email"], "ada@example.net");
    let asked = &refund["next_action"]["display_details"];
    assert_eq!(asked["email_sent"]["email_sent_to"], "ada@example.net");
    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    store.advance(DAY + 60).await;
    let answered = store.get(&path, json!({})).await;
    assert_eq!(answered["status"], "pending");
    assert!(!answered.as_object().unwrap().contains_key("next_action"));
    store.advance(3 * DAY).await;
    assert_eq!(store.get(&path, json!({})).await["status"], "succeeded");

    for (call, status) in [("cancel", "canceled"), ("expire", "failed")] {
        let refund = store.post("/v1/refunds", given.clone()).await;
        let id = refund["id"].as_str().unwrap();
        let path = match call {
            "expire" => format!("/v1/test_helpers/refunds/{id}/expire"),
            _ => format!("/v1/refunds/{id}/cancel"),
        };
        assert_eq!(store.post(&path, json!({})).await["status"], status);
        store
            .refused(Method::POST, &path, json!({}), StatusCode::BAD_REQUEST)
            .await;
    }
    let charges = store
        .get("/v1/charges", json!({ "payment_intent": intent }))
        .await;
    assert_eq!(charges["data"][0]["amount_refunded"], 100);
}
