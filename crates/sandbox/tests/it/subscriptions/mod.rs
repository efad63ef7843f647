//! Subscriptions and invoices: begun by a link, renewed by time, failing, ended.

mod begin;
mod changes;
mod invoices;
mod time;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::Store;

const DAY: i64 = 24 * 3600;
const MONTHLY: &str = "month";

/// The parameters of a link that sells a box of bread again and again.
fn of_bread(interval: &str, change: Value) -> Value {
    let mut given = json!({
        "line_items": [{
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Bread box" },
                "recurring": { "interval": interval },
                "unit_amount": 2000,
            },
            "quantity": 2,
        }],
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    given
}

async fn link(store: &Store, change: Value) -> Value {
    let given = of_bread(MONTHLY, change);
    store.post("/v1/payment_links", given).await
}

/// A subscription that was just bought, with its session.
async fn bought(store: &Store, change: Value, pay: Value) -> (Value, Value) {
    let link = link(store, change).await;
    let mut pay = pay;
    pay["payment_link"] = link["id"].clone();
    let (status, paid) = store.door(pay).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    assert_eq!(paid["payment_intent"], Value::Null, "{paid}");
    let session = get(store, "checkout/sessions", &paid["checkout_session"]).await;
    let subscription = get(store, "subscriptions", &session["subscription"]).await;
    (session, subscription)
}

async fn get(store: &Store, path: &str, id: &Value) -> Value {
    let path = format!("/v1/{path}/{}", id.as_str().unwrap_or_default());
    store.get(&path, json!({})).await
}

async fn invoices(store: &Store, subscription: &Value) -> Vec<Value> {
    let filter = json!({ "subscription": subscription["id"] });
    store.all("/v1/invoices", filter).await
}

fn path_of(subscription: &Value) -> String {
    format!("/v1/subscriptions/{}", subscription["id"].as_str().unwrap())
}

/// Gives the customer of a subscription another card to be paid with.
async fn pay_with(store: &Store, subscription: &Value, test_method: &str) {
    let path = format!("/v1/payment_methods/{test_method}/attach");
    let given = json!({ "customer": subscription["customer"] });
    let method = store.post(&path, given).await;
    let given = json!({ "default_payment_method": method["id"] });
    store.post(&path_of(subscription), given).await;
}
