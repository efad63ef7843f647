//! Which failures are repeated, how often, and under which key.

use std::time::{Duration, Instant};

use countertop_stripe_client::{
    ApiError, Client, IdempotencyKey, NetworkFailure, RequestBuilder, StripeMethod, StripeRequest,
};
use serde_json::json;
use stripe_client_core::{RequestStrategy, StripeClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::stub::{Canned, Stub, base_of, config};

fn failing(status: u16) -> Canned {
    Canned::error(status, json!({"type": "api_error", "message": "No."}))
}

async fn create(client: &Client) -> Result<u32, ApiError> {
    let reply = client
        .create_product_from(&json!({"name": "Tea"}), None)
        .await?;
    Ok(reply.tries)
}

#[tokio::test]
async fn what_passes_by_itself_is_repeated_under_one_key() {
    for status in [409, 429, 500, 502, 503] {
        let stub = Stub::start([failing(status), failing(status), failing(status)]).await;
        assert_eq!(create(&stub.client()).await.unwrap(), 4, "{status}");
        let seen = stub.seen();
        assert_eq!(seen.len(), 4, "{status}");
        let first = &seen[0];
        assert!(first.header("idempotency-key").is_some());
        for later in &seen[1..] {
            assert_eq!(
                later.header("idempotency-key"),
                first.header("idempotency-key"),
                "{status}"
            );
            assert_eq!(later.body, first.body, "{status}");
        }
    }
}

#[tokio::test]
async fn reads_are_repeated_too() {
    let stub = Stub::start([failing(503)]).await;
    assert_eq!(stub.client().retrieve_account().await.unwrap().tries, 2);
}

#[tokio::test]
async fn the_last_failure_is_told_when_every_try_failed() {
    let stub = Stub::start((0..9).map(|_| failing(500))).await;
    let error = create(&stub.client()).await.unwrap_err();
    assert!(matches!(error, ApiError::ServerFault(_)), "{error}");
    assert!(error.is_retryable());
    assert_eq!(stub.seen().len(), 4);
}

#[tokio::test]
async fn what_will_not_pass_is_tried_once() {
    for status in [400, 401, 402, 403, 404, 422] {
        let stub = Stub::start([failing(status)]).await;
        let error = create(&stub.client()).await.unwrap_err();
        assert_eq!(error.refusal().unwrap().status, status);
        assert!(!error.is_retryable(), "{status}");
        assert_eq!(stub.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn stripes_own_advice_comes_first() {
    for (status, advice, tries) in [(500, "false", 1), (409, "false", 1), (429, "true", 2)] {
        let stub = Stub::start([failing(status).header("stripe-should-retry", advice)]).await;
        let _outcome = create(&stub.client()).await;
        assert_eq!(stub.seen().len(), tries, "{status} {advice}");
    }
}

#[tokio::test]
async fn retry_after_is_waited_for() {
    let stub = Stub::start([failing(429).header("retry-after", "1")]).await;
    let started = Instant::now();
    create(&stub.client()).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_long_retry_after_is_told_instead() {
    let stub = Stub::start([failing(429).header("retry-after", "61")]).await;
    let error = create(&stub.client()).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    assert!(matches!(error, ApiError::RateLimited(_)), "{error}");
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn an_unreadable_retry_after_leaves_the_backoff() {
    let stub = Stub::start([failing(429).header("retry-after", "soon")]).await;
    assert_eq!(create(&stub.client()).await.unwrap(), 2);
}

/// Reads a request's head and closes the connection, `broken` times; then answers.
async fn breaking(broken: usize) -> (Client, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::new(config(base_of(&listener))).unwrap();
    let server = tokio::spawn(async move {
        let mut heads = Vec::new();
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut buffer = [0; 4096];
            let read = socket.read(&mut buffer).await.unwrap();
            heads.push(String::from_utf8_lossy(&buffer[..read]).into_owned());
            if heads.len() > broken {
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
                socket.write_all(answer).await.unwrap();
                return heads;
            }
            // Half an answer: the client must not take it for a whole one.
            let half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
            socket.write_all(half).await.unwrap();
        }
    });
    (client, server)
}

fn key_line(head: &str) -> &str {
    head.lines()
        .find(|line| line.starts_with("idempotency-key:"))
        .unwrap()
}

#[tokio::test]
async fn a_broken_connection_is_tried_again_under_the_same_key() {
    let (client, server) = breaking(2).await;
    assert_eq!(create(&client).await.unwrap(), 3);
    let heads = server.await.unwrap();
    assert_eq!(heads.len(), 3);
    assert_eq!(key_line(&heads[0]), key_line(&heads[1]));
    assert_eq!(key_line(&heads[0]), key_line(&heads[2]));
}

#[tokio::test]
async fn a_connection_that_always_breaks_is_told() {
    let (client, server) = breaking(4).await;
    let error = create(&client).await.unwrap_err();
    let ApiError::Network { failure, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(*failure, NetworkFailure::Interrupted);
    server.abort();
}

#[tokio::test]
async fn nobody_listening_is_told_with_the_host() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::new(config(base_of(&listener))).unwrap();
    drop(listener);
    let error = create(&client).await.unwrap_err();
    assert!(error.is_retryable());
    let ApiError::Network { failure, host, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(
        (*failure, host.as_str()),
        (NetworkFailure::Unreachable, "127.0.0.1")
    );
    let sentence = error.to_string();
    assert!(
        sentence
            .starts_with("POST /v1/products got no answer from 127.0.0.1: the connection failed"),
        "{sentence}"
    );
}

#[tokio::test]
async fn async_stripes_own_calls_keep_our_keys_and_retries() {
    let deleted = r#"{"id": "prod_1", "object": "product", "deleted": true}"#;
    let stub = Stub::start([failing(500), Canned::new(200, deleted)]).await;
    let key = stripe_client_core::IdempotencyKey::new("order-17").unwrap();
    let product: stripe_shared::DeletedProduct =
        RequestBuilder::new(StripeMethod::Post, "/products/prod_1")
            .customize()
            .request_strategy(RequestStrategy::Idempotent(key))
            .account_id("acct_1".into())
            .send(&stub.client())
            .await
            .unwrap();
    assert_eq!(product.id.as_str(), "prod_1");
    for seen in stub.seen() {
        assert_eq!(seen.header("idempotency-key"), Some("order-17"));
        assert_eq!(seen.header("stripe-account"), Some("acct_1"));
    }
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn async_stripes_wish_for_a_single_try_is_kept() {
    fn is_a_client<C: StripeClient<Err = ApiError>>(client: C) -> C {
        client
    }
    let stub = Stub::start([failing(500)]).await;
    let error = stripe_product::product::DeleteProduct::new("prod_1")
        .customize()
        .request_strategy(RequestStrategy::Once)
        .send(&is_a_client(stub.client()))
        .await
        .unwrap_err();
    assert!(matches!(error, ApiError::ServerFault(_)), "{error}");
    let seen = stub.only();
    assert_eq!(seen.method.as_str(), "DELETE");
    assert_eq!(seen.header("idempotency-key"), None);
}

#[tokio::test]
async fn a_kept_key_joins_two_calls() {
    let stub = Stub::start([]).await;
    let client = stub.client();
    let key: IdempotencyKey = client.new_idempotency_key();
    for _ in 0..2 {
        client
            .create_product_from(&json!({"name": "Tea"}), Some(&key))
            .await
            .unwrap();
    }
    let seen = stub.seen();
    assert_eq!(
        seen[0].header("idempotency-key"),
        seen[1].header("idempotency-key")
    );
    assert_eq!(seen[0].body, seen[1].body);
}
