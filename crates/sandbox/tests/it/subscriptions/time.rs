//! What time makes of a subscription: it is renewed, not paid, paused or ended.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{DAY, bought, get, invoices, path_of, pay_with};
use crate::support::{Store, expect, types};

#[tokio::test]
async fn each_month_is_billed_an_hour_after_it_begins() {
    let store = Store::open_on_monday().await;
    let (_, subscription) = bought(&store, json!({}), json!({})).await;
    let first_end = subscription["items"]["data"][0]["current_period_end"]
        .as_i64()
        .unwrap();
    let before = store.last_event().await;
    store.advance(31 * DAY + 60).await;
    let subscription = get(&store, "subscriptions", &subscription["id"]).await;
    let item = &subscription["items"]["data"][0];
    // From 2 April to 2 May.
    assert_eq!(item["current_period_start"], first_end);
    assert_eq!(item["current_period_end"], first_end + 30 * DAY);
    let draft = get(&store, "invoices", &subscription["latest_invoice"]).await;
    assert_eq!(draft["status"], "draft");
    assert_eq!(draft["billing_reason"], "subscription_cycle");
    assert_eq!(draft["number"], Value::Null);
    assert_eq!(draft["created"], first_end);
    assert_eq!(draft["automatically_finalizes_at"], first_end + 3600);
    store.advance(3600).await;
    let paid = get(&store, "invoices", &draft["id"]).await;
    assert_eq!(paid["status"], "paid");
    assert!(
        paid["number"].as_str().unwrap().ends_with("-0002"),
        "{paid}"
    );
    let told = store.events_after(&before).await;
    let mut told = types(&told);
    told.retain(|it| !it.starts_with("payout") && !it.starts_with("balance"));
    assert_eq!(
        told,
        [
            "invoice.created",
            "customer.subscription.updated",
            "invoice.finalized",
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice_payment.paid",
            "charge.updated",
        ]
    );
    let event = store.newest_event("invoice.paid").await;
    assert_eq!(event["request"]["id"], Value::Null);
    assert_eq!(event["created"], first_end + 3600);
    // A year later there are twelve invoices, each for a month.
    store.advance(334 * DAY).await;
    let all = invoices(&store, &subscription).await;
    assert_eq!(all.len(), 13);
    assert!(all.iter().all(|invoice| invoice["status"] == "paid"));
    let charged = store.all("/v1/charges", json!({})).await;
    assert_eq!(charged.len(), 13);
}

#[tokio::test]
async fn a_payment_that_fails_is_tried_again_and_then_the_subscription_ends() {
    let store = Store::open_on_monday().await;
    let (_, subscription) = bought(&store, json!({}), json!({})).await;
    pay_with(&store, &subscription, "pm_card_chargeCustomerFail").await;
    store.advance(31 * DAY + 2 * 3600).await;
    let subscription = get(&store, "subscriptions", &subscription["id"]).await;
    assert_eq!(subscription["status"], "past_due");
    let invoice = get(&store, "invoices", &subscription["latest_invoice"]).await;
    assert_eq!(invoice["status"], "open");
    assert_eq!(invoice["attempt_count"], 1);
    let finalized = invoice["status_transitions"]["finalized_at"]
        .as_i64()
        .unwrap();
    assert_eq!(invoice["next_payment_attempt"], finalized + 3 * DAY);
    let event = store.newest_event("invoice.payment_failed").await;
    assert_eq!(event["data"]["object"]["id"], invoice["id"]);
    for (days, attempts) in [(3, 2), (5, 3)] {
        store.advance(days * DAY).await;
        let invoice = get(&store, "invoices", &invoice["id"]).await;
        assert_eq!(invoice["attempt_count"], attempts);
    }
    store.advance(7 * DAY).await;
    let ended = get(&store, "subscriptions", &subscription["id"]).await;
    assert_eq!(ended["status"], "canceled");
    assert_eq!(ended["cancellation_details"]["reason"], "payment_failed");
    assert_eq!(ended["ended_at"], finalized + 15 * DAY);
    let invoice = get(&store, "invoices", &invoice["id"]).await;
    assert_eq!(invoice["status"], "open");
    assert_eq!(invoice["next_payment_attempt"], Value::Null);
    let failed = json!({ "type": "invoice.payment_failed" });
    assert_eq!(store.all("/v1/events", failed).await.len(), 4);
    store.advance(60 * DAY).await;
    assert_eq!(invoices(&store, &subscription).await.len(), 2);
}

