//! Abuse: who is silent, slow, or promises more than comes.

use std::time::Duration;

use tokio::time::{Instant, interval};

use crate::caller::Caller;
use crate::shelf::Shelf;
use crate::{open, signed, signed_head};

#[tokio::test]
async fn a_silent_connection_is_closed_within_six_seconds() {
    let receiver = open(&Shelf::default()).await;
    let mut silent = Caller::calls(&receiver, b"").await;
    let mut halting = Caller::calls(&receiver, b"POST /webhook HTTP/1.1\r\nHost:").await;
    let waits = tokio::join!(silent.closed(), halting.closed());
    assert!(waits.0 < Duration::from_secs(6), "silent: {:?}", waits.0);
    assert!(
        waits.1 < Duration::from_secs(6),
        "half a head: {:?}",
        waits.1
    );
}

#[tokio::test]
async fn a_head_that_comes_a_byte_a_second_is_closed_within_six_seconds() {
    let receiver = open(&Shelf::default()).await;
    let mut caller = Caller::calls(&receiver, b"").await;
    let began = Instant::now();
    let mut seconds = interval(Duration::from_secs(1));
    for byte in b"POST /webhook HTTP/1.1\r\n".chunks(1) {
        tokio::select! {
            took = caller.closed() => {
                assert!(began.elapsed() < Duration::from_secs(6), "{took:?}");
                return;
            }
            _ = seconds.tick() => {}
        }
        caller.send(byte).await;
    }
    panic!("the door waited for a whole head");
}

#[tokio::test]
async fn a_slow_body_is_given_up_within_ten_seconds() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let mut caller = Caller::calls(&receiver, &signed_head("Content-Length: 100")).await;
    let began = Instant::now();
    let mut seconds = interval(Duration::from_secs(1));
    let answer = loop {
        tokio::select! {
            answer = caller.answer() => break answer.unwrap(),
            _ = seconds.tick() => {}
        }
        caller.send(b"{").await;
    };
    assert_eq!(answer.status, 408, "{answer:?}");
    assert!(answer.head.contains("connection: close\r\n"), "{answer:?}");
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    caller.closed().await;
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn a_body_shorter_than_announced_is_given_up_within_ten_seconds() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let head = signed_head("Content-Length: 100");
    let mut waiting = Caller::calls(&receiver, &[&head, crate::BODY].concat()).await;
    let mut ending = Caller::calls(&receiver, &[&head, crate::BODY].concat()).await;
    ending.ends().await;
    let began = Instant::now();
    assert_eq!(ending.status().await, 408, "nothing more will come");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(waiting.status().await, 408);
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn head_and_body_share_the_ten_seconds() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let began = Instant::now();
    let request = signed(crate::BODY);
    let (head, body) = request.split_at(request.len() - crate::BODY.len());
    let mut caller = Caller::calls(&receiver, &head[..20]).await;
    let mut seconds = interval(Duration::from_secs(1));
    for _ in 0..5 {
        seconds.tick().await;
    }
    caller.send(&head[20..]).await;
    caller.send(&body[..5]).await;
    assert_eq!(caller.status().await, 408);
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(shelf.ids(), [""; 0]);
}
