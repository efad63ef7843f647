//! What the shop changes of a subscription, and how it ends one.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{DAY, bought, get, invoices, path_of};
use crate::support::{Store, expect};

#[tokio::test]
async fn a_subscription_ends_now() {
    let store = Store::open_on_monday().await;
    let (_, at_once) = bought(&store, json!({}), json!({})).await;
    let why = json!({ "cancellation_details": { "comment": "Moved", "feedback": "other" } });
    let call = store.call(Method::DELETE, &path_of(&at_once), &why);
    let gone = expect(StatusCode::OK, call).await;
    assert_eq!(gone["status"], "canceled");
    assert_eq!(gone["ended_at"], gone["canceled_at"]);
    assert_eq!(
        gone["cancellation_details"],
        json!({
            "comment": "Moved",
            "feedback": "other",
            "feedback_option": null,
            "reason": "cancellation_requested",
        })
    );
    let event = store.newest_event("customer.subscription.deleted").await;
    assert_eq!(event["data"]["object"], gone);
}

#[tokio::test]
async fn a_subscription_ends_with_its_period() {
    let store = Store::open_on_monday().await;
    let (_, later) = bought(&store, json!({}), json!({})).await;
    let leaving = store
        .post(&path_of(&later), json!({ "cancel_at_period_end": true }))
        .await;
    let end = &leaving["items"]["data"][0]["current_period_end"];
    assert_eq!(leaving["status"], "active");
    assert_eq!(leaving["cancel_at"], *end);
    let event = store.newest_event("customer.subscription.updated").await;
    let previous = &event["data"]["previous_attributes"];
    assert_eq!(previous["cancel_at_period_end"], false);
    let stays = store
        .post(&path_of(&later), json!({ "cancel_at_period_end": false }))
        .await;
    assert_eq!(stays["cancel_at"], Value::Null);
    assert_eq!(stays["cancellation_details"]["reason"], Value::Null);
    store
        .post(&path_of(&later), json!({ "cancel_at_period_end": true }))
        .await;
    store.advance(32 * DAY).await;
    let ended = get(&store, "subscriptions", &later["id"]).await;
    assert_eq!(ended["status"], "canceled");
    assert_eq!(ended["ended_at"], *end);
    assert_eq!(invoices(&store, &later).await.len(), 1);
    let error = store
        .refused(
            Method::POST,
            &path_of(&later),
            json!({ "description": "x" }),
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("A canceled subscription")
    );
}

#[tokio::test]
async fn ended_subscriptions_are_listed_when_they_are_asked_for() {
    let store = Store::open_on_monday().await;
    let (_, at_once) = bought(&store, json!({}), json!({})).await;
    let (_, later) = bought(&store, json!({}), json!({})).await;
    let call = store.call(Method::DELETE, &path_of(&at_once), &json!({}));
    expect(StatusCode::OK, call).await;
    store
        .post(&path_of(&later), json!({ "cancel_at_period_end": true }))
        .await;
    store.advance(32 * DAY).await;
    for (filter, count) in [
        (json!({}), 0),
        (json!({ "status": "all" }), 2),
        (json!({ "status": "canceled" }), 2),
        (
            json!({ "status": "ended", "customer": later["customer"] }),
            1,
        ),
        (json!({ "status": "active" }), 0),
    ] {
        let listed = store.get("/v1/subscriptions", filter.clone()).await;
        assert_eq!(listed["data"].as_array().unwrap().len(), count, "{filter}");
    }
}

#[tokio::test]
async fn an_end_stays_whatever_else_is_changed() {
    let store = Store::open_on_monday().await;
    let (_, subscription) = bought(&store, json!({}), json!({})).await;
    let path = path_of(&subscription);
    let leaving = store
        .post(&path, json!({ "cancel_at_period_end": true }))
        .await;
    store.advance(DAY).await;
    let noted = store.post(&path, json!({ "metadata": { "a": "1" } })).await;
    for field in ["cancel_at", "canceled_at", "cancel_at_period_end"] {
        assert_eq!(noted[field], leaving[field], "{field}");
    }
    let call = store.call(Method::DELETE, &path, &json!({}));
    let gone = expect(StatusCode::OK, call).await;
    let why = json!({ "cancellation_details": { "comment": "Moved" }, "metadata": { "a": "2" } });
    let noted = store.post(&path, why).await;
    assert_eq!(noted["canceled_at"], gone["canceled_at"]);
    assert_eq!(noted["metadata"], json!({ "a": "2" }));
    let details = &noted["cancellation_details"];
    assert_eq!(details["reason"], "cancellation_requested");
    assert_eq!(details["comment"], "Moved");
}

#[tokio::test]
async fn a_subscription_is_changed_in_a_few_ways() {
    let store = Store::open_on_monday().await;
    let (_, subscription) = bought(&store, json!({}), json!({})).await;
    let path = path_of(&subscription);
    let changed = store
        .post(
            &path,
            json!({ "metadata": { "a": "1" }, "description": "Two boxes" }),
        )
        .await;
    assert_eq!(changed["metadata"], json!({ "a": "1" }));
    let event = store.newest_event("customer.subscription.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "description": null, "metadata": { "a": null } })
    );
    let foreign = store.post("/v1/payment_methods/pm_card_visa/attach", {
        let other = store.post("/v1/customers", json!({})).await;
        json!({ "customer": other["id"] })
    });
    let foreign = foreign.await;
    for (given, param) in [
        (
            json!({ "default_payment_method": foreign["id"] }),
            "default_payment_method",
        ),
        (
            json!({ "default_payment_method": "pm_x" }),
            "default_payment_method",
        ),
        (json!({ "trial_end": "now" }), "trial_end"),
        (json!({ "cancel_at": 1000 }), "cancel_at"),
        (json!({ "items": [{ "quantity": 3 }] }), "items"),
    ] {
        let error = store
            .refused(Method::POST, &path, given.clone(), StatusCode::BAD_REQUEST)
            .await;
        assert_eq!(error["param"], param, "{given} {error}");
    }
    let at = subscription["start_date"].as_i64().unwrap() + 10 * DAY;
    store.post(&path, json!({ "cancel_at": at })).await;
    store.advance(11 * DAY).await;
    let ended = get(&store, "subscriptions", &subscription["id"]).await;
    assert_eq!(ended["ended_at"], at);
}
