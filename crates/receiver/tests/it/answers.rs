//! Status, text and headers of every answer.

use countertop_receiver::{ReceiverConfig, ReceiverError, SystemClock, start};
use secrecy::SecretString;

use crate::caller::exchange;
use crate::shelf::Shelf;
use crate::{BODY, open, post, secret, signature, signed};

const JSON: (&str, &str) = ("Content-Type", "application/json; charset=utf-8");
const UNSIGNED: &str = "Webhook Error: No Stripe-Signature header was sent.";
const UNREADABLE: &str = "Webhook Error: The Stripe-Signature header cannot be read.";

#[tokio::test]
async fn a_signed_event_is_handed_over_and_acknowledged() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let good = signature(BODY);
    let answer = exchange(&receiver, &signed(BODY)).await;
    assert_eq!(answer.status, 200);
    let json = answer.head.contains("content-type: application/json\r\n");
    assert!(json, "{answer:?}");
    assert_eq!(answer.body, "{\"received\":true}");
    let again = exchange(&receiver, &post(&[("Stripe-Signature", &good)], BODY)).await;
    assert_eq!(
        again.status, 200,
        "a redelivery, and one without a content type"
    );
    assert_eq!(shelf.ids(), ["evt_1", "evt_1"]);
}

/// Sends each request on a connection of its own and compares status and text.
async fn check(cases: &[(&str, Vec<u8>, u16, &str)]) {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    for (case, request, expected, text) in cases {
        let answer = exchange(&receiver, request).await;
        assert_eq!(answer.status, *expected, "{case}: {answer:?}");
        assert_eq!(answer.body, *text, "{case}");
        let cors = answer.head.contains("access-control");
        assert!(!cors, "{case}: no web page may read answers");
        if *expected == 405 {
            assert!(
                answer.head.contains("allow: post\r\n"),
                "{case}: {answer:?}"
            );
        }
    }
    assert_eq!(shelf.ids(), [""; 0]);
}

