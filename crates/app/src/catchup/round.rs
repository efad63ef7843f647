//! One round: the list from a place on, forward, page by page, to its end.
//!
//! While one page is recorded, the next is fetched. A page counts as read only in the transaction that
//! records it.

use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_store::{Gap, ListCursor, ListedPage, Place, Reading};
use countertop_stripe_client::{ListedObject, Page};
use countertop_stripe_wire::{RecordedEvent, UnverifiedEvent};

use super::plan::{self, Start};
use super::times::{Times, earlier};
use super::{BrokenOff, CatchUp, Caught, Progress, Wanted, list, oldest};

/// How long a round that was broken off among the newest events is gone on with. Later, what may have
/// entered the list meanwhile is read again.
const GONE_ON_WITH_SECONDS: i64 = 3600;
/// How often it is kept that the list was read to its end and nothing was new.
const KEPT_EVERY_SECONDS: i64 = 60;
/// Above so many waiting inputs the ledger is left to the webhooks.
const BUSY: u64 = 512;
/// How often it is looked whether it is still so, and for how long.
const LOOK_EVERY: Duration = Duration::from_millis(20);
const LOOKS: u32 = 500;

pub(super) async fn run(
    of: &CatchUp,
    wanted: Wanted,
    tell: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Caught, BrokenOff> {
    let (cursor, proof) = of
        .read(|ledger| Ok((ledger.list_cursor()?, ledger.proof()?)))
        .await?;
    let missing = of.to_look_for(&proof);
    let start = plan::start(cursor.as_ref(), missing, wanted);
    let opening = Opening::of(of, cursor.as_ref(), start).await?;
    let mut walk = Walk::new(of, cursor, &opening)?;
    walk.read_on(opening, tell).await?;
    let proof = of.proof().await?;
    if missing.is_some() {
        of.has_looked_for(proof.oldest_missing);
    }
    Ok(Caught {
        fetched: walk.progress.fetched,
        new: walk.progress.new,
        proof,
    })
}

/// The first page of a round, and what is known with it.
struct Opening {
    page: Page,
    goes_on: bool,
    times: Times,
    /// From which time on the round shows what is there.
    since: Option<UnixSeconds>,
    /// Until when all is known without it.
    known_until: Option<UnixSeconds>,
    /// A round that is gone on with, in which events may have entered before its place.
    began_at: Option<UnixSeconds>,
}

impl Opening {
    async fn of(
        of: &CatchUp,
        cursor: Option<&ListCursor>,
        start: Start,
    ) -> Result<Self, BrokenOff> {
        let known_until = cursor.map(known_until);
        match start {
            Start::After(place) => {
                Self::after(of, &place, cursor.map(|it| it.since), known_until).await
            }
            Start::GoOn(reading) => Self::going_on(of, cursor, reading).await,
            Start::Since(from) => {
                // Within what is known, what was known stays so.
                let known_until = match (from, cursor) {
                    (Some(from), Some(cursor)) if from >= cursor.since => known_until,
                    (from, _) => from,
                };
                Self::since(of, from, known_until).await
            }
        }
    }

    async fn after(
        of: &CatchUp,
        place: &Place,
        since: Option<UnixSeconds>,
        known_until: Option<UnixSeconds>,
    ) -> Result<Self, BrokenOff> {
        let page = match list::after(&of.client, &place.event).await {
            Err(error) if list::is_lost(&error) => {
                tracing::info!(
                    event = place.event,
                    "The API's list no longer knows the event that it was read to; it is read by time."
                );
                return Self::since(of, Some(place.created), known_until).await;
            }
            page => page?,
        };
        let newest = match page.has_more {
            true => list::newest(&of.client).await?,
            false => created(page.objects.first())?.or(Some(place.created)),
        };
        Ok(Self {
            goes_on: page.has_more,
            times: Times {
                date: page.date,
                newest,
                oldest: created(page.objects.last())?,
            },
            page,
            since,
            known_until,
            began_at: None,
        })
    }

    /// Goes on with a round that was broken off. Where it had come to among events that others may have
    /// entered before since, that is remembered, or after too long it is not gone on with.
    async fn going_on(
        of: &CatchUp,
        cursor: Option<&ListCursor>,
        reading: Reading,
    ) -> Result<Self, BrokenOff> {
        let joined = cursor.filter(|it| it.since <= reading.at.created);
        let known_until = joined.map(known_until).max(Some(reading.at.created));
        let opening = Self::after(of, &reading.at, Some(reading.since), known_until).await?;
        if reading.at.created <= Times::settled(reading.began_at) {
            return Ok(opening);
        }
        let too_late = opening
            .times
            .now()
            .is_none_or(|now| earlier(now, GONE_ON_WITH_SECONDS) > reading.began_at);
        match cursor {
            Some(cursor) if too_late => {
                let start = plan::from_what_is_settled(cursor);
                Box::pin(Self::of(of, Some(cursor), start)).await
            }
            _ => Ok(Self {
                began_at: Some(reading.began_at),
                ..opening
            }),
        }
    }

    async fn since(
        of: &CatchUp,
        from: Option<UnixSeconds>,
        known_until: Option<UnixSeconds>,
    ) -> Result<Self, BrokenOff> {
        let found = oldest::find(&of.client, from).await?;
        Ok(Self {
            goes_on: found.goes_on,
            times: Times {
                date: found.page.date,
                newest: found.newest,
                oldest: created(found.page.objects.last())?,
            },
            page: found.page,
            since: from,
            known_until,
            began_at: None,
        })
    }
}

/// Until when all is known: the list changes no more before what is settled, and what it had when it
/// was last read to its end was all that there was until shortly before.
fn known_until(cursor: &ListCursor) -> UnixSeconds {
    let settled = cursor
        .settled
        .as_ref()
        .map_or(cursor.since, |it| it.created);
    let ended = cursor.ended_at.map(Times::settled);
    ended.map_or(settled, |ended| ended.max(settled))
}

fn created(object: Option<&ListedObject>) -> Result<Option<UnixSeconds>, BrokenOff> {
    Ok(object.map(list::place).transpose()?.map(|it| it.created))
}

/// A round on its way.
struct Walk<'a> {
    of: &'a CatchUp,
    /// From which time on the list was read before, and when to its end.
    known_since: UnixSeconds,
    ended_at: Option<UnixSeconds>,
    /// From which time on this round reads.
    since: UnixSeconds,
    /// When it began, by Stripe's clock.
    began_at: UnixSeconds,
    /// Whether none of the events until now is so young that others may enter before it.
    is_settled: bool,
    gap: Option<Gap>,
    /// Whether it is still noted that an earlier round was broken off.
    was_broken_off: bool,
    progress: Progress,
}

