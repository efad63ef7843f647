//! The keeper: when it catches up, and what it tells.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use countertop_app::catchup::{
    Attention, CatchUp, Cause, Doing, Failure, Keeper, Pace, Presence, Reach, Status, Trigger,
    Types, Wanted,
};
use countertop_app::reception::{Clock, SystemClock};
use countertop_domain::UnixSeconds;
use countertop_store::{Absence, Ledger, Role, Why};
use countertop_stripe_wire::UnverifiedEvent;
use countertop_stripe_wire::signature::{Header, Verifier, sign};
use secrecy::SecretString;
use serde_json::json;
use tokio::time::timeout;

use super::list::{FakeList, Listed, id};
use crate::LONG;

const NOW: i64 = 1_800_000_000;
const HOUR: Duration = Duration::from_secs(3600);

/// Rounds for no other reason than one that was given.
const NEVER: Pace = Pace {
    audit: HOUR,
    seen: HOUR,
    unseen: HOUR,
    after_news: HOUR,
};

/// A clock that a test sets.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(self.0.load(Ordering::Relaxed))
    }
}

struct Desk {
    _folder: tempfile::TempDir,
    ledger: Arc<Ledger>,
    list: FakeList,
    hands: Hands,
}

impl Desk {
    async fn new(count: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listed = Listed {
            events: (1..=count).map(|number| (number, NOW - 5000)).collect(),
            now: NOW,
            ..Listed::default()
        };
        Self {
            ledger: Arc::new(Ledger::open(folder.path(), Role::Receiver).unwrap()),
            list: FakeList::start(listed).await,
            hands: Hands(Arc::new(AtomicI64::new(NOW))),
            _folder: folder,
        }
    }

    fn keep(&self, pace: Pace) -> Keeper {
        let catch_up = CatchUp::new(Arc::clone(&self.ledger), &self.list.client);
        Keeper::start(catch_up, pace, Types::All, Arc::new(self.hands.clone()))
    }

    /// One more event enters the list.
    fn enters(&self, number: u32) {
        self.list.open().events.push((number, NOW - 4000));
    }
}

async fn until(keeper: &Keeper, holds: impl Fn(&Status) -> bool) -> Status {
    let mut status = keeper.status();
    let found = timeout(LONG, status.wait_for(holds)).await;
    found.unwrap().unwrap().clone()
}

fn through(number: u32) -> impl Fn(&Status) -> bool {
    move |status| {
        let place = status.proof.complete_through.as_ref();
        status.doing == Doing::Resting && place.is_some_and(|it| it.event == id(number))
    }
}

