//! Automatic payouts: all that is available in a currency, with a list of what it consists of.

use serde_json::{Value, json};

use super::{New, build, destination, payable, take_out};
use crate::money::entry::{Entry, Reason, post};
use crate::state::{Cursor, Kind, Page, PageQuery, StateError, Work};

/// How many transactions are read at once.
const AT_ONCE: usize = 1000;

/// Pays out what is available in a currency.
pub(in crate::money) fn make_automatic(
    work: &mut Work<'_>,
    currency: &str,
) -> Result<(), StateError> {
    let transactions = unpaid(work, currency)?;
    let available: i64 = transactions
        .iter()
        .filter_map(|transaction| transaction["net"].as_i64())
        .sum();
    // Those of a new store's past are many, and only their sum is kept.
    let available = available + work.past_unpaid(currency)?;
    let amount = payable(currency, available);
    let Some(destination) = destination(work, currency)?.filter(|_| amount > 0) else {
        return Ok(());
    };
    let new = New {
        amount,
        currency,
        destination,
        automatic: true,
        instant: None,
    };
    let mut payout = build(work, &new)?;
    take_out(work, &mut payout, None)?;
    work.announce("payout.created", &payout)?;
    work.past_paid(currency, payout["id"].as_str().unwrap_or_default())?;
    for mut transaction in transactions {
        transaction["_payout"] = payout["id"].clone();
        transaction["_unpaid"] = Value::Null;
        work.replace(Kind::BalanceTransaction, &transaction)?;
    }
    leave(work, &payout, available - amount)?;
    payout["reconciliation_status"] = json!("completed");
    work.replace(Kind::Payout, &payout)?;
    work.announce("payout.reconciliation_completed", &payout)
}

/// What the bank does not take stays on the balance: held back from this payout, released for the
/// next one, so that each payout is the sum of its transactions.
fn leave(work: &mut Work<'_>, payout: &Value, rest: i64) -> Result<(), StateError> {
    if rest == 0 {
        return Ok(());
    }
    let currency = payout["currency"].as_str().unwrap_or_default();
    let held = Entry {
        payout: payout["id"].as_str(),
        ..Entry::new(work, Reason::PayoutHold, payout, currency, -rest)
    };
    post(work, &held)?;
    let released = Entry::new(work, Reason::PayoutRelease, payout, currency, rest);
    post(work, &released).map(drop)
}

/// The transactions that are available and in no automatic payout yet, the oldest first.
fn unpaid(work: &Work<'_>, currency: &str) -> Result<Vec<Value>, StateError> {
    let now = work.now().0;
    let mut query = PageQuery {
        limit: AT_ONCE,
        ..PageQuery::oldest(Kind::BalanceTransaction).with("_unpaid", currency)
    };
    let mut unpaid = Vec::new();
    while let Some(Page { objects, has_more }) = work.page(&query)? {
        let last = objects.last().and_then(|last| last["id"].as_str());
        query.cursor = last.map(|id| Cursor::After(id.to_owned()));
        let available = |it: &Value| it["available_on"].as_i64().is_some_and(|day| day <= now);
        unpaid.extend(objects.into_iter().filter(available));
        if !has_more {
            break;
        }
    }
    Ok(unpaid)
}
