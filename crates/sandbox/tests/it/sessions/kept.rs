//! Sessions listed, changed and closed; and what a link's address says.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{PATH, create, ids, path_of};
use crate::support::{Store, filled};

#[tokio::test]
async fn sessions_are_listed_by_whose_they_are() {
    let store = Store::open().await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let link = store.link(json!({})).await;
    let open = create(&store, json!({})).await["id"].clone();
    let of_ada = create(&store, json!({ "customer": ada["id"] })).await["id"].clone();
    let pay = json!({ "payment_link": link["id"], "email": "Bela@Example.com" });
    let (_, paid) = store.door(pay).await;
    let paid_id = paid["checkout_session"].clone();
    for (filter, found) in [
        (json!({}), vec![&paid_id, &of_ada, &open]),
        (json!({ "status": "open" }), vec![&of_ada, &open]),
        (json!({ "status": "complete" }), vec![&paid_id]),
        (json!({ "customer": ada["id"] }), vec![&of_ada]),
        (json!({ "payment_link": link["id"] }), vec![&paid_id]),
        (
            json!({ "payment_intent": paid["payment_intent"] }),
            vec![&paid_id],
        ),
        (
            json!({ "customer_details": { "email": "bela@example.com" } }),
            vec![&paid_id],
        ),
        (
            json!({ "customer_details": { "email": "nobody@example.com" } }),
            vec![],
        ),
        (json!({ "subscription": "sub_x" }), vec![]),
        (json!({ "created": { "lt": 1000 } }), vec![]),
    ] {
        let listed = store.get(PATH, filter.clone()).await;
        let wanted: Vec<_> = found.into_iter().cloned().collect();
        assert_eq!(ids(&listed), wanted, "{filter}");
    }
}

/// The path of a session that ships to Germany, and the ways of shipping that it may be given.
async fn shipping(store: &Store) -> (String, Value) {
    let rate =
        json!({ "display_name": "Post", "fixed_amount": { "amount": 300, "currency": "eur" } });
    let rate = store.post("/v1/shipping_rates", rate).await;
    let session = create(
        store,
        json!({ "shipping_address_collection": { "allowed_countries": ["DE"] } }),
    )
    .await;
    (path_of(&session), json!([{ "shipping_rate": rate["id"] }]))
}

#[tokio::test]
async fn an_open_session_is_changed() {
    let store = Store::open().await;
    let (path, options) = shipping(&store).await;
    let changed = store
        .post(
            &path,
            json!({
                "metadata": { "a": "1" },
                "shipping_options": options,
                "collected_information": { "shipping_details": {
                    "name": "Ada",
                    "address": { "country": "DE", "line1": "1 Example Street" },
                } },
            }),
        )
        .await;
    assert_eq!(changed["metadata"], json!({ "a": "1" }));
    assert_eq!(changed["amount_total"], 5300);
    assert_eq!(changed["total_details"]["amount_shipping"], 300);
    let sent = &changed["collected_information"]["shipping_details"];
    assert_eq!(sent["address"]["line1"], "1 Example Street");
    let abroad = json!({ "collected_information": { "shipping_details": {
        "name": "Ada",
        "address": { "country": "FR", "line1": "1 Example Street" },
    } } });
    let error = store
        .refused(Method::POST, &path, abroad, StatusCode::BAD_REQUEST)
        .await;
    assert!(
        error["message"].as_str().unwrap().contains("does not ship"),
        "{error}"
    );
    let cleared = store.post(&path, json!({ "shipping_options": "" })).await;
    assert_eq!(cleared["amount_total"], 5000);
    assert_eq!(cleared["shipping_cost"], Value::Null);
}

#[tokio::test]
async fn a_session_that_is_closed_keeps_its_offer() {
    let store = Store::open().await;
    let (path, options) = shipping(&store).await;
    store.post(&path, json!({ "metadata": { "a": "1" } })).await;
    let expired = store.post(&format!("{path}/expire"), json!({})).await;
    assert_eq!(expired["status"], "expired");
    assert_eq!(expired["url"], Value::Null);
    let event = store.newest_event("checkout.session.expired").await;
    assert_eq!(event["data"]["object"], expired);
    let twice = store
        .refused(
            Method::POST,
            &format!("{path}/expire"),
            json!({}),
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert!(
        twice["message"]
            .as_str()
            .unwrap()
            .contains("status of `expired`"),
        "{twice}"
    );
    let given = json!({ "shipping_options": options });
    let error = store
        .refused(Method::POST, &path, given, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "shipping_options");
    let kept = store.post(&path, json!({ "metadata": { "b": "2" } })).await;
    assert_eq!(kept["metadata"], json!({ "a": "1", "b": "2" }));
}

#[tokio::test]
async fn a_links_address_says_who_comes() {
    let store = Store::open().await;
    let link = store
        .link(json!({ "after_completion": {
            "type": "redirect",
            "redirect": { "url": "https://example.com/thanks?id={CHECKOUT_SESSION_ID}" },
        } }))
        .await;
    let query = "client_reference_id=order_7&locked_prefilled_email=ada%40example.com&locale=de\
                 &utm_source=news&utm_medium=mail";
    let mut visited = link.clone();
    visited["url"] = json!(format!("{}?{query}", link["url"].as_str().unwrap()));
    let (_, action) = store.visit(&visited).await;
    let session = store.get(PATH, json!({})).await["data"][0].clone();
    assert_eq!(session["client_reference_id"], "order_7");
    assert_eq!(session["customer_email"], "ada@example.com");
    assert_eq!(session["locale"], "de");
    let mut other = filled("4242424242424242");
    other[0] = ("email", "bela@example.com");
    assert_eq!(
        store.submit(&action, &other).await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let paid = store.submit(&action, &filled("4242424242424242")).await;
    let target = paid.headers()["location"].to_str().unwrap();
    let id = session["id"].as_str().unwrap();
    assert_eq!(
        target,
        format!("https://example.com/thanks?id={id}&utm_source=news&utm_medium=mail")
    );
}
