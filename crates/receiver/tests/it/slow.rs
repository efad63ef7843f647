//! Who is slow, silent or many.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{Shelf, eventually, exchange, open, post, read_answer, signature};

const BODY: &[u8] = br#"{"id":"evt_1","object":"event"}"#;

#[tokio::test]
async fn a_silent_connection_is_closed() {
    let receiver = open(&Shelf::default()).await;
    for start in ["", "POST /webhook HTTP/1.1\r\nHost:"] {
        let mut stream = TcpStream::connect(receiver.address()).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        let began = Instant::now();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert!(
            began.elapsed() < Duration::from_secs(6),
            "{start:?}: {:?}",
            began.elapsed()
        );
    }
}

#[tokio::test]
async fn a_body_that_never_comes_is_given_up() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let signature = signature(BODY);
    let head = format!(
        "POST /webhook HTTP/1.1\r\nHost: x\r\nStripe-Signature: {signature}\r\n\
         Content-Length: 100\r\n\r\n{{"
    );
    let began = Instant::now();
    let answer = exchange(&receiver, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(began.elapsed() < Duration::from_secs(11));
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn a_chunked_body_beyond_the_limit_is_refused_while_it_comes() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let signature = signature(BODY);
    let head = format!(
        "POST /webhook HTTP/1.1\r\nHost: x\r\nStripe-Signature: {signature}\r\n\
         Transfer-Encoding: chunked\r\n\r\n"
    );
    let mut stream = TcpStream::connect(receiver.address()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
    for _ in 0..17 {
        // The door may close before the last chunk is written.
        let _ = stream.write_all(&chunk).await;
    }
    let answer = read_answer(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn pipelined_posts_are_answered_in_order() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let bodies = (0..100).map(|at| format!(r#"{{"id":"evt_{at}","object":"event"}}"#));
    let bodies: Vec<String> = bodies.collect();
    let requests: Vec<u8> = bodies
        .iter()
        .flat_map(|body| {
            let body = body.as_bytes();
            post(&[("Stripe-Signature", &signature(body))], body)
        })
        .collect();
    let mut stream = TcpStream::connect(receiver.address()).await.unwrap();
    stream.write_all(&requests).await.unwrap();
    eventually("100 events arrive", || shelf.ids().len() == 100).await;
    let expected: Vec<String> = (0..100).map(|at| format!("evt_{at}")).collect();
    assert_eq!(shelf.ids(), expected);
}

#[tokio::test]
async fn stopping_finishes_what_is_under_way() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let request = post(&[("Stripe-Signature", &signature(BODY))], BODY);
    let mut stream = TcpStream::connect(receiver.address()).await.unwrap();
    let (head, rest) = request.split_at(request.len() - 5);
    stream.write_all(head).await.unwrap();
    let address = receiver.address();
    let idle = TcpStream::connect(address).await.unwrap();
    // The head is read before the stop, so the request is under way.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let stopping = tokio::spawn(receiver.shutdown());
    eventually("the port is closed", || {
        std::net::TcpStream::connect(address).is_err()
    })
    .await;
    stream.write_all(rest).await.unwrap();
    let answer = read_answer(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    tokio::time::timeout(Duration::from_secs(5), stopping)
        .await
        .unwrap()
        .unwrap();
    drop(idle);
    assert_eq!(shelf.ids(), ["evt_1"]);
}
