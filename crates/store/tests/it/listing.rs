//! What the API's list of events showed, and what of it the ledger has.

use std::fs;

use countertop_domain::UnixSeconds;
use countertop_store::{
    Absence, EventFilter, Gap, Ledger, ListCursor, ListedPage, Place, Proof, Reading, Role,
    StoreError, Tally, Types, Why, rebuild_ledger, restore_ledger, salvage_ledger,
};
use countertop_stripe_wire::signature::{self, Header, Verifier};
use countertop_stripe_wire::{RecordedEvent, UnverifiedEvent};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::histories::{Shop, believed, event, intent, shop};

/// When pages are listed here.
const LISTED_AT: UnixSeconds = UnixSeconds(9_000);
/// All that happens in these tests happens in it.
const EVER: [UnixSeconds; 2] = [UnixSeconds(0), UnixSeconds(100_000)];

fn created(number: i64) -> Value {
    let id = format!("evt_{number}");
    event(&id, number, "payment_intent.created", &intent("processing"))
}

fn place(number: i64) -> Place {
    Place {
        event: format!("evt_{number}"),
        created: UnixSeconds(number),
    }
}

/// The list was read through an event, and its end was not reached.
pub fn through(number: i64) -> ListCursor {
    ListCursor {
        since: UnixSeconds(0),
        through: Some(place(number)),
        settled: Some(place(number)),
        reading: Some(Reading {
            began_at: LISTED_AT,
            since: UnixSeconds(0),
            at: place(number),
        }),
        ended_at: None,
    }
}

pub fn page(events: &[Value], cursor: ListCursor) -> ListedPage {
    let events = events.iter().map(believed).collect();
    ListedPage::prepare(events, LISTED_AT, cursor).unwrap()
}

async fn list(shop: &Shop, numbers: &[i64]) -> u64 {
    let events: Vec<_> = numbers.iter().copied().map(created).collect();
    let cursor = through(*numbers.last().unwrap());
    shop.ledger
        .record_page(page(&events, cursor))
        .await
        .unwrap()
}

/// The event as a webhook with a good signature brings it.
fn delivered(event: &Value, signed_at: i64, now: i64) -> RecordedEvent {
    let secret = SecretString::from("whsec_of_the_list");
    let body = event.to_string().into_bytes();
    let header = signature::sign(&secret, UnixSeconds(signed_at), &body);
    let header = Header::parse(header.as_bytes()).unwrap();
    UnverifiedEvent::new(body)
        .verify(&Verifier::new([&secret]), &header, UnixSeconds(now))
        .unwrap()
        .0
}

fn complete_through(proof: &Proof) -> Option<i64> {
    proof.complete_through.as_ref().map(|it| it.created.0)
}

/// Changes the file behind the ledger's back.
fn change(shop: &Shop, sql: &str) {
    let file = rusqlite::Connection::open(shop.folder.path().join("ledger.sqlite")).unwrap();
    file.execute_batch(sql).unwrap();
}

