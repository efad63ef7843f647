//! Headers and bodies, good, bad and hostile.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::{Header, Refusal, Verifier, sign};
use countertop_stripe_wire::{Aside, UnverifiedEvent};
use proptest::prelude::*;
use secrecy::SecretString;

const NOW: i64 = 1_790_000_000;
const BODY: &[u8] = br#"{"id":"evt_1","object":"event"}"#;

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

fn v1(secret_text: &str, time: &str, body: &[u8]) -> String {
    // The time is signed as it was sent, so an odd one needs its own signature.
    let header = sign(
        &secret(secret_text),
        UnixSeconds(time.parse().unwrap()),
        body,
    );
    header.split_once("v1=").unwrap().1.to_owned()
}

/// What the header makes of `BODY` at `NOW`, with one secret `whsec_a` and one `whsec_b`.
fn verdict(header: &str, body: &[u8]) -> Result<(usize, Option<Aside>), Refusal> {
    let verifier = Verifier::new(&[secret("whsec_a"), secret("whsec_b")]);
    let header = Header::parse(header.as_bytes())?;
    let event = UnverifiedEvent::new(body.to_vec());
    let verified = event.verify(&verifier, &header, UnixSeconds(NOW));
    let (event, matched) = verified.map_err(|unaccepted| unaccepted.refusal)?;
    Ok((matched.secret, event.aside()))
}

fn check(case: &str, header: &str, expected: Result<usize, Refusal>) {
    let verdict = verdict(header, BODY).map(|(secret, aside)| {
        assert_eq!(aside, None, "{case}");
        secret
    });
    assert_eq!(verdict, expected, "{case}: {header}");
}

