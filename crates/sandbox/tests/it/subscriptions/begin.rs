//! What a link begins: a subscription, paid now, later, or after a trial.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{DAY, bought, get, invoices, link, of_bread};
use crate::support::{Store, filled, types};

#[tokio::test]
async fn a_link_begins_a_subscription() {
    let store = Store::open_on_monday().await;
    let data = json!({ "description": "Bread", "metadata": { "route": "7" } });
    let before = store.last_event().await;
    let (session, subscription) =
        bought(&store, json!({ "subscription_data": data }), json!({})).await;
    for (field, value) in [
        ("mode", json!("subscription")),
        ("status", json!("complete")),
        ("payment_status", json!("paid")),
        ("payment_intent", Value::Null),
        ("amount_total", json!(4000)),
        ("customer_creation", json!("always")),
        ("payment_method_types", json!(["card", "sepa_debit"])),
    ] {
        assert_eq!(session[field], value, "{field}");
    }
    let start = subscription["start_date"].as_i64().unwrap();
    for (field, value) in [
        ("status", json!("active")),
        ("customer", session["customer"].clone()),
        ("currency", json!("eur")),
        ("description", json!("Bread")),
        ("metadata", json!({ "route": "7" })),
        ("latest_invoice", session["invoice"].clone()),
        ("cancel_at_period_end", json!(false)),
        ("trial_end", Value::Null),
    ] {
        assert_eq!(subscription[field], value, "{field}");
    }
    let item = &subscription["items"]["data"][0];
    assert_eq!(item["quantity"], 2);
    assert_eq!(item["price"]["unit_amount"], 2000);
    assert_eq!(item["plan"]["amount"], 2000);
    assert_eq!(item["current_period_start"], start);
    // From Monday, 2 March 2026 to Thursday, 2 April.
    assert_eq!(item["current_period_end"], start + 31 * DAY);

    let told = store.events_after(&before).await;
    let told: Vec<_> = types(&told)
        .into_iter()
        .filter(|it| !it.starts_with("pr") && !it.starts_with("payment_link"))
        .collect();
    assert_eq!(
        told,
        [
            "customer.created",
            "payment_intent.created",
            "payment_method.attached",
            "charge.succeeded",
            "payment_intent.succeeded",
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "customer.subscription.updated",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice_payment.paid",
            "checkout.session.completed",
            "charge.updated",
        ]
    );
    let created = store.newest_event("customer.subscription.created").await;
    assert_eq!(created["data"]["object"]["status"], "incomplete");
    let updated = store.newest_event("customer.subscription.updated").await;
    let previous = &updated["data"]["previous_attributes"];
    assert_eq!(
        *previous,
        json!({ "latest_invoice": null, "status": "incomplete" })
    );
}

