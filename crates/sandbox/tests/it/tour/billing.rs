//! The part of the tour by what comes again and again: subscriptions and invoices.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{delete, read};
use crate::support::Store;

const DAY: i64 = 24 * 3600;

pub async fn all(store: &Store) {
    let paid = bought(store, json!({ "trial_period_days": 7 }), json!({})).await;
    subscription(store, &paid).await;
    let debited = json!({ "payment_method": "sepa_debit", "iban": "DE08370400440532013003" });
    let debited = bought(store, Value::Null, debited).await;
    store.advance(32 * DAY).await;
    invoices(store, &debited).await;
    collected_by_hand(store, &paid).await;
    delete(store, "/v1/subscriptions", &paid).await;
    delete(store, "/v1/subscriptions", &debited).await;
    invoice_of_a_sale(store).await;
}

/// A subscription that was bought at a link.
async fn bought(store: &Store, data: Value, mut pay: Value) -> Value {
    let trial_settings = json!({ "end_behavior": { "missing_payment_method": "create_invoice" } });
    let mut given = json!({
        "line_items": [{
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Bread box" },
                "recurring": { "interval": "month" },
                "unit_amount": 2000,
            },
            "quantity": 1,
        }],
    });
    if !data.is_null() {
        given["subscription_data"] = data;
        given["subscription_data"]["trial_settings"] = trial_settings;
        given["subscription_data"]["metadata"] = json!({ "route": "7" });
    }
    let link = store.post("/v1/payment_links", given).await;
    pay["payment_link"] = link["id"].clone();
    let (status, paid) = store.door(pay).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    let session = paid["checkout_session"].as_str().unwrap();
    let expand = json!({ "expand": ["subscription", "invoice.lines"] });
    let session = store
        .get(&format!("/v1/checkout/sessions/{session}"), expand)
        .await;
    session["subscription"].clone()
}

async fn subscription(store: &Store, subscription: &Value) {
    let path = format!("/v1/subscriptions/{}", subscription["id"].as_str().unwrap());
    let pause = json!({ "behavior": "keep_as_draft" });
    for given in [
        json!({ "metadata": { "a": "1" }, "description": "Bread", "pause_collection": pause }),
        json!({ "cancel_at_period_end": true }),
        json!({ "cancel_at_period_end": false }),
    ] {
        store.post(&path, given).await;
    }
    read(store, "/v1/subscriptions", subscription).await;
}

async fn invoices(store: &Store, subscription: &Value) {
    let filter = json!({ "subscription": subscription["id"] });
    let invoices = store.get("/v1/invoices", filter).await;
    for invoice in invoices["data"].as_array().unwrap() {
        let path = format!("/v1/invoices/{}", invoice["id"].as_str().unwrap());
        store.get(&format!("{path}/lines"), json!({})).await;
        store
            .get(&path, json!({ "expand": ["payments", "customer"] }))
            .await;
        read(store, "/v1/invoices", invoice).await;
    }
    let payments = store.get("/v1/invoice_payments", json!({})).await;
    read(store, "/v1/invoice_payments", &payments["data"][0]).await;
}

/// The drafts of a subscription whose collection is paused are made final, and each ends in another
/// way.
async fn collected_by_hand(store: &Store, subscription: &Value) {
    store.advance(62 * DAY).await;
    let drafts = json!({ "subscription": subscription["id"], "status": "draft" });
    let drafts = store.all("/v1/invoices", drafts).await;
    assert!(drafts.len() >= 3, "{drafts:?}");
    let cash = json!({ "paid_out_of_band": true });
    for (draft, (call, given)) in drafts.iter().zip([
        ("void", json!({})),
        ("mark_uncollectible", json!({})),
        ("pay", cash),
    ]) {
        let path = format!("/v1/invoices/{}", draft["id"].as_str().unwrap());
        store.post(&path, json!({ "description": "Bread" })).await;
        store.post(&format!("{path}/finalize"), json!({})).await;
        store.post(&format!("{path}/{call}"), given).await;
    }
}

async fn invoice_of_a_sale(store: &Store) {
    let coupon = store
        .post("/v1/coupons", json!({ "percent_off": 10 }))
        .await;
    let promotion = json!({ "type": "coupon", "coupon": coupon["id"] });
    let code = store
        .post("/v1/promotion_codes", json!({ "promotion": promotion }))
        .await;
    let rendering = json!({ "amount_tax_display": "include_inclusive_tax" });
    let invoice = json!({ "enabled": true, "invoice_data": { "rendering_options": rendering } });
    let link = store
        .link(json!({ "allow_promotion_codes": true, "invoice_creation": invoice }))
        .await;
    let pay = json!({ "payment_link": link["id"], "promotion_code": code["code"] });
    let (_, paid) = store.door(pay).await;
    let session = paid["checkout_session"].as_str().unwrap();
    let session = store
        .get(&format!("/v1/checkout/sessions/{session}"), json!({}))
        .await;
    let path = format!("/v1/invoices/{}", session["invoice"].as_str().unwrap());
    let expand = json!({ "expand": ["discounts.source.coupon"] });
    store.get(&path, expand).await;
}
