//! Status, text and headers of every answer.

use countertop_receiver::{ReceiverConfig, ReceiverError, SystemClock, start};
use secrecy::SecretString;

use crate::{Shelf, exchange, open, post, secret, signature};

const BODY: &[u8] = br#"{"id":"evt_1","object":"event","type":"charge.succeeded"}"#;
const JSON: (&str, &str) = ("Content-Type", "application/json; charset=utf-8");

fn status(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|it| it.parse().ok())
        .unwrap_or(0)
}

#[tokio::test]
async fn a_signed_event_is_handed_over_and_acknowledged() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let good = signature(BODY);
    let answer = exchange(&receiver, &post(&[("Stripe-Signature", &good), JSON], BODY)).await;
    assert_eq!(status(&answer), 200);
    assert!(
        answer.contains("content-type: application/json\r\n"),
        "{answer}"
    );
    assert!(answer.ends_with("\r\n\r\n{\"received\":true}"), "{answer}");
    let again = exchange(&receiver, &post(&[("Stripe-Signature", &good)], BODY)).await;
    assert_eq!(
        status(&again),
        200,
        "a redelivery, and one without a content type"
    );
    assert_eq!(shelf.ids(), ["evt_1", "evt_1"]);
}

#[tokio::test]
async fn the_head_alone_decides_what_it_can() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let good = signature(BODY);
    let line = |first: &str| {
        let head = format!("{first}\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
        head.into_bytes()
    };
    let unsigned = "Webhook Error: No Stripe-Signature header was sent.";
    for (case, request, expected, text) in [
        ("another path", line("POST /other HTTP/1.1"), 404, ""),
        ("a slash more", line("POST /webhook/ HTTP/1.1"), 404, ""),
        ("a query", line("POST /webhook?x HTTP/1.1"), 400, unsigned),
        ("GET", line("GET /webhook HTTP/1.1"), 405, ""),
        ("OPTIONS", line("OPTIONS /webhook HTTP/1.1"), 405, ""),
        ("PUT elsewhere", line("PUT /x HTTP/1.1"), 404, ""),
        ("compressed", post(&[("Content-Encoding", "gzip"), JSON], BODY), 415, ""),
        ("form", post(&[("Content-Type", "application/x-www-form-urlencoded")], BODY), 415, ""),
        ("json in capitals", post(&[("Content-Type", "Application/JSON")], BODY), 400, unsigned),
        ("empty header", post(&[("Stripe-Signature", ""), JSON], BODY), 400, unsigned),
        (
            "two headers",
            post(&[("Stripe-Signature", &good), ("Stripe-Signature", &good)], BODY),
            400,
            "Webhook Error: The Stripe-Signature header cannot be read.",
        ),
        (
            "an unreadable header comes before the length",
            format!("POST /webhook HTTP/1.1\r\nHost: x\r\nStripe-Signature: v1,t=1\r\nContent-Length: {}\r\n\r\n", 9 << 20).into_bytes(),
            400,
            "Webhook Error: The Stripe-Signature header cannot be read.",
        ),
        (
            "too long by its own word",
            format!("POST /webhook HTTP/1.1\r\nHost: x\r\nStripe-Signature: {good}\r\nContent-Length: {}\r\n\r\n", (1 << 20) + 1).into_bytes(),
            413,
            "",
        ),
        ("HTTP/2 preface, closed without a word", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), 0, ""),
    ] {
        let answer = exchange(&receiver, &request).await;
        assert_eq!(status(&answer), expected, "{case}: {answer}");
        assert!(answer.ends_with(text), "{case}: {answer}");
        let lower = answer.to_ascii_lowercase();
        assert!(!lower.contains("access-control"), "{case}: no web page may read answers");
        if expected == 405 {
            assert!(lower.contains("allow: post"), "{case}: {answer}");
        }
    }
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn a_body_that_is_not_stripes_is_refused_with_the_reason() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let good = signature(BODY);
    let mismatch = "Webhook Error: No signature matches the body for this endpoint's secret.";
    for (case, body, text) in [
        ("another body", &b"{}"[..], mismatch),
        ("empty", &b""[..], "Webhook Error: The body is empty."),
    ] {
        let answer = exchange(&receiver, &post(&[("Stripe-Signature", &good), JSON], body)).await;
        assert_eq!(status(&answer), 400, "{case}");
        assert!(
            answer.contains("content-type: text/plain; charset=utf-8\r\n"),
            "{answer}"
        );
        assert!(answer.ends_with(text), "{case}: {answer}");
    }
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn an_old_signature_is_refused_but_its_event_is_kept() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let old = countertop_domain::UnixSeconds(crate::NOW.0 - 301);
    let header = countertop_stripe_wire::signature::sign(&secret(), old, BODY);
    let answer = exchange(
        &receiver,
        &post(&[("Stripe-Signature", &header), JSON], BODY),
    )
    .await;
    let text = "Webhook Error: The signature's timestamp is more than 300 seconds from this \
                computer's clock.";
    assert!(status(&answer) == 400 && answer.ends_with(text), "{answer}");
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_acknowledged() {
    let receiver = open(&Shelf {
        full: true,
        ..Shelf::default()
    })
    .await;
    let good = signature(BODY);
    let answer = exchange(&receiver, &post(&[("Stripe-Signature", &good), JSON], BODY)).await;
    assert_eq!(status(&answer), 503);
    assert!(answer.contains("retry-after: 5\r\n"), "{answer}");
}

#[tokio::test]
async fn a_rolled_secret_takes_effect_at_once() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let new = SecretString::from("whsec_new");
    let header = countertop_stripe_wire::signature::sign(&new, crate::NOW, BODY);
    let request = post(&[("Stripe-Signature", &header), JSON], BODY);
    assert_eq!(status(&exchange(&receiver, &request).await), 400);
    receiver.set_secrets(&[secret(), new]);
    assert_eq!(status(&exchange(&receiver, &request).await), 200);
}

#[tokio::test]
async fn a_door_that_could_not_be_guarded_does_not_open() {
    let config = |listen: &str, secrets: &[SecretString]| ReceiverConfig {
        listen: listen.parse().unwrap(),
        secrets: secrets.to_vec(),
        clock: Box::new(SystemClock),
    };
    let started = start(config("0.0.0.0:0", &[secret()]), Shelf::default()).await;
    assert!(matches!(started.err(), Some(ReceiverError::NotLoopback(_))));
    let started = start(config("127.0.0.1:0", &[]), Shelf::default()).await;
    assert!(matches!(started.err(), Some(ReceiverError::NoSecret)));
    let first = open(&Shelf::default()).await;
    let taken = first.address().to_string();
    let started = start(config(&taken, &[secret()]), Shelf::default()).await;
    let error = started.err().unwrap();
    assert!(error.to_string().contains(&taken), "{error}");
}