impl<'a> Walk<'a> {
    fn new(
        of: &'a CatchUp,
        cursor: Option<ListCursor>,
        opening: &Opening,
    ) -> Result<Self, BrokenOff> {
        let times = &opening.times;
        let (Some(now), Some(horizon)) = (times.now(), times.horizon()) else {
            return Err(BrokenOff::Unreadable("it says no time"));
        };
        let gap = opening.known_until.and_then(|until| times.gap(until));
        let known_since = cursor.as_ref().map(|it| it.since);
        // What was known before does not belong to the gap, however it was asked for.
        let gap = gap.map(|gap| match known_since {
            Some(since) if gap.from < since => Gap {
                to: gap.to.min(since),
                ..gap
            },
            _ => gap,
        });
        let since = match (opening.since, gap, known_since) {
            (_, Some(gap), None) => gap.to,
            (Some(since), Some(gap), Some(known)) if since < known => gap.to,
            (Some(since), _, _) => since,
            (None, _, _) => times.oldest.map_or(horizon, |oldest| oldest.min(horizon)),
        };
        Ok(Self {
            of,
            known_since: known_since.unwrap_or(since),
            ended_at: cursor.as_ref().and_then(|it| it.ended_at),
            was_broken_off: cursor.is_some_and(|it| it.reading.is_some()),
            since,
            began_at: opening.began_at.unwrap_or(now),
            is_settled: opening.began_at.is_none(),
            gap,
            progress: Progress {
                from: times.oldest,
                to: times.newest,
                ..Progress::default()
            },
        })
    }

