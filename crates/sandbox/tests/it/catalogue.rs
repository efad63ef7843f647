//! The catalogue: products, prices, shipping rates, tax ids.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, expect};

async fn check_refused(store: &Store, path: &str, given: Value, param: &str, message: &str) {
    let error = store
        .refused(Method::POST, path, given.clone(), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], param, "{given}: {error}");
    let said = error["message"].as_str().unwrap();
    assert!(said.contains(message), "{given}: {said}");
}

async fn delete(store: &Store, path: &str) -> Value {
    let call = store.call(Method::DELETE, path, &json!({}));
    expect(StatusCode::OK, call).await
}

fn ids(list: &Value) -> Vec<Value> {
    let objects = list["data"].as_array().unwrap().iter();
    objects.map(|object| object["id"].clone()).collect()
}

#[tokio::test]
async fn a_product_is_made_with_its_price_changed_and_deleted() {
    let store = Store::open().await;
    let loaf = store
        .post(
            "/v1/products",
            json!({
                "name": "Loaf",
                "default_price_data": { "currency": "eur", "unit_amount": 640 },
                "package_dimensions": { "height": 10, "length": "30.5", "weight": 2, "width": 12 },
                "marketing_features": [{ "name": "Sourdough" }],
                "url": "https://example.com/loaf",
                "expand": ["default_price"],
            }),
        )
        .await;
    assert_eq!(loaf["default_price"]["unit_amount"], 640);
    assert_eq!(loaf["package_dimensions"]["length"], 30.5);
    let path = format!("/v1/products/{}", loaf["id"].as_str().unwrap());
    let changed = store
        .post(
            &path,
            json!({ "name": "Rye loaf", "url": "", "images": ["https://example.com/a.png"] }),
        )
        .await;
    assert_eq!(changed["url"], Value::Null);
    let event = store.newest_event("product.updated").await;
    let previous = &event["data"]["previous_attributes"];
    assert_eq!(previous["name"], "Loaf");
    assert_eq!(previous["images"], json!([]));
    assert_eq!(previous["url"], "https://example.com/loaf");
    let other = store.post(
        "/v1/prices",
        json!({
            "currency": "eur", "unit_amount": 100, "product_data": { "name": "Other" },
        }),
    );
    let other = other.await;
    for (given, param, message) in [
        (
            json!({ "default_price": other["id"] }),
            "default_price",
            "No such price",
        ),
        (
            json!({ "type": "good" }),
            "type",
            "Received unknown parameter",
        ),
        (
            json!({ "statement_descriptor": "1234" }),
            "statement_descriptor",
            "at least one letter",
        ),
        (json!({ "name": "" }), "name", "cannot be unset"),
    ] {
        check_refused(&store, &path, given, param, message).await;
    }
    let refused = store
        .refused(Method::DELETE, &path, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("user-created prices")
    );
    let empty = store
        .post("/v1/products", json!({ "id": "empty", "name": "Empty" }))
        .await;
    let gone = delete(&store, "/v1/products/empty").await;
    assert_eq!(
        gone,
        json!({ "id": "empty", "object": "product", "deleted": true })
    );
    let event = store.newest_event("product.deleted").await;
    assert_eq!(event["data"]["object"], empty);
    let taken = json!({ "id": loaf["id"], "name": "Twice" });
    check_refused(&store, "/v1/products", taken, "id", "already exists").await;
}

#[tokio::test]
async fn products_are_listed_by_what_they_are() {
    let store = Store::open().await;
    let mut made = Vec::new();
    for change in [
        json!({}),
        json!({ "active": false }),
        json!({ "url": "https://example.com/x" }),
        json!({ "type": "good", "shippable": true }),
    ] {
        let mut given = json!({ "name": "Loaf" });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        made.push(store.post("/v1/products", given).await["id"].clone());
    }
    made.reverse();
    for (filter, places) in [
        (json!({}), vec![0, 1, 2, 3]),
        (json!({ "active": false }), vec![2]),
        (json!({ "url": "https://example.com/x" }), vec![1]),
        (json!({ "type": "good" }), vec![0]),
        (json!({ "shippable": true, "active": true }), vec![0]),
        (json!({ "ids": [made[3], made[1], "prod_x"] }), vec![1, 3]),
        (json!({ "ids": [made[3], made[1]], "limit": 1 }), vec![1]),
    ] {
        let listed = store.get("/v1/products", filter.clone()).await;
        let wanted: Vec<_> = places.iter().map(|place| made[*place].clone()).collect();
        assert_eq!(ids(&listed), wanted, "{filter}");
    }
    let both = json!({ "ids": [made[0]], "starting_after": made[1] });
    let error = store
        .refused(Method::GET, "/v1/products", both, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "ids");
}

