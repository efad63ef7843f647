//! What the signature doctor finds in a body whose signature fits no secret.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::{Header, Verifier, sign};
use countertop_stripe_wire::symptom::{Symptom, symptom};
use secrecy::SecretString;

/// As Stripe writes an event.
const EVENT: &str = "{\n  \"id\": \"evt_1\",\n  \"object\": \"event\",\n  \"data\": {\n    \"list\": [\n      1,\n      \
                     -2.50\n    ],\n    \"none\": {},\n    \"name\": \"a \\\"b\\\" : {c}, d\"\n  },\n  \
                     \"livemode\": false\n}";

fn secret() -> SecretString {
    SecretString::from("whsec_ours")
}

/// What is found in a body after `signed` was signed with our secret.
fn found(signed: &str, came: &[u8]) -> Option<Symptom> {
    let header = sign(&secret(), UnixSeconds(1), signed.as_bytes());
    let header = Header::parse(header.as_bytes()).unwrap();
    symptom(&Verifier::new([&secret()]), &header, came)
}

#[test]
fn what_was_changed_on_the_way_is_proven() {
    let compact = EVENT
        .replace("\n", "")
        .replace("  ", "")
        .replace("\": ", "\":");
    assert!(serde_json::from_str::<serde_json::Value>(&compact).is_ok());
    for (came, symptom) in [
        (EVENT.replace('\n', "\r\n"), Symptom::LineEndsChanged),
        (format!("{EVENT}\n"), Symptom::EndChanged),
        (format!("{EVENT} \r\n"), Symptom::EndChanged),
        (format!("\u{feff}{EVENT}"), Symptom::EndChanged),
        (compact.clone(), Symptom::JsonRewritten),
        (EVENT.replace("  ", "    "), Symptom::JsonRewritten),
    ] {
        assert_eq!(found(EVENT, came.as_bytes()), Some(symptom), "{came:?}");
    }
    assert_eq!(
        found(&compact, EVENT.as_bytes()),
        Some(Symptom::JsonRewritten)
    );
    let with_line = format!("{EVENT}\n");
    assert_eq!(
        found(&with_line, EVENT.as_bytes()),
        Some(Symptom::EndChanged)
    );
}

#[test]
fn what_was_not_changed_tells_of_itself() {
    let live = EVENT.replace("\"livemode\": false", "\"livemode\": true");
    let thin = live.replace("\"event\"", "\"v2.core.event\"");
    for (came, symptom) in [
        (EVENT, Symptom::TestMode),
        (live.as_str(), Symptom::LiveMode),
        (thin.as_str(), Symptom::LiveMode),
        (
            "{\"object\":\"charge\",\"livemode\":true}",
            Symptom::NoEvent,
        ),
        ("hello", Symptom::NoEvent),
        ("", Symptom::NoEvent),
    ] {
        assert_eq!(found("something else", came.as_bytes()), Some(symptom));
    }
    for cut_off in [&EVENT[..40], "{\"a\\"] {
        assert_eq!(
            found("something else", cut_off.as_bytes()),
            None,
            "{cut_off}"
        );
    }
}

#[test]
fn a_body_that_would_keep_us_busy_is_not_looked_into() {
    let long = vec![b' '; 64 * 1024 + 1];
    assert_eq!(found("x", &long), None);
    let deep = "[".repeat(60_000);
    assert_eq!(found("x", deep.as_bytes()), Some(Symptom::NoEvent));
    let wide = format!("{}{}", "[".repeat(31), "1,".repeat(30_000));
    assert_eq!(found("x", wide.as_bytes()), Some(Symptom::NoEvent));
}
