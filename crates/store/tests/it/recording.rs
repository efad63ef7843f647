//! What one event, sent once or more, does to the ledger.

use std::time::Duration;

use countertop_domain::{Lack, UnixSeconds};
use countertop_store::{EventFilter, Fetched, LinkFilter, PaymentFilter, Recorded};
use countertop_stripe_wire::{Aside, UnverifiedEvent};
use serde_json::json;
use tokio::time::timeout;

use crate::histories::{believed, charge, event, intent, shop, with};

#[tokio::test]
async fn a_redelivery_changes_nothing() {
    let shop = shop();
    let succeeded = event("evt_1", 5, "payment_intent.succeeded", &intent("succeeded"));
    let first = shop.tell(&succeeded).await;
    assert_eq!(
        first,
        Recorded {
            first_seen: true,
            first_counted: true,
            aside: None
        }
    );
    let again = shop.tell(&succeeded).await;
    assert_eq!(
        again,
        Recorded {
            first_seen: false,
            first_counted: false,
            aside: None
        }
    );
    assert_eq!(shop.ledger.info().unwrap().events, 1);
    assert_eq!(
        shop.ledger
            .payments(&PaymentFilter::default())
            .unwrap()
            .rows
            .len(),
        1
    );
}

#[tokio::test]
async fn the_exact_bytes_come_back() {
    let shop = shop();
    let body = "{\"id\" : \"evt_1\",\n\"object\":\"event\", \"x\": 1e400, \"y\":\"\\u2028 🍰\"}";
    shop.ledger
        .record(UnverifiedEvent::new(body.as_bytes().to_vec()).imported())
        .await
        .unwrap();
    let stored = shop.ledger.event("evt_1").unwrap().unwrap();
    assert_eq!(stored.body, body.as_bytes());
    assert_eq!(stored.row.source, "import");
    assert_eq!(
        stored.row.created, stored.row.received_at,
        "an event without a time"
    );
}

#[tokio::test]
async fn a_body_that_is_no_event_is_kept_under_its_digest() {
    let shop = shop();
    let event = UnverifiedEvent::new(b"{\"hello\":1}".to_vec()).from_api();
    let id = event.id().into_owned();
    shop.ledger.record(event).await.unwrap();
    let stored = shop.ledger.event(&id).unwrap().unwrap();
    assert!(!stored.row.parsed && id.starts_with("sha256:"));
    assert_eq!(stored.row.event_type, None);
}

