//! Shipping rates.

use serde_json::json;

use super::{check_refused, ids};
use crate::support::Store;

#[tokio::test]
async fn a_shipping_rate_is_made_changed_and_listed() {
    let store = Store::open().await;
    let rate = store
        .post(
            "/v1/shipping_rates",
            json!({
                "display_name": "Courier",
                "type": "fixed_amount",
                "fixed_amount": {
                    "amount": 490,
                    "currency": "eur",
                    "currency_options": { "usd": { "amount": 550 } },
                },
                "delivery_estimate": {
                    "minimum": { "unit": "business_day", "value": 1 },
                    "maximum": { "unit": "week", "value": 1 },
                },
                "expand": ["fixed_amount.currency_options"],
            }),
        )
        .await;
    assert_eq!(
        rate["fixed_amount"],
        json!({
            "amount": 490,
            "currency": "eur",
            "currency_options": {
                "eur": { "amount": 490, "tax_behavior": "unspecified" },
                "usd": { "amount": 550, "tax_behavior": "unspecified" },
            },
        })
    );
    assert_eq!(
        rate["delivery_estimate"]["maximum"],
        json!({ "unit": "week", "value": 1 })
    );
    let path = format!("/v1/shipping_rates/{}", rate["id"].as_str().unwrap());
    let given = json!({ "active": false, "tax_behavior": "inclusive", "metadata": { "a": "1" } });
    let changed = store.post(&path, given).await;
    assert_eq!(changed["active"], false);
    assert_eq!(changed["tax_behavior"], "inclusive");
    let given = json!({ "tax_behavior": "exclusive" });
    check_refused(&store, &path, given, "tax_behavior", "cannot be changed").await;
    for (filter, count) in [
        (json!({ "active": true }), 0),
        (json!({ "active": false }), 1),
        (json!({ "currency": "eur" }), 1),
        (json!({ "currency": "usd" }), 0),
    ] {
        let listed = store.get("/v1/shipping_rates", filter.clone()).await;
        assert_eq!(ids(&listed).len(), count, "{filter}");
    }
    for (given, param, message) in [
        (json!({}), "display_name", "Missing required param"),
        (
            json!({ "display_name": "Post" }),
            "fixed_amount",
            "Missing required param",
        ),
        (
            json!({ "display_name": "Post", "fixed_amount": { "amount": -1, "currency": "eur" } }),
            "fixed_amount[amount]",
            "greater than or equal to 0",
        ),
    ] {
        check_refused(&store, "/v1/shipping_rates", given, param, message).await;
    }
    let given =
        crate::support::cake(json!({ "shipping_options": [{ "shipping_rate": rate["id"] }] }));
    check_refused(
        &store,
        "/v1/payment_links",
        given,
        "shipping_options[0][shipping_rate]",
        "inactive",
    )
    .await;
}