#[tokio::test]
async fn a_declined_card_begins_nothing_and_another_may_be_tried() {
    let store = Store::open_on_monday().await;
    let link = link(&store, json!({})).await;
    let (_, action) = store.visit(&link).await;
    let declined = store.submit(&action, &filled("4000000000000002")).await;
    assert_eq!(declined.status(), StatusCode::PAYMENT_REQUIRED);
    assert_eq!(
        store.get("/v1/subscriptions", json!({})).await["data"],
        json!([])
    );
    let paid = store.submit(&action, &filled("4242424242424242")).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let intents = store.get("/v1/payment_intents", json!({})).await;
    assert_eq!(intents["data"].as_array().unwrap().len(), 1);
    let begun = store.get("/v1/subscriptions", json!({})).await;
    assert_eq!(begun["data"][0]["status"], "active");
    // The bank may ask first.
    let (_, action) = store.visit(&link).await;
    let asked = store.submit(&action, &filled("4000002500003155")).await;
    let page = store.url(asked.headers()["location"].to_str().unwrap());
    store.submit(&page, &[("result", "complete")]).await;
    let begun = store.get("/v1/subscriptions", json!({})).await;
    assert_eq!(begun["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_trial_is_free_and_then_billed() {
    let store = Store::open_on_monday().await;
    let data = json!({ "trial_period_days": 14 });
    let (session, subscription) =
        bought(&store, json!({ "subscription_data": data }), json!({})).await;
    assert_eq!(session["payment_status"], "no_payment_required");
    assert_eq!(session["amount_total"], 0);
    let start = subscription["start_date"].as_i64().unwrap();
    assert_eq!(subscription["status"], "trialing");
    assert_eq!(subscription["trial_end"], start + 14 * DAY);
    let item = &subscription["items"]["data"][0];
    assert_eq!(item["current_period_end"], start + 14 * DAY);
    assert!(subscription["default_payment_method"].is_string());
    let first = get(&store, "invoices", &subscription["latest_invoice"]).await;
    assert_eq!(
        (&first["status"], &first["total"]),
        (&json!("paid"), &json!(0))
    );
    assert_eq!(
        first["lines"]["data"][0]["description"],
        "Trial period for Bread box"
    );
    assert_eq!(store.get("/v1/charges", json!({})).await["data"], json!([]));

    store.advance(11 * DAY + 60).await;
    let event = store
        .newest_event("customer.subscription.trial_will_end")
        .await;
    assert_eq!(event["created"], start + 11 * DAY);
    store.advance(3 * DAY).await;
    let subscription = get(&store, "subscriptions", &subscription["id"]).await;
    assert_eq!(subscription["status"], "active");
    assert_eq!(subscription["billing_cycle_anchor"], start + 14 * DAY);
    store.advance(3600).await;
    let invoice = get(&store, "invoices", &subscription["latest_invoice"]).await;
    assert_eq!(
        (&invoice["status"], &invoice["total"]),
        (&json!("paid"), &json!(4000))
    );
    let told = json!({ "type": "customer.subscription.trial_will_end" });
    assert_eq!(store.all("/v1/events", told).await.len(), 1);
}

#[tokio::test]
async fn without_a_way_to_pay_a_trial_ends_as_the_shop_wants() {
    let store = Store::open_on_monday().await;
    for (behaviour, status, invoices_then) in [
        ("cancel", "canceled", 1),
        ("pause", "paused", 1),
        ("create_invoice", "past_due", 2),
    ] {
        let change = json!({
            "payment_method_collection": "if_required",
            "subscription_data": {
                "trial_period_days": 7,
                "trial_settings": { "end_behavior": { "missing_payment_method": behaviour } },
            },
        });
        let (_, subscription) = bought(&store, change, json!({})).await;
        assert_eq!(
            subscription["default_payment_method"],
            Value::Null,
            "{behaviour}"
        );
        store.advance(7 * DAY + 2 * 3600).await;
        let then = get(&store, "subscriptions", &subscription["id"]).await;
        assert_eq!(then["status"], status, "{behaviour}");
        let all = invoices(&store, &subscription).await;
        assert_eq!(all.len(), invoices_then, "{behaviour}");
    }
    let event = store.newest_event("customer.subscription.paused").await;
    assert_eq!(event["data"]["object"]["status"], "paused");
}

#[tokio::test]
async fn a_card_that_cannot_be_saved_begins_no_trial() {
    let store = Store::open_on_monday().await;
    let data = json!({ "trial_period_days": 14 });
    let link = link(&store, json!({ "subscription_data": data })).await;
    for (card, status) in [
        ("4000000000000002", "failed"),
        ("4000000000000341", "succeeded"),
    ] {
        let pay = json!({ "payment_link": link["id"], "card": card });
        let (_, paid) = store.door(pay).await;
        assert_eq!(paid["status"], status, "{card}");
    }
    let begun = store.get("/v1/subscriptions", json!({})).await;
    assert_eq!(begun["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_sold_once_comes_with_the_first_invoice() {
    let store = Store::open_on_monday().await;
    let mut given = of_bread("week", json!({}));
    let basket = json!({
        "price_data": { "currency": "eur", "product_data": { "name": "Basket" }, "unit_amount": 1500 },
        "quantity": 1,
    });
    given["line_items"].as_array_mut().unwrap().push(basket);
    let link = store.post("/v1/payment_links", given).await;
    let (_, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    let session = get(&store, "checkout/sessions", &paid["checkout_session"]).await;
    assert_eq!(session["amount_total"], 5500);
    let subscription = get(&store, "subscriptions", &session["subscription"]).await;
    assert_eq!(subscription["items"]["data"].as_array().unwrap().len(), 1);
    let invoice = get(&store, "invoices", &session["invoice"]).await;
    assert_eq!(invoice["total"], 5500);
    let line = &invoice["lines"]["data"][1];
    assert_eq!(line["description"], "Basket");
    assert_eq!(line["parent"]["type"], "invoice_item_details");
    store.advance(7 * DAY + 2 * 3600).await;
    let all = invoices(&store, &subscription).await;
    assert_eq!(all[0]["total"], 4000);
}

#[tokio::test]
async fn a_debit_pays_some_days_later() {
    let store = Store::open_on_monday().await;
    // The bank answers after a while, and the money comes.
    let pay = json!({ "payment_method": "sepa_debit", "iban": "DE08370400440532013003" });
    let (session, subscription) = bought(&store, json!({}), pay).await;
    assert_eq!(session["payment_status"], "unpaid");
    assert_eq!(subscription["status"], "active");
    let invoice = get(&store, "invoices", &session["invoice"]).await;
    assert_eq!(invoice["status"], "open");
    store.advance(15 * DAY).await;
    let invoice = get(&store, "invoices", &session["invoice"]).await;
    assert_eq!(invoice["status"], "paid");
    let session = get(&store, "checkout/sessions", &session["id"]).await;
    assert_eq!(session["payment_status"], "paid");
    // And so does the next month's.
    store.advance(35 * DAY).await;
    let all = invoices(&store, &subscription).await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0]["status"], "paid");
}
