//! The part of the tour that takes payments without a checkout: intents, what they are made with,
//! and charges.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{delete, read};
use crate::support::{DAY, Store, expect};

pub async fn all(store: &Store) {
    let customer = customer(store).await;
    methods(store, &customer).await;
    sources(store, &customer).await;
    intents(store, &customer).await;
    refused(store).await;
    tokens(store).await;
    charges(store).await;
    debits(store).await;
    vouchers(store).await;
}

fn path(of: &str, object: &Value) -> String {
    format!("{of}/{}", object["id"].as_str().unwrap())
}

async fn customer(store: &Store) -> Value {
    let address = json!({ "line1": "Am Markt 1", "city": "Bremen", "country": "DE" });
    let given = json!({
        "name": "Ada Sample",
        "email": "ada@example.com",
        "shipping": { "name": "Ada Sample", "address": address },
        "source": "tok_visa",
    });
    store.post("/v1/customers", given).await
}

async fn methods(store: &Store, customer: &Value) {
    let card = json!({ "number": "4242424242424242", "exp_month": 12, "exp_year": 2030 });
    let given = json!({ "type": "card", "card": card });
    let method = store.post("/v1/payment_methods", given).await;
    let one = path("/v1/payment_methods", &method);
    let given = json!({ "customer": customer["id"] });
    store.post(&format!("{one}/attach"), given.clone()).await;
    let details = json!({ "billing_details": { "name": "Ada Sample" } });
    store.post(&one, details).await;
    store.get(&one, json!({})).await;
    store.get("/v1/payment_methods", given).await;
    let theirs = format!("{}/payment_methods", path("/v1/customers", customer));
    read(store, &theirs, &method).await;
    store.post(&format!("{one}/detach"), json!({})).await;
}

/// Cards of a customer, as older programs keep them.
async fn sources(store: &Store, customer: &Value) {
    let theirs = format!("{}/sources", path("/v1/customers", customer));
    let given = json!({ "source": "tok_mastercard" });
    let source = store.post(&theirs, given).await;
    let one = path(&theirs, &source);
    store.post(&one, json!({ "name": "Ada Sample" })).await;
    read(store, &theirs, &source).await;
    delete(store, &theirs, &source).await;
    let declined = json!({ "source": "tok_chargeDeclined" });
    let call = store.call(Method::POST, &theirs, &declined);
    expect(StatusCode::PAYMENT_REQUIRED, call).await;
}

async fn intent(store: &Store, given: Value) -> Value {
    let mut all = json!({ "amount": 2000, "currency": "eur" });
    for (name, value) in given.as_object().unwrap() {
        all[name] = value.clone();
    }
    let intent = store.post("/v1/payment_intents", all).await;
    read(store, "/v1/payment_intents", &intent).await;
    intent
}

async fn intents(store: &Store, customer: &Value) {
    let given = intent(store, json!({ "customer": customer["id"] })).await;
    let one = path("/v1/payment_intents", &given);
    let shipping = json!({ "name": "Ada Sample", "address": { "country": "DE" } });
    store.post(&one, json!({ "shipping": shipping })).await;
    let away = json!({
        "payment_method": "pm_card_visa",
        "return_url": "https://shop.example/done",
        "setup_future_usage": "off_session",
    });
    store.post(&format!("{one}/confirm"), away).await;

    let held = json!({
        "payment_method": "pm_card_mastercard",
        "payment_method_types": ["card"],
        "capture_method": "manual",
        "confirm": true,
    });
    let taken = intent(store, held.clone()).await;
    let one = path("/v1/payment_intents", &taken);
    let part = json!({ "amount_to_capture": 500 });
    store.post(&format!("{one}/capture"), part).await;
    let released = intent(store, held.clone()).await;
    let one = path("/v1/payment_intents", &released);
    let why = json!({ "cancellation_reason": "abandoned" });
    store.post(&format!("{one}/cancel"), why).await;
    let lapsed = intent(store, held).await;
    store.advance(7 * DAY).await;
    read(store, "/v1/payment_intents", &lapsed).await;

    for return_url in [Some("https://shop.example/done"), None] {
        let mut asked = json!({
            "payment_method": "pm_card_threeDSecure2Required",
            "payment_method_types": ["card"],
            "confirm": true,
        });
        if let Some(return_url) = return_url {
            asked["return_url"] = json!(return_url);
        }
        intent(store, asked).await;
    }
}