#[tokio::test]
async fn the_other_mode_is_kept_aside() {
    let shop = shop();
    shop.tell(&event(
        "evt_1",
        5,
        "payment_intent.created",
        &intent("requires_action"),
    ))
    .await;
    let mut live = event("evt_2", 6, "payment_intent.succeeded", &intent("succeeded"));
    live["livemode"] = json!(true);
    let recorded = shop.tell(&live).await;
    assert_eq!(recorded.aside, Some(Aside::Mode));
    let events = shop.ledger.events(&EventFilter::default()).unwrap().rows;
    assert_eq!(events[0].aside.as_deref(), Some("mode"), "it is listed");
    let payment = shop.ledger.payment("pi_1").unwrap().unwrap();
    assert_eq!(
        payment.status.as_str(),
        "requires_action",
        "and never projected"
    );
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn of_two_renderings_the_pinned_one_counts_whichever_came_first() {
    let pinned = event("evt_1", 5, "payment_intent.succeeded", &intent("succeeded"));
    let mut other = pinned.clone();
    other["api_version"] = json!("2019-02-19");
    other["data"]["object"]["amount"] = json!(1);
    for order in [[&pinned, &other], [&other, &pinned]] {
        let shop = shop();
        let first = shop.tell(order[0]).await;
        let second = shop.tell(order[1]).await;
        assert!(first.first_counted && !second.first_counted);
        let row = &shop.ledger.events(&EventFilter::default()).unwrap().rows;
        assert_eq!(row.len(), 1, "one id is one event");
        let stored = shop.ledger.event("evt_1").unwrap().unwrap();
        assert_eq!(stored.body, pinned.to_string().into_bytes());
        assert_eq!(shop.ledger.payment("pi_1").unwrap().unwrap().amount, 8650);
        assert_eq!(shop.ledger.check().unwrap(), []);
    }
}

#[tokio::test]
async fn an_import_is_confirmed_by_a_better_source() {
    let shop = shop();
    let succeeded = event("evt_1", 5, "payment_intent.succeeded", &intent("succeeded"));
    let body = succeeded.to_string().into_bytes();
    shop.ledger
        .record(UnverifiedEvent::new(body).imported())
        .await
        .unwrap();
    shop.ledger.record(believed(&succeeded)).await.unwrap();
    assert_eq!(
        shop.ledger.event("evt_1").unwrap().unwrap().row.source,
        "api"
    );
}

#[tokio::test]
async fn a_link_is_the_same_in_whatever_order_it_became_known() {
    let link = |active: bool| {
        json!({"id": "plink_1", "object": "payment_link", "active": active, "currency": "eur",
            "url": "https://buy.stripe.com/test_1", "metadata": {}})
    };
    let mut with_items = link(true);
    with_items["line_items"] = json!({"object": "list", "data": [{"description": "Cake",
        "quantity": 2, "currency": "eur", "price": {"unit_amount": 4325}}]});
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let shop = shop();
        for step in order {
            match step {
                0 => {
                    let body = with_items.to_string().into_bytes();
                    let (request_id, at) = ("req_1".into(), UnixSeconds(50));
                    let answer = Fetched {
                        request_id,
                        at,
                        body,
                    };
                    shop.ledger.record_fetched(answer).await.unwrap();
                }
                1 => drop(
                    shop.tell(&event("evt_1", 60, "payment_link.updated", &link(false)))
                        .await,
                ),
                _ => drop(
                    shop.tell(&event("evt_0", 40, "payment_link.created", &link(true)))
                        .await,
                ),
            }
        }
        let (row, figures) = shop
            .ledger
            .links(&LinkFilter::default())
            .unwrap()
            .rows
            .remove(0);
        let known = (row.active, row.name.as_deref(), row.amount, row.created);
        assert_eq!(
            known,
            (false, Some("Cake"), Some(8650), UnixSeconds(40)),
            "{order:?}"
        );
        assert_eq!(figures.paid, 0);
        assert_eq!(shop.ledger.check().unwrap(), []);
    }
}

#[tokio::test]
async fn commits_are_announced_with_the_ids_that_changed() {
    let shop = shop();
    let mut changes = shop.ledger.subscribe();
    let succeeded = event("evt_1", 5, "payment_intent.succeeded", &intent("succeeded"));
    shop.tell(&succeeded).await;
    shop.tell(&succeeded).await;
    shop.tell(&event(
        "evt_2",
        6,
        "customer.created",
        &json!({"id": "cus_1"}),
    ))
    .await;
    let told = changes.recv().await.unwrap();
    assert_eq!(told.payments.into_iter().collect::<Vec<_>>(), ["pi_1"]);
    assert!(told.received_at_ms > 1_700_000_000_000);
    let told = changes.recv().await.unwrap();
    assert!(told.payments.is_empty(), "the row is as it was");
    assert_eq!(told.followed.into_iter().collect::<Vec<_>>(), ["pi_1"]);
    assert!(
        changes.try_recv().is_err(),
        "no row changed, so nothing is told"
    );
}

#[tokio::test]
async fn what_leaves_a_row_as_it_is_may_change_what_the_payment_lacks() {
    let shop = shop();
    let paid = with(intent("succeeded"), json!({"latest_charge": "ch_1"}));
    let refunded = with(
        charge("ch_1", "succeeded"),
        json!({"amount_refunded": 1000}),
    );
    let refund = json!({"id": "re_1", "object": "refund", "status": "succeeded", "amount": 1000,
        "currency": "eur", "created": 7, "charge": "ch_1", "payment_intent": "pi_1",
        "balance_transaction": "txn_2"});
    shop.tell(&event("evt_1", 5, "payment_intent.succeeded", &paid))
        .await;
    shop.tell(&event("evt_2", 7, "charge.refunded", &refunded))
        .await;
    let mut changes = shop.ledger.subscribe();
    shop.tell(&event("evt_3", 7, "refund.created", &refund))
        .await;
    // The answer goes out first; what follows may be told of in between.
    let told_of_it = async { while !changes.recv().await.unwrap().told_of.contains("pi_1") {} };
    timeout(Duration::from_secs(10), told_of_it).await.unwrap();
    let lacks = shop.ledger.lacks("pi_1").unwrap();
    let transaction = Lack::BalanceTransaction("txn_2".parse().unwrap());
    assert!(lacks.iter().any(|it| it.lack == transaction), "{lacks:?}");
}
