//! Settings that do not go together, and amounts that customers name.

use serde_json::{Value, json};

use super::{check_refused, of_prices, price};
use crate::support::Store;

#[tokio::test]
async fn what_does_not_go_together_is_refused() {
    let store = Store::open().await;
    let loaf = price(&store, json!({})).await;
    let dollars = price(&store, json!({ "currency": "usd" })).await;
    let chosen = price(&store, json!({ "custom_unit_amount": { "enabled": true } })).await;
    let monthly = price(&store, json!({ "recurring": { "interval": "month" } })).await;
    let yearly = price(&store, json!({ "recurring": { "interval": "year" } })).await;
    let old = price(&store, json!({})).await;
    let old_path = format!("/v1/prices/{}", old["id"].as_str().unwrap());
    store.post(&old_path, json!({ "active": false })).await;
    let optional = |price: &Value| json!([{ "price": price["id"], "quantity": 1 }]);
    let mut twice = of_prices(&[&chosen], json!({}));
    twice["line_items"][0]["quantity"] = json!(2);
    let mut out_of_bounds = of_prices(&[&loaf], json!({}));
    out_of_bounds["line_items"][0]["adjustable_quantity"] =
        json!({ "enabled": true, "minimum": 2, "maximum": 4 });
    for (given, param, message) in [
        (
            of_prices(&[&loaf, &dollars], json!({})),
            "line_items",
            "the same currency",
        ),
        (
            of_prices(&[&monthly, &yearly], json!({})),
            "line_items",
            "recurring[interval]",
        ),
        (
            of_prices(&[&old], json!({})),
            "line_items[0][price]",
            "is inactive",
        ),
        (
            of_prices(&[&chosen, &loaf], json!({})),
            "line_items",
            "by itself",
        ),
        (twice, "line_items[0][quantity]", "quantity of 1"),
        (
            out_of_bounds,
            "line_items[0][quantity]",
            "greater than or equal to 2",
        ),
        (
            of_prices(&[&loaf], json!({ "optional_items": optional(&dollars) })),
            "line_items",
            "the same currency",
        ),
        (
            of_prices(&[&loaf], json!({ "optional_items": optional(&monthly) })),
            "optional_items",
            "`subscription` mode",
        ),
        (
            of_prices(&[&loaf], json!({ "optional_items": optional(&chosen) })),
            "optional_items[0][price]",
            "cannot be an optional item",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "subscription_data": { "trial_period_days": 7 } }),
            ),
            "subscription_data",
            "You can not pass `subscription_data` in `payment` mode.",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "payment_method_collection": "if_required" }),
            ),
            "payment_method_collection",
            "in `payment` mode.",
        ),
        (
            of_prices(
                &[&monthly],
                json!({ "payment_intent_data": { "metadata": { "a": "b" } } }),
            ),
            "payment_intent_data",
            "You can not pass `payment_intent_data` in `subscription` mode.",
        ),
        (
            of_prices(&[&monthly], json!({ "customer_creation": "always" })),
            "customer_creation",
            "in `subscription` mode.",
        ),
        (
            of_prices(
                &[&monthly],
                json!({ "invoice_creation": { "enabled": true } }),
            ),
            "invoice_creation",
            "in `subscription` mode.",
        ),
        (
            of_prices(
                &[&monthly],
                json!({ "payment_method_types": ["multibanco"] }),
            ),
            "payment_method_types",
            "`multibanco` cannot be used in `subscription` mode.",
        ),
        (
            of_prices(
                &[&dollars],
                json!({ "payment_method_types": ["card", "sepa_debit"] }),
            ),
            "payment_method_types",
            "Invalid currency: usd.",
        ),
        (
            of_prices(&[&loaf], json!({ "payment_method_types": ["klarna"] })),
            "payment_method_types",
            "Nobody could pay",
        ),
        (
            of_prices(&[&loaf], json!({ "application_fee_amount": 10 })),
            "application_fee_amount",
            "without connected ones",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "shipping_address_collection": { "allowed_countries": ["KP"] } }),
            ),
            "shipping_address_collection[allowed_countries][0]",
            "must be one of AC, AD",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "after_completion": { "type": "redirect" } }),
            ),
            "after_completion[redirect]",
            "Missing required param",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "payment_intent_data": { "statement_descriptor_suffix": "A*B" } }),
            ),
            "payment_intent_data[statement_descriptor_suffix]",
            "must not contain",
        ),
    ] {
        check_refused(&store, "/v1/payment_links", given, param, message).await;
    }
}

#[tokio::test]
async fn an_amount_of_choice_has_its_bounds() {
    let store = Store::open().await;
    let bounds = json!({ "enabled": true, "minimum": 500, "maximum": 5000, "preset": 1500 });
    let chosen = price(&store, json!({ "custom_unit_amount": bounds })).await;
    let shown = json!({ "minimum": 500, "maximum": 5000, "preset": 1500 });
    assert_eq!(chosen["custom_unit_amount"], shown);
    let link = store
        .post("/v1/payment_links", of_prices(&[&chosen], json!({})))
        .await;
    for (amount, paid) in [
        (json!(500), Some(500)),
        (json!(5000), Some(5000)),
        (Value::Null, Some(1500)),
        (json!(499), None),
        (json!(5001), None),
    ] {
        let (status, answer) = store
            .door(json!({ "payment_link": link["id"], "amount": amount }))
            .await;
        assert_eq!(status.is_success(), paid.is_some(), "{amount} {answer}");
        if let Some(paid) = paid {
            let intents = store
                .get("/v1/payment_intents", json!({ "limit": 1 }))
                .await;
            assert_eq!(intents["data"][0]["amount"], paid);
        }
    }
    for (bounds, param, message) in [
        (
            json!({ "minimum": 600, "maximum": 500 }),
            "minimum",
            "must not be greater",
        ),
        (
            json!({ "minimum": 600, "preset": 500 }),
            "preset",
            "between",
        ),
        (
            json!({ "maximum": 600, "preset": 700 }),
            "preset",
            "between",
        ),
        (json!({ "minimum": 49 }), "minimum", "at least 0.50 eur"),
        (
            json!({ "maximum": 100_000_000 }),
            "maximum",
            "no more than 999999.99 eur",
        ),
    ] {
        let mut bounds = bounds;
        bounds["enabled"] = json!(true);
        let given = json!({
            "currency": "eur",
            "product_data": { "name": "Tip" },
            "custom_unit_amount": bounds,
        });
        let param = format!("custom_unit_amount[{param}]");
        check_refused(&store, "/v1/prices", given, &param, message).await;
    }
}
