//! What no session can be.

use serde_json::json;

use super::{PATH, check_refused, line, of_cake};
use crate::support::Store;

#[tokio::test]
async fn what_no_session_can_be_is_refused() {
    let store = Store::open().await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let now = store.post("/v1/products", json!({ "name": "Now" })).await["created"]
        .as_i64()
        .unwrap();
    let monthly = line(500, json!({ "recurring": { "interval": "month" } }));
    let mut taxed = line(500, json!({}));
    taxed["tax_rates"] = json!(["txr_1"]);
    let mut unsold = of_cake(json!({}));
    unsold.as_object_mut().unwrap().remove("success_url");
    check_refused(&store, unsold, "success_url", "Missing required param").await;
    for (given, param, message) in [
        (json!({ "mode": "setup" }), "mode", "no `setup` mode"),
        (json!({ "mode": "other" }), "mode", "must be one of"),
        (
            json!({ "mode": "subscription" }),
            "line_items",
            "at least one recurring price",
        ),
        (
            json!({ "line_items": [monthly] }),
            "line_items",
            "You specified `payment` mode but passed a recurring price.",
        ),
        (
            json!({ "line_items": [taxed] }),
            "line_items[0][tax_rates]",
            "no tax rates",
        ),
        (
            json!({ "ui_mode": "embedded_page" }),
            "ui_mode",
            "hosted page only",
        ),
        (
            json!({ "return_url": "https://example.com" }),
            "return_url",
            "embedded_page",
        ),
        (
            json!({ "expires_at": now + 60 }),
            "expires_at",
            "at least 30 minutes",
        ),
        (
            json!({ "expires_at": now + 90_000 }),
            "expires_at",
            "less than 24 hours",
        ),
        (
            json!({ "customer": "cus_x" }),
            "customer",
            "No such customer: 'cus_x'",
        ),
        (
            json!({ "customer": ada["id"], "customer_email": "ada@example.com" }),
            "customer",
            "You may only specify one of these parameters: customer, customer_email.",
        ),
        (
            json!({ "subscription_data": { "trial_period_days": 3 } }),
            "subscription_data",
            "You can not pass `subscription_data` in `payment` mode.",
        ),
        (
            json!({ "payment_intent_data": { "transfer_data": { "destination": "acct_x" } } }),
            "payment_intent_data[transfer_data]",
            "without connected ones",
        ),
        (
            json!({ "line_items": [line(49, json!({}))] }),
            "line_items",
            "at least 0.50 eur",
        ),
        (
            json!({ "success_url": "thanks" }),
            "success_url",
            "Not a valid URL",
        ),
        (
            json!({ "colour": "red" }),
            "colour",
            "Received unknown parameter: colour",
        ),
    ] {
        check_refused(&store, of_cake(given), param, message).await;
    }
    assert_eq!(store.get(PATH, json!({})).await["data"], json!([]));
}
