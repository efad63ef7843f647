//! What is true of every answer: headers, sizes, and who may ask.

use axum::http::StatusCode;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::support::{Store, client, expect};

#[tokio::test]
async fn answers_carry_stripes_headers() {
    let store = Store::open().await;
    let request = store.call(Method::GET, "/v1/products", &json!({}));
    let answer = request
        .header("Stripe-Version", "2020-08-27")
        .send()
        .await
        .unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap();
    assert!(header("request-id").starts_with("req_"));
    assert_eq!(header("stripe-version"), "2020-08-27");
    assert_eq!(header("content-type"), "application/json");
    assert!(header("date").ends_with("GMT"));
    let pinned = store
        .call(Method::GET, "/v1/products", &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(
        pinned.headers()["stripe-version"],
        countertop_stripe_wire::API_VERSION
    );
}

#[tokio::test]
async fn only_forms_of_a_sane_size_are_read() {
    let store = Store::open().await;
    let post = |kind: &'static str, body: String| {
        store
            .client
            .post(store.url("/v1/products"))
            .bearer_auth(store.sandbox.api_key().expose_secret())
            .header("Content-Type", kind)
            .body(body)
    };
    let form = "application/x-www-form-urlencoded";
    let json = expect(
        StatusCode::BAD_REQUEST,
        post("application/json", "{}".into()),
    )
    .await;
    let said = json["error"]["message"].as_str().unwrap();
    assert!(said.contains("application/x-www-form-urlencoded"), "{said}");
    let huge = format!("name={}", "a".repeat(2 << 20));
    expect(StatusCode::PAYLOAD_TOO_LARGE, post(form, huge)).await;
    let product = expect(StatusCode::OK, post(form, "name=Caf%C3%A9+%26+cake".into())).await;
    assert_eq!(product["name"], "Café & cake");
}

#[tokio::test]
async fn only_our_own_names_are_answered() {
    let store = Store::open().await;
    let port = store.sandbox.address().port();
    let link = store.link(json!({})).await;
    let page = link["url"].as_str().unwrap();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), StatusCode::OK),
        (format!("localhost:{port}"), StatusCode::OK),
        (format!("[::1]:{port}"), StatusCode::OK),
        (
            format!("rebound.example:{port}"),
            StatusCode::MISDIRECTED_REQUEST,
        ),
        ("127.0.0.1".to_owned(), StatusCode::MISDIRECTED_REQUEST),
        (
            format!("127.0.0.1:{}", port.wrapping_add(1)),
            StatusCode::MISDIRECTED_REQUEST,
        ),
    ] {
        let door = store.url("/_practice/state");
        for address in [page, door.as_str()] {
            let answer = client()
                .get(address)
                .header("Host", &host)
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), status, "{host} {address}");
        }
    }
}