#[tokio::test]
async fn a_price_is_made_changed_and_listed() {
    let store = Store::open().await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let of_loaf = |change: Value| {
        let mut given = json!({ "product": loaf["id"], "currency": "eur", "unit_amount": 640 });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        given
    };
    let plain = store
        .post(
            "/v1/prices",
            of_loaf(json!({
                "lookup_key": "loaf",
                "nickname": "Usual",
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
    let path = format!("/v1/prices/{}", plain["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await["lookup_key"], Value::Null);

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

#[tokio::test]
async fn tax_ids_are_the_accounts_or_a_customers() {
    let store = Store::open().await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let ada = ada["id"].as_str().unwrap();
    let of_ada = format!("/v1/customers/{ada}/tax_ids");
    let own = store
        .post(
            "/v1/tax_ids",
            json!({ "type": "eu_vat", "value": "DE123456789" }),
        )
        .await;
    assert_eq!(
        own["owner"],
        json!({ "customer_account": null, "type": "self" })
    );
    assert_eq!(own["verification"], Value::Null);
    let hers = store
        .post(&of_ada, json!({ "type": "eu_vat", "value": "EL000000000" }))
        .await;
    for (field, value) in [
        ("country", json!("GR")),
        ("customer", json!(ada)),
        (
            "owner",
            json!({ "customer": ada, "customer_account": null, "type": "customer" }),
        ),
        ("value", json!("EL000000000")),
    ] {
        assert_eq!(hers[field], value, "{field}");
    }
    assert_eq!(hers["verification"]["status"], "verified");
    for (value, status) in [("DE111111111", "unverified"), ("DE123456789", "pending")] {
        let bela = store.post("/v1/customers", json!({})).await;
        let path = format!("/v1/customers/{}/tax_ids", bela["id"].as_str().unwrap());
        let given = json!({ "type": "eu_vat", "value": value });
        let made = store.post(&path, given).await;
        assert_eq!(made["verification"]["status"], status, "{value}");
    }
    let owner = json!({ "type": "customer", "customer": ada });
    let second = store
        .post(
            "/v1/tax_ids",
            json!({ "type": "us_ein", "value": "12-3456789", "owner": owner }),
        )
        .await;
    assert_eq!(second["verification"]["status"], "unavailable");
    for (path, filter, found) in [
        ("/v1/tax_ids", json!({}), vec![&own]),
        (
            "/v1/tax_ids",
            json!({ "owner": owner }),
            vec![&second, &hers],
        ),
        (of_ada.as_str(), json!({}), vec![&second, &hers]),
    ] {
        let listed = store.get(path, filter).await;
        let wanted: Vec<_> = found.iter().map(|tax_id| tax_id["id"].clone()).collect();
        assert_eq!(ids(&listed), wanted, "{path}");
    }
    let path = format!("{of_ada}/{}", hers["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, hers);
    let foreign = format!("{of_ada}/{}", own["id"].as_str().unwrap());
    store
        .refused(Method::GET, &foreign, json!({}), StatusCode::NOT_FOUND)
        .await;
    let gone = delete(&store, &path).await;
    assert_eq!(
        gone,
        json!({ "id": hers["id"], "object": "tax_id", "deleted": true })
    );
    assert_eq!(ids(&store.get(&of_ada, json!({})).await).len(), 1);
    let types = store.event_types().await;
    assert_eq!(
        types[types.len() - 3..],
        [
            "customer.tax_id.created",
            "customer.tax_id.created",
            "customer.tax_id.deleted"
        ]
    );
    for (given, param, message) in [
        (
            json!({ "type": "eu_vat", "value": "US12" }),
            "value",
            "Invalid value for eu_vat.",
        ),
        (
            json!({ "type": "xx", "value": "12" }),
            "type",
            "must be one of ad_nrt",
        ),
    ] {
        check_refused(&store, "/v1/tax_ids", given, param, message).await;
    }
}

#[tokio::test]
async fn a_link_collects_names_and_a_tax_id() {
    let store = Store::open().await;
    let link = store
        .link(json!({
            "customer_creation": "always",
            "name_collection": { "business": { "enabled": true } },
            "tax_id_collection": { "enabled": true, "required": "if_supported" },
        }))
        .await;
    let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    let path = format!(
        "/v1/checkout/sessions/{}",
        paid["checkout_session"].as_str().unwrap()
    );
    let session = store.get(&path, json!({})).await;
    let details = &session["customer_details"];
    assert_eq!(details["business_name"], "Example Company");
    assert_eq!(details["individual_name"], Value::Null);
    assert_eq!(
        details["tax_ids"],
        json!([{ "type": "eu_vat", "value": "DE123456789" }])
    );
    assert_eq!(details["address"]["country"], "DE");
    assert_eq!(
        session["collected_information"]["business_name"],
        "Example Company"
    );
    let of_customer = format!(
        "/v1/customers/{}/tax_ids",
        session["customer"].as_str().unwrap()
    );
    let kept = store.get(&of_customer, json!({})).await;
    assert_eq!(kept["data"][0]["value"], "DE123456789");
}
