//! The thread that owns the database.

use std::path::Path;
use std::sync::Arc;

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::mpsc;

use super::schema::SCHEMA;
use super::work::{Cause, Surroundings, Work};
use super::{Bells, OpenError, StateError, settings};
use crate::chance::{Chance, seed_bytes};
use crate::clock::Clock;
use crate::past::{Past, Shelf};

/// A piece of work for the owner.
pub(super) type Job = Box<dyn FnOnce(&mut Owner) + Send>;

/// The connection, and what goes with it.
pub(crate) struct Owner {
    connection: Connection,
    clock: Arc<Clock>,
    chance: Chance,
    base_url: String,
    /// The latest time of an event.
    told: UnixSeconds,
    bells: Bells,
    past: Shelf,
}

impl Owner {
    pub(super) fn open(
        file: &Path,
        seed: Option<u64>,
        clock: Arc<Clock>,
        bells: Bells,
    ) -> Result<Self, OpenError> {
        let mut connection = countertop_sqlite::open(file, &SCHEMA)?;
        let chance = remembered_chance(&mut connection, seed, &clock)?;
        let told = Work::newest_event(&connection)?;
        let mut owner = Self {
            connection,
            clock,
            chance,
            base_url: String::new(),
            told,
            bells,
            past: Shelf::default(),
        };
        owner.look_for_past()?;
        Ok(owner)
    }

    /// Takes up the past that the file holds, if it does.
    pub(super) fn look_for_past(&mut self) -> Result<(), StateError> {
        if let Some(past) = self.read(Past::load)? {
            // One that is there already is the same.
            let _ = self.past.set(past);
        }
        Ok(())
    }

    /// Works until every handle is gone.
    pub(super) fn serve(mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(job) = jobs.blocking_recv() {
            job(&mut self);
        }
    }

    pub(super) fn listen_at(&mut self, base_url: String) {
        self.base_url = base_url;
    }

    /// One transaction, committed when the work succeeds.
    pub(super) fn write<T, E: From<StateError>>(
        &mut self,
        cause: Cause,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let sql = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StateError::from)?;
        let around = Surroundings {
            clock: &self.clock,
            base_url: &self.base_url,
            past: &self.past,
            told: self.told,
        };
        let mut unit = Work::new(&sql, around, &mut self.chance, cause);
        let answer = match work(&mut unit) {
            Ok(answer) => answer,
            Err(error) => {
                // It may have shown what is rolled back now.
                unit.forget_replayed();
                return Err(error);
            }
        };
        let (queued, told) = (unit.has_queued(), unit.told());
        let drawn = self.chance.drawn().to_string();
        settings::set(&sql, settings::DRAWN, &drawn)?;
        settings::keep_clock(&sql, &self.clock)?;
        sql.commit().map_err(StateError::from)?;
        self.told = told;
        self.bells.changed.notify_one();
        if queued {
            self.bells.ring_queued();
        }
        Ok(answer)
    }

    /// One transaction, rolled back.
    pub(super) fn read<T, E: From<StateError>>(
        &mut self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let sql = self.connection.transaction().map_err(StateError::from)?;
        let around = Surroundings {
            clock: &self.clock,
            base_url: &self.base_url,
            past: &self.past,
            told: self.told,
        };
        work(&mut Work::new(
            &sql,
            around,
            &mut self.chance,
            Cause::default(),
        ))
    }

    /// Moves the write-ahead log into the file.
    pub(super) fn finish(&mut self) -> Result<(), StateError> {
        self.connection
            .pragma_update(None, "wal_checkpoint", "TRUNCATE")?;
        Ok(())
    }
}

/// The seed and the place in it that the file remembers, or a new seed. The clock of an old file
/// goes on; that of a new one is as it was made.
fn remembered_chance(
    connection: &mut Connection,
    seed: Option<u64>,
    clock: &Clock,
) -> Result<Chance, OpenError> {
    let sql = connection.transaction().map_err(StateError::from)?;
    let seed = match settings::seed(&sql)? {
        Some(seed) => {
            clock.resume(settings::clock(&sql)?.as_deref());
            seed
        }
        None => {
            let seed = seed_bytes(seed);
            settings::set_seed(&sql, &seed)?;
            seed
        }
    };
    settings::keep_clock(&sql, clock)?;
    let drawn = settings::get(&sql, settings::DRAWN)?.and_then(|text| text.parse().ok());
    sql.commit().map_err(StateError::from)?;
    Ok(Chance::new(seed, drawn.unwrap_or(0)))
}
