//! What falls due with time, in the order of the times: the loop that does it as they come, and
//! moving the clock over many of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use tokio::sync::watch;

use crate::api;
use crate::billing;
use crate::checkout;
use crate::clock::Clock;
use crate::money::{self, dispute, payout, refund};
use crate::payment;
use crate::server::stopped;
use crate::state::{Cause, State, StateError, Work};

/// How long at most until is looked for what is due.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How often at most is looked again after something was written.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
/// How much is done in one transaction, so that nobody waits long for it.
const BATCH: usize = 200;

/// One kind of thing that falls due.
struct Due {
    /// What it is counted as.
    name: &'static str,
    /// When the first of them is due.
    next: fn(&Work<'_>) -> Result<Option<UnixSeconds>, StateError>,
    /// Does a batch of those that are due at `work.now()`; tells how many.
    run: fn(&mut Work<'_>) -> Result<usize, StateError>,
}

/// Everything that falls due. At one and the same time they come in this order.
const TABLE: &[Due] = &[
    Due {
        name: "sessions_expired",
        next: checkout::next_expiry,
        run: checkout::expire_overdue,
    },
    Due {
        name: "file_links_expired",
        next: api::next_link_expiry,
        run: api::expire_links,
    },
    Due {
        name: "payments",
        next: payment::next_due,
        run: payment::fall_due,
    },
    Due {
        name: "subscriptions",
        next: billing::next_due,
        run: billing::run_due,
    },
    Due {
        name: "refunds",
        next: refund::next,
        run: refund::run,
    },
    Due {
        name: "disputes",
        next: dispute::next,
        run: dispute::run,
    },
    Due {
        name: "payouts",
        next: payout::next,
        run: payout::run,
    },
    Due {
        name: "balances",
        next: money::next_midnight,
        run: money::midnight,
    },
];

/// How much fell due, by kind.
pub(crate) type Done = BTreeMap<&'static str, usize>;

/// How far some work came.
pub(crate) enum Reached {
    /// All that is due is done.
    End,
    /// More is due; all before this time is done.
    Time(UnixSeconds),
}

/// Does what is due until a time, first things first and each at its own time, up to about so many.
/// The work's time is that of the last thing afterwards.
pub(crate) fn run_until(
    work: &mut Work<'_>,
    until: UnixSeconds,
    most: usize,
) -> Result<(Done, Reached), StateError> {
    let mut done = Done::new();
    let mut count = 0;
    while let Some((at, first)) = next(work)?.filter(|(at, _)| *at <= until) {
        let at = at.max(work.told());
        if count >= most {
            return Ok((done, Reached::Time(at)));
        }
        work.set_time(at);
        let before = count;
        for due in TABLE {
            let happened = (due.run)(work)?;
            if happened > 0 {
                *done.entry(due.name).or_default() += happened;
                count += happened;
            }
        }
        if count == before {
            return Err(StateError::Stuck(first));
        }
    }
    Ok((done, Reached::End))
}

/// The time of the first thing that is due, and what it is.
fn next(work: &Work<'_>) -> Result<Option<(UnixSeconds, &'static str)>, StateError> {
    let mut first = None;
    for due in TABLE {
        let next = (due.next)(work)?.map(|at| (at, due.name));
        first = match (first, next) {
            (Some(a), Some(b)) => Some(std::cmp::min(a, b)),
            (a, b) => a.or(b),
        };
    }
    Ok(first)
}

/// Does what falls due until told to stop.
pub(crate) async fn run(state: State, clock: Arc<Clock>, mut stop: watch::Receiver<bool>) {
    loop {
        let pause = match catch_up(&state).await {
            Ok(next) => next.map_or(LONGEST_PAUSE, |ms| clock.in_truth(ms)),
            Err(StateError::Closed) => return,
            Err(error) => {
                tracing::error!(%error, "what fell due was not done");
                LONGEST_PAUSE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause.min(LONGEST_PAUSE)) => {}
            () = state.changed() => tokio::time::sleep(SHORTEST_PAUSE).await,
            () = stopped(&mut stop) => return,
        }
    }
}

/// Does all that is due by now; tells in how many milliseconds the next thing is.
pub(crate) async fn catch_up(state: &State) -> Result<Option<i64>, StateError> {
    loop {
        let look = |work: &mut Work<'_>| {
            let next = next(work)?.map(|(at, _)| at.0.saturating_mul(1000) - work.now_ms());
            Ok::<_, StateError>(next)
        };
        match state.read(look).await? {
            Some(ms) if ms <= 0 => {}
            later => return Ok(later),
        }
        let work = |work: &mut Work<'_>| {
            let now = work.now();
            run_until(work, now, BATCH).map(drop)
        };
        state.write(Cause::default(), work).await?;
    }
}

/// How the clock is to be moved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    /// By how many seconds, onwards.
    pub(crate) seconds: i64,
    /// How fast it runs afterwards; none leaves that as it is.
    pub(crate) speed: Option<i64>,
}

