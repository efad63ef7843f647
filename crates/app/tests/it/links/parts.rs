//! What is made before a link.

use countertop_app::links::LinkError;
use reqwest::Method;
use serde_json::json;

use super::{Merchant, terms};

#[tokio::test]
async fn a_price_that_the_customer_chooses_and_a_new_rate_are_made_once() {
    let merchant = Merchant::open().await;
    let gift = terms(json!({
        "line_items": [{
            "quantity": 1,
            "custom_unit_amount": { "enabled": true, "minimum": 500, "preset": 1000 },
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Gift", "description": "As much as you like" },
            },
        }],
        "shipping_address_collection": { "allowed_countries": ["DE"] },
        "shipping_options": [{ "new_rate": { "display_name": "By bicycle", "amount": 0 } }],
    }));
    merchant.faults(json!({ "cut": 0.6, "seed": 3 })).await;
    let mut tries = 0;
    let link = loop {
        tries += 1;
        match merchant.create(&gift, "draft-1").await {
            Ok(link) => break link,
            Err(LinkError::InDoubt { .. }) if tries < 20 => {}
            Err(error) => panic!("{error}"),
        }
    };
    merchant.faults(json!({})).await;
    for what in ["payment_links", "products", "prices", "shipping_rates"] {
        assert_eq!(
            merchant.list(what).await.len(),
            1,
            "{what} after {tries} tries"
        );
    }
    let price = merchant.list("prices").await.remove(0);
    assert_eq!(price["custom_unit_amount"]["minimum"], 500);
    let product = merchant.list("products").await.remove(0);
    assert_eq!(product["description"], "As much as you like");
    assert_eq!(product["metadata"]["made_with"], "countertop");
    assert_eq!((link.amount, link.name.as_deref()), (None, Some("Gift")));
    let whole = merchant.list("payment_links").await.remove(0);
    assert_eq!(whole["shipping_options"][0]["shipping_amount"], 0);
}

#[tokio::test]
async fn a_refusal_of_a_part_names_the_links_own_parameter() {
    let merchant = Merchant::open().await;
    let with = |custom: serde_json::Value, unit_label: &str| {
        terms(json!({ "line_items": [{
            "quantity": 1,
            "custom_unit_amount": custom,
            "price_data": { "currency": "eur",
                "product_data": { "name": "Gift", "unit_label": unit_label } },
        }]}))
    };
    for (gift, param) in [
        (
            with(
                json!({ "enabled": true, "minimum": 5_000_000_000_000_i64 }),
                "",
            ),
            "line_items[0][custom_unit_amount][minimum]",
        ),
        (
            with(json!({ "enabled": true }), "a very long label indeed"),
            "line_items[0][price_data][product_data][unit_label]",
        ),
    ] {
        let error = merchant.create(&gift, "draft-1").await.unwrap_err();
        assert_eq!(
            error.refusal().unwrap().param.as_deref(),
            Some(param),
            "{error}"
        );
    }
    let error = merchant
        .create(
            &terms(json!({ "line_items": [{ "price": "price_none", "quantity": 1 }] })),
            "draft-2",
        )
        .await
        .unwrap_err();
    let param = error.refusal().unwrap().param.as_deref();
    assert_eq!(param, Some("line_items[0][price]"), "{error}");
}

#[tokio::test]
async fn a_subscriptions_marks_stand_where_a_subscription_takes_them() {
    let merchant = Merchant::open().await;
    let price = merchant
        .account
        .api(
            Method::POST,
            "prices",
            json!({"currency": "eur", "unit_amount": 900, "recurring": {"interval": "month"},
                   "product_data": {"name": "Bread box"}}),
        )
        .await;
    let of_the_catalogue = json!({ "price": price["id"], "quantity": 1 });
    let new = json!({ "quantity": 1, "price_data": {
        "currency": "eur", "unit_amount": 900, "recurring": { "interval": "month" },
        "product_data": { "name": "Bread box" },
    }});
    for (index, item) in [of_the_catalogue, new].into_iter().enumerate() {
        let terms = terms(json!({ "line_items": [item] }));
        merchant
            .create(&terms, &format!("draft-{index}"))
            .await
            .unwrap();
        let made = merchant.list("payment_links").await.remove(0);
        let marked = &made["subscription_data"]["metadata"]["made_with"];
        assert_eq!(marked, "countertop", "{made}");
    }
}
