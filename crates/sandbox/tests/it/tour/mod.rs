//! A tour of the API: every call once, and every kind of object in the states that it can be in.
//!
//! Whoever adds a call adds a stop here.

mod billing;
mod money;
mod payments;
mod selling;

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, expect};

/// The whole tour.
pub async fn all(store: &Store) {
    account(store).await;
    products(store).await;
    selling::all(store).await;
    customers(store).await;
    payment_links(store).await;
    payments(store).await;
    payments::all(store).await;
    webhook_endpoints(store).await;
    money::all(store).await;
    billing::all(store).await;
    searches(store).await;
    // Last, so that it comes by an event of every type.
    events(store).await;
}

/// Reads an object and the list of its kind.
async fn read(store: &Store, path: &str, object: &Value) {
    let one = format!("{path}/{}", object["id"].as_str().unwrap());
    store.get(&one, json!({})).await;
    store.get(path, json!({ "limit": 100 })).await;
}

async fn delete(store: &Store, path: &str, object: &Value) {
    let one = format!("{path}/{}", object["id"].as_str().unwrap());
    let call = store.call(Method::DELETE, &one, &json!({}));
    expect(StatusCode::OK, call).await;
}

async fn account(store: &Store) {
    let account = store.get("/v1/account", json!({})).await;
    let path = format!("/v1/accounts/{}", account["id"].as_str().unwrap());
    store.get(&path, json!({})).await;
}

async fn products(store: &Store) {
    let given = json!({
        "name": "Loaf",
        "description": "Rye",
        "images": ["https://example.com/loaf.png"],
        "metadata": { "shelf": "2" },
        "url": "https://example.com/loaf",
    });
    let product = store.post("/v1/products", given).await;
    let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
    store.post(&path, json!({ "name": "Rye loaf" })).await;
    let price = json!({ "product": product["id"], "currency": "eur", "unit_amount": 640 });
    let price = store.post("/v1/prices", price).await;
    let path = format!("/v1/prices/{}", price["id"].as_str().unwrap());
    store.post(&path, json!({ "nickname": "Loaf" })).await;
    for given in [
        json!({
            "product": product["id"],
            "currency": "eur",
            "unit_amount": 1900,
            "recurring": { "interval": "month" },
        }),
        json!({
            "product": product["id"],
            "currency": "eur",
            "custom_unit_amount": { "enabled": true, "minimum": 100 },
        }),
    ] {
        store.post("/v1/prices", given).await;
    }
    read(store, "/v1/products", &product).await;
    read(store, "/v1/prices", &price).await;
    let unsold = store.post("/v1/products", json!({ "name": "Air" })).await;
    delete(store, "/v1/products", &unsold).await;
}

async fn customers(store: &Store) {
    let given = json!({
        "name": "Ada Sample",
        "email": "ada@example.com",
        "address": { "city": "Bremen", "country": "DE" },
    });
    let customer = store.post("/v1/customers", given).await;
    let path = format!("/v1/customers/{}", customer["id"].as_str().unwrap());
    store.post(&path, json!({ "phone": "+4930123" })).await;
    read(store, "/v1/customers", &customer).await;
    delete(store, "/v1/customers", &customer).await;
}

/// A link that asks for all that a link can ask for.
fn demanding() -> Value {
    json!({
        "billing_address_collection": "required",
        "consent_collection": { "promotions": "auto", "terms_of_service": "required" },
        "custom_fields": [
            {
                "key": "candles",
                "type": "numeric",
                "label": { "type": "custom", "custom": "Candles" },
            },
            {
                "key": "words",
                "type": "text",
                "label": { "type": "custom", "custom": "Words" },
                "optional": true,
            },
            {
                "key": "icing",
                "type": "dropdown",
                "label": { "type": "custom", "custom": "Icing" },
                "dropdown": { "options": [{ "label": "Red", "value": "red" }] },
            },
        ],
        "custom_text": { "submit": { "message": "Thank you" } },
        "customer_creation": "always",
        "invoice_creation": { "enabled": true },
        "name_collection": { "individual": { "enabled": true } },
        "payment_intent_data": { "description": "Cake", "metadata": { "till": "1" } },
        "phone_number_collection": { "enabled": true },
        "restrictions": { "completed_sessions": { "limit": 5 } },
        "shipping_address_collection": { "allowed_countries": ["AT", "DE"] },
        "tax_id_collection": { "enabled": true },
    })
}

