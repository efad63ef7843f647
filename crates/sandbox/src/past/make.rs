//! Making the past of a new store.

use countertop_domain::UnixSeconds;

use super::plan::Plan;
use super::seasons::{HOUR, YEAR};
use super::{Failure, catalogue};
use crate::money;
use crate::state::{Cause, Stage, State, StateError, Work};

/// How many sales are written together, so that nobody waits long for the file.
const BATCH: usize = 10_000;

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
    let Some(mut plan) = state.write(Cause::default(), plan).await? else {
        return Ok(());
    };
    loop {
        let batch = move |work: &mut Work<'_>| {
            let more = plan.write(work, BATCH)?;
            if !more {
                work.set_past_stage(Stage::Made)?;
            }
            Ok::<_, StateError>((plan, more))
        };
        let (rest, more) = state.write(Cause::default(), batch).await?;
        if !more {
            break;
        }
        plan = rest;
    }
    state.look_for_past().await
}

fn plan(work: &mut Work<'_>) -> Result<Option<Plan>, StateError> {
    if work.past_stage()? != Some(Stage::Ground) {
        return Ok(None);
    }
    work.clear_past()?;
    let root = work.chance().branch("past", 0);
    let (end, payments) = work.past_extent()?;
    Ok(Some(Plan::new(&root, end, payments)))
}
