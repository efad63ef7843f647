//! Making every row again from what was told.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{Connection, TransactionBehavior};

use crate::apply::{self, Touched};
use crate::delivery::Noted;
use crate::{StoreError, act, event, fetched, follow, replay, setting};

/// After how many inputs the touched rows are made: it bounds what has to be remembered.
const CHUNK: u64 = 1000;

/// The version of the rules that make rows from what was told: to be changed with any of them.
const RULES: &str = "5";
/// The setting that says which rules made the rows.
const RULES_OF: &str = "rules";

/// How far a rebuild has come: so many of so many inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many events and answers of the API were taken up.
    pub done: u64,
    /// How many there are.
    pub total: u64,
}

/// What becomes of parked events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parked {
    /// They are tried once more.
    TryAgain,
    /// They stay where they are.
    LeaveOut,
}

/// What a rebuild met.
#[derive(Default)]
pub(crate) struct Met {
    /// Events and answers whose bytes are not what was stored.
    pub(crate) damaged: Vec<String>,
    /// Parked events that could be taken up this time, by their row.
    pub(crate) unparked: Vec<i64>,
}

/// Makes all rows anew in place, in one transaction: it is done as a whole or not at all.
pub(crate) fn in_place(
    connection: &mut Connection,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    make_anew(&transaction, progress)?;
    transaction.commit()?;
    while follow::step(connection, &Noted::default())?.is_some() {}
    Ok(())
}

/// Makes all rows anew in a transaction that is under way.
pub(crate) fn make_anew(
    transaction: &Connection,
    progress: &mut dyn FnMut(Progress),
) -> rusqlite::Result<()> {
    clear(transaction)?;
    let met = take_up(transaction, transaction, Parked::TryAgain, progress)?;
    for seq in met.unparked {
        replay::unpark(transaction, seq)?;
    }
    event::choose_all_canonical(transaction)?;
    setting::set(transaction, RULES_OF, RULES)
}

/// Makes all rows anew when an older version of the rules made them.
pub(crate) fn bring_up_to_date(connection: &mut Connection) -> Result<(), StoreError> {
    let made_by = setting::get(connection, RULES_OF)?;
    if made_by.as_deref() == Some(RULES) {
        return Ok(());
    }
    if event::count_all(connection)? + fetched::count(connection)? > 0 {
        tracing::info!("The payments are made anew by the rules of this version.");
    }
    in_place(connection, &mut |_| {})
}

/// Removes every row that was made from something else.
fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM snapshot; DELETE FROM payment; DELETE FROM link; DELETE FROM link_figures; \
         DELETE FROM checkout; DELETE FROM payout; DELETE FROM dispute; \
         INSERT INTO payment_search (payment_search) VALUES ('delete-all');",
    )?;
    follow::clear(connection)
}

/// Takes up everything that was told to `from` into `into`.
pub(crate) fn take_up(
    from: &Connection,
    into: &Connection,
    parked: Parked,
    progress: &mut dyn FnMut(Progress),
) -> rusqlite::Result<Met> {
    let mut state = Replay {
        into,
        parked,
        touched: Touched::default(),
        met: Met::default(),
        done: 0,
        total: event::count_all(from)? + fetched::count(from)?,
    };
    // They are no snapshots: a payment or a link is made of them whenever it is made.
    act::copy(from, into)?;
    replay::events(from, |replayed| state.take_event(&replayed, progress))?;
    fetched::replay(from, |answer| state.take_answer(answer, progress))?;
    state.finish()?;
    Ok(state.met)
}

struct Replay<'a> {
    into: &'a Connection,
    parked: Parked,
    touched: Touched,
    met: Met,
    done: u64,
    total: u64,
}

impl Replay<'_> {
    fn take_event(
        &mut self,
        replayed: &replay::Replayed,
        progress: &mut dyn FnMut(Progress),
    ) -> rusqlite::Result<()> {
        match &replayed.event {
            None => self.met.damaged.push(format!("the event {}", replayed.id)),
            Some(event) if replayed.counts => {
                let snapshots = event.snapshots(replayed.received_at);
                apply::take_up_all(self.into, &snapshots, &mut self.touched)?;
            }
            Some(_) if replayed.parked && self.parked == Parked::TryAgain => {
                self.try_parked(replayed)?
            }
            Some(_) => {}
        }
        self.one_more(progress)
    }

    fn take_answer(
        &mut self,
        answer: Result<fetched::Stored, String>,
        progress: &mut dyn FnMut(Progress),
    ) -> rusqlite::Result<()> {
        match answer {
            Ok(answer) => {
                let objects = answer.objects();
                let snapshots = answer.snapshots(&objects);
                apply::take_up_all(self.into, &snapshots, &mut self.touched)?;
            }
            Err(request) => self.met.damaged.push(format!("the answer {request}")),
        }
        self.one_more(progress)
    }

    /// What could not be taken up once may be no trouble to a newer version of this program.
    fn try_parked(&mut self, replayed: &replay::Replayed) -> rusqlite::Result<()> {
        let Some(event) = &replayed.event else {
            return Ok(());
        };
        self.finish()?;
        self.into.execute_batch("SAVEPOINT parked")?;
        let taken = catch_unwind(AssertUnwindSafe(|| {
            let mut touched = Touched::default();
            apply::take_up_all(
                self.into,
                &event.snapshots(replayed.received_at),
                &mut touched,
            )?;
            apply::finish(self.into, touched)
        }));
        if matches!(taken, Ok(Ok(_))) {
            self.met.unparked.push(replayed.seq);
        } else {
            self.into.execute_batch("ROLLBACK TO parked")?;
        }
        self.into.execute_batch("RELEASE parked")
    }

    fn one_more(&mut self, progress: &mut dyn FnMut(Progress)) -> rusqlite::Result<()> {
        self.done += 1;
        if self.done.is_multiple_of(CHUNK) {
            self.finish()?;
        }
        if self.done.is_multiple_of(CHUNK) || self.done == self.total {
            progress(Progress {
                done: self.done,
                total: self.total,
            });
        }
        Ok(())
    }

    fn finish(&mut self) -> rusqlite::Result<()> {
        apply::finish(self.into, std::mem::take(&mut self.touched)).map(drop)
    }
}
