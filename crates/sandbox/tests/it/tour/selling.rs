//! The part of the tour by what makes a sale cheaper or dearer: coupons, promotion codes, shipping.

use serde_json::{Value, json};

use super::{delete, read};
use crate::support::Store;

pub async fn all(store: &Store) {
    let coupon = coupons(store).await;
    promotion_codes(store, &coupon).await;
    shipping_rates(store).await;
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
