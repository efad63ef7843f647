//! What the past did to the balance: its sums, and the payouts of every day.
//!
//! Payouts are few, so they are objects like any other, made by the code that always makes them. The
//! transactions that they consist of are not read: their sum is known.

use std::collections::BTreeMap;

use countertop_domain::UnixSeconds;

use super::money::{Movement, payable};
use super::seasons::DAY;
use crate::chance::Chance;
use crate::state::{StateError, Work};
use crate::{due, money};

/// The balance while the past is made.
pub(super) struct Ledger {
    chance: Chance,
    midnight: i64,
    /// What was made since the last midnight, by currency and when it is available.
    made: BTreeMap<(&'static str, i64), i64>,
    /// What is still to be paid out, by the midnight at which it can be, and currency.
    payable: BTreeMap<(i64, &'static str), i64>,
}

impl Ledger {
    /// An empty balance at the start of the past.
    pub(super) fn new(root: &Chance, start: i64) -> Self {
        Self {
            chance: root.branch("payouts", 0).of_sale(0),
            midnight: (start.div_euclid(DAY) + 1) * DAY,
            made: BTreeMap::new(),
            payable: BTreeMap::new(),
        }
    }

    /// Counts what was made at a time; all before it was counted.
    pub(super) fn add(
        &mut self,
        work: &mut Work<'_>,
        at: i64,
        movement: Movement,
    ) -> Result<(), StateError> {
        while self.midnight <= at {
            self.happen(work, self.midnight)?;
            self.midnight += DAY;
        }
        let Movement { currency, net, .. } = movement;
        *self.made.entry((currency, movement.available)).or_default() += net;
        *self
            .payable
            .entry((payable(at, movement.available), currency))
            .or_default() += net;
        Ok(())
    }

    /// Brings everything up to the end of the past. What can be paid out later is kept for then.
    pub(super) fn end(mut self, work: &mut Work<'_>, end: i64) -> Result<(), StateError> {
        while self.midnight <= end {
            self.happen(work, self.midnight)?;
            self.midnight += DAY;
        }
        self.happen(work, end)?;
        for ((day, currency), net) in self.payable {
            work.keep_payable(currency, day, net)?;
        }
        Ok(())
    }

    /// Puts on the balance what was made, and does what falls due up to a time.
    fn happen(&mut self, work: &mut Work<'_>, until: i64) -> Result<(), StateError> {
        let made = std::mem::take(&mut self.made);
        let later = self.payable.split_off(&(until + 1, ""));
        let payable = std::mem::replace(&mut self.payable, later);
        work.with_chance(&mut self.chance, |work| {
            work.set_told(UnixSeconds(0));
            work.set_time(UnixSeconds(until - 1));
            for ((currency, available), net) in made {
                money::add(work, currency, net, UnixSeconds(available))?;
            }
            for ((day, currency), net) in payable {
                work.keep_payable(currency, day, net)?;
            }
            due::run_until(work, UnixSeconds(until), usize::MAX).map(drop)
        })
    }
}