#[tokio::test]
async fn it_begins_with_a_round_and_makes_another_for_every_reason() {
    let desk = Desk::new(3).await;
    let keeper = desk.keep(NEVER);
    until(&keeper, through(3)).await;
    let reasons = [
        Trigger::Woke,
        Trigger::NetworkBack,
        Trigger::OutageEnded,
        Trigger::Asked(Wanted::Onwards),
    ];
    for (number, reason) in (4..).zip(reasons) {
        desk.enters(number);
        keeper.trigger(reason);
        until(&keeper, through(number)).await;
    }
    desk.list.calls();
    keeper.trigger(Trigger::Asked(Wanted::From(UnixSeconds(NOW - 4500))));
    let read_anew = async {
        while !desk.list.open().asked.iter().any(|it| it.contains("gte")) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(LONG, read_anew).await.unwrap();
    keeper.stop().await;
}

#[tokio::test]
async fn without_webhooks_it_looks_often_while_somebody_looks() {
    let desk = Desk::new(1).await;
    let pace = Pace {
        seen: Duration::from_millis(20),
        ..NEVER
    };
    let keeper = desk.keep(pace);
    until(&keeper, through(1)).await;
    keeper.trigger(Trigger::Reach(Reach::RoundsOnly));
    keeper.trigger(Trigger::Attention(Attention::Here));
    for number in 2..5 {
        desk.enters(number);
        until(&keeper, through(number)).await;
    }
    keeper.stop().await;
}

#[tokio::test]
async fn what_is_recorded_is_soon_shown_to_be_listed() {
    let desk = Desk::new(1).await;
    let pace = Pace {
        after_news: Duration::from_millis(20),
        ..NEVER
    };
    let keeper = desk.keep(pace);
    until(&keeper, through(1)).await;
    desk.enters(2);
    let intent = json!({"id": "pi_1", "object": "payment_intent", "amount": 5, "currency": "eur",
        "status": "succeeded", "created": NOW, "livemode": false});
    let event = json!({"id": "evt_of_a_webhook", "object": "event", "created": NOW,
        "type": "payment_intent.succeeded", "livemode": false, "data": {"object": intent}});
    let event = UnverifiedEvent::new(event.to_string().into_bytes()).imported();
    desk.ledger.record(event).await.unwrap();
    until(&keeper, through(2)).await;
    keeper.stop().await;
}

#[tokio::test]
async fn a_failure_is_told_with_its_kind_and_never_counts_as_success() {
    for (status, kind) in [
        (401, Failure::Key),
        (403, Failure::Key),
        (429, Failure::RateLimited),
        (500, Failure::Stripe),
    ] {
        let desk = Desk::new(1).await;
        desk.list.open().failing = [Some(status)].into();
        let keeper = desk.keep(NEVER);
        let failing = until(&keeper, |it| matches!(it.doing, Doing::Failing { .. })).await;
        let Doing::Failing {
            why,
            kind: found,
            next_try,
        } = failing.doing
        else {
            panic!("{failing:?}")
        };
        assert_eq!((found, next_try.0), (kind, NOW + 2), "{status}");
        assert!(!why.is_empty() && failing.proof.complete_through.is_none());
        let asked_at = Instant::now();
        keeper.trigger(Trigger::NetworkBack);
        until(&keeper, through(1)).await;
        // What Stripe asks for is waited for, whatever the reason.
        let waited = asked_at.elapsed() > Duration::from_millis(700);
        assert!(waited || status != 429);
        keeper.stop().await;
    }
}

#[tokio::test]
async fn being_offline_is_remembered_as_a_cause() {
    let desk = Desk::new(1).await;
    let away = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    // A catch-up that meets nobody, then one that does, on the same ledger.
    let nobody = super::list::client(&format!("http://{away}"));
    let catch_up = CatchUp::new(Arc::clone(&desk.ledger), &nobody);
    let clock = Arc::new(desk.hands.clone());
    let keeper = Keeper::start(catch_up, NEVER, Types::All, clock);
    let kind = |it: &Status| match &it.doing {
        Doing::Failing { kind, .. } => Some(*kind),
        Doing::Resting | Doing::Reading(_) => None,
    };
    until(&keeper, |it| kind(it) == Some(Failure::Offline)).await;
    desk.hands.0.store(NOW + 90, Ordering::Relaxed);
    let there = FakeList::at(away, Listed::default()).await;
    there.open().now = NOW;
    keeper.trigger(Trigger::NetworkBack);
    until(&keeper, |it| {
        it.doing == Doing::Resting && it.proof.read_at.is_some()
    })
    .await;
    let absences = desk
        .ledger
        .absences([UnixSeconds(0), UnixSeconds(2 * NOW)])
        .unwrap();
    let absence = Absence {
        from: UnixSeconds(NOW),
        to: UnixSeconds(NOW + 90),
        why: Why::Offline,
    };
    assert_eq!(absences, [absence]);
    keeper.stop().await;
}

/// The event as a webhook brings it, signed in time.
async fn deliver(desk: &Desk, number: u32, created: i64, now: i64) {
    let secret = SecretString::from("whsec_of_the_keeper");
    let event = json!({"id": id(number), "object": "event", "created": created,
        "type": "customer.created", "livemode": false, "data": {"object": {}}});
    let body = event.to_string().into_bytes();
    let header = sign(&secret, UnixSeconds(now), &body);
    let header = Header::parse(header.as_bytes()).unwrap();
    let verified = UnverifiedEvent::new(body)
        .verify(&Verifier::new([&secret]), &header, UnixSeconds(now))
        .unwrap();
    desk.ledger.record(verified.0).await.unwrap();
}

#[tokio::test]
async fn late_and_lost_deliveries_have_a_cause() {
    let desk = Desk::new(0).await;
    // The ledger goes by this computer's clock.
    let now = SystemClock.now().0;
    desk.list.open().now = now;
    desk.hands.0.store(now - 9000, Ordering::Relaxed);
    let clock = Arc::new(desk.hands.clone());
    let presence = Presence::start(Arc::clone(&desk.ledger), clock.clone());
    let began = async {
        while desk.ledger.setting("receives_since").unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    timeout(LONG, began).await.unwrap();
    presence.stop().await;
    // From then on nobody received for an hour.
    desk.hands.0.store(now - 5000, Ordering::Relaxed);
    let presence = Presence::start(Arc::clone(&desk.ledger), clock);
    let noted = async {
        let ever = [UnixSeconds(0), UnixSeconds(2 * now)];
        while desk.ledger.absences(ever).unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    timeout(LONG, noted).await.unwrap();
    presence.stop().await;
    desk.hands.0.store(now, Ordering::Relaxed);
    // Before there was a receiver; while it did not run; lost without a known cause; still under way.
    let events = [
        (1, now - 9900),
        (2, now - 7000),
        (3, now - 4000),
        (4, now - 30),
    ];
    desk.list.open().events.extend(events);
    let keeper = desk.keep(NEVER);
    let status = until(&keeper, through(4)).await;
    let found: Vec<_> = status
        .late
        .iter()
        .map(|it| (&*it.event.event, it.cause))
        .collect();
    let (second, third) = (id(2), id(3));
    let expected = [(&*third, Cause::Unknown), (&*second, Cause::NotRunning)];
    assert_eq!(found, expected);
    assert!(status.late.iter().all(|it| it.event.delivered_at.is_none()));
    // When it comes after all it is late, by this computer's clock.
    deliver(&desk, 3, now - 4000, now).await;
    keeper.trigger(Trigger::Woke);
    let status = until(&keeper, |it| {
        it.late
            .first()
            .is_some_and(|it| it.event.delivered_at.is_some())
    })
    .await;
    assert_eq!(status.late.len(), 2);
    keeper.stop().await;
}