/// Moves the clock. What falls due on the way happens one after the other, each at its own time;
/// when this returns it is done. Gives the time afterwards.
pub(crate) async fn advance(
    state: &State,
    clock: &Arc<Clock>,
    turn: Turn,
) -> Result<(UnixSeconds, Done), StateError> {
    let hand = clock.hold().await;
    let target_ms = clock.now_ms().saturating_add(turn.seconds * 1000);
    let target = UnixSeconds(target_ms.div_euclid(1000));
    let mut all = Done::new();
    loop {
        let work = move |work: &mut Work<'_>| run_until(work, target, BATCH);
        let (done, reached) = state.write(Cause::default(), work).await?;
        for (name, count) in done {
            *all.entry(name).or_default() += count;
        }
        match reached {
            Reached::Time(at) => hand.move_to(at.0.saturating_mul(1000)),
            Reached::End => break,
        }
    }
    hand.move_to(target_ms);
    if let Some(speed) = turn.speed {
        hand.set_speed(speed);
    }
    drop(hand);
    // Every write remembers where the clock stands.
    let now = |work: &mut Work<'_>| Ok::<_, StateError>(work.now());
    let now = state.write(Cause::default(), now).await?;
    state.look_at_deliveries();
    Ok((now, all))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checkout::{Refused, Visitor};
    use crate::state::{Kind, PageQuery};

    const DAY: i64 = 24 * 3600;

    fn open_link(work: &mut Work<'_>) -> Result<(), Refused> {
        let price = json!({
            "currency": "eur",
            "product_data": { "name": "Cake" },
            "unit_amount": 500,
        });
        let given = json!({ "line_items": [{ "price_data": price, "quantity": 1 }] });
        let link = api::make_link(work, given.as_object().unwrap()).unwrap();
        checkout::open_session(work, &link, &Visitor::default()).map(drop)
    }

    /// A store with one visit to a pay page, its clock, and its folder.
    async fn with_an_open_session() -> (State, Arc<Clock>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Clock::default());
        let file = folder.path().join("sandbox.sqlite");
        let state = State::open(&file, Some(1), Arc::clone(&clock)).unwrap();
        state.write(Cause::request(), open_link).await.unwrap();
        (state, clock, folder)
    }

    /// Sets the clock on without what falls due meanwhile, as if the store had been off.
    async fn pass_unseen(clock: &Arc<Clock>, days: i64) {
        let hand = clock.hold().await;
        hand.move_to(clock.now_ms() + days * DAY * 1000);
    }

    async fn statuses(state: &State) -> (Vec<String>, usize) {
        let read = |work: &mut Work<'_>| {
            let sessions = work.all(PageQuery::newest(Kind::CheckoutSession))?;
            let expired =
                work.all(PageQuery::newest(Kind::Event).with("type", "checkout.session.expired"))?;
            let status = |it: &serde_json::Value| it["status"].as_str().unwrap().to_owned();
            Ok::<_, StateError>((sessions.iter().map(status).collect(), expired.len()))
        };
        state.read(read).await.unwrap()
    }

    async fn move_by(state: &State, clock: &Arc<Clock>, seconds: i64) -> Done {
        let turn = Turn {
            seconds,
            speed: None,
        };
        advance(state, clock, turn).await.unwrap().1
    }

    #[tokio::test]
    async fn a_session_is_open_for_a_day() {
        let (state, clock, _folder) = with_an_open_session().await;
        assert_eq!(move_by(&state, &clock, DAY - 60).await, Done::new());
        assert_eq!(statuses(&state).await, (vec!["open".to_owned()], 0));
        let one = Done::from([("sessions_expired", 1)]);
        assert_eq!(move_by(&state, &clock, 61).await, one);
        assert_eq!(move_by(&state, &clock, 100).await, Done::new());
        assert_eq!(statuses(&state).await, (vec!["expired".to_owned()], 1));
    }

    #[tokio::test]
    async fn what_was_missed_is_caught_up_with_at_its_own_time() {
        let (state, clock, _folder) = with_an_open_session().await;
        pass_unseen(&clock, 10).await;
        assert_eq!(catch_up(&state).await.unwrap(), None);
        let read = |work: &mut Work<'_>| {
            let sessions = work.all(PageQuery::newest(Kind::CheckoutSession))?;
            let events = work.all(PageQuery::newest(Kind::Event))?;
            Ok::<_, StateError>((sessions[0].clone(), events[0].clone()))
        };
        let (session, event) = state.read(read).await.unwrap();
        assert_eq!(event["type"], "checkout.session.expired");
        assert_eq!(event["created"], session["expires_at"]);
    }

    #[tokio::test]
    async fn what_is_done_late_is_not_told_before_what_was_told() {
        let (state, clock, _folder) = with_an_open_session().await;
        pass_unseen(&clock, 10).await;
        // Something else is told first, days after the session was over.
        state.write(Cause::request(), open_link).await.unwrap();
        catch_up(&state).await.unwrap();
        let read = |work: &mut Work<'_>| work.all(PageQuery::newest(Kind::Event));
        let events: Vec<_> = state.read::<_, StateError>(read).await.unwrap();
        assert_eq!(events[0]["type"], "checkout.session.expired");
        assert!(events[0]["created"].as_i64() >= events[1]["created"].as_i64());
    }
}