/// Cards that are not charged, and what is elevated of risk.
async fn refused(store: &Store) {
    for method in [
        "pm_card_chargeDeclinedInsufficientFunds",
        "pm_card_chargeDeclinedFraudulent",
        "pm_card_radarBlock",
        "pm_card_riskLevelElevated",
        "pm_card_avsFail",
    ] {
        let given = json!({
            "amount": 2000,
            "currency": "eur",
            "confirm": true,
            "payment_method": method,
            "payment_method_types": ["card"],
        });
        let call = store.call(Method::POST, "/v1/payment_intents", &given);
        call.send().await.unwrap();
    }
    store.get("/v1/payment_intents", json!({})).await;
    store.get("/v1/charges", json!({})).await;
}

async fn tokens(store: &Store) {
    let card = json!({
        "number": "4242424242424242",
        "exp_month": 12,
        "exp_year": 2030,
        "cvc": "123",
        "name": "Ada Sample",
    });
    let token = store.post("/v1/tokens", json!({ "card": card })).await;
    store.get(&path("/v1/tokens", &token), json!({})).await;

    let shipping = json!({ "name": "Ada Sample", "address": { "country": "DE" } });
    let given = json!({ "payment_method": "pm_card_visa", "shipping": shipping });
    let token = store
        .post("/v1/test_helpers/confirmation_tokens", given)
        .await;
    store
        .get(&path("/v1/confirmation_tokens", &token), json!({}))
        .await;
    let given = json!({
        "confirmation_token": token["id"],
        "confirm": true,
        "return_url": "https://shop.example/done",
    });
    intent(store, given).await;
}

/// Charges without an intent.
async fn charges(store: &Store) {
    let given = json!({ "amount": 1500, "currency": "eur", "source": "tok_visa" });
    let charge = store.post("/v1/charges", given.clone()).await;
    let one = path("/v1/charges", &charge);
    store.post(&one, json!({ "description": "Cake" })).await;
    read(store, "/v1/charges", &charge).await;
    let mut held = given;
    held["capture"] = json!(false);
    let held = store.post("/v1/charges", held).await;
    let one = path("/v1/charges", &held);
    store.post(&format!("{one}/capture"), json!({})).await;
}

/// Debits that are paid, that bounce in each way, and that are disputed.
async fn debits(store: &Store) {
    for iban in [
        "DE89370400440532013000",
        "DE62370400440532013001",
        "DE35370400440532013002",
        "DE65370400440000343434",
        "DE27370400440000121212",
        "DE65370400440002222227",
    ] {
        let debit = json!({
            "type": "sepa_debit",
            "billing_details": { "name": "Ada Sample", "email": "ada@example.com" },
            "sepa_debit": { "iban": iban },
        });
        let online = json!({ "ip_address": "127.0.0.1", "user_agent": "tour" });
        let given = json!({
            "confirm": true,
            "payment_method_data": debit,
            "payment_method_types": ["sepa_debit"],
            "mandate_data": { "customer_acceptance": { "type": "online", "online": online } },
        });
        let intent = intent(store, given).await;
        let charge = format!("/v1/charges/{}", intent["latest_charge"].as_str().unwrap());
        let charge = store.get(&charge, json!({})).await;
        let mandate = &charge["payment_method_details"]["sepa_debit"]["mandate"];
        let mandate = format!("/v1/mandates/{}", mandate.as_str().unwrap());
        store.get(&mandate, json!({})).await;
        store.advance(DAY).await;
        read(store, "/v1/payment_intents", &intent).await;
        read(store, "/v1/charges", &charge).await;
    }
}

/// Vouchers that are paid, and that nobody pays.
async fn vouchers(store: &Store) {
    for email in ["ada@example.com", "expire_immediately@example.com"] {
        let given = json!({
            "confirm": true,
            "payment_method_data": {
                "type": "multibanco",
                "billing_details": { "email": email },
            },
            "payment_method_types": ["multibanco"],
        });
        let intent = intent(store, given).await;
        let method = format!(
            "/v1/payment_methods/{}",
            intent["payment_method"].as_str().unwrap()
        );
        store.get(&method, json!({})).await;
        store.advance(DAY).await;
        read(store, "/v1/payment_intents", &intent).await;
    }
    let charges = json!({ "limit": 2 });
    let call = store.call(Method::GET, "/v1/charges", &charges);
    expect(StatusCode::OK, call).await;
}
