//! Replies that are too large or too slow, and servers that are not to be trusted.

use std::time::Duration;

use countertop_stripe_client::{ApiError, Client, NetworkFailure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::stub::{Canned, Stub, base_of, config};

#[tokio::test]
async fn a_reply_may_be_as_large_as_the_limit_and_no_larger() {
    for (size, fits) in [(99, true), (100, true), (101, false), (100_000, false)] {
        let stub = Stub::start([Canned::new(200, vec![b' '; size])]).await;
        let mut config = stub.config();
        config.reply_limit = 100;
        let outcome = Client::new(config).unwrap().retrieve_account().await;
        assert_eq!(outcome.is_ok(), fits, "{size}");
        if let Err(error) = outcome {
            let sentence = error.to_string();
            assert!(sentence.contains("larger than 100 bytes"), "{sentence}");
        }
        assert_eq!(stub.seen().len(), 1, "it is not asked for again");
    }
}

#[tokio::test]
async fn a_reply_of_unknown_length_is_cut_off_at_the_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = config(base_of(&listener));
    config.reply_limit = 100;
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        assert!(socket.read(&mut buffer).await.unwrap() > 0);
        let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        socket.write_all(head).await.unwrap();
        // For ever, until the client hangs up.
        while socket
            .write_all(b"10\r\n0123456789abcdef\r\n")
            .await
            .is_ok()
        {}
    });
    let error = Client::new(config)
        .unwrap()
        .retrieve_account()
        .await
        .unwrap_err();
    assert!(matches!(error, ApiError::Unreadable { .. }), "{error}");
    server.await.unwrap();
}

#[tokio::test]
async fn a_slow_reply_is_given_up_and_asked_for_again() {
    let slow = Canned::new(200, "{}").after(Duration::from_secs(60));
    let stub = Stub::start([slow]).await;
    let mut config = stub.config();
    config.timeouts.whole_try = Duration::from_millis(200);
    let client = Client::new(config).unwrap();
    assert_eq!(client.retrieve_account().await.unwrap().tries, 2);
}

#[tokio::test]
async fn a_server_that_never_answers_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = config(base_of(&listener));
    config.timeouts.whole_try = Duration::from_millis(100);
    config.retry.tries = 2;
    let error = Client::new(config)
        .unwrap()
        .retrieve_account()
        .await
        .unwrap_err();
    let ApiError::Network { failure, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(*failure, NetworkFailure::TimedOut);
}

#[tokio::test]
async fn a_reply_announced_as_too_large_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = config(base_of(&listener));
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        assert!(socket.read(&mut buffer).await.unwrap() > 0);
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999\r\n\r\n";
        socket.write_all(head).await.unwrap();
        // Nothing more comes, until the client hangs up.
        socket.read(&mut buffer).await
    });
    let error = Client::new(config)
        .unwrap()
        .retrieve_account()
        .await
        .unwrap_err();
    assert!(matches!(error, ApiError::Unreadable { .. }), "{error}");
    drop(server);
}