#[test]
fn a_header_is_read_strictly_and_everything_unknown_is_ignored() {
    let t = NOW.to_string();
    let good = v1("whsec_a", &t, BODY);
    let bad = v1("whsec_other", &t, BODY);
    for (case, header, expected) in [
        ("valid", format!("t={t},v1={good}"), Ok(0)),
        (
            "the second secret",
            format!("t={t},v1={}", v1("whsec_b", &t, BODY)),
            Ok(1),
        ),
        ("good then bad", format!("t={t},v1={good},v1={bad}"), Ok(0)),
        ("bad then good", format!("t={t},v1={bad},v1={good}"), Ok(0)),
        ("with a v0", format!("t={t},v1={good},v0={bad}"), Ok(0)),
        (
            "upper-case hex",
            format!("t={t},v1={}", good.to_uppercase()),
            Ok(0),
        ),
        ("trailing comma", format!("t={t},v1={good},"), Ok(0)),
        ("spaces and tabs", format!("t={t}, \tv1={good}"), Ok(0)),
        ("unknown keys", format!("x=1,t={t},y,v1={good}"), Ok(0)),
        ("v1 before t", format!("v1={good},t={t}"), Ok(0)),
        (
            "an odd v1 beside a good one",
            format!("t={t},v1=potato,v1=a=b,v1={good}"),
            Ok(0),
        ),
        (
            "sixteen v1",
            format!("t={t}{},v1={good}", ",v1=x".repeat(15)),
            Ok(0),
        ),
        ("empty", String::new(), Err(Refusal::MissingSignature)),
        (
            "no header at all",
            "bad_header".into(),
            Err(Refusal::MalformedSignature),
        ),
        (
            "v1 without value",
            "v1,t=1".into(),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t empty",
            format!("t=,v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "no t",
            format!("v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        ("no v1", format!("t={t}"), Err(Refusal::NoV1)),
        ("only v0", format!("t={t},v0={good}"), Err(Refusal::NoV1)),
        (
            "two t",
            format!("t={t},t={t},v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t not a number",
            format!("t=abc,v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t with letters",
            format!("t=123abc,v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t signed",
            format!("t=+1,v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t negative",
            format!("t=-{t},v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t with _",
            format!("t=1_000,v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t in Arabic digits",
            format!("t=١٢٣,v1={good}"),
            Err(Refusal::MalformedSignature),
        ),
        (
            "t of 20 digits",
            format!("t={:020},v1={good}", 1),
            Err(Refusal::MalformedSignature),
        ),
        (
            "i64::MIN",
            format!("t={},v1={good}", i64::MIN),
            Err(Refusal::MalformedSignature),
        ),
        (
            "seventeen v1",
            format!("t={t}{}", ",v1=x".repeat(17)),
            Err(Refusal::MalformedSignature),
        ),
        (
            "over 4 KiB",
            format!("t={t},v1={good},{}", "x".repeat(4096)),
            Err(Refusal::MalformedSignature),
        ),
        (
            "wrong secret",
            format!("t={t},v1={bad}"),
            Err(Refusal::SignatureMismatch),
        ),
        (
            "v1 empty",
            format!("t={t},v1="),
            Err(Refusal::SignatureMismatch),
        ),
        (
            "v1 potato",
            format!("t={t},v1=potato"),
            Err(Refusal::SignatureMismatch),
        ),
        (
            "a prefix",
            format!("t={t},v1={}", &good[..62]),
            Err(Refusal::SignatureMismatch),
        ),
        (
            "63 digits",
            format!("t={t},v1={}", &good[..63]),
            Err(Refusal::SignatureMismatch),
        ),
        (
            "65 digits",
            format!("t={t},v1={good}0"),
            Err(Refusal::SignatureMismatch),
        ),
    ] {
        check(case, &header, expected);
    }
}

#[test]
fn a_signature_out_of_time_is_kept_aside() {
    for (age, aside) in [
        (299, None),
        (300, None),
        (301, Some(Aside::Clock)),
        (-299, None),
        (-301, Some(Aside::Clock)),
    ] {
        let header = sign(&secret("whsec_a"), UnixSeconds(NOW - age), BODY);
        assert_eq!(verdict(&header, BODY), Ok((0, aside)), "{age} s");
    }
}

#[test]
fn a_body_that_was_changed_on_the_way_is_refused() {
    let body = b"{\"id\": \"evt_1\",\r\n \"object\": \"event\"}";
    let header = sign(&secret("whsec_a"), UnixSeconds(NOW), body);
    let newline = [body.as_slice(), b"\n"].concat();
    let unix = String::from_utf8(body.to_vec())
        .unwrap()
        .replace("\r\n", "\n");
    for (case, changed, expected) in [
        ("as sent", body.to_vec(), Ok((0, None))),
        ("newline added", newline, Err(Refusal::SignatureMismatch)),
        (
            "CRLF to LF",
            unix.into_bytes(),
            Err(Refusal::SignatureMismatch),
        ),
        (
            "re-serialised",
            br#"{"id":"evt_1","object":"event"}"#.to_vec(),
            Err(Refusal::SignatureMismatch),
        ),
        ("empty", Vec::new(), Err(Refusal::EmptyBody)),
    ] {
        assert_eq!(verdict(&header, &changed), expected, "{case}");
    }
}

#[test]
fn the_known_vector_still_signs_the_same() {
    // Computed with Python's hmac module over b"1700000000." + body.
    let header = sign(
        &secret("whsec_test_secret"),
        UnixSeconds(1_700_000_000),
        b"{\"id\":\"evt_test\"}",
    );
    assert_eq!(header, include_str!("vector.txt").trim());
}

#[test]
fn without_a_secret_nothing_is_accepted() {
    let verifier = Verifier::new(&[]);
    let header = sign(&secret("whsec_a"), UnixSeconds(NOW), BODY);
    let header = Header::parse(header.as_bytes()).unwrap();
    assert_eq!(
        verifier.verify(&header, BODY),
        Err(Refusal::SignatureMismatch)
    );
}

proptest! {
    #[test]
    fn any_changed_byte_of_body_or_time_is_refused(
        body in prop::collection::vec(any::<u8>(), 1..200),
        at in any::<prop::sample::Index>(),
        flip in 1_u8..,
    ) {
        let header = sign(&secret("whsec_a"), UnixSeconds(NOW), &body);
        prop_assert_eq!(verdict(&header, &body), Ok((0, None)));
        let mut changed = body.clone();
        changed[at.index(body.len())] ^= flip;
        prop_assert_eq!(verdict(&header, &changed), Err(Refusal::SignatureMismatch));
        let later = header.replace(&format!("t={NOW}"), &format!("t={}", NOW + i64::from(flip)));
        prop_assert_eq!(verdict(&later, &body), Err(Refusal::SignatureMismatch));
    }

    #[test]
    fn no_header_makes_the_parser_panic(header in prop::collection::vec(any::<u8>(), 0..5000)) {
        let _ = Header::parse(&header);
    }
}