#[tokio::test]
async fn a_page_is_recorded_with_how_far_it_leads() {
    let shop = shop();
    assert_eq!(shop.ledger.proof().unwrap(), Proof::default());
    assert_eq!(shop.ledger.list_cursor().unwrap(), None);
    shop.tell(&created(2)).await;
    assert_eq!(list(&shop, &[1, 2, 3]).await, 2, "one was known");
    assert_eq!(list(&shop, &[1, 2, 3]).await, 0, "the same page again");
    assert_eq!(list(&shop, &[4, 5]).await, 2);
    assert_eq!(shop.ledger.info().unwrap().events, 5);
    assert_eq!(shop.ledger.list_cursor().unwrap(), Some(through(5)));
    let proof = shop.ledger.proof().unwrap();
    assert_eq!((complete_through(&proof), proof.missing), (Some(5), 0));
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn what_was_shown_is_never_taken_back() {
    let shop = shop();
    let ended = ListCursor {
        since: UnixSeconds(3),
        reading: None,
        ended_at: Some(UnixSeconds(8_000)),
        ..through(7)
    };
    shop.ledger
        .record_page(page(&[created(7)], ended.clone()))
        .await
        .unwrap();
    // Another reader, which began earlier and is slower.
    list(&shop, &[4, 5]).await;
    let both = ListCursor {
        since: UnixSeconds(0),
        reading: through(5).reading,
        ..ended
    };
    assert_eq!(shop.ledger.list_cursor().unwrap(), Some(both));
}

#[tokio::test]
async fn a_listed_event_that_is_not_here_holds_up_the_proof() {
    let shop = shop();
    list(&shop, &[1, 2, 3]).await;
    list(&shop, &[4, 5]).await;
    assert_eq!(complete_through(&shop.ledger.proof().unwrap()), Some(5));
    change(&shop, "DELETE FROM event WHERE id = 'evt_4'");
    // Who looked before does not look again: events do not vanish while the ledger is open.
    let shop = Shop {
        ledger: {
            shop.ledger.close();
            Ledger::open(shop.folder.path(), Role::Receiver).unwrap()
        },
        ..shop
    };
    let proof = shop.ledger.proof().unwrap();
    assert_eq!(complete_through(&proof), Some(3));
    assert_eq!(
        (proof.missing, proof.oldest_missing),
        (1, Some(UnixSeconds(4)))
    );
    let found = shop.ledger.check().unwrap();
    let named = found
        .iter()
        .any(|it| it.0.contains("listed the event evt_4"));
    assert!(named, "{found:?}");
    list(&shop, &[4]).await;
    let proof = shop.ledger.proof().unwrap();
    assert_eq!((complete_through(&proof), proof.missing), (Some(5), 0));
}

#[tokio::test]
async fn an_event_that_cannot_be_taken_up_holds_up_no_other_of_its_page() {
    let shop = shop();
    change(
        &shop,
        "CREATE TRIGGER fault BEFORE INSERT ON snapshot WHEN NEW.id = 'pi_bad' \
         BEGIN SELECT RAISE(ABORT, 'as was asked for'); END",
    );
    let mut bad = created(2);
    bad["data"]["object"]["id"] = json!("pi_bad");
    let listed = page(&[created(1), bad, created(3)], through(3));
    assert_eq!(shop.ledger.record_page(listed).await.unwrap(), 3);
    let info = shop.ledger.info().unwrap();
    assert_eq!((info.events, info.left_out.parked), (3, 1));
    assert_eq!(complete_through(&shop.ledger.proof().unwrap()), Some(3));
    let payment = shop.ledger.payment("pi_1").unwrap().unwrap();
    assert_eq!(payment.status.as_str(), "processing");
}

#[tokio::test]
async fn both_ways_are_held_against_each_other() {
    let shop = shop();
    let other = event(
        "evt_9",
        9,
        "customer.created",
        &json!({"id": "cus_1", "object": "customer"}),
    );
    let thin = json!({"id": "evt_thin", "object": "v2.core.event", "created": 6,
        "type": "v1.billing.meter.no_meter_found"});
    // The last one is newer than the list: of that nothing can be said yet.
    let newer = created(11);
    let came = [&created(1), &created(7), &thin, &newer];
    for (event, signed_at) in came.map(|event| (event, 5_000)) {
        let signed = delivered(event, signed_at, 5_000);
        shop.ledger.record(signed).await.unwrap();
    }
    // Signed long ago: it was refused, and so it never came.
    shop.ledger
        .record(delivered(&created(2), 1_000, 5_000))
        .await
        .unwrap();
    // The list renders them a little otherwise, but for the third.
    let mut first = created(1);
    first["pending_webhooks"] = json!(0);
    let events = [first, created(2), created(3), other];
    shop.ledger
        .record_page(page(&events, through(9)))
        .await
        .unwrap();
    shop.ledger
        .record(delivered(&created(3), 5_000, 5_000))
        .await
        .unwrap();

    let rows = shop.ledger.events(&EventFilter::default()).unwrap().rows;
    let sources: Vec<_> = rows.iter().map(|it| (&*it.id, &*it.source)).collect();
    let expected = [
        ("evt_11", "webhook"),
        ("evt_9", "api"),
        ("evt_7", "webhook"),
        ("evt_thin", "webhook"),
        ("evt_3", "webhook"),
        // What was refused was told by the API alone.
        ("evt_2", "api"),
        ("evt_1", "webhook"),
    ];
    assert_eq!(sources, expected);
    let tally = |types: Types, span| shop.ledger.tally(&types, span).unwrap();
    let all = Tally {
        by_webhook: 2,
        by_catch_up: 2,
        not_sent: 0,
        unlisted: 1,
        thin: 1,
    };
    assert_eq!(tally(Types::All, EVER), all);
    let only = Types::Only(vec!["payment_intent.created".into()]);
    let some = Tally {
        by_catch_up: 1,
        not_sent: 1,
        ..all
    };
    assert_eq!(tally(only.clone(), EVER), some);
    let early = [UnixSeconds(0), UnixSeconds(3)];
    let few = Tally {
        by_webhook: 1,
        by_catch_up: 1,
        ..Tally::default()
    };
    assert_eq!(tally(only.clone(), early), few);
    let undelivered = |types: &Types, most| {
        let rows = shop.ledger.undelivered(types, EVER, most).unwrap();
        rows.into_iter().map(|it| it.event).collect::<Vec<_>>()
    };
    assert_eq!(undelivered(&Types::All, 10), ["evt_9", "evt_2"]);
    assert_eq!(undelivered(&Types::All, 1), ["evt_9"]);
    assert_eq!(undelivered(&only, 10), ["evt_2"]);
    // What was delivered was so this year, and created long before.
    let late = shop.ledger.late(&only, EVER, 60, 10).unwrap();
    let late: Vec<_> = late
        .iter()
        .map(|it| (&*it.event, it.delivered_at.is_some()))
        .collect();
    assert_eq!(late, [("evt_3", true), ("evt_2", false), ("evt_1", true)]);
    let forever = i64::from(u32::MAX);
    assert_eq!(shop.ledger.late(&only, EVER, forever, 10).unwrap().len(), 1);
    let unlisted = shop.ledger.unlisted(EVER, 10).unwrap();
    assert_eq!(unlisted.len(), 1);
    assert_eq!(unlisted[0].id, "evt_7");
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn what_is_given_up_holds_up_nothing() {
    let shop = shop();
    list(&shop, &[1, 2, 3]).await;
    change(&shop, "DELETE FROM event WHERE id = 'evt_2'");
    assert_eq!(complete_through(&shop.ledger.proof().unwrap()), Some(1));
    let gap = Gap {
        from: UnixSeconds(2),
        to: UnixSeconds(3),
    };
    let page = page(&[], through(3)).beyond(Some(gap));
    shop.ledger.record_page(page).await.unwrap();
    assert_eq!(complete_through(&shop.ledger.proof().unwrap()), Some(3));
    // Closed, it holds up as little: its objects are there, its events are not.
    shop.ledger.close_gaps(gap, LISTED_AT).await.unwrap();
    assert_eq!(complete_through(&shop.ledger.proof().unwrap()), Some(3));
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn absences_are_found_by_time() {
    let shop = shop();
    let absence = |from, to, why| Absence {
        from: UnixSeconds(from),
        to: UnixSeconds(to),
        why,
    };
    let all = [
        absence(10, 20, Why::Asleep),
        absence(15, 30, Why::Offline),
        absence(40, 50, Why::Stopped),
    ];
    for one in all {
        shop.ledger.note_absence(one).await.unwrap();
    }
    let between = |from, to| {
        shop.ledger
            .absences([UnixSeconds(from), UnixSeconds(to)])
            .unwrap()
    };
    assert_eq!(between(0, 100), all);
    assert_eq!(between(20, 41), all[1..]);
    assert_eq!(between(30, 40), []);
}

/// What the list showed, as text.
fn shown(ledger: &Ledger) -> String {
    let named = ledger.undelivered(&Types::All, EVER, 100).unwrap();
    let cursor = ledger.list_cursor().unwrap();
    format!("{:?} {cursor:?} {named:?}", ledger.proof().unwrap())
}

#[tokio::test]
async fn a_rebuild_and_a_backup_keep_what_the_list_showed() {
    let shop = shop();
    list(&shop, &[1, 2, 3]).await;
    let gap = Gap {
        from: UnixSeconds(-5),
        to: UnixSeconds(0),
    };
    let empty = page(&[], through(3)).beyond(Some(gap));
    shop.ledger.record_page(empty).await.unwrap();
    let filled = Gap {
        from: UnixSeconds(-9),
        to: UnixSeconds(-7),
    };
    let empty = page(&[], through(3)).beyond(Some(filled));
    shop.ledger.record_page(empty).await.unwrap();
    shop.ledger.close_gaps(filled, LISTED_AT).await.unwrap();
    let before = shown(&shop.ledger);
    assert!(
        before.contains("evt_1") && before.contains("-5"),
        "{before}"
    );
    let copy = shop.folder.path().join("copy.sqlite");
    shop.ledger.back_up(&copy).unwrap();
    shop.ledger.close();
    let folder = shop.folder.path();
    let open = || Ledger::open(folder, Role::Receiver).unwrap();
    rebuild_ledger(folder, &mut |_| {}).unwrap();
    let ledger = open();
    assert_eq!(shown(&ledger), before);
    ledger.close();
    fs::remove_file(folder.join("ledger.sqlite")).unwrap();
    restore_ledger(folder, &copy).unwrap();
    let ledger = open();
    assert_eq!(shown(&ledger), before);
    ledger.close();
    // What is saved of a damaged ledger may have lost events: the list is read anew.
    salvage_ledger(folder).unwrap().unwrap();
    let ledger = open();
    let proof = ledger.proof().unwrap();
    assert_eq!(complete_through(&proof), None);
    // So may have the objects that filled a gap.
    assert_eq!(
        (proof.gaps, proof.from_objects.len()),
        (vec![filled, gap], 0)
    );
    assert_eq!(ledger.list_cursor().unwrap(), None);
    assert_eq!(ledger.undelivered(&Types::All, EVER, 9).unwrap().len(), 3);
    assert_eq!(ledger.check().unwrap(), []);
}

#[tokio::test]
async fn a_page_that_cannot_be_written_shows_nothing() {
    let shop = shop();
    list(&shop, &[1]).await;
    change(
        &shop,
        "CREATE TRIGGER fault BEFORE INSERT ON listed WHEN NEW.event = 'evt_3' \
         BEGIN SELECT RAISE(ABORT, 'as was asked for'); END",
    );
    let refused = page(&[created(2), created(3)], through(3));
    let refused = shop.ledger.record_page(refused).await;
    assert!(matches!(refused, Err(StoreError::Write(_))), "{refused:?}");
    assert_eq!(shop.ledger.info().unwrap().events, 1);
    assert_eq!(shop.ledger.list_cursor().unwrap(), Some(through(1)));
    change(&shop, "DROP TRIGGER fault");
    assert_eq!(list(&shop, &[1, 2, 3]).await, 2);
    assert_eq!(complete_through(&shop.ledger.proof().unwrap()), Some(3));
}
