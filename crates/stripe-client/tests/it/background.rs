//! What runs in the background gives way to what the merchant asks for.

use std::time::{Duration, Instant};

use crate::stub::{Canned, Stub};

const SLOW: Duration = Duration::from_millis(400);

#[tokio::test]
async fn a_background_call_waits_for_the_merchants_own_and_not_the_other_way_round() {
    let slow = || Canned::new(200, "{}").after(SLOW);
    let stub = Stub::start([slow(), Canned::new(200, "{}"), slow()]).await;
    let own = stub.client();
    let background = own.in_background(None);
    let timed = async |client: &countertop_stripe_client::Client| {
        client.retrieve_account().await.unwrap();
        Instant::now()
    };
    let ((first, second), seen) = tokio::join!(
        async { tokio::join!(timed(&own), timed(&background)) },
        async {
            tokio::time::sleep(SLOW / 2).await;
            stub.seen().len()
        }
    );
    assert_eq!(seen, 1, "the second waits until the first has its answer");
    assert!(second >= first);
    let begun = Instant::now();
    let (background, own) = tokio::join!(timed(&background), async {
        tokio::time::sleep(SLOW / 4).await;
        timed(&own).await
    });
    assert!(own < background && own - begun < SLOW);
}

#[tokio::test]
async fn background_calls_keep_within_their_budget_together() {
    let stub = Stub::start([]).await;
    let background = stub.client().in_background(Some(20));
    let again = background.clone();
    let begun = Instant::now();
    let calls = async |client: &countertop_stripe_client::Client| {
        for _ in 0..3 {
            client.retrieve_account().await.unwrap();
        }
    };
    tokio::join!(calls(&background), calls(&again));
    let apart = Duration::from_millis(50);
    assert!(begun.elapsed() >= apart * 5, "{:?}", begun.elapsed());
    assert_eq!(stub.seen().len(), 6);
}
