//! Payouts that the merchant asks for.

use serde_json::{Value, json};

use super::{New, build, destination, put_back, take_out, whole};
use crate::money::balance::{instant, purse};
use crate::money::entry::Reason;
use crate::money::exchange;
use crate::money::fee::Fee;
use crate::state::{Kind, StateError, Work};

/// How fast a payout is to arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Standard,
    Instant,
}

/// A payout that is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) amount: i64,
    pub(crate) currency: &'a str,
    pub(crate) method: Method,
    /// The bank account; none is that of the currency.
    pub(crate) destination: Option<&'a str>,
    pub(crate) description: Option<&'a Value>,
    pub(crate) statement_descriptor: Option<&'a Value>,
    pub(crate) metadata: Value,
}

/// Why a payout is not made or changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("the balance is too low")]
    TooLittle,
    #[error("no bank account takes {0}")]
    NoAccount(String),
    #[error("there is no bank account {0}")]
    NoSuchAccount(String),
    #[error("the bank takes whole units of {0} only")]
    NotWhole(String),
    #[error("the payout is {0}")]
    Status(String),
    #[error("the payout was made automatically")]
    Automatic,
    #[error(transparent)]
    State(#[from] StateError),
}

/// Makes a payout.
pub(crate) fn make(work: &mut Work<'_>, asked: &Asked<'_>) -> Result<Value, Refused> {
    let currency = asked.currency;
    let Some(own) = destination(work, currency)? else {
        return Err(Refused::NoAccount(currency.to_owned()));
    };
    if let Some(other) = asked.destination.filter(|other| own != *other) {
        return Err(Refused::NoSuchAccount(other.to_owned()));
    }
    if asked.amount % whole(currency) != 0 {
        return Err(Refused::NotWhole(currency.to_owned()));
    }
    let now = work.now();
    let purse = purse(work, currency)?;
    let (fee, most) = match asked.method {
        Method::Standard => (None, purse.map_or(0, |purse| purse.available(now))),
        Method::Instant => (
            exchange::currency(currency).map(|currency| Fee::instant(asked.amount, currency)),
            purse.map_or(0, |purse| instant(&purse, now)),
        ),
    };
    if asked.amount + fee.map_or(0, Fee::total) > most {
        return Err(Refused::TooLittle);
    }
    let new = New {
        amount: asked.amount,
        currency,
        destination: own,
        automatic: false,
        instant: fee,
    };
    let mut payout = build(work, &new)?;
    for (name, value) in [
        ("description", asked.description),
        ("statement_descriptor", asked.statement_descriptor),
    ] {
        if let Some(value) = value {
            payout[name] = value.clone();
        }
    }
    payout["metadata"] = asked.metadata.clone();
    take_out(work, &mut payout, fee)?;
    work.announce("payout.created", &payout)?;
    Ok(payout)
}

/// Takes a payout back that was not given to the bank yet.
pub(crate) fn cancel(work: &mut Work<'_>, mut payout: Value) -> Result<Value, Refused> {
    if payout["automatic"] == true {
        return Err(Refused::Automatic);
    }
    if payout["status"] != "pending" {
        let status = payout["status"].as_str().unwrap_or_default();
        return Err(Refused::Status(status.to_owned()));
    }
    put_back(work, &mut payout, Reason::PayoutCancel)?;
    payout["status"] = json!("canceled");
    payout["_due"] = Value::Null;
    work.replace(Kind::Payout, &payout)?;
    work.announce("payout.canceled", &payout)?;
    Ok(payout)
}

/// Marks a payout as reconciled, as a helper for tests does.
pub(crate) fn reconcile(work: &mut Work<'_>, mut payout: Value) -> Result<Value, StateError> {
    payout["reconciliation_status"] = json!("completed");
    work.replace(Kind::Payout, &payout)?;
    work.announce("payout.reconciliation_completed", &payout)?;
    Ok(payout)
}