fn line(first: &str) -> Vec<u8> {
    format!("{first}\r\nHost: x\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn another_path_is_not_found() {
    check(&[
        ("another path", line("POST /other HTTP/1.1"), 404, ""),
        ("a slash more", line("POST /webhook/ HTTP/1.1"), 404, ""),
        ("a slash before", line("POST //webhook HTTP/1.1"), 404, ""),
        ("escaped", line("POST /%77ebhook HTTP/1.1"), 404, ""),
        ("capitals", line("POST /Webhook HTTP/1.1"), 404, ""),
        ("PUT elsewhere", line("PUT /x HTTP/1.1"), 404, ""),
        ("a query", line("POST /webhook?x HTTP/1.1"), 400, UNSIGNED),
        (
            "with the host",
            line("POST http://x/webhook HTTP/1.1"),
            400,
            UNSIGNED,
        ),
    ])
    .await;
}

#[tokio::test]
async fn another_method_is_told_which_one_is_allowed() {
    let good = signature(BODY);
    let upgrade = [
        ("Stripe-Signature", good.as_str()),
        ("Connection", "Upgrade"),
        ("Upgrade", "h2c"),
    ];
    check(&[
        ("GET", line("GET /webhook HTTP/1.1"), 405, ""),
        ("PUT", line("PUT /webhook HTTP/1.1"), 405, ""),
        ("lower case", line("post /webhook HTTP/1.1"), 405, ""),
        ("OPTIONS", line("OPTIONS /webhook HTTP/1.1"), 405, ""),
        ("OPTIONS of everything", line("OPTIONS * HTTP/1.1"), 405, ""),
        ("CONNECT", line("CONNECT example.com:443 HTTP/1.1"), 405, ""),
        (
            "CONNECT to the path",
            line("CONNECT /webhook HTTP/1.1"),
            405,
            "",
        ),
        (
            "a web socket",
            line("GET /webhook HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket"),
            405,
            "",
        ),
        ("a signed upgrade", post(&upgrade, BODY), 405, ""),
    ])
    .await;
}

#[tokio::test]
async fn a_compressed_body_is_refused_and_not_unpacked() {
    let good = signature(BODY);
    let with = |encoding| {
        let headers = [
            ("Stripe-Signature", good.as_str()),
            ("Content-Encoding", encoding),
        ];
        post(&headers, BODY)
    };
    check(&[
        ("gzip", with("gzip"), 415, ""),
        ("brotli", with("br"), 415, ""),
        ("identity", with("identity"), 415, ""),
    ])
    .await;
}

#[tokio::test]
async fn a_body_that_is_not_json_by_its_type_is_refused() {
    let good = signature(BODY);
    let with = |kind| {
        post(
            &[("Stripe-Signature", good.as_str()), ("Content-Type", kind)],
            BODY,
        )
    };
    check(&[
        ("a form", with("application/x-www-form-urlencoded"), 415, ""),
        ("a page's plain text", with("text/plain"), 415, ""),
        ("nearly", with("application/jsonp"), 415, ""),
        ("empty", with(""), 415, ""),
        ("not text", with("\u{e9}"), 415, ""),
        (
            "in capitals it is JSON",
            post(&[("Content-Type", "Application/JSON")], BODY),
            400,
            UNSIGNED,
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_missing_or_unreadable_signature_is_refused_from_the_head() {
    let good = signature(BODY);
    let twice = [("Stripe-Signature", good.as_str()); 2];
    let long_and = |signature: &str| {
        let head = format!(
            "POST /webhook HTTP/1.1\r\nHost: x\r\nStripe-Signature: {signature}\r\n\
             Content-Length: {}\r\n\r\n",
            (1 << 20) + 1
        );
        head.into_bytes()
    };
    check(&[
        ("none", post(&[JSON], BODY), 400, UNSIGNED),
        (
            "empty",
            post(&[("Stripe-Signature", ""), JSON], BODY),
            400,
            UNSIGNED,
        ),
        ("two of them", post(&twice, BODY), 400, UNREADABLE),
        (
            "unreadable, before the length",
            long_and("v1,t=1"),
            400,
            UNREADABLE,
        ),
        ("too long by its own word", long_and(&good), 413, ""),
    ])
    .await;
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
        assert_eq!((answer.status, answer.body.as_str()), (400, text), "{case}");
        let plain = "content-type: text/plain; charset=utf-8\r\n";
        assert!(answer.head.contains(plain), "{answer:?}");
    }
    assert_eq!(shelf.ids(), [""; 0]);
}

#[tokio::test]
async fn an_old_signature_is_refused_but_its_event_is_kept() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let old = countertop_domain::UnixSeconds(crate::NOW.0 - 301);
    let header = countertop_stripe_wire::signature::sign(&secret(), old, BODY);
    let request = post(&[("Stripe-Signature", &header), JSON], BODY);
    let answer = exchange(&receiver, &request).await;
    let text = "Webhook Error: The signature's timestamp is more than 300 seconds from this \
                computer's clock.";
    assert_eq!((answer.status, answer.body.as_str()), (400, text));
    assert_eq!(shelf.ids(), ["evt_1"]);
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_acknowledged() {
    let receiver = open(&Shelf::full()).await;
    let answer = exchange(&receiver, &signed(BODY)).await;
    assert_eq!(answer.status, 503);
    assert!(answer.head.contains("retry-after: 5\r\n"), "{answer:?}");
}

#[tokio::test]
async fn a_rolled_secret_takes_effect_at_once() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let new = SecretString::from("whsec_new");
    let header = countertop_stripe_wire::signature::sign(&new, crate::NOW, BODY);
    let request = post(&[("Stripe-Signature", &header), JSON], BODY);
    assert_eq!(exchange(&receiver, &request).await.status, 400);
    receiver.set_secrets(&[secret(), new]);
    assert_eq!(exchange(&receiver, &request).await.status, 200);
}

#[tokio::test]
async fn a_secret_out_of_reach_is_a_503_and_no_refusal() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    receiver.set_secrets(&[]);
    let answer = exchange(&receiver, &signed(BODY)).await;
    assert_eq!(answer.status, 503);
    assert!(answer.head.contains("retry-after: 5\r\n"), "{answer:?}");
    assert_eq!(shelf.ids(), [""; 0]);
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
