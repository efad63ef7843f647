//! Settling: a captured charge comes onto the balance, less the fee.

use countertop_domain::{Currency, UnixSeconds};
use serde_json::Value;

use super::balance::{self, DAY};
use super::decimal::Decimal;
use super::dispute::{self, Case, Why};
use super::entry::{Entry, Reason, post};
use super::exchange::{self, HOME};
use super::fraud_warning;
use super::review;
use super::settings::{Settings, settings};
use crate::state::{Kind, StateError, Work};

/// How long money is pending, in seconds: Stripe's two days, and to the start of a day.
const PENDING: i64 = 2 * DAY;

/// Puts a captured charge on the balance, less the fee, and tells of it as Stripe does: a moment
/// after the payment, on its own account. What the card does afterwards begins here, so this comes
/// last: the charge that was given is not its latest state any more.
pub(crate) fn settle(work: &mut Work<'_>, charge: &Value) -> Result<(), StateError> {
    let mut settled = charge.clone();
    settle_first(work, &mut settled)?;
    work.as_stripe(|work| work.announce_change("charge.updated", charge, &settled))?;
    follow(work, &settled)
}

/// Puts a captured charge on the balance before anything is told of it, as where a merchant wants
/// to wait for that. What the card does afterwards begins with [`follow`].
pub(crate) fn settle_first(work: &mut Work<'_>, charge: &mut Value) -> Result<(), StateError> {
    let transaction = put_on_balance(work, charge)?;
    charge["balance_transaction"] = transaction["id"].clone();
    work.replace(Kind::Charge, charge)
}

/// What follows by itself when a charge is on the balance, and all else is told.
pub(crate) fn follow(work: &mut Work<'_>, charge: &Value) -> Result<(), StateError> {
    work.as_stripe(|work| {
        if charge["_afterwards"] == "bypass_pending" {
            balance::announce_available(work)?;
        }
        review::open(work, charge)?;
        afterwards(work, charge)
    })
}

/// What the test cards do that have more in mind.
fn afterwards(work: &mut Work<'_>, charge: &Value) -> Result<(), StateError> {
    let opened = match charge["_afterwards"].as_str() {
        Some("dispute_fraudulent") => dispute::open(work, charge, "fraudulent", Case::Chargeback),
        Some("dispute_product_not_received") => {
            dispute::open(work, charge, "product_not_received", Case::Chargeback)
        }
        Some("inquiry") => dispute::open(work, charge, "fraudulent", Case::Inquiry),
        Some("early_fraud_warning") => return fraud_warning::warn(work, charge).map(drop),
        _ => return Ok(()),
    };
    match opened {
        Err(Why::State(error)) => Err(error),
        Ok(_) | Err(Why::NotCaptured | Why::Refunded | Why::Disputed) => Ok(()),
    }
}

fn put_on_balance(work: &mut Work<'_>, charge: &Value) -> Result<Value, StateError> {
    let settings = settings(work)?;
    let captured = charge["amount_captured"].as_i64().unwrap_or(0);
    let settled = Settlement::of(&settings, charge["currency"].as_str().unwrap_or_default());
    let amount = settled.convert(captured);
    let is_card = charge["payment_method_details"]["type"] == "card";
    let reason = if is_card {
        Reason::Charge
    } else {
        Reason::Payment
    };
    let now = work.now();
    let entry = Entry {
        fee: settled
            .parsed
            .map(|currency| settings.fee.payment(amount, currency)),
        description: charge["description"].clone(),
        available_on: match charge["_afterwards"].as_str() {
            Some("bypass_pending") => now,
            _ => available_on(now),
        },
        exchange_rate: settled.exchange_rate(),
        ..Entry::new(work, reason, charge, &settled.currency, amount)
    };
    post(work, &entry)
}

/// When the money of a payment that is made now becomes available.
pub(crate) fn available_on(now: UnixSeconds) -> UnixSeconds {
    UnixSeconds((now.0 + PENDING).div_euclid(DAY) * DAY)
}

/// The currency in which the merchant gets the money, and how amounts come there.
pub(super) struct Settlement {
    pub(super) currency: String,
    pub(super) parsed: Option<Currency>,
    rate: Option<Decimal>,
}

impl Settlement {
    /// How a charge in a currency is settled from now on.
    fn of(settings: &Settings, currency: &str) -> Self {
        if settings.settle_in_default_currency {
            Self::between(currency, HOME)
        } else {
            Self::between(currency, currency)
        }
    }

    /// How a charge was settled, for what is later taken back of it.
    pub(super) fn of_settled(work: &Work<'_>, charge: &Value) -> Result<Self, StateError> {
        let currency = charge["currency"].as_str().unwrap_or_default();
        let transaction = settled_as(work, charge)?;
        let settled = transaction.as_ref().and_then(|it| it["currency"].as_str());
        Ok(Self::between(currency, settled.unwrap_or(currency)))
    }

    fn between(charged: &str, settled: &str) -> Self {
        let rate = match Currency::parse(charged) {
            Ok(from) if charged != settled => Some(exchange::to_home(from)),
            _ => None,
        };
        Self {
            currency: settled.to_owned(),
            parsed: Currency::parse(settled).ok(),
            rate,
        }
    }

    /// An amount of the charge's currency, as it moves on the balance.
    pub(super) fn convert(&self, amount: i64) -> i64 {
        self.rate
            .map_or(amount, |rate| exchange::convert(amount, rate))
    }

    pub(super) fn exchange_rate(&self) -> Value {
        self.rate.map_or(Value::Null, exchange::number)
    }
}

/// The balance transaction of a charge.
fn settled_as(work: &Work<'_>, charge: &Value) -> Result<Option<Value>, StateError> {
    let id = charge["balance_transaction"].as_str().unwrap_or_default();
    work.find(Kind::BalanceTransaction, id)
}

/// When money taken back from a charge is taken: with the charge's own while that is pending, so
/// that both are in one payout, else now.
pub(super) fn taken_on(work: &Work<'_>, charge: &Value) -> Result<UnixSeconds, StateError> {
    let transaction = settled_as(work, charge)?;
    let settles = transaction.and_then(|it| it["available_on"].as_i64());
    Ok(settles.map_or(work.now(), UnixSeconds).max(work.now()))
}
