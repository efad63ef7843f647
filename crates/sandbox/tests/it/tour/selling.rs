//! The part of the tour by what is sold: discounts, shipping, tax ids, sessions.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{delete, read};
use crate::support::Store;

pub async fn all(store: &Store) {
    let coupon = coupons(store).await;
    promotion_codes(store, &coupon).await;
    shipping_rates(store).await;
    tax_ids(store).await;
    sessions(store, &coupon).await;
    long_words(store).await;
    delete(store, "/v1/coupons", &coupon).await;
}

async fn coupons(store: &Store) -> Value {
    let mut coupons = Vec::new();
    for given in [
        json!({ "percent_off": 25, "duration": "once", "name": "A quarter off" }),
        json!({ "percent_off": "12.5", "duration": "repeating", "duration_in_months": 3 }),
        json!({
            "amount_off": 500,
            "currency": "eur",
            "currency_options": { "usd": { "amount_off": 600 } },
            "duration": "forever",
            "max_redemptions": 10,
            "metadata": { "season": "autumn" },
        }),
    ] {
        let coupon = store.post("/v1/coupons", given).await;
        read(store, "/v1/coupons", &coupon).await;
        coupons.push(coupon);
    }
    let path = format!("/v1/coupons/{}", coupons[0]["id"].as_str().unwrap());
    store.post(&path, json!({ "name": "25 %" })).await;
    coupons.remove(0)
}

async fn promotion_codes(store: &Store, coupon: &Value) {
    let given = json!({
        "promotion": { "type": "coupon", "coupon": coupon["id"] },
        "code": "AUTUMN",
        "max_redemptions": 5,
        "restrictions": { "minimum_amount": 1000, "minimum_amount_currency": "eur" },
    });
    let code = store.post("/v1/promotion_codes", given).await;
    let path = format!("/v1/promotion_codes/{}", code["id"].as_str().unwrap());
    store.post(&path, json!({ "active": false })).await;
    let expanded = json!({ "expand": ["promotion.coupon"] });
    store.get(&path, expanded).await;
    read(store, "/v1/promotion_codes", &code).await;
}

async fn shipping_rates(store: &Store) {
    let given = json!({
        "display_name": "By bicycle",
        "delivery_estimate": {
            "minimum": { "unit": "hour", "value": 2 },
            "maximum": { "unit": "day", "value": 1 },
        },
        "fixed_amount": { "amount": 350, "currency": "eur" },
        "type": "fixed_amount",
    });
    let rate = store.post("/v1/shipping_rates", given).await;
    let path = format!("/v1/shipping_rates/{}", rate["id"].as_str().unwrap());
    store
        .post(&path, json!({ "metadata": { "wheels": "2" } }))
        .await;
    read(store, "/v1/shipping_rates", &rate).await;
}

async fn tax_ids(store: &Store) {
    let vat = json!({ "type": "eu_vat", "value": "DE123456789" });
    let customer = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let of_customer = format!("/v1/customers/{}/tax_ids", customer["id"].as_str().unwrap());
    for path in ["/v1/tax_ids", &of_customer] {
        let tax_id = store.post(path, vat.clone()).await;
        read(store, path, &tax_id).await;
        delete(store, path, &tax_id).await;
    }
}

async fn sessions(store: &Store, coupon: &Value) {
    let given = json!({
        "mode": "payment",
        "client_reference_id": "order-7",
        "discounts": [{ "coupon": coupon["id"] }],
        "line_items": [{
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Cake" },
                "unit_amount": 5000,
            },
            "quantity": 1,
        }],
        "shipping_address_collection": { "allowed_countries": ["DE"] },
        "shipping_options": [{ "shipping_rate_data": {
            "display_name": "Courier",
            "fixed_amount": { "amount": 490, "currency": "eur" },
        } }],
        "success_url": "https://example.com/thanks",
        "expand": ["line_items.data.discounts", "total_details.breakdown"],
    });
    let session = store.post("/v1/checkout/sessions", given).await;
    let path = format!("/v1/checkout/sessions/{}", session["id"].as_str().unwrap());
    store
        .post(&path, json!({ "metadata": { "till": "2" } }))
        .await;
    let pay = json!({ "checkout_session": session["id"] });
    let (status, paid) = store.door(pay).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    let expanded = json!({ "expand": ["discounts.coupon", "shipping_cost.shipping_rate"] });
    store.get(&path, expanded).await;
}

/// Words that are longer than those that were taken once.
async fn long_words(store: &Store) {
    let words = "x".repeat(1200);
    let custom = json!({ "custom_text": { "submit": { "message": words } } });
    store.link(custom).await;
}
