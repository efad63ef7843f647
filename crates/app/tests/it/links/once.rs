//! Whatever happens, a link is made once.

use countertop_app::links::LinkError;
use countertop_stripe_client::ApiError;
use reqwest::Method;
use serde_json::json;

use super::{Merchant, cake, terms};
use crate::account::client;

#[tokio::test]
async fn a_repetition_gives_back_the_link_and_sends_nothing() {
    let merchant = Merchant::open().await;
    let link = merchant.create(&cake(), "draft-1").await.unwrap();
    assert_eq!(link.metadata["countertop_key"], "draft-1");
    assert_eq!(link.metadata["made_with"], "countertop");
    assert_eq!(link.metadata["shelf"], "7");
    let whole = merchant.list("payment_links").await.remove(0);
    assert_eq!(
        whole["payment_intent_data"]["metadata"],
        json!({"made_with": "countertop"})
    );

    merchant.faults(json!({ "api_500": 1 })).await;
    let merchant = merchant.restart();
    let again = merchant.create(&cake(), "draft-1").await.unwrap();
    assert_eq!(again.id, link.id);
    merchant.faults(json!({})).await;
    let other = merchant.create(&cake(), "draft-2").await.unwrap();
    assert_ne!(other.id, link.id, "another key is another link");
    assert_eq!(merchant.list("payment_links").await.len(), 2);
}

#[tokio::test]
async fn a_time_out_after_sending_makes_no_second_link() {
    for hours_between in [0, 21] {
        let merchant = Merchant::open().await;
        // The answer is computed and lost on its way, at each of the client's tries.
        merchant.faults(json!({ "cut": 1 })).await;
        let error = merchant.create(&cake(), "draft-1").await.unwrap_err();
        assert!(matches!(error, LinkError::InDoubt { .. }), "{error}");
        assert!(error.to_string().contains("it is done once"), "{error}");
        merchant.faults(json!({})).await;
        assert_eq!(merchant.list("payment_links").await.len(), 1, "it was made");

        let seconds = hours_between * 3600;
        merchant.watch.forward(seconds);
        // So much later Stripe knows the key no more.
        merchant
            .account
            .practice("advance", json!({ "seconds": seconds * 2 }))
            .await;
        let merchant = merchant.restart();
        let link = merchant.create(&cake(), "draft-1").await.unwrap();
        let all = merchant.list("payment_links").await;
        assert_eq!(all.len(), 1, "{hours_between} hours later");
        assert_eq!(all[0]["id"], link.id);
        assert_eq!(
            merchant.create(&cake(), "draft-1").await.unwrap().id,
            link.id
        );
    }
}

#[tokio::test]
async fn what_was_never_made_is_made_a_day_later() {
    let merchant = Merchant::open().await;
    merchant.faults(json!({ "api_500": 1 })).await;
    let error = merchant.create(&cake(), "draft-1").await.unwrap_err();
    assert!(matches!(error, LinkError::InDoubt { .. }), "{error}");
    merchant.faults(json!({})).await;
    merchant.watch.forward(21 * 3600);
    merchant.create(&cake(), "draft-1").await.unwrap();
    assert_eq!(merchant.list("payment_links").await.len(), 1);
}

#[tokio::test]
async fn other_content_is_not_sent_after_a_link_was_made_of_the_first() {
    let merchant = Merchant::open().await;
    merchant.faults(json!({ "cut": 1 })).await;
    merchant.create(&cake(), "draft-1").await.unwrap_err();
    merchant.faults(json!({})).await;
    let mut other = cake();
    other.line_items[0].quantity = Some(3);
    // Both where it was in doubt and where it is known by now.
    for _ in 0..2 {
        let error = merchant.create(&other, "draft-1").await.unwrap_err();
        let LinkError::OtherContent(made) = &error else {
            panic!("{error}");
        };
        assert_eq!(merchant.list("payment_links").await[0]["id"], made.as_str());
    }
    assert_eq!(merchant.list("payment_links").await.len(), 1);
    merchant.create(&cake(), "draft-1").await.unwrap();
}

#[tokio::test]
async fn what_was_refused_is_corrected_under_the_same_key() {
    let merchant = Merchant::open().await;
    let mut wrong = cake();
    wrong.payment_method_types = vec!["no_such_method".to_owned()];
    let error = merchant.create(&wrong, "draft-1").await.unwrap_err();
    let param = error.refusal().unwrap().param.clone().unwrap();
    assert!(param.starts_with("payment_method_types"), "{error}");
    merchant.create(&cake(), "draft-1").await.unwrap();
    assert_eq!(merchant.list("payment_links").await.len(), 1);
}

#[tokio::test]
async fn the_same_may_be_asked_again_once_the_reason_is_gone() {
    let merchant = Merchant::open().await;
    let price = merchant
        .account
        .api(
            Method::POST,
            "prices",
            json!({"currency": "eur", "unit_amount": 500, "active": false,
                   "product_data": {"name": "Tea"}}),
        )
        .await;
    let id = price["id"].as_str().unwrap();
    let tea = terms(json!({ "line_items": [{ "price": id, "quantity": 1 }] }));
    let error = merchant.create(&tea, "draft-1").await.unwrap_err();
    assert!(
        matches!(error, LinkError::Api(ApiError::Refused(_))),
        "{error}"
    );
    let path = format!("prices/{id}");
    merchant
        .account
        .api(Method::POST, &path, json!({ "active": true }))
        .await;
    merchant.create(&tea, "draft-1").await.unwrap();
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let mut merchant = Merchant::open().await;
    let online = merchant.client.clone();
    // Nobody listens there.
    let key = merchant.account.sandbox.api_key().clone();
    merchant.client = client("http://127.0.0.1:9", key);
    let error = merchant.create(&cake(), "draft-1").await.unwrap_err();
    let sentence = error.to_string();
    assert!(
        sentence.starts_with("nothing was sent, because 127.0.0.1 cannot be reached: "),
        "{sentence}"
    );
    // So the draft may be changed before it is sent again.
    merchant.client = online;
    let mut other = cake();
    other.line_items[0].quantity = Some(3);
    merchant.create(&other, "draft-1").await.unwrap();
    assert_eq!(merchant.list("payment_links").await.len(), 1);
}

#[tokio::test]
async fn a_key_that_cannot_be_sent_is_refused() {
    let merchant = Merchant::open().await;
    for key in ["", "with space", "é", &"k".repeat(201)] {
        let error = merchant.create(&cake(), key).await.unwrap_err();
        assert!(matches!(error, LinkError::Key(_)), "{key}: {error}");
    }
    merchant.create(&cake(), &"k".repeat(200)).await.unwrap();
}
