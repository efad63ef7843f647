//! Properties of signatures. The cases one by one are in vectors.rs.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::{Header, Refusal, TOLERANCE_SECONDS, Verifier, sign};
use countertop_stripe_wire::{Aside, UnverifiedEvent};
use proptest::prelude::*;
use secrecy::SecretString;

const NOW: i64 = 1_790_000_000;
const BODY: &[u8] = br#"{"id":"evt_1","object":"event"}"#;

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// What the header makes of a body at `NOW`, with one secret `whsec_a` and one `whsec_b`.
fn verdict(header: &[u8], body: &[u8]) -> Result<(usize, Option<Aside>), Refusal> {
    let verifier = Verifier::new(&[secret("whsec_a"), secret("whsec_b")]);
    let header = Header::parse(header)?;
    let event = UnverifiedEvent::new(body.to_vec());
    let verified = event.verify(&verifier, &header, UnixSeconds(NOW));
    let (event, matched) = verified.map_err(|unaccepted| unaccepted.refusal)?;
    Ok((matched.secret, event.aside()))
}

#[test]
fn the_tolerance_is_what_it_is() {
    // It is a constant that no setting reaches, so it can be neither shortened nor switched off.
    assert_eq!(TOLERANCE_SECONDS, 300);
}

#[test]
fn a_refused_body_is_given_back() {
    let verifier = Verifier::new(&[secret("whsec_a")]);
    let header = sign(&secret("whsec_b"), UnixSeconds(NOW), BODY);
    let header = Header::parse(header.as_bytes()).unwrap();
    let event = UnverifiedEvent::new(BODY.to_vec());
    let unaccepted = event.verify(&verifier, &header, UnixSeconds(NOW));
    let unaccepted = unaccepted.map(|_| ()).unwrap_err();
    assert_eq!(unaccepted.body, BODY);
    assert_eq!(
        unaccepted.to_string(),
        Refusal::SignatureMismatch.to_string()
    );
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

/// The value of a hex digit in either case.
fn nibble(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

proptest! {
    #[test]
    fn any_changed_byte_of_the_body_is_refused(
        body in prop::collection::vec(any::<u8>(), 1..200),
        at in any::<prop::sample::Index>(),
        flip in 1_u8..,
    ) {
        let header = sign(&secret("whsec_a"), UnixSeconds(NOW), &body);
        prop_assert_eq!(verdict(header.as_bytes(), &body), Ok((0, None)));
        let mut changed = body.clone();
        changed[at.index(body.len())] ^= flip;
        prop_assert_eq!(verdict(header.as_bytes(), &changed), Err(Refusal::SignatureMismatch));
    }

    #[test]
    fn any_changed_byte_of_the_header_is_refused(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let header = sign(&secret("whsec_a"), UnixSeconds(NOW), BODY).into_bytes();
        let mut changed = header.clone();
        let at = at.index(header.len());
        changed[at] ^= flip;
        // Only a digit of the signature in the other case stands for the same.
        let signature = header.len() - 64;
        let is_the_same = at >= signature && nibble(changed[at]) == nibble(header[at]);
        prop_assert_eq!(verdict(&changed, BODY).is_ok(), is_the_same);
    }

    #[test]
    fn a_missing_or_added_byte_of_the_body_is_refused(
        body in prop::collection::vec(any::<u8>(), 2..200),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let header = sign(&secret("whsec_a"), UnixSeconds(NOW), &body);
        let at = at.index(body.len());
        let (mut shorter, mut longer) = (body.clone(), body.clone());
        shorter.remove(at);
        longer.insert(at, byte);
        prop_assert_eq!(verdict(header.as_bytes(), &shorter), Err(Refusal::SignatureMismatch));
        prop_assert_eq!(verdict(header.as_bytes(), &longer), Err(Refusal::SignatureMismatch));
    }
}
