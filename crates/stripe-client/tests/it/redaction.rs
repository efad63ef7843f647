//! Secrets and customers' addresses stay out of Debug, errors and logs.

use countertop_domain::PaymentLinkId;
use countertop_stripe_client::{ApiKey, scrub};
use proptest::prelude::*;
use secrecy::SecretString;
use serde_json::json;

use crate::log;
use crate::stub::{Canned, KEY, Stub};

#[test]
fn secrets_are_taken_out_of_texts() {
    for (text, clean) in [
        ("", ""),
        ("nothing here, e.g. at 12:30", "nothing here, e.g. at 12:30"),
        ("key sk_test_abc.", "key [REDACTED]."),
        (
            "sk_live_abc, rk_test_abc; (rk_live_abc)",
            "[REDACTED], [REDACTED]; ([REDACTED])",
        ),
        (
            "Invalid API Key provided: sk_test_****1234",
            "Invalid API Key provided: [REDACTED]",
        ),
        ("sk_test_\u{2022}\u{2022}\u{2022}1234", "[REDACTED]"),
        ("key=SK_LIVE_ABC&x", "key=[REDACTED]&x"),
        ("prefixed-sk_test_abc", "prefixed-[REDACTED]"),
        ("'whsec_abc/+=='", "'[REDACTED]=='"),
        ("pi_1_secret_abc is", "[REDACTED] is"),
        ("cs_test_1_secret_fid%2Fx", "[REDACTED]"),
        ("to ana@example.com.", "to [e-mail]."),
        ("ana%40example.com", "[e-mail]"),
        ("pi_1 cs_test_1 plink_1", "pi_1 cs_test_1 plink_1"),
    ] {
        assert_eq!(scrub(text), clean, "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_key_survives_in_any_surroundings(
        before in "[ -~\u{e9}\u{2022}\n]{0,20}",
        prefix in prop::sample::select(vec!["sk_test_", "rk_live_", "whsec_", "pi_1_secret_"]),
        key in "[A-Za-z0-9]{8,24}",
        after in "[ -~\u{e9}\u{2022}\n]{0,20}",
    ) {
        let scrubbed = scrub(&format!("{before}{prefix}{key}{after}"));
        prop_assert!(!scrubbed.contains(&key), "{}", scrubbed);
    }

    #[test]
    fn what_was_scrubbed_stays_as_it_is(text in "\\PC{0,60}") {
        let once = scrub(&text);
        prop_assert_eq!(scrub(&once), once);
    }
}

#[test]
fn debug_shows_no_key() {
    let key = ApiKey::parse(&SecretString::from(KEY)).unwrap();
    assert_eq!(format!("{key:?}"), "ApiKey { mode: Test, .. }");
}

#[tokio::test]
async fn a_call_leaves_one_line_without_key_query_or_body() {
    let stub = Stub::start([
        Canned::error(500, json!({"message": "No."})),
        Canned::new(200, "{\"customer\":\"bodyword\"}").header("request-id", "req_9"),
    ])
    .await;
    let link = PaymentLinkId::new("plink_logged").unwrap();
    let parameters = json!({"metadata": {"note": "bodyword"}});
    stub.client()
        .update_payment_link(&link, &parameters, None)
        .await
        .unwrap();

    let text = log::text();
    let ours: Vec<_> = text
        .lines()
        .filter(|line| line.contains("plink_logged"))
        .collect();
    assert_eq!(ours.len(), 1, "{text}");
    for part in [
        "DEBUG",
        "method=POST",
        "path=/payment_links/plink_logged",
        "status=200",
        "request_id=\"req_9\"",
        "attempt=2",
    ] {
        assert!(ours[0].contains(part), "{part}: {}", ours[0]);
    }
    for secret in [KEY, "sentinel", "Bearer", "bodyword", "expand"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn no_output_of_a_client_holds_its_key() {
    let message = format!("Key {KEY} of ana@example.com may not; pi_1_secret_x neither");
    let stub = Stub::start([
        Canned::error(
            403,
            json!({"message": message, "param": message, "code": message}),
        ),
        Canned::new(200, "{\"receipt_email\":\"ana@example.com\"}"),
    ])
    .await;
    let config = stub.config();
    let client = stub.client();
    let error = client.retrieve_account().await.unwrap_err();
    let reply = client.retrieve_account().await.unwrap();
    for output in [
        format!("{config:?}"),
        format!("{client:?}"),
        format!("{error:?}"),
        error.to_string(),
        format!("{reply:?}"),
    ] {
        for secret in [KEY, "sentinel", "ana@", "pi_1_secret_x"] {
            assert!(!output.contains(secret), "{output}");
        }
    }
    assert!(format!("{client:?}").contains("mode: Test"));
}
