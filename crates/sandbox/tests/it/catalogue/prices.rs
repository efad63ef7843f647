//! Prices.

use serde_json::{Value, json};

use super::{check_refused, ids};
use crate::support::Store;

/// The parameters of a price of a product, changed.
fn of(product: &Value, change: Value) -> Value {
    let mut given = json!({ "product": product["id"], "currency": "eur", "unit_amount": 640 });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    given
}

fn path_of(price: &Value) -> String {
    format!("/v1/prices/{}", price["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_price_is_made_and_listed() {
    let store = Store::open().await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let of_loaf = |change: Value| of(&loaf, change);
    let plain = store
        .post(
            "/v1/prices",
            of_loaf(json!({
                "lookup_key": "loaf",
                "currency_options": { "usd": { "unit_amount": 700, "tax_behavior": "exclusive" } },
                "expand": ["currency_options"],
            })),
        )
        .await;
    let option = |whole: i64, behavior: &str| {
        json!({
            "custom_unit_amount": null,
            "tax_behavior": behavior,
            "unit_amount": whole,
            "unit_amount_decimal": whole.to_string(),
        })
    };
    assert_eq!(
        plain["currency_options"],
        json!({ "eur": option(640, "unspecified"), "usd": option(700, "exclusive") })
    );
    let monthly = json!({ "interval": "month", "interval_count": 2 });
    let monthly = store
        .post("/v1/prices", of_loaf(json!({ "recurring": monthly })))
        .await;
    assert_eq!(
        monthly["recurring"],
        json!({
            "interval": "month",
            "interval_count": 2,
            "meter": null,
            "trial_period_days": null,
            "usage_type": "licensed",
        })
    );
    let dozen = json!({ "divide_by": 12, "round": "up" });
    let by_the_dozen = store
        .post(
            "/v1/prices",
            of_loaf(json!({ "currency": "usd", "transform_quantity": dozen })),
        )
        .await;
    for (filter, found) in [
        (
            json!({ "product": loaf["id"] }),
            vec![&by_the_dozen, &monthly, &plain],
        ),
        (json!({ "currency": "usd" }), vec![&by_the_dozen]),
        (json!({ "type": "recurring" }), vec![&monthly]),
        (
            json!({ "recurring": { "interval": "month" } }),
            vec![&monthly],
        ),
        (json!({ "recurring": { "interval": "year" } }), vec![]),
        (json!({ "recurring": { "usage_type": "metered" } }), vec![]),
        (json!({ "lookup_keys": ["loaf", "none"] }), vec![&plain]),
    ] {
        let listed = store.get("/v1/prices", filter.clone()).await;
        let wanted: Vec<_> = found.iter().map(|price| price["id"].clone()).collect();
        assert_eq!(ids(&listed), wanted, "{filter}");
    }
}

#[tokio::test]
async fn a_lookup_key_is_one_prices_and_can_be_handed_on() {
    let store = Store::open().await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let of_loaf = |change: Value| of(&loaf, change);
    let keyed = of_loaf(json!({ "lookup_key": "loaf" }));
    let plain = store.post("/v1/prices", keyed).await;
    let taken = of_loaf(json!({ "lookup_key": "loaf" }));
    check_refused(
        &store,
        "/v1/prices",
        taken,
        "lookup_key",
        "already uses that lookup key",
    )
    .await;
    let given = of_loaf(json!({ "lookup_key": "loaf", "transfer_lookup_key": true }));
    let heir = store.post("/v1/prices", given).await;
    assert_eq!(heir["lookup_key"], "loaf");
    let plain = store.get(&path_of(&plain), json!({})).await;
    assert_eq!(plain["lookup_key"], Value::Null);
}

#[tokio::test]
async fn a_price_is_changed_but_for_its_amount() {
    let store = Store::open().await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let named = of(&loaf, json!({ "nickname": "Usual" }));
    let plain = store.post("/v1/prices", named).await;
    let path = path_of(&plain);
    let given = json!({ "tax_behavior": "inclusive", "nickname": "", "metadata": { "a": "1" } });
    let changed = store.post(&path, given).await;
    assert_eq!(changed["nickname"], Value::Null);
    let event = store.newest_event("price.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "metadata": { "a": null }, "nickname": "Usual", "tax_behavior": "unspecified" })
    );
    check_refused(
        &store,
        &path,
        json!({ "tax_behavior": "exclusive" }),
        "tax_behavior",
        "cannot be changed",
    )
    .await;
    check_refused(
        &store,
        &path,
        json!({ "unit_amount": 700 }),
        "unit_amount",
        "Received unknown parameter",
    )
    .await;
    let loaf_path = format!("/v1/products/{}", loaf["id"].as_str().unwrap());
    store
        .post(&loaf_path, json!({ "default_price": plain["id"] }))
        .await;
    check_refused(
        &store,
        &path,
        json!({ "active": false }),
        "active",
        "default price",
    )
    .await;
}

#[tokio::test]
async fn what_no_price_can_be_is_refused() {
    let store = Store::open().await;
    let of = |change: Value| {
        let mut given = json!({ "currency": "eur", "product_data": { "name": "Loaf" } });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        given
    };
    let tier = json!({ "up_to": "inf", "unit_amount": 100 });
    for (given, param, message) in [
        (of(json!({})), "unit_amount", "Missing required param"),
        (
            of(json!({ "unit_amount": 1, "unit_amount_decimal": "1.5" })),
            "unit_amount",
            "You may only specify one of these parameters",
        ),
        (
            of(json!({ "billing_scheme": "tiered", "tiers_mode": "volume", "tiers": [tier] })),
            "billing_scheme",
            "no tiered prices",
        ),
        (
            of(
                json!({ "unit_amount": 1, "recurring": { "interval": "month", "usage_type": "metered" } }),
            ),
            "recurring",
            "no metered prices",
        ),
        (
            of(
                json!({ "unit_amount": 1, "recurring": { "interval": "year", "interval_count": 4 } }),
            ),
            "recurring[interval_count]",
            "three years",
        ),
        (
            of(
                json!({ "custom_unit_amount": { "enabled": true }, "recurring": { "interval": "month" } }),
            ),
            "custom_unit_amount",
            "recurring price",
        ),
        (
            of(json!({ "unit_amount": 100, "currency_options": { "xyz": { "unit_amount": 1 } } })),
            "currency_options[xyz]",
            "Invalid currency: xyz",
        ),
        (
            of(json!({ "unit_amount": 100, "product": "prod_x" })),
            "product",
            "You may only specify one",
        ),
        (
            json!({ "currency": "kwd", "product_data": { "name": "Loaf" }, "unit_amount": 1001 }),
            "unit_amount",
            "multiple of 10",
        ),
    ] {
        check_refused(&store, "/v1/prices", given, param, message).await;
    }
}
