//! What the door writes to the log: ids, types and amounts, never a body.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use countertop_domain::Object;
use countertop_stripe_wire::signature::Refusal;
use countertop_stripe_wire::{RecordedEvent, is_handled};

use crate::Receipt;
use crate::limits::REFUSALS_LOGGED_PER_SECOND;

/// Counts refusals, so that a flood of them does not fill the log.
#[derive(Debug)]
pub(crate) struct Journal {
    second: Mutex<Second>,
}

#[derive(Debug)]
struct Second {
    began: Instant,
    refusals: u32,
}

impl Journal {
    pub(crate) fn new() -> Self {
        Self {
            second: Mutex::new(Second {
                began: Instant::now(),
                refusals: 0,
            }),
        }
    }

    /// A line for a refusal, or a place in the summary of its second.
    pub(crate) fn refused(&self, refusal: Refusal) {
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        if second.began.elapsed() >= Duration::from_secs(1) {
            summarise(second.refusals);
            *second = Second {
                began: Instant::now(),
                refusals: 0,
            };
        }
        second.refusals = second.refusals.saturating_add(1);
        if second.refusals <= REFUSALS_LOGGED_PER_SECOND {
            let code = refusal.code();
            tracing::warn!(code, "Webhook signature verification failed. {refusal}");
        }
    }

    /// The summary of a second that no later refusal closes.
    pub(crate) fn flush(&self) {
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        if second.began.elapsed() >= Duration::from_secs(1) && second.refusals > 0 {
            summarise(second.refusals);
            *second = Second {
                began: Instant::now(),
                refusals: 0,
            };
        }
    }
}

fn summarise(refusals: u32) {
    let more = refusals.saturating_sub(REFUSALS_LOGGED_PER_SECOND);
    if more > 0 {
        tracing::warn!("Webhook signature verification failed {more} more times within a second.");
    }
}

/// What the log will say of an event, taken from it before it is handed over.
pub(crate) enum Note {
    Succeeded { amount: i64 },
    Unhandled { event_type: String },
    NoEvent { id: String },
    Handled,
}

impl Note {
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
    match object {
        Object::Intent(intent) => intent.amount,
        _ => None,
    }
}
