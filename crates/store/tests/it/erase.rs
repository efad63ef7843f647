//! One customer is erased: nothing of them is left anywhere, and the books stay true.

use std::fs;
use std::path::Path;

use countertop_domain::{CustomerId, Payment, UnixSeconds};
use countertop_store::{
    Erased, ErasureCounts, EventFilter, Fetched, Ledger, PaymentFilter, Person, Role, StoreError,
    erase_customer, rebuild_ledger, restore_ledger, salvage_ledger,
};
use rusqlite::Connection;
use serde_json::json;

use crate::erase_told::{both, her, her_sale, told, traces};
use crate::histories::{believed, charge, event, with};

fn erase(folder: &Path) -> Erased {
    erase_customer(folder, &her(), &mut |_| {}).unwrap()
}

fn open(folder: &Path) -> Ledger {
    Ledger::open(folder, Role::Receiver).unwrap()
}

/// What the books need of a payment.
fn booked(payment: &Payment) -> Payment {
    Payment {
        customer: None,
        customer_email: None,
        customer_name: None,
        description: None,
        failure_message: None,
        metadata: std::collections::BTreeMap::new(),
        method: payment
            .method
            .clone()
            .map(|it| countertop_domain::Method { last4: None, ..it }),
        ..payment.clone()
    }
}

fn payments(ledger: &Ledger) -> Vec<Payment> {
    ledger.payments(&PaymentFilter::default()).unwrap().rows
}

#[tokio::test]
async fn nothing_of_a_customer_is_left_and_the_books_stay_true() {
    let shop = told().await;
    let before: Vec<_> = payments(&shop.ledger).iter().map(booked).collect();
    let his = shop.ledger.event("evt_b1").unwrap();
    shop.ledger.close();
    let folder = shop.folder.path();
    assert!(traces(folder).len() > 20, "it was all there");

    let erased = erase(folder);
    assert_eq!(
        erased.counts,
        ErasureCounts {
            events: 16,
            answers: 1,
            notes: 1,
            documents: 0,
            payments: 1,
            same_email: 0
        }
    );
    assert_eq!((erased.record, erased.copies.len()), (Some(1), 0));
    assert_eq!(traces(folder), Vec::<String>::new());

    let ledger = open(folder);
    assert_eq!(ledger.check().unwrap(), []);
    let after = payments(&ledger);
    assert_eq!(after.iter().map(booked).collect::<Vec<_>>(), before);
    let hers = ledger.payment("pi_1").unwrap().unwrap();
    assert_eq!(
        (
            hers.customer_email.as_deref(),
            hers.customer_name.as_deref()
        ),
        (None, None)
    );
    assert_eq!(hers.settlement.unwrap().fee, 250);
    assert_eq!(
        ledger.event("evt_b1").unwrap(),
        his,
        "another's bytes are as they came"
    );
    let rows = ledger.events(&EventFilter::default()).unwrap().rows;
    let of_hers = rows.iter().filter(|it| it.erased).count();
    assert_eq!((rows.len(), of_hers), (19, 16));
    let record = &ledger.erasures().unwrap()[0];
    assert_eq!((record.events, record.answers, record.payments), (16, 1, 1));
    ledger.close();
    let dumped = crate::dump::dump(folder);
    rebuild_ledger(folder, &mut |_| {}).unwrap();
    assert_eq!(crate::dump::dump(folder), dumped);
}

