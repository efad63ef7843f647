//! Deliveries that came late or never, each with its cause where that is known.

use countertop_domain::UnixSeconds;
use countertop_store::{Absence, DeliveryRow, Ledger, Span, StoreError, Types, Undelivered, Why};

use super::presence;
use super::times::earlier;

/// How long after its creation a delivery is late.
const LATE_SECONDS: i64 = 5 * 60;
/// What is younger may still be under way.
const UNDER_WAY_SECONDS: i64 = 2 * 60;
/// How far back is looked: as long as Stripe tries to deliver.
const LOOKED_BACK_SECONDS: i64 = 3 * 24 * 3600;
/// Within this time of its creation an event is delivered for the first time.
const FIRST_TRY_SECONDS: i64 = 60;
/// How many are told, the newest.
const TOLD: u32 = 50;
/// How many refusals around an event are looked at.
const LOOKED_AT: u32 = 50;

/// An event that came late by webhook, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Which, and when.
    pub event: Undelivered,
    /// Why.
    pub cause: Cause,
}

/// Why a delivery came late or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The computer slept.
    Asleep,
    /// There was no network.
    Offline,
    /// The receiver did not run.
    NotRunning,
    /// No tunnel led to the receiver.
    Unreached,
    /// The receiver did not accept its signature: another secret.
    SecretRefused,
    /// The receiver did not accept its time: a clock was wrong.
    ClockWrong,
    /// The ledger could not be written then.
    NotRecorded,
    /// Nothing is known of a cause here.
    Unknown,
}

impl From<Why> for Cause {
    fn from(why: Why) -> Self {
        match why {
            Why::Asleep => Self::Asleep,
            Why::Offline => Self::Offline,
            Why::Stopped => Self::NotRunning,
            Why::Unreached => Self::Unreached,
        }
    }
}

/// The newest late and lost deliveries of an endpoint's types, until shortly before a time.
/// From before there was a receiver none is missing.
pub(super) fn find(
    ledger: &Ledger,
    types: &Types,
    now: UnixSeconds,
) -> Result<Vec<Late>, StoreError> {
    let Some(since) = presence::since(ledger) else {
        return Ok(Vec::new());
    };
    let span = [
        earlier(now, LOOKED_BACK_SECONDS).max(since),
        earlier(now, UNDER_WAY_SECONDS),
    ];
    let late = ledger.late(types, span, LATE_SECONDS, TOLD)?;
    let absences = match late.is_empty() {
        true => Vec::new(),
        false => ledger.absences(span)?,
    };
    late.into_iter()
        .map(|event| {
            let refusals = around(ledger, event.created)?;
            Ok(Late {
                cause: cause(event.created, &absences, &refusals),
                event,
            })
        })
        .collect()
}

/// What came to the door around an event's first delivery.
fn around(ledger: &Ledger, created: UnixSeconds) -> Result<Vec<DeliveryRow>, StoreError> {
    let span = Span {
        from: Some(created),
        to: Some(UnixSeconds(created.0.saturating_add(FIRST_TRY_SECONDS))),
        limit: LOOKED_AT,
        ..Span::default()
    };
    Ok(ledger.deliveries(&span)?.rows)
}

/// The cause, by what is known of the time at which the event was first to be delivered.
fn cause(created: UnixSeconds, absences: &[Absence], door: &[DeliveryRow]) -> Cause {
    let absent = absences
        .iter()
        .find(|it| it.from <= created && created < it.to);
    if let Some(absence) = absent {
        return absence.why.into();
    }
    let refusals = door.iter().map(|it| &it.delivery);
    let mut causes = refusals.filter_map(|it| match (it.status, it.code.as_deref()) {
        (_, Some("signature_mismatch" | "no_v1")) => Some(Cause::SecretRefused),
        (_, Some("timestamp_out_of_tolerance")) => Some(Cause::ClockWrong),
        (503, _) => Some(Cause::NotRecorded),
        _ => None,
    });
    causes.next().unwrap_or(Cause::Unknown)
}

#[cfg(test)]
mod tests {
    use countertop_store::Delivery;

    use super::*;

    fn refusal(status: u16, code: Option<&str>) -> DeliveryRow {
        DeliveryRow {
            id: "dlv_1".to_owned(),
            delivery: Delivery {
                at: UnixSeconds(100),
                status,
                code: code.map(str::to_owned),
                event: None,
                bytes: 0,
                digest: None,
                count: 1,
                symptom: None,
            },
        }
    }

    #[test]
    fn a_cause_is_what_was_so_when_it_was_first_to_be_delivered() {
        let absence = |from, to, why| Absence {
            from: UnixSeconds(from),
            to: UnixSeconds(to),
            why,
        };
        let mismatch = || refusal(400, Some("signature_mismatch"));
        for (absences, door, expected) in [
            (vec![], vec![], Cause::Unknown),
            (vec![absence(100, 101, Why::Asleep)], vec![], Cause::Asleep),
            (vec![absence(90, 100, Why::Asleep)], vec![], Cause::Unknown),
            (vec![absence(101, 200, Why::Asleep)], vec![], Cause::Unknown),
            (
                vec![absence(0, 200, Why::Offline)],
                vec![mismatch()],
                Cause::Offline,
            ),
            (
                vec![absence(0, 200, Why::Stopped)],
                vec![],
                Cause::NotRunning,
            ),
            (
                vec![absence(0, 200, Why::Unreached)],
                vec![],
                Cause::Unreached,
            ),
            (
                vec![],
                vec![refusal(200, None), mismatch()],
                Cause::SecretRefused,
            ),
            (
                vec![],
                vec![refusal(400, Some("timestamp_out_of_tolerance"))],
                Cause::ClockWrong,
            ),
            (vec![], vec![refusal(503, None)], Cause::NotRecorded),
            (
                vec![],
                vec![refusal(400, Some("missing_signature"))],
                Cause::Unknown,
            ),
        ] {
            let found = cause(UnixSeconds(100), &absences, &door);
            assert_eq!(found, expected, "{absences:?} {door:?}");
        }
    }
}