    async fn read_on(
        &mut self,
        opening: Opening,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<(), BrokenOff> {
        let (mut page, mut goes_on) = (opening.page, opening.goes_on);
        loop {
            let newest = page.objects.first().map(list::place).transpose()?;
            let next = match (&newest, goes_on) {
                (Some(newest), true) => Some(newest.event.clone()),
                (None, true) => {
                    return Err(BrokenOff::Unreadable("it goes on after an empty page"));
                }
                (_, false) => None,
            };
            let client = &self.of.client;
            let fetch = async {
                match &next {
                    Some(event) => list::after(client, event).await.map(Some),
                    None => Ok(None),
                }
            };
            let (recorded, fetched) = tokio::join!(self.record(page, newest, goes_on), fetch);
            recorded?;
            tell(self.progress);
            match fetched? {
                Some(following) => {
                    goes_on = following.has_more;
                    page = following;
                }
                None => return Ok(()),
            }
        }
    }

    /// Records a page with what is shown by it.
    async fn record(
        &mut self,
        page: Page,
        newest: Option<Place>,
        goes_on: bool,
    ) -> Result<(), BrokenOff> {
        let count = page.objects.len() as u64;
        if count == 0 && !self.is_worth_keeping() {
            return Ok(());
        }
        let at = newest.as_ref().map(|it| it.created);
        let listed_at = page.date.unwrap_or(self.began_at);
        let shown = self.shown(newest, goes_on);
        let settled = self.is_settled.then(|| Times::settled(self.began_at));
        let gap = self.gap.take();
        let ready = tokio::task::spawn_blocking(move || ready(page, shown, listed_at, settled));
        let (page, is_settled) = ready.await.map_err(|_| BrokenOff::Fault)??;
        self.is_settled = is_settled;
        self.give_way().await;
        let new = self.of.ledger.record_page(page.beyond(gap)).await?;
        self.progress.fetched += count;
        self.progress.new += new;
        self.progress.at = at.or(self.progress.at);
        Ok(())
    }

    /// What is known with a page: its part in how far the list was read.
    fn shown(&self, newest: Option<Place>, goes_on: bool) -> ListCursor {
        let began_at = self.began_at;
        // What was read before what was known is one with it once it has come there.
        let has_joined = newest
            .as_ref()
            .is_none_or(|it| it.created >= self.known_since);
        let since = match has_joined || !goes_on {
            true => self.since.min(self.known_since),
            false => self.known_since,
        };
        let at = newest.clone().filter(|_| goes_on);
        ListCursor {
            since,
            through: newest,
            settled: None,
            reading: at.map(|at| Reading {
                began_at,
                since: self.since,
                at,
            }),
            ended_at: (!goes_on).then_some(began_at),
        }
    }

    /// Whether it is kept that the end was reached where nothing new was there.
    fn is_worth_keeping(&self) -> bool {
        let soon = |ended: UnixSeconds| earlier(self.began_at, KEPT_EVERY_SECONDS) < ended;
        self.gap.is_some()
            || self.was_broken_off
            || self.progress.fetched > 0
            || !self.ended_at.is_some_and(soon)
    }

    /// Waits while the ledger has much to write for the webhooks, for a bounded time.
    async fn give_way(&self) {
        for _ in 0..LOOKS {
            if self.of.ledger.health().queue <= BUSY {
                return;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

/// Makes a page ready to be recorded, oldest event first. Up to a time, an event is followed by none
/// that is still to enter before it; says whether that is so for all of the page.
fn ready(
    page: Page,
    mut shown: ListCursor,
    listed_at: UnixSeconds,
    settled: Option<UnixSeconds>,
) -> Result<(ListedPage, bool), BrokenOff> {
    let objects = page.objects.into_iter().rev();
    let events = objects.map(event).collect::<Result<Vec<_>, _>>()?;
    let time = |event: &RecordedEvent| event.envelope().and_then(|it| it.created);
    let is_settled = |event: &&RecordedEvent| time(event) <= settled && settled.is_some();
    let settled_events = events.iter().take_while(is_settled).count();
    let last = settled_events.checked_sub(1).and_then(|at| events.get(at));
    shown.settled = last.and_then(|event| {
        time(event).map(|created| Place {
            event: event.id().into_owned(),
            created,
        })
    });
    let all = settled_events == events.len();
    Ok((ListedPage::prepare(events, listed_at, shown)?, all))
}

/// An event of the list as one that may be recorded.
fn event(object: ListedObject) -> Result<RecordedEvent, BrokenOff> {
    let body: Box<str> = object.json.into();
    let event = UnverifiedEvent::new(body.into_string().into_bytes()).from_api();
    match event.envelope() {
        Some(envelope) if envelope.created.is_some() => Ok(event),
        _ => Err(BrokenOff::Unreadable("something in it is no event")),
    }
}
