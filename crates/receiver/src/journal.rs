//! What the door writes to the log and notes of deliveries: ids, types and amounts, never a body.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use countertop_domain::{Object, UnixSeconds};
use countertop_stripe_wire::{RecordedEvent, is_handled};

use crate::limits::REFUSALS_TOLD_PER_SECOND;
use crate::refused::Refused;
use crate::{Delivery, Receipt};

/// Counts refusals, so that a flood of them fills neither the log nor the ledger.
#[derive(Debug)]
pub(crate) struct Journal {
    second: Mutex<Second>,
}

/// What was refused within a second.
#[derive(Debug)]
struct Second {
    began: Instant,
    /// Lines in the log, those left out among them.
    logged: u32,
    /// Deliveries told one by one.
    told: u32,
    /// All others, by answer.
    more: BTreeMap<(u16, Option<&'static str>), u64>,
}

impl Second {
    fn begin() -> Self {
        Self {
            began: Instant::now(),
            logged: 0,
            told: 0,
            more: BTreeMap::new(),
        }
    }

    /// Ends the second, if it is over or there will be no other.
    fn end(&mut self, at: UnixSeconds) -> Vec<Delivery> {
        let over = std::mem::replace(self, Self::begin());
        let more = over.logged.saturating_sub(REFUSALS_TOLD_PER_SECOND);
        if more > 0 {
            tracing::warn!(
                "Webhook signature verification failed {more} more times within a second."
            );
        }
        let summary = |((status, code), count)| Delivery {
            at,
            status,
            code,
            event: None,
            bytes: 0,
            digest: None,
            symptom: None,
            count,
        };
        over.more.into_iter().map(summary).collect()
    }

    fn is_over(&self) -> bool {
        self.began.elapsed() >= Duration::from_secs(1)
    }
}

impl Journal {
    pub(crate) fn new() -> Self {
        Self {
            second: Mutex::new(Second::begin()),
        }
    }

    /// A line for a refusal, or a place in the summary of its second; gives back what is to be noted
    /// now.
    pub(crate) fn refused(&self, refused: Refused, delivery: Delivery) -> Vec<Delivery> {
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        let mut noted = if second.is_over() {
            second.end(delivery.at)
        } else {
            Vec::new()
        };
        if let Refused::Webhook(refusal) = refused {
            second.logged = second.logged.saturating_add(1);
            if second.logged <= REFUSALS_TOLD_PER_SECOND {
                let code = refusal.code();
                tracing::warn!(code, "Webhook signature verification failed. {refusal}");
            }
        }
        if second.told < REFUSALS_TOLD_PER_SECOND {
            second.told += 1;
            noted.push(delivery);
        } else {
            let answer = (delivery.status, delivery.code);
            *second.more.entry(answer).or_default() += delivery.count;
        }
        noted
    }

    /// The summary of a second that no later refusal ends.
    pub(crate) fn summary(&self, at: UnixSeconds) -> Vec<Delivery> {
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        if second.is_over() && second.logged + second.told > 0 {
            second.end(at)
        } else {
            Vec::new()
        }
    }

    /// The summary of the last second.
    pub(crate) fn last_summary(&self, at: UnixSeconds) -> Vec<Delivery> {
        self.second
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .end(at)
    }
}

/// What the log will say of an event, taken from it before it is handed over.
pub(crate) enum LogLine {
    Succeeded { amount: i64 },
    Unhandled { event_type: String },
    NoEvent { id: String },
    Handled,
}

impl LogLine {
    pub(crate) fn of(event: &RecordedEvent) -> Self {
        match event.event_type() {
            _ if event.envelope().is_none() => Self::NoEvent {
                id: event.id().into_owned(),
            },
            Some("payment_intent.succeeded") => {
                let amount = event.objects().iter().find_map(amount);
                amount.map_or(Self::Handled, |amount| Self::Succeeded { amount })
            }
            Some(event_type) if !is_handled(event_type) => Self::Unhandled {
                event_type: event_type.to_owned(),
            },
            Some(_) | None => Self::Handled,
        }
    }

    /// Writes the line once the event is committed; a redelivery writes none.
    pub(crate) fn write(self, receipt: Receipt) {
        match self {
            Self::Succeeded { amount } if receipt.first_counted => {
                tracing::info!("PaymentIntent for {amount} was successful!");
            }
            Self::Unhandled { event_type } if receipt.first_seen => {
                tracing::info!("Unhandled event type {event_type}");
            }
            Self::NoEvent { id } if receipt.first_seen => {
                tracing::warn!(%id, "A signed body is no event; it is kept under its digest.");
            }
            Self::Succeeded { .. }
            | Self::Unhandled { .. }
            | Self::NoEvent { .. }
            | Self::Handled => {}
        }
        if let (true, Some(aside)) = (receipt.first_seen, receipt.aside) {
            tracing::warn!(reason = aside.as_str(), "An event is kept aside.");
        }
    }
}

fn amount(object: &Object) -> Option<i64> {
    if let Object::Intent(intent) = object {
        intent.amount
    } else {
        None
    }
}
