//! Abuse: requests whose end is doubtful, and other protocols.

use crate::caller::{Caller, exchange};
use crate::shelf::Shelf;
use crate::{BODY, open, post, signature, signed, signed_head};

/// Each head is refused with 400 and the connection closed, though the body that follows is good.
async fn check(cases: &[(&str, String)]) {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    for (case, head) in cases {
        let mut caller = Caller::calls(&receiver, head.as_bytes()).await;
        caller.send(BODY).await;
        let answer = caller.answer().await.unwrap();
        assert_eq!(answer.status, 400, "{case}: {answer:?}");
        assert!(
            answer.head.contains("connection: close\r\n"),
            "{case}: {answer:?}"
        );
        caller.closed().await;
    }
    assert_eq!(shelf.ids(), [""; 0]);
}

fn with_lines(version: &str, lines: &[&str]) -> String {
    let signature = signature(BODY);
    let lines = lines.join("\r\n");
    format!(
        "POST /webhook HTTP/{version}\r\nHost: x\r\nStripe-Signature: {signature}\r\n{lines}\r\n\r\n"
    )
}

#[tokio::test]
async fn two_lengths_are_refused() {
    let length = format!("Content-Length: {}", BODY.len());
    let list = format!("Content-Length: {0}, {0}", BODY.len());
    check(&[
        (
            "different",
            with_lines("1.1", &[&length, "Content-Length: 5"]),
        ),
        (
            "the same",
            with_lines("1.1", &[&length, &length.to_lowercase()]),
        ),
        ("in one line", with_lines("1.1", &[&list])),
        ("signed", with_lines("1.1", &["Content-Length: +57"])),
        ("negative", with_lines("1.1", &["Content-Length: -1"])),
    ])
    .await;
}

#[tokio::test]
async fn a_length_and_chunks_are_refused() {
    let length = format!("Content-Length: {}", BODY.len());
    let chunked = "Transfer-Encoding: chunked";
    check(&[
        ("length first", with_lines("1.1", &[&length, chunked])),
        ("chunks first", with_lines("1.1", &[chunked, &length])),
        ("chunks twice", with_lines("1.1", &[chunked, chunked])),
        (
            "not chunks at last",
            with_lines("1.1", &["Transfer-Encoding: chunked, gzip"]),
        ),
        (
            "gzip before",
            with_lines("1.1", &["Transfer-Encoding: gzip, chunked"]),
        ),
        (
            "a name with a space",
            with_lines("1.1", &[&length, "Transfer-Encoding : chunked"]),
        ),
        (
            "a folded line",
            with_lines("1.1", &[&length, "X: y\r\n Transfer-Encoding: chunked"]),
        ),
    ])
    .await;
}

#[tokio::test]
async fn chunks_of_the_old_protocol_are_refused() {
    check(&[(
        "HTTP/1.0",
        with_lines("1.0", &["Transfer-Encoding: chunked"]),
    )])
    .await;
}

#[tokio::test]
async fn doubt_about_a_later_request_of_a_connection_is_refused_too() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let length = format!("Content-Length: {}", BODY.len());
    let doubtful = with_lines("1.1", &[&length, "Transfer-Encoding: chunked"]);
    let requests = [
        signed(BODY),
        signed(BODY),
        doubtful.into_bytes(),
        BODY.to_vec(),
    ]
    .concat();
    let mut caller = Caller::calls(&receiver, &requests).await;
    let mut statuses = Vec::new();
    while let Some(answer) = caller.answer().await {
        statuses.push(answer.status);
    }
    assert_eq!(statuses, [200, 200, 400]);
    assert_eq!(shelf.ids(), ["evt_1", "evt_1"]);
}

#[tokio::test]
async fn nothing_is_read_behind_chunks() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let chunks = format!(
        "{:x}\r\n{}\r\n0\r\n\r\n",
        BODY.len(),
        String::from_utf8_lossy(BODY)
    );
    let chunked = [
        signed_head("Transfer-Encoding: chunked"),
        chunks.into_bytes(),
    ]
    .concat();
    let mut caller = Caller::calls(&receiver, &[chunked, signed(BODY)].concat()).await;
    let answer = caller.answer().await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("connection: close\r\n"), "{answer:?}");
    caller.closed().await;
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let receiver = open(&Shelf::default()).await;
    for (case, bytes, status) in [
        (
            "TLS",
            &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
            400,
        ),
        ("an older version", b"POST /webhook\r\n\r\n", 400),
        (
            "a NUL in a header",
            b"POST /webhook HTTP/1.1\r\nX: a\0b\r\n\r\n",
            400,
        ),
    ] {
        let mut caller = Caller::calls(&receiver, bytes).await;
        assert_eq!(caller.status().await, status, "{case}");
        caller.closed().await;
    }
}

