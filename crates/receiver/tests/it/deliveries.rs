//! What the door tells of each attempt, and what it counts.

use countertop_domain::UnixSeconds;
use countertop_receiver::{Counters, Delivery, RefusedCount};
use sha2::{Digest, Sha256};

use crate::caller::{Caller, exchange};
use crate::shelf::Shelf;
use crate::{BODY, NOW, eventually, open, post, secret, signature, signed, signed_head};

fn delivery(status: u16, code: Option<&'static str>) -> Delivery {
    Delivery {
        at: NOW,
        status,
        code,
        event: None,
        bytes: 0,
        digest: None,
        count: 1,
        symptom: None,
    }
}

fn digest(body: &[u8]) -> Option<[u8; 32]> {
    Some(Sha256::digest(body).into())
}

fn signed_at(at: i64) -> Vec<u8> {
    let header = countertop_stripe_wire::signature::sign(&secret(), UnixSeconds(at), BODY);
    post(&[("Stripe-Signature", &header)], BODY)
}

#[tokio::test]
async fn each_attempt_is_told_with_what_is_known_of_it() {
    let known = |status, code| Delivery {
        event: Some("evt_1".to_owned()),
        bytes: BODY.len() as u64,
        digest: digest(BODY),
        ..delivery(status, code)
    };
    let forged = Delivery {
        bytes: 2,
        digest: digest(b"{}"),
        symptom: Some("no_event"),
        ..delivery(400, Some("signature_mismatch"))
    };
    let announced = |bytes, status, code| Delivery {
        bytes,
        ..delivery(status, code)
    };
    let no_event = format!("sha256:{}", hex(&digest(b"[]").unwrap()));
    let cases = [
        (signed(BODY), known(200, None)),
        (
            signed_at(NOW.0 - 301),
            known(400, Some("timestamp_out_of_tolerance")),
        ),
        (
            signed(b"[]"),
            Delivery {
                event: Some(no_event),
                bytes: 2,
                digest: digest(b"[]"),
                ..delivery(200, None)
            },
        ),
        (
            post(&[("Stripe-Signature", &signature(BODY))], b"{}"),
            forged,
        ),
        (
            post(&[("Stripe-Signature", &signature(b""))], b""),
            Delivery {
                digest: digest(b""),
                ..delivery(400, Some("empty_body"))
            },
        ),
        (
            post(&[], b"{}"),
            announced(2, 400, Some("missing_signature")),
        ),
        (
            signed_head("Content-Length: 1048577"),
            announced(1_048_577, 413, None),
        ),
        (signed_head("Content-Encoding: gzip"), delivery(415, None)),
        (
            b"GET /webhook HTTP/1.1\r\n\r\n".to_vec(),
            delivery(405, None),
        ),
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), delivery(404, None)),
        (b"no http\r\n\r\n".to_vec(), delivery(400, None)),
        (vec![b'x'; 9 << 10], delivery(414, None)),
        (
            signed_head("Content-Length: 1\r\nContent-Length: 1"),
            delivery(400, None),
        ),
    ];
    for (request, expected) in cases {
        let shelf = Shelf::default();
        let receiver = open(&shelf).await;
        assert_eq!(exchange(&receiver, &request).await.status, expected.status);
        eventually("it is noted", || !shelf.notes().is_empty()).await;
        assert_eq!(shelf.notes(), [expected]);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn what_cannot_be_recorded_is_told_with_its_event() {
    let shelf = Shelf::full();
    let receiver = open(&shelf).await;
    assert_eq!(exchange(&receiver, &signed(BODY)).await.status, 503);
    let notes = shelf.notes();
    assert_eq!(
        (notes[0].status, notes[0].event.as_deref()),
        (503, Some("evt_1"))
    );
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_no_attempt() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    for bytes in [&b""[..], b"POST /webhook HTTP/1.1\r\nHo"] {
        let mut caller = Caller::calls(&receiver, bytes).await;
        caller.ends().await;
        caller.closed().await;
    }
    receiver.shutdown().await;
    assert_eq!(shelf.notes(), []);
}

#[tokio::test]
async fn the_door_counts_what_it_does() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let counters = receiver.counters();
    assert_eq!((counters.accepted, counters.last_lag_seconds), (0, None));
    assert!(
        counters.refused.iter().all(|it| it.count == 0),
        "{counters:?}"
    );

    let happened = format!(
        r#"{{"id":"evt_2","object":"event","created":{}}}"#,
        NOW.0 - 7
    );
    let requests = [
        signed(BODY),
        signed(BODY),
        signed(happened.as_bytes()),
        post(&[("Stripe-Signature", &signature(BODY))], b"{}"),
        post(&[("Stripe-Signature", &signature(BODY))], b"{}"),
        b"GET /webhook HTTP/1.1\r\n\r\n".to_vec(),
    ];
    for request in &requests {
        exchange(&receiver, request).await;
    }
    let late = countertop_stripe_wire::signature::sign(&secret(), UnixSeconds(5), b"{\"x\":1}");
    exchange(
        &receiver,
        &post(&[("Stripe-Signature", &late)], b"{\"x\":1}"),
    )
    .await;
    let half = signed_head("Content-Length: 100");
    let mut open_one = Caller::calls(&receiver, &[&half, &b"12345"[..]].concat()).await;
    eventually("the half body is counted", || {
        receiver.counters().bodies_in_flight_bytes == 5
    })
    .await;
    eventually("only it is open", || receiver.counters().connections == 1).await;

    let Counters {
        accepted,
        redelivered,
        kept_aside,
        refused,
        last_lag_seconds,
        ..
    } = receiver.counters();
    assert_eq!((accepted, redelivered, kept_aside), (3, 1, 1));
    assert_eq!(last_lag_seconds, Some(7));
    let counted: Vec<RefusedCount> = refused.into_iter().filter(|it| it.count > 0).collect();
    let of = |status, code, count| RefusedCount {
        status,
        code,
        count,
    };
    assert_eq!(
        counted,
        [
            of(405, None, 1),
            of(400, Some("signature_mismatch"), 2),
            of(400, Some("timestamp_out_of_tolerance"), 1),
        ]
    );
    open_one.ends().await;
    open_one.status().await;
    eventually("nothing is left", || {
        let counters = receiver.counters();
        (counters.connections, counters.bodies_in_flight_bytes) == (0, 0)
    })
    .await;
}
