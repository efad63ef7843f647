//! What every request carries, and what a reply brings back.

use countertop_domain::{PaymentLinkId, UnixSeconds};
use countertop_stripe_client::{ApiBase, IdempotencyKey};
use serde_json::json;

use crate::stub::{Canned, KEY, Stub};

#[tokio::test]
async fn a_read_carries_key_version_and_name() {
    let stub = Stub::start([]).await;
    stub.client().retrieve_account().await.unwrap();
    let seen = stub.only();
    assert_eq!(
        (seen.method.as_str(), seen.path.as_str()),
        ("GET", "/v1/account")
    );
    assert_eq!(
        seen.header("authorization"),
        Some(&*format!("Bearer {KEY}"))
    );
    assert_eq!(seen.header("stripe-version"), Some("2026-09-30.endive"));
    assert_eq!(
        seen.header("user-agent"),
        Some(concat!("countertop/", env!("CARGO_PKG_VERSION")))
    );
    assert_eq!(seen.header("idempotency-key"), None);
    assert_eq!(seen.header("content-type"), None);
    assert_eq!((seen.query.as_str(), seen.body.as_str()), ("", ""));
}

#[tokio::test]
async fn a_write_carries_a_fresh_idempotency_key_and_a_form() {
    let stub = Stub::start([]).await;
    let client = stub.client();
    let link = PaymentLinkId::new("plink_1").unwrap();
    for _ in 0..2 {
        client
            .update_payment_link(&link, &json!({"active": false}), None)
            .await
            .unwrap();
    }
    let seen = stub.seen();
    let keys: Vec<_> = seen.iter().map(|it| it.header("idempotency-key")).collect();
    assert_eq!(
        keys,
        [
            Some("00000000-0000-4000-8000-000000000000"),
            Some("01010101-0101-4101-8101-010101010101"),
        ],
        "each write has its own"
    );
    assert_eq!(
        seen[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[tokio::test]
async fn a_given_idempotency_key_is_the_one_sent() {
    let stub = Stub::start([]).await;
    let key = IdempotencyKey::new("order-17").unwrap();
    let reply = stub
        .client()
        .create_product_from(&json!({"name": "Tea"}), Some(&key))
        .await
        .unwrap();
    assert_eq!(stub.only().header("idempotency-key"), Some("order-17"));
    assert_eq!(reply.idempotency_key, Some(key));
}

#[tokio::test]
async fn a_reply_keeps_its_bytes_its_request_id_and_its_date() {
    let body = "{ \"id\" : \"acct_1\",\n  \"big\": 12345678901234567890123, \"new\": [null] }\n";
    let stub = Stub::start([Canned::new(200, body)
        .header("request-id", "req_abc")
        .header("date", "Wed, 30 Sep 2026 12:00:01 GMT")])
    .await;
    let reply = stub.client().retrieve_account().await.unwrap();
    assert_eq!(reply.body, body);
    assert_eq!(reply.request_id.as_deref(), Some("req_abc"));
    assert_eq!(reply.date, Some(UnixSeconds(1_790_769_601)));
    assert_eq!((reply.status, reply.tries), (200, 1));
    assert_eq!(reply.json().unwrap()["id"], "acct_1");
}

#[tokio::test]
async fn localhost_needs_no_resolver() {
    let stub = Stub::start([]).await;
    let base = stub.base.as_str().replace("127.0.0.1", "localhost");
    let mut config = stub.config();
    config.api_base = ApiBase::parse(&base).unwrap();
    let client = countertop_stripe_client::Client::new(config).unwrap();
    client.retrieve_account().await.unwrap();
    assert!(
        stub.only()
            .header("host")
            .unwrap()
            .starts_with("localhost:")
    );
}

#[test]
fn the_version_is_the_one_that_async_stripe_writes_for() {
    assert_eq!(
        countertop_stripe_wire::API_VERSION,
        stripe_shared::version::VERSION.as_str()
    );
}
