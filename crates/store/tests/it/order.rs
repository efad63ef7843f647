//! Any order, any duplication and any restart give the same rows.

use countertop_domain::Payment;
use countertop_store::PaymentFilter;
use proptest::prelude::*;
use serde_json::Value;

use crate::histories::{eventful_sale, shop};

/// The payment after the events in this order, each as often as it is named, and a clean check.
fn told(events: &[Value], order: &[usize]) -> Payment {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let shop = shop();
        for at in order {
            shop.tell(&events[*at]).await;
        }
        assert_eq!(
            shop.ledger.check().unwrap(),
            [],
            "a rebuild gives the same rows"
        );
        let mut page = shop.ledger.payments(&PaymentFilter::default()).unwrap();
        assert_eq!(page.rows.len(), 1, "one sale is one row");
        page.rows.remove(0)
    })
}

#[test]
fn each_step_shows_the_state_of_the_sale() {
    let events = eventful_sale();
    for (steps, status, refunded) in [
        (1, "incomplete", 0),
        (3, "failed", 0),
        (5, "succeeded", 0),
        (9, "partially_refunded", 1000),
        (10, "succeeded", 0),
        (11, "disputed", 0),
        (12, "dispute_lost", 0),
        (13, "succeeded", 0),
    ] {
        let order: Vec<usize> = (0..steps).collect();
        let payment = told(&events, &order);
        assert_eq!(payment.status.as_str(), status, "after {steps} events");
        assert_eq!(payment.amount_refunded, refunded, "after {steps} events");
    }
}

#[test]
fn the_finished_sale_has_everything_that_was_told() {
    let events = eventful_sale();
    let order: Vec<usize> = (0..events.len()).collect();
    let payment = told(&events, &order);
    let json = serde_json::to_value(&payment).unwrap();
    for (field, expected) in [
        ("/id", "pi_1"),
        ("/customer_name", "Ana Ruiz"),
        ("/payment_link", "plink_1"),
        ("/checkout_session", "cs_1"),
        ("/charge", "ch_2"),
        ("/method/last4", "4242"),
        ("/dispute/status", "won"),
        ("/fulfilment", "pending"),
    ] {
        assert_eq!(json.pointer(field).unwrap(), expected, "{field}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_order_and_any_duplication_give_the_same_payment(
        order in Just((0..13_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in prop::collection::vec(0..13_usize, 0..8),
    ) {
        let events = eventful_sale();
        let sorted: Vec<usize> = (0..events.len()).collect();
        let shuffled: Vec<usize> = order.into_iter().chain(again).collect();
        prop_assert_eq!(told(&events, &shuffled), told(&events, &sorted));
    }
}
