//! Promotion codes: made, changed, listed and refused.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{code, coupon};
use crate::support::Store;

#[tokio::test]
async fn a_promotion_code_is_made_changed_and_listed() {
    let store = Store::open().await;
    let ten = coupon(&store, json!({})).await;
    let made = code(
        &store,
        &ten,
        "Spring-24",
        json!({
            "restrictions": { "minimum_amount": 2000, "minimum_amount_currency": "eur" },
            "max_redemptions": 5,
        }),
    )
    .await;
    for (field, value) in [
        ("object", json!("promotion_code")),
        ("active", json!(true)),
        ("code", json!("Spring-24")),
        ("customer", Value::Null),
        ("max_redemptions", json!(5)),
        (
            "promotion",
            json!({ "coupon": ten["id"], "type": "coupon" }),
        ),
        ("times_redeemed", json!(0)),
        (
            "restrictions",
            json!({
                "first_time_transaction": false,
                "minimum_amount": 2000,
                "minimum_amount_currency": "eur",
            }),
        ),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    let path = format!("/v1/promotion_codes/{}", made["id"].as_str().unwrap());
    let expand = json!({ "expand": ["promotion.coupon", "restrictions.currency_options"] });
    let expanded = store.get(&path, expand).await;
    assert_eq!(expanded["promotion"]["coupon"]["percent_off"], 10.0);
    let minimum = &expanded["restrictions"]["currency_options"]["eur"]["minimum_amount"];
    assert_eq!(*minimum, 2000);

    let other = code(&store, &ten, "OTHER", json!({ "active": false })).await;
    for (filter, found) in [
        (json!({ "code": "SPRING-24" }), vec![&made]),
        (json!({ "active": true }), vec![&made]),
        (json!({ "active": false }), vec![&other]),
        (json!({ "coupon": ten["id"] }), vec![&other, &made]),
        (json!({ "coupon": "nothing" }), vec![]),
    ] {
        let listed = store.get("/v1/promotion_codes", filter.clone()).await;
        let ids: Vec<_> = listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["id"])
            .collect();
        let wanted: Vec<_> = found.iter().map(|it| &it["id"]).collect();
        assert_eq!(ids, wanted, "{filter}");
    }
    let off = store.post(&path, json!({ "active": false })).await;
    assert_eq!(off["active"], false);
    let event = store.newest_event("promotion_code.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "active": true })
    );
    assert_eq!(
        store.post(&path, json!({ "active": true })).await["active"],
        true
    );
    let made_up = store
        .post(
            "/v1/promotion_codes",
            json!({ "promotion": { "type": "coupon", "coupon": ten["id"] } }),
        )
        .await;
    assert_eq!(made_up["code"].as_str().unwrap().len(), 8);
}

#[tokio::test]
async fn what_no_promotion_code_can_be_is_refused() {
    let store = Store::open().await;
    let ten = coupon(&store, json!({ "max_redemptions": 3 })).await;
    code(&store, &ten, "TAKEN", json!({})).await;
    let of = |change: Value| {
        let mut given = json!({ "promotion": { "type": "coupon", "coupon": ten["id"] } });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        given
    };
    for (given, param, message) in [
        (json!({}), "promotion", "Missing required param: promotion."),
        (
            json!({ "promotion": { "type": "coupon" } }),
            "promotion[coupon]",
            "Missing required",
        ),
        (
            json!({ "promotion": { "type": "coupon", "coupon": "x" } }),
            "promotion[coupon]",
            "No such coupon: 'x'",
        ),
        (
            json!({ "coupon": ten["id"] }),
            "coupon",
            "Received unknown parameter: coupon",
        ),
        (of(json!({ "code": "taken" })), "code", "already exists"),
        (of(json!({ "code": "no spaces" })), "code", "letters"),
        (
            of(json!({ "expires_at": 1000 })),
            "expires_at",
            "in the future",
        ),
        (
            of(json!({ "max_redemptions": 4 })),
            "max_redemptions",
            "the coupon's",
        ),
        (
            of(json!({ "customer": "cus_x" })),
            "customer",
            "No such customer",
        ),
        (
            of(json!({ "restrictions": { "minimum_amount": 100 } })),
            "restrictions[minimum_amount_currency]",
            "Missing required param",
        ),
    ] {
        let error = store
            .refused(
                Method::POST,
                "/v1/promotion_codes",
                given.clone(),
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(error["param"], param, "{given} {error}");
        let said = error["message"].as_str().unwrap();
        assert!(said.contains(message), "{given}: {said}");
    }
}