#[tokio::test]
async fn a_customers_id_finds_the_same_and_names_who_shares_the_address() {
    let shop = told().await;
    let guest = json!({"id": "ch_g1", "payment_intent": "pi_G1", "billing_details": {"email": "ANA@example.com"}});
    shop.tell(&event(
        "evt_g1",
        900,
        "charge.succeeded",
        &with(charge("ch_g1", "succeeded"), guest),
    ))
    .await;
    let person = Person::Customer(CustomerId::new("cus_Ana1").unwrap());
    let counted = shop.ledger.would_erase(&person).unwrap();
    assert_eq!(counted.same_email, 1);
    let by_email = shop.ledger.would_erase(&her()).unwrap();
    assert_eq!((by_email.payments, by_email.events), (2, 17));
    shop.ledger.close();
    let folder = shop.folder.path();
    assert!(traces(folder).len() > 20, "counting takes nothing");
    let erased = erase_customer(folder, &person, &mut |_| {}).unwrap();
    assert_eq!(erased.counts, counted);
    let ledger = open(folder);
    assert_eq!(payments(&ledger).len(), 3);
    let kept = ledger.payment("pi_G1").unwrap().unwrap();
    assert_eq!(kept.customer_email.as_deref(), Some("ANA@example.com"));
    assert_eq!(ledger.check().unwrap(), []);
}

#[tokio::test]
async fn what_comes_again_does_not_bring_it_back() {
    let shop = told().await;
    shop.ledger.close();
    let folder = shop.folder.path();
    erase(folder);
    let ledger = open(folder);
    let before: Vec<_> = payments(&ledger);
    for told in her_sale() {
        // The same bytes, and another rendering of the same event.
        ledger.record(believed(&told)).await.unwrap();
        let other = with(told, json!({"pending_webhooks": 3}));
        ledger.record(believed(&other)).await.unwrap();
        let older = with(other, json!({"api_version": "2019-02-19"}));
        ledger.record(believed(&older)).await.unwrap();
    }
    ledger.record_fetched(both("req_2")).await.unwrap();
    let again = Fetched {
        body: both("").body,
        at: UnixSeconds(540),
        request_id: "req_3".into(),
    };
    ledger.record_fetched(again).await.unwrap();
    assert_eq!(payments(&ledger), before);
    // Something new about what was erased.
    let refunded = json!({"amount_refunded": 8650, "payment_method_details": {"type": "card", "card": {"last4": "4949"}}});
    let refunded = with(her_sale()[6]["data"]["object"].clone(), refunded);
    ledger
        .record(believed(&event(
            "evt_n1",
            800,
            "charge.refunded",
            &refunded,
        )))
        .await
        .unwrap();
    let refund = json!({"id": "re_n1", "object": "refund", "amount": 8650, "charge": "ch_2", "status": "succeeded",
        "created": 800, "instructions_email": "ana@example.com", "balance_transaction": "txn_n1"});
    ledger
        .record(believed(&event("evt_n2", 800, "refund.created", &refund)))
        .await
        .unwrap();
    let settled = json!({"id": "txn_n1", "object": "balance_transaction", "source": "re_n1", "amount": -8650,
        "fee": 0, "net": -8650, "currency": "eur", "description": "REFUND (Cake for her birthday)"});
    let body = settled.to_string().into_bytes();
    ledger
        .record_fetched(Fetched {
            request_id: "req_4".into(),
            at: UnixSeconds(801),
            body,
        })
        .await
        .unwrap();
    assert_eq!(
        ledger.payment("pi_1").unwrap().unwrap().amount_refunded,
        8650
    );
    assert_eq!(ledger.check().unwrap(), []);
    ledger.close();
    assert_eq!(traces(folder), Vec::<String>::new());
}

#[tokio::test]
async fn who_buys_again_is_a_customer_again() {
    let shop = told().await;
    shop.ledger.close();
    erase(shop.folder.path());
    let ledger = open(shop.folder.path());
    let again = json!({"id": "ch_z1", "payment_intent": "pi_Z1", "customer": "cus_Ana1",
        "payment_method": "pm_Ana1", "billing_details": {"email": "ana@example.com", "name": "Ana Ruiz"}});
    let again = event(
        "evt_z1",
        950,
        "charge.succeeded",
        &with(charge("ch_z1", "succeeded"), again),
    );
    ledger.record(believed(&again)).await.unwrap();
    let payment = ledger.payment("pi_Z1").unwrap().unwrap();
    assert_eq!(payment.customer_name.as_deref(), Some("Ana Ruiz"));
    assert_eq!(
        ledger.event("evt_z1").unwrap().unwrap().body,
        again.to_string().into_bytes()
    );
    assert_eq!(ledger.payment("pi_1").unwrap().unwrap().customer_name, None);
    assert_eq!(ledger.check().unwrap(), []);
}

