//! Abuse: heads and bodies that are too large.

use crate::caller::{Caller, exchange};
use crate::shelf::Shelf;
use crate::{eventually, open, post, signature, signed, signed_head};

const LIMIT: usize = 1 << 20;

/// An event of exactly so many bytes.
fn event_of(bytes: usize) -> Vec<u8> {
    let mut body = br#"{"id":"evt_1","object":"event"}"#.to_vec();
    body.resize(bytes, b' ');
    body
}

/// A body in chunks of 64 KiB, without its end.
fn chunks(bytes: usize) -> Vec<u8> {
    let chunk = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
    chunk.repeat(bytes.div_ceil(0x10000))
}

#[tokio::test]
async fn a_body_of_the_limit_is_taken_and_one_byte_more_is_not() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    assert_eq!(
        exchange(&receiver, &signed(&event_of(LIMIT))).await.status,
        200
    );
    let more = exchange(&receiver, &signed(&event_of(LIMIT + 1))).await;
    assert_eq!(more.status, 413);
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn an_announced_length_over_the_limit_is_refused_before_the_body() {
    let receiver = open(&Shelf::default()).await;
    for length in ["1048577", "9223372036854775807"] {
        let head = signed_head(&format!("Content-Length: {length}"));
        let mut caller = Caller::calls(&receiver, &head).await;
        let answer = caller.answer().await.unwrap();
        assert_eq!(answer.status, 413, "{length}");
        assert!(answer.head.contains("connection: close\r\n"), "{answer:?}");
        caller.ends().await;
        caller.closed().await;
    }
}

#[tokio::test]
async fn who_sends_all_of_a_refused_body_can_still_read_the_answer() {
    let receiver = open(&Shelf::default()).await;
    let request = signed(&event_of(2 * LIMIT));
    let (beginning, rest) = request.split_at(LIMIT);
    let mut caller = Caller::calls(&receiver, b"").await;
    caller.send_all(beginning).await;
    eventually("it is refused", || {
        let refused = receiver.counters().refused;
        refused.iter().any(|it| (it.status, it.count) == (413, 1))
    })
    .await;
    caller.send_all(rest).await;
    assert_eq!(caller.status().await, 413);
}

#[tokio::test]
async fn a_chunked_body_beyond_the_limit_is_refused_while_it_comes() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let mut caller = Caller::calls(&receiver, &signed_head("Transfer-Encoding: chunked")).await;
    caller.send(&chunks(LIMIT + 1)).await;
    assert_eq!(caller.status().await, 413);
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn a_chunked_event_is_taken() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let mut caller = Caller::calls(&receiver, &signed_head("Transfer-Encoding: chunked")).await;
    for byte in crate::BODY.chunks(1) {
        caller.send(&[b"1;x=y\r\n", byte, b"\r\n"].concat()).await;
    }
    caller.send(b"0\r\n\r\n").await;
    assert_eq!(caller.status().await, 200);
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn header_bombs_are_refused() {
    let receiver = open(&Shelf::default()).await;
    let many = (0..49)
        .map(|at| format!("X-{at}: y\r\n"))
        .collect::<String>();
    let long = format!("X: {}\r\n", "y".repeat(16 << 10));
    let endless = format!("X: {}", "y".repeat(20 << 10));
    for (case, lines) in [
        ("49 lines", many),
        ("a long one", long),
        ("without an end", endless),
    ] {
        let request = format!("POST /webhook HTTP/1.1\r\n{lines}\r\n");
        let mut caller = Caller::calls(&receiver, request.as_bytes()).await;
        assert_eq!(caller.status().await, 431, "{case}");
        caller.closed().await;
    }
    let headers: Vec<(String, &str)> = (0..45).map(|at| (format!("X-{at}"), "y")).collect();
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, it)| (name.as_str(), *it))
        .collect();
    let good = signature(crate::BODY);
    let request = post(
        &[&headers[..], &[("Stripe-Signature", &good)]].concat(),
        crate::BODY,
    );
    assert_eq!(
        exchange(&receiver, &request).await.status,
        200,
        "48 lines are read"
    );
}

#[tokio::test]
async fn a_head_of_the_limit_is_taken_and_one_byte_more_is_not() {
    let receiver = open(&Shelf::default()).await;
    let good = signature(crate::BODY);
    let of = |filler: usize| {
        let filler = "y".repeat(filler);
        post(&[("Stripe-Signature", &good), ("X", &filler)], crate::BODY)
    };
    let rest = of(0).len() - crate::BODY.len();
    let longest = of((16 << 10) - rest);
    assert_eq!(exchange(&receiver, &longest).await.status, 200);
    let longer = of((16 << 10) - rest + 1);
    assert_eq!(exchange(&receiver, &longer).await.status, 431);
}

#[tokio::test]
async fn a_huge_address_is_refused() {
    let receiver = open(&Shelf::default()).await;
    for length in [9 << 10, 20 << 10, 100 << 10] {
        let request = format!(
            "POST /webhook?{} HTTP/1.1\r\nHost: x\r\n\r\n",
            "a".repeat(length)
        );
        let mut caller = Caller::calls(&receiver, request.as_bytes()).await;
        assert_eq!(caller.status().await, 414, "{length}");
        caller.closed().await;
    }
}

/// The most memory that this process has used, in KiB.
#[cfg(target_os = "linux")]
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.unwrap().trim().strip_suffix(" kB").unwrap();
    number.parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn endless_bodies_leave_the_memory_flat() {
    crate::alone("abuse_size::flat_memory_alone");
}

#[tokio::test]
#[cfg(target_os = "linux")]
#[ignore = "needs a process of its own"]
async fn flat_memory_alone() {
    let receiver = open(&Shelf::default()).await;
    let chunk = chunks(0x10000);
    let before = most_memory();
    for _ in 0..64 {
        let mut caller = Caller::calls(&receiver, &signed_head("Transfer-Encoding: chunked")).await;
        for _ in 0..64 {
            caller.send(&chunk).await;
        }
        assert_eq!(caller.status().await, 413);
    }
    let grown = most_memory() - before;
    assert!(grown < 16 << 10, "{grown} KiB for 64 bodies of 4 MiB");
}
