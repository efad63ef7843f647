//! After the payment, and where there is nothing to pay any more.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Store, filled};

#[tokio::test]
async fn a_closed_link_says_so_politely() {
    let store = Store::open().await;
    let limit = json!({
        "restrictions": { "completed_sessions": { "limit": 1 } },
        "inactive_message": "The last cake is gone.",
    });
    let link = store.link(limit).await;
    let (_, action) = store.visit(&link).await;
    let (_, late) = store.visit(&link).await;
    assert_eq!(
        store
            .submit(&action, &filled("4242424242424242"))
            .await
            .status(),
        StatusCode::SEE_OTHER
    );
    let refused = store.submit(&late, &filled("4242424242424242")).await;
    assert_eq!(refused.status(), StatusCode::GONE, "nothing is sold twice");
    let address = link["url"].as_str().unwrap();
    let page = store.client.get(address).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::GONE);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("The last cake is gone.")
    );

    let link = store.link(json!({})).await;
    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    store.post(&path, json!({ "active": false })).await;
    let page = store
        .client
        .get(link["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::GONE);
    let page = store
        .client
        .get(store.url("/pay/test_nothing"))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let other = action.replace("/pay/test_", "/pay/test_x");
    let page = store.client.get(other).send().await.unwrap();
    assert_eq!(
        page.status(),
        StatusCode::NOT_FOUND,
        "a session belongs to its link"
    );
}

#[tokio::test]
async fn after_payment_a_customer_goes_where_the_link_says() {
    let store = Store::open().await;
    let url = "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}";
    let link = store
        .link(json!({ "after_completion": { "type": "redirect", "redirect": { "url": url } } }))
        .await;
    let page = store
        .client
        .get(link["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("form-action 'self' https://shop.example;"),
        "{policy}"
    );
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let (_, action) = store.visit(&link).await;
    let paid = store.submit(&action, &filled("4242424242424242")).await;
    let session = store
        .get("/v1/checkout/sessions", json!({ "status": "complete" }))
        .await;
    let id = session["data"][0]["id"].as_str().unwrap();
    assert_eq!(
        paid.headers()["location"].to_str().unwrap(),
        format!("https://shop.example/thanks?session={id}")
    );
}
