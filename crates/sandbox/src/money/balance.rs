//! The balance: what is available and what is still pending, in each currency. Pending money
//! becomes available at a midnight, and is then paid out.

use std::collections::BTreeMap;

use countertop_domain::UnixSeconds;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::exchange::HOME;
use super::settings::{Payouts, settings};
use super::{bank_account, payout};
use crate::state::{Kind, PageQuery, StateError, Work};

pub(super) const DAY: i64 = 24 * 3600;

/// What there is of one currency, in minor units.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Purse {
    id: String,
    object: String,
    created: UnixSeconds,
    pub(super) currency: String,
    available: i64,
    /// By the day on which it becomes available.
    pending: BTreeMap<i64, i64>,
    /// The midnight at which something becomes of it.
    #[serde(rename = "_due")]
    due: Option<UnixSeconds>,
}

impl Purse {
    /// All there is, available or not.
    pub(super) fn total(&self) -> i64 {
        self.available + self.pending.values().sum::<i64>()
    }

    /// What is available at a time.
    pub(super) fn available(&self, now: UnixSeconds) -> i64 {
        self.available
            + self
                .pending
                .range(..=now.0)
                .map(|(_, net)| net)
                .sum::<i64>()
    }

    /// What is not yet available at a time.
    pub(super) fn pending(&self, now: UnixSeconds) -> i64 {
        self.pending.range(now.0 + 1..).map(|(_, net)| net).sum()
    }

    /// Makes available what is so by now; tells whether that was anything.
    fn ripen(&mut self, now: UnixSeconds) -> bool {
        let later = self.pending.split_off(&(now.0 + 1));
        let ripe = std::mem::replace(&mut self.pending, later);
        self.available += ripe.values().sum::<i64>();
        !ripe.is_empty()
    }

    /// Sets when it is next to be looked at: when pending money ripens, and, where there is
    /// something to pay out, at the next midnight.
    fn schedule(&mut self, now: UnixSeconds, payouts: Payouts) {
        let ripens = self.pending.keys().next().map(|day| UnixSeconds(*day));
        let pays = payouts == Payouts::Daily && payout::payable(&self.currency, self.available) > 0;
        let pays = pays.then(|| midnight_after(now));
        self.due = match (ripens, pays) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    fn keep(&self, work: &mut Work<'_>) -> Result<(), StateError> {
        work.replace(Kind::Purse, &serde_json::to_value(self)?)
    }
}

/// The first midnight after a time, in UTC.
pub(super) fn midnight_after(time: UnixSeconds) -> UnixSeconds {
    UnixSeconds((time.0.div_euclid(DAY) + 1) * DAY)
}

fn id_of(currency: &str) -> String {
    format!("{}{currency}", Kind::Purse.prefix())
}

/// What there is of a currency.
pub(super) fn purse(work: &Work<'_>, currency: &str) -> Result<Option<Purse>, StateError> {
    let found = work.find(Kind::Purse, &id_of(currency))?;
    Ok(found.map(serde_json::from_value).transpose()?)
}

/// What there is, by currency.
fn purses(work: &Work<'_>) -> Result<Vec<Purse>, StateError> {
    let mut purses = work
        .all(PageQuery::newest(Kind::Purse))?
        .into_iter()
        .map(serde_json::from_value)
        .collect::<Result<Vec<Purse>, _>>()?;
    purses.sort_by(|a, b| a.currency.cmp(&b.currency));
    Ok(purses)
}

/// Opens a purse for a currency, and a bank account that is paid in it, where there is none.
pub(super) fn open(work: &mut Work<'_>, currency: &str) -> Result<Purse, StateError> {
    if let Some(purse) = purse(work, currency)? {
        return Ok(purse);
    }
    let purse = Purse {
        id: id_of(currency),
        object: Kind::Purse.object().to_owned(),
        created: work.now(),
        currency: currency.to_owned(),
        available: 0,
        pending: BTreeMap::new(),
        due: None,
    };
    work.insert(Kind::Purse, &serde_json::to_value(&purse)?)?;
    bank_account::open(work, currency)?;
    Ok(purse)
}

/// Puts an amount on the balance.
pub(crate) fn add(
    work: &mut Work<'_>,
    currency: &str,
    net: i64,
    available_on: UnixSeconds,
) -> Result<(), StateError> {
    let mut purse = open(work, currency)?;
    let now = work.now();
    if available_on <= now {
        purse.available += net;
    } else {
        *purse.pending.entry(available_on.0).or_default() += net;
    }
    purse.schedule(now, settings(work)?.payouts);
    purse.keep(work)
}

/// Looks at every purse again: the settings changed.
pub(super) fn reschedule(work: &mut Work<'_>) -> Result<(), StateError> {
    let (now, payouts) = (work.now(), settings(work)?.payouts);
    for mut purse in purses(work)? {
        purse.schedule(now, payouts);
        purse.keep(work)?;
    }
    Ok(())
}

/// When something next becomes of the balance.
pub(crate) fn next(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    work.first_due(Kind::Purse)
}

/// A midnight: pending money becomes available, and what is available is paid out. Tells in how
/// many currencies.
pub(crate) fn midnight(work: &mut Work<'_>) -> Result<usize, StateError> {
    let (now, payouts) = (work.now(), settings(work)?.payouts);
    let mut due = work
        .overdue(Kind::Purse, usize::MAX)?
        .into_iter()
        .map(serde_json::from_value)
        .collect::<Result<Vec<Purse>, _>>()?;
    let mut ripe = false;
    for purse in &mut due {
        ripe |= purse.ripen(now);
        purse.schedule(now, payouts);
        purse.keep(work)?;
    }
    if ripe {
        announce_available(work)?;
    }
    for purse in &due {
        if payouts == Payouts::Daily && payout::payable(&purse.currency, purse.available) > 0 {
            payout::make_automatic(work, &purse.currency)?;
        }
    }
    Ok(due.len())
}

/// Tells that there is more available than before.
pub(super) fn announce_available(work: &mut Work<'_>) -> Result<(), StateError> {
    let balance = balance(work)?;
    work.as_stripe(|work| work.announce("balance.available", &balance))
}

/// The balance as Stripe shows it.
pub(crate) fn balance(work: &Work<'_>) -> Result<Value, StateError> {
    let now = work.now();
    let purses = purses(work)?;
    let each = |amount: &dyn Fn(&Purse) -> i64| -> Vec<Value> {
        let mut each: Vec<_> = purses
            .iter()
            .map(|purse| part(amount(purse), &purse.currency))
            .collect();
        if each.is_empty() {
            each.push(part(0, HOME));
        }
        each
    };
    let available = each(&|purse| purse.available(now));
    let pending = each(&|purse| purse.pending(now));
    let instant = each(&|purse| instant(purse, now));
    let nothing = || json!([{ "amount": 0, "currency": HOME }]);
    Ok(json!({
        "object": "balance",
        "available": available,
        "connect_reserved": nothing(),
        "instant_available": instant,
        "livemode": false,
        "pending": pending,
        "refund_and_dispute_prefunding": { "available": nothing(), "pending": nothing() },
    }))
}

/// What can be paid out at once: an instant payout need not wait for pending money.
pub(super) fn instant(purse: &Purse, now: UnixSeconds) -> i64 {
    (purse.available(now) + purse.pending(now)).max(0)
}

fn part(amount: i64, currency: &str) -> Value {
    json!({ "amount": amount, "currency": currency, "source_types": { "card": amount } })
}