#[tokio::test]
async fn the_preface_of_http_2_is_refused() {
    let receiver = open(&Shelf::default()).await;
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00";
    let mut caller = Caller::calls(&receiver, preface).await;
    assert_eq!(caller.status().await, 0, "closed without a word of HTTP/1");
}

#[tokio::test]
async fn a_bad_head_that_asks_first_is_refused_without_a_go_ahead() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let length = format!("Content-Length: {}", BODY.len());
    let asking = |lines: &[&str]| with_lines("1.1", &[&["Expect: 100-continue"], lines].concat());
    let mut good = Caller::calls(&receiver, asking(&[&length]).as_bytes()).await;
    assert_eq!(good.status().await, 100, "a good head may go on");
    good.send(BODY).await;
    assert_eq!(good.status().await, 200);
    let unsigned = "POST /webhook HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";
    for (case, head, status) in [
        ("no signature", unsigned.to_owned(), 400),
        (
            "another type",
            asking(&[&length, "Content-Type: text/plain"]),
            415,
        ),
        (
            "compressed",
            asking(&[&length, "Content-Encoding: gzip"]),
            415,
        ),
        ("too long", asking(&["Content-Length: 1048577"]), 413),
        ("doubtful", asking(&[&length, &length]), 400),
    ] {
        let mut caller = Caller::calls(&receiver, head.as_bytes()).await;
        assert_eq!(caller.status().await, status, "{case}");
        caller.closed().await;
    }
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn a_hundred_pipelined_posts_are_answered_in_order() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    // Every third one is refused, so that answers out of order could be told.
    let request = |at: usize| {
        let body = format!(r#"{{"id":"evt_{at}","object":"event"}}"#);
        let signed_body = if at.is_multiple_of(3) { "{}" } else { &body };
        let signature = signature(signed_body.as_bytes());
        post(&[("Stripe-Signature", &signature)], body.as_bytes())
    };
    let requests: Vec<u8> = (0..100).flat_map(request).collect();
    let mut caller = Caller::calls(&receiver, &requests).await;
    for at in 0..100 {
        let expected = if usize::is_multiple_of(at, 3) {
            400
        } else {
            200
        };
        assert_eq!(caller.status().await, expected, "{at}");
    }
    let kept = (0..100).filter(|at| !usize::is_multiple_of(*at, 3));
    let expected: Vec<String> = kept.map(|at| format!("evt_{at}")).collect();
    assert_eq!(shelf.ids(), expected);
}

#[tokio::test]
async fn an_answer_does_not_wait_for_the_next_request_to_be_whole() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let requests = [signed(BODY), b"POST /webhook HTTP/1.1\r\nHo".to_vec()].concat();
    let mut caller = Caller::calls(&receiver, &requests).await;
    let began = tokio::time::Instant::now();
    assert_eq!(caller.status().await, 200);
    assert!(began.elapsed().as_secs() < 1, "{:?}", began.elapsed());
    let head = [signed(BODY), signed_head("Content-Length: 57")].concat();
    let mut caller = Caller::calls(&receiver, &head).await;
    assert_eq!(caller.status().await, 200);
    assert!(began.elapsed().as_secs() < 1, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_body_after_a_refusal_is_no_request() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    // What hides in the body of a refused request must never be read as a request.
    let hidden = signed(BODY);
    let outer = post(&[("Content-Encoding", "gzip")], &hidden);
    assert_eq!(exchange(&receiver, &outer).await.status, 415);
    let mut caller = Caller::calls(&receiver, &outer).await;
    let mut statuses = Vec::new();
    caller.ends().await;
    while let Some(answer) = caller.answer().await {
        statuses.push(answer.status);
    }
    assert_eq!(statuses, [415]);
    assert_eq!(shelf.ids(), [""; 0]);
}
