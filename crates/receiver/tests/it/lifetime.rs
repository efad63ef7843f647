//! How a connection ends: by age, by the receiver's stop, between requests.

use std::time::Duration;

use countertop_receiver::Receiver;

use crate::caller::{Caller, exchange};
use crate::shelf::Shelf;
use crate::{BODY, eventually, open, signed};

/// Moves the clock of the timers on, lets it run again, and lets everyone see what time it is.
async fn pass(receiver: &Receiver, time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
    assert_eq!(
        exchange(receiver, b"GET / HTTP/1.1\r\n\r\n").await.status,
        404
    );
}

#[tokio::test]
async fn an_idle_connection_is_closed_when_its_minute_is_over() {
    let receiver = open(&Shelf::default()).await;
    let mut caller = Caller::calls(&receiver, &signed(BODY)).await;
    assert_eq!(caller.status().await, 200);
    pass(&receiver, Duration::from_secs(50)).await;
    caller.send(&signed(BODY)).await;
    assert_eq!(caller.status().await, 200, "idle, it lives for a minute");
    pass(&receiver, Duration::from_secs(11)).await;
    caller.closed().await;
}

#[tokio::test]
async fn a_request_under_way_outlives_the_minute() {
    let shelf = Shelf::held();
    let receiver = open(&shelf).await;
    let mut caller = Caller::calls(&receiver, &signed(BODY)).await;
    eventually("it waits for its commit", || shelf.waiting() == 1).await;
    pass(&receiver, Duration::from_secs(61)).await;
    pass(&receiver, Duration::from_secs(30)).await;
    shelf.open();
    let answer = caller.answer().await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("connection: close\r\n"), "{answer:?}");
    caller.closed().await;
}

#[tokio::test]
async fn the_head_of_a_later_request_has_five_seconds_too() {
    let receiver = open(&Shelf::default()).await;
    let mut caller = Caller::calls(&receiver, &signed(BODY)).await;
    assert_eq!(caller.status().await, 200);
    caller.send(b"POST /webhook HTTP/1.1\r\nHo").await;
    let took = caller.closed().await;
    assert!(took < Duration::from_secs(6), "{took:?}");
}

#[tokio::test]
async fn stopping_finishes_what_is_under_way() {
    let shelf = Shelf::held();
    let receiver = open(&shelf).await;
    let mut waiting = Caller::calls(&receiver, &signed(BODY)).await;
    eventually("it waits for its commit", || shelf.waiting() == 1).await;
    let address = receiver.address();
    let mut idle = Caller::connect(address).await;
    let mut served = Caller::connect(address).await;
    served.send(b"GET / HTTP/1.1\r\n\r\n").await;
    assert_eq!(served.status().await, 404);
    let stopping = tokio::spawn(receiver.shutdown());
    eventually("the port is closed", || {
        std::net::TcpStream::connect(address).is_err()
    })
    .await;
    idle.closed().await;
    served.closed().await;
    shelf.open();
    let answer = waiting.answer().await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("connection: close\r\n"), "{answer:?}");
    tokio::time::timeout(Duration::from_secs(5), stopping)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let receiver = open(&Shelf::default()).await;
    let mut caller = Caller::calls(&receiver, &signed(BODY)).await;
    for _ in 0..3 {
        let answer = caller.answer().await.unwrap();
        assert_eq!(answer.status, 200);
        assert!(!answer.head.contains("connection: close"), "{answer:?}");
        caller.send(&signed(BODY)).await;
    }
    assert_eq!(exchange(&receiver, &signed(BODY)).await.status, 200);
}

#[tokio::test]
async fn who_has_sent_all_and_says_so_is_answered() {
    let shelf = Shelf::held();
    let receiver = open(&shelf).await;
    let mut caller = Caller::calls(&receiver, &signed(BODY)).await;
    caller.ends().await;
    eventually("it waits for its commit", || shelf.waiting() == 1).await;
    shelf.open();
    assert_eq!(caller.status().await, 200);
    caller.closed().await;
}

#[tokio::test]
async fn an_event_whose_sender_has_gone_is_recorded_to_its_end() {
    let shelf = Shelf::held();
    let receiver = open(&shelf).await;
    let caller = Caller::calls(&receiver, &signed(BODY)).await;
    eventually("it waits for its commit", || shelf.waiting() == 1).await;
    drop(caller);
    let mut other = Caller::calls(&receiver, b"GET / HTTP/1.1\r\n\r\n").await;
    assert_eq!(
        other.status().await,
        404,
        "the door has had time to see it go"
    );
    shelf.open();
    eventually("it is noted", || {
        shelf.notes().iter().any(|note| note.status == 200)
    })
    .await;
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn a_defect_ends_one_connection_and_no_other() {
    let shelf = Shelf::broken();
    let receiver = open(&shelf).await;
    let mut other = Caller::calls(&receiver, b"GET / HTTP/1.1\r\n\r\n").await;
    assert_eq!(other.status().await, 404);
    let mut caller = Caller::calls(&receiver, &signed(BODY)).await;
    assert_eq!(caller.status().await, 0, "closed, and never a 200");
    eventually("its place is free", || receiver.counters().connections == 1).await;
    shelf.open();
    other.send(&signed(BODY)).await;
    assert_eq!(other.status().await, 200);
    assert_eq!(shelf.ids(), ["evt_1"]);
}