#[tokio::test]
async fn a_better_card_makes_good() {
    let store = Store::open_on_monday().await;
    let (_, subscription) = bought(&store, json!({}), json!({})).await;
    pay_with(&store, &subscription, "pm_card_chargeCustomerFail").await;
    store.advance(31 * DAY + 2 * 3600).await;
    let latest = get(&store, "subscriptions", &subscription["id"]).await["latest_invoice"].clone();
    let pay = format!("/v1/invoices/{}/pay", latest.as_str().unwrap());
    let refused = store
        .refused(Method::POST, &pay, json!({}), StatusCode::PAYMENT_REQUIRED)
        .await;
    assert_eq!(refused["code"], "card_declined");
    let invoice = get(&store, "invoices", &latest).await;
    assert_eq!(invoice["attempt_count"], 2, "what was tried is kept");
    pay_with(&store, &subscription, "pm_card_visa").await;
    let paid = store.post(&pay, json!({})).await;
    assert_eq!(paid["status"], "paid");
    let subscription = get(&store, "subscriptions", &subscription["id"]).await;
    assert_eq!(subscription["status"], "active");
    let twice = store
        .refused(Method::POST, &pay, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(twice["message"], "Invoice is already paid");
}

#[tokio::test]
async fn while_collection_is_paused_invoices_are_put_aside() {
    let store = Store::open_on_monday().await;
    for (behaviour, status) in [
        ("void", "void"),
        ("mark_uncollectible", "uncollectible"),
        ("keep_as_draft", "draft"),
    ] {
        let (_, subscription) = bought(&store, json!({}), json!({})).await;
        let pause = json!({ "pause_collection": { "behavior": behaviour } });
        let paused = store.post(&path_of(&subscription), pause).await;
        let shown = json!({ "behavior": behaviour, "resumes_at": null });
        assert_eq!(paused["pause_collection"], shown);
        store.advance(32 * DAY).await;
        let all = invoices(&store, &subscription).await;
        assert_eq!(all[0]["status"], status, "{behaviour}");
        let resumed = store
            .post(&path_of(&subscription), json!({ "pause_collection": "" }))
            .await;
        assert_eq!(resumed["pause_collection"], Value::Null);
        store.advance(31 * DAY).await;
        let all = invoices(&store, &subscription).await;
        assert_eq!(all[0]["status"], "paid", "{behaviour}");
        expect(
            StatusCode::OK,
            store.call(Method::DELETE, &path_of(&subscription), &json!({})),
        )
        .await;
    }
}

#[tokio::test]
async fn discounts_last_as_long_as_their_coupon_says() {
    let store = Store::open_on_monday().await;
    for (duration, totals) in [
        (json!({ "duration": "once" }), [3600, 4000, 4000, 4000]),
        (
            json!({ "duration": "repeating", "duration_in_months": 2 }),
            [3600, 3600, 4000, 4000],
        ),
        (json!({ "duration": "forever" }), [3600, 3600, 3600, 3600]),
    ] {
        let mut given = duration.clone();
        given["percent_off"] = json!(10);
        let coupon = store.post("/v1/coupons", given).await;
        let promotion = json!({ "type": "coupon", "coupon": coupon["id"] });
        let code = store
            .post("/v1/promotion_codes", json!({ "promotion": promotion }))
            .await;
        let pay = json!({ "promotion_code": code["code"] });
        let (session, subscription) =
            bought(&store, json!({ "allow_promotion_codes": true }), pay).await;
        assert_eq!(session["amount_total"], 3600);
        let goes_on = duration["duration"] != "once";
        let listed = subscription["discounts"].as_array().unwrap().len();
        assert_eq!(listed, usize::from(goes_on), "{duration}");
        store.advance(95 * DAY).await;
        let mut all = invoices(&store, &subscription).await;
        all.reverse();
        let found: Vec<_> = all
            .iter()
            .map(|invoice| invoice["total"].as_i64().unwrap())
            .collect();
        assert_eq!(found, totals, "{duration}");
        let off = &all[0]["total_discount_amounts"][0];
        assert_eq!(off["amount"], 400);
        let path = format!("/v1/invoices/{}", all[0]["id"].as_str().unwrap());
        let expanded = store.get(&path, json!({ "expand": ["discounts"] })).await;
        let source = &expanded["discounts"][0]["source"]["coupon"];
        assert_eq!(*source, coupon["id"]);
        let used = get(&store, "coupons", &coupon["id"]).await;
        assert_eq!(used["times_redeemed"], 1);
    }
}
