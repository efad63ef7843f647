//! Making the past of a new store.

use countertop_domain::UnixSeconds;

use super::aftermath::USUAL;
use super::plan::Plan;
use super::seasons::{HOUR, YEAR};
use super::{Failure, catalogue};
use crate::money;
use crate::state::{
    Cause, Cursor, Direction, Events, Kind, Made, PageQuery, Span, Stage, State, StateError, Work,
};

/// How many sales are written together, so that nobody waits long for the file.
const BATCH: usize = 10_000;
/// Up to how many payments all events of the past are delivered to who listens from the start. More
/// would take hours; they are listed all the same.
const MOST_TOLD: u32 = 10_000;
/// How many events are read at once.
const AT_ONCE: usize = 500;

/// Begins the past of a new store: what the shop sells, a year ago. The past ends with the last full
/// hour, so that two starts soon after each other see the same.
pub(crate) fn begin(work: &mut Work<'_>, payments: u32) -> Result<(), StateError> {
    let end = work.now().0.div_euclid(HOUR) * HOUR;
    let start = UnixSeconds(end - YEAR);
    // Not from the store's own chance: how much was drawn of it depends on how the store is started.
    let mut chance = work.chance().branch("past", 0).of_sale(0);
    let found = |work: &mut Work<'_>| {
        work.set_time(start);
        for currency in catalogue::currencies() {
            money::open(work, currency)?;
        }
        catalogue::make(work, start.0)
    };
    let made = work.with_chance(&mut chance, found);
    made.map_err(|failure: Failure| StateError::from(failure))?;
    work.keep_ground()?;
    work.set_opened(start)?;
    work.set_past_extent(end, payments)?;
    work.set_past_stage(Stage::Ground)?;
    work.end_time();
    Ok(())
}

/// Makes the past that was begun, if one was. One that was cut off is made again.
pub(crate) async fn make(state: &State) -> Result<(), StateError> {
    make_of(state, USUAL).await
}

/// Makes the past that was begun, with more or less trouble than usual.
pub(super) async fn make_of(state: &State, trouble: u64) -> Result<(), StateError> {
    let plan = move |work: &mut Work<'_>| plan(work, trouble);
    let mut next = state.write(Cause::default(), plan).await?;
    while let Some(plan) = next {
        let batch = move |work: &mut Work<'_>| {
            work.tell_nobody();
            let rest = plan.write(work, BATCH)?;
            if rest.is_none() {
                work.set_past_stage(Stage::Planned)?;
            }
            Ok::<_, StateError>(rest)
        };
        next = state.write(Cause::default(), batch).await?;
    }
    state.look_for_past().await?;
    state.write(Cause::default(), finish).await
}

pub(super) fn plan(work: &mut Work<'_>, trouble: u64) -> Result<Option<Plan>, StateError> {
    if work.past_stage()? != Some(Stage::Ground) {
        return Ok(None);
    }
    work.clear_past()?;
    let root = work.chance().branch("past", 0);
    let (end, payments) = work.past_extent()?;
    Ok(Some(Plan::new(&root, end, payments, trouble)))
}

/// Writes what something is still to become of, and tells those who listen.
fn finish(work: &mut Work<'_>) -> Result<(), StateError> {
    if work.past_stage()? != Some(Stage::Planned) {
        return Ok(());
    }
    let (end, payments) = work.past_extent()?;
    for (kind, id) in waiting(work)? {
        work.write_past(kind, &id)?;
    }
    if payments <= MOST_TOLD && work.has_listeners()? {
        tell(work)?;
    }
    work.set_told(UnixSeconds(end));
    work.set_past_stage(Stage::Made)
}

/// The objects that wait for a time.
fn waiting(work: &Work<'_>) -> Result<Vec<(Kind, String)>, StateError> {
    let Some(past) = work.past() else {
        return Ok(Vec::new());
    };
    let mut waiting = Vec::new();
    let all = Span {
        first: 1,
        last: past.moments,
    };
    for shape in past.shapes(work)?.waiting() {
        for moment in work.moments_of_shape(shape, all, Direction::Forwards, i64::MAX)? {
            let made = past.replayed(work, moment.sale, Events::Counted)?;
            let waits = |it: &&Made| it.place.moment == moment.seq && !it.object["_due"].is_null();
            waiting.extend(made.iter().filter(waits).map(|it| (it.kind, it.id.clone())));
        }
    }
    Ok(waiting)
}

/// Queues everything that happened for those who listen from the start, in the order of time.
fn tell(work: &mut Work<'_>) -> Result<(), StateError> {
    let mut query = PageQuery {
        limit: AT_ONCE,
        ..PageQuery::oldest(Kind::Event)
    };
    while let Some(page) = work.page(&query)? {
        for event in &page.objects {
            work.tell_again(event)?;
        }
        let last = page.objects.last().and_then(|last| last["id"].as_str());
        query.cursor = last.map(|id| Cursor::After(id.to_owned()));
        if !page.has_more {
            break;
        }
    }
    Ok(())
}
