//! Abuse: unsigned requests without end.

use std::time::{Duration, Instant};

use crate::caller::Caller;
use crate::log::Lines;
use crate::shelf::Shelf;
use crate::{BODY, open, post, signature};

const FLOOD: usize = 2000;

#[tokio::test]
async fn an_unsigned_flood_is_counted_in_memory_and_told_in_sums() {
    let (lines, _guard) = Lines::start();
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let began = Instant::now();
    let forged = post(&[("Stripe-Signature", &signature(BODY))], b"{}");
    let mut caller = Caller::calls(&receiver, b"").await;
    for _ in 0..FLOOD / 20 {
        caller.send(&forged.repeat(20)).await;
        for _ in 0..20 {
            assert_eq!(caller.status().await, 400);
        }
    }
    let counted = receiver.counters().refused;
    let mismatches = counted
        .iter()
        .find(|it| it.code == Some("signature_mismatch"));
    assert_eq!(mismatches.unwrap().count, FLOOD as u64);
    drop(caller);
    receiver.shutdown().await;

    // A second that has begun may have been told of, too.
    let seconds = began.elapsed().div_duration_f64(Duration::from_secs(1)) as usize + 2;
    let notes = shelf.notes();
    let told: u64 = notes.iter().map(|note| note.count).sum();
    assert_eq!(told, FLOOD as u64, "none is forgotten");
    assert!(
        notes.len() <= 11 * seconds,
        "{} notes in {seconds} s",
        notes.len()
    );
    let sums: Vec<_> = notes.iter().filter(|note| note.count > 1).collect();
    assert!(!sums.is_empty());
    for sum in sums {
        assert_eq!((sum.status, sum.code), (400, Some("signature_mismatch")));
        assert_eq!((&sum.event, sum.bytes, sum.digest), (&None, 0, None));
    }
    let logged = lines.count("Webhook signature verification failed");
    assert!(logged <= 11 * seconds, "{logged} lines in {seconds} s");
    assert!(lines.count("more times within a second.") > 0);
    assert_eq!(shelf.ids(), [""; 0], "nothing is recorded");
}
