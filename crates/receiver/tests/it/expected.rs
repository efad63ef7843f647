//! A body that we sent ourselves to see whether it comes through.

use countertop_receiver::Receiver;
use sha2::{Digest, Sha256};

use crate::caller::exchange;
use crate::shelf::Shelf;
use crate::{BODY, open, post, signature, signed};

const PROBE: &[u8] = br#"{"object":"countertop.probe"}"#;

/// Sent with a signature that does not fit.
async fn send(receiver: &Receiver, body: &[u8]) -> crate::caller::Answer {
    exchange(
        receiver,
        &post(&[("Stripe-Signature", &signature(b""))], body),
    )
    .await
}

fn refusals(receiver: &Receiver) -> u64 {
    receiver.counters().refused.iter().map(|it| it.count).sum()
}

#[tokio::test]
async fn an_expected_body_is_answered_like_any_and_told_nowhere_else() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let expected = receiver.expect(Sha256::digest(PROBE).into());
    let other = receiver.expect(Sha256::digest(BODY).into());
    assert!(!expected.has_come());
    let answer = send(&receiver, PROBE).await;
    assert!(expected.has_come() && !other.has_come());
    assert_eq!((refusals(&receiver), shelf.notes().len()), (0, 0));

    let again = send(&receiver, PROBE).await;
    assert_eq!(answer, again, "nobody can tell that it was expected");
    assert_eq!(answer.status, 400);
    assert_eq!(
        (refusals(&receiver), shelf.notes().len()),
        (1, 1),
        "once only"
    );
}

#[tokio::test]
async fn a_changed_body_one_without_a_signature_and_a_late_one_are_not_met() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let expected = receiver.expect(Sha256::digest(PROBE).into());
    send(&receiver, &[PROBE, b"\n"].concat()).await;
    exchange(&receiver, &post(&[], PROBE)).await;
    assert!(!expected.has_come());
    drop(expected);
    send(&receiver, PROBE).await;
    assert_eq!((refusals(&receiver), shelf.notes().len()), (3, 3));
}

#[tokio::test]
async fn an_expected_body_that_is_stripes_is_recorded_all_the_same() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let expected = receiver.expect(Sha256::digest(BODY).into());
    assert_eq!(exchange(&receiver, &signed(BODY)).await.status, 200);
    assert!(expected.has_come());
    assert_eq!(shelf.ids(), ["evt_1"]);
    assert_eq!(shelf.notes().len(), 1);
}

#[tokio::test]
async fn it_is_met_before_there_is_any_secret() {
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    receiver.set_secrets(&[]);
    let expected = receiver.expect(Sha256::digest(PROBE).into());
    assert_eq!(send(&receiver, PROBE).await.status, 503);
    assert!(expected.has_come());
}