async fn payment_links(store: &Store) {
    for change in [json!({}), demanding()] {
        let link = store.link(change).await;
        let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
        store.get(&format!("{path}/line_items"), json!({})).await;
        let expanded = json!({ "expand": ["line_items.data.price.product"] });
        store.get(&path, expanded).await;
        store
            .post(&path, json!({ "metadata": { "season": "2" } }))
            .await;
        read(store, "/v1/payment_links", &link).await;
        let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
        assert_eq!(status, StatusCode::OK, "{paid}");
        session(store, paid["checkout_session"].as_str().unwrap()).await;
        store.visit(&link).await;
    }
    let open = json!({ "status": "open" });
    let open = store.get("/v1/checkout/sessions", open).await;
    let id = open["data"][0]["id"].as_str().unwrap();
    store
        .post(&format!("/v1/checkout/sessions/{id}/expire"), json!({}))
        .await;
}

async fn session(store: &Store, id: &str) {
    let path = format!("/v1/checkout/sessions/{id}");
    let expanded = json!({ "expand": ["line_items", "payment_intent.latest_charge", "customer"] });
    let session = store.get(&path, expanded).await;
    store.get(&format!("{path}/line_items"), json!({})).await;
    read(store, "/v1/checkout/sessions", &session).await;
}

async fn payments(store: &Store) {
    let link = store.link(json!({})).await;
    // Paid, declined, and waiting for the customer's bank.
    for card in ["4242424242424242", "4000000000000002", "4000002500003155"] {
        let pay = json!({ "payment_link": link["id"], "card": card });
        let (_, paid) = store.door(pay).await;
        let intent = json!({ "id": paid["payment_intent"] });
        read(store, "/v1/payment_intents", &intent).await;
    }
    let charges = store
        .get(
            "/v1/charges",
            json!({ "expand": ["data.balance_transaction"] }),
        )
        .await;
    for charge in charges["data"].as_array().unwrap() {
        read(store, "/v1/charges", charge).await;
        if charge["balance_transaction"].is_object() {
            read(
                store,
                "/v1/balance_transactions",
                &charge["balance_transaction"],
            )
            .await;
        }
        let method = format!(
            "/v1/payment_methods/{}",
            charge["payment_method"].as_str().unwrap()
        );
        store.get(&method, json!({})).await;
    }
    confirmed_by_the_bank(store, &link).await;
}

/// A payment that the customer's bank had confirmed.
async fn confirmed_by_the_bank(store: &Store, link: &Value) {
    let (_, action) = store.visit(link).await;
    let asked = store
        .submit(&action, &crate::support::filled("4000002500003155"))
        .await;
    let bank = store.url(asked.headers()["location"].to_str().unwrap());
    store.submit(&bank, &[("result", "complete")]).await;
    store.get("/v1/charges", json!({ "limit": 1 })).await;
}

async fn webhook_endpoints(store: &Store) {
    let given = json!({ "url": "http://127.0.0.1:9/webhook", "enabled_events": ["*"] });
    let endpoint = store.post("/v1/webhook_endpoints", given).await;
    let path = format!("/v1/webhook_endpoints/{}", endpoint["id"].as_str().unwrap());
    store.post(&path, json!({ "description": "Till" })).await;
    read(store, "/v1/webhook_endpoints", &endpoint).await;
    delete(store, "/v1/webhook_endpoints", &endpoint).await;
}

async fn searches(store: &Store) {
    for (resource, query) in [
        ("charges", "amount>0"),
        ("customers", "created>0"),
        ("invoices", "status:'paid'"),
        ("payment_intents", "status:'succeeded'"),
        ("prices", "active:'true'"),
        ("products", "active:'true'"),
        ("subscriptions", "created>0"),
    ] {
        let path = format!("/v1/{resource}/search");
        let query = json!({ "query": query, "limit": 3, "expand": ["total_count"] });
        let found = store.get(&path, query).await;
        assert!(!found["data"][0].is_null(), "{resource}");
    }
}

async fn events(store: &Store) {
    let mut after = json!({ "limit": 100 });
    loop {
        let page = store.get("/v1/events", after).await;
        let events = page["data"].as_array().unwrap();
        let last = &events[events.len() - 1];
        let path = format!("/v1/events/{}", last["id"].as_str().unwrap());
        store.get(&path, json!({})).await;
        if page["has_more"] == false {
            return;
        }
        after = json!({ "limit": 100, "starting_after": last["id"] });
    }
}