#[tokio::test]
async fn erasures_outlive_the_backup_and_the_damage() {
    let shop = told().await;
    let folder = shop.folder.path().to_owned();
    let elsewhere = tempfile::tempdir().unwrap();
    let (old, beside) = (
        elsewhere.path().join("old.sqlite"),
        folder.join("ledger.old.sqlite"),
    );
    shop.ledger.back_up(&old).unwrap();
    shop.ledger.back_up(&beside).unwrap();
    shop.ledger.close();
    assert_eq!(
        erase(&folder).copies,
        std::slice::from_ref(&beside),
        "copies beside it are named"
    );
    fs::remove_file(beside).unwrap();

    let replaced = restore_ledger(&folder, &old).unwrap().unwrap();
    fs::remove_file(replaced).unwrap();
    assert_eq!(traces(&folder), Vec::<String>::new());
    let ledger = open(&folder);
    assert_eq!(ledger.erasures().unwrap().len(), 1);
    assert_eq!(ledger.check().unwrap(), []);
    ledger.close();

    let saved = salvage_ledger(&folder).unwrap().unwrap();
    assert_eq!((saved.events, saved.unsound), (19, 0));
    fs::remove_file(saved.damaged).unwrap();
    let ledger = open(&folder);
    assert_eq!(ledger.erasures().unwrap().len(), 1);
    ledger
        .record(believed(&with(
            her_sale()[3].clone(),
            json!({"pending_webhooks": 9}),
        )))
        .await
        .unwrap();
    assert_eq!(ledger.check().unwrap(), []);
    ledger.close();
    assert_eq!(traces(&folder), Vec::<String>::new());

    // A damaged ledger does not stand in the way of a backup.
    fs::write(folder.join("ledger.sqlite"), "not a ledger").unwrap();
    restore_ledger(&folder, &old).unwrap();
    assert_eq!(
        open(&folder)
            .payment("pi_1")
            .unwrap()
            .unwrap()
            .customer_name
            .as_deref(),
        Some("Ana Ruiz")
    );
}

#[tokio::test]
async fn who_is_not_there_leaves_no_record_and_damage_is_not_hidden() {
    let shop = told().await;
    let folder = shop.folder.path();
    let nobody = Person::by_email("nobody@example.com").unwrap();
    let in_use = erase_customer(folder, &nobody, &mut |_| {});
    assert!(
        matches!(in_use, Err(StoreError::Lock(_))),
        "a receiver has it"
    );
    shop.ledger.close();
    let nothing = erase_customer(folder, &nobody, &mut |_| {}).unwrap();
    assert_eq!(
        (nothing.counts, nothing.record),
        (ErasureCounts::default(), None)
    );
    let reader = Ledger::open(folder, Role::Beside).unwrap();
    let held = reader.each_event(|_| {
        let reading = erase_customer(folder, &her(), &mut |_| {});
        assert!(matches!(reading, Err(StoreError::StillRead)), "{reading:?}");
        Err::<(), StoreError>(StoreError::Busy)
    });
    assert!(held.is_err());
    reader.close();
    let again = erase(folder);
    assert_eq!(again.record, None, "only the files were left to be emptied");
    assert_eq!(traces(folder), Vec::<String>::new());
    let file = Connection::open(folder.join("ledger.sqlite")).unwrap();
    file.execute_batch("UPDATE event SET body = zeroblob(9) WHERE id = 'evt_b2'")
        .unwrap();
    drop(file);
    let damaged = erase_customer(folder, &her(), &mut |_| {});
    assert!(
        matches!(damaged, Err(StoreError::Damaged { .. })),
        "{damaged:?}"
    );
}
