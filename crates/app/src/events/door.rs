//! What came to the door, as the window shows it.

use countertop_store::DeliveryRow as Row;
use countertop_stripe_wire::symptom::Symptom;

use crate::ipc::{DeliveryRow, RefusalReason, SymptomKind};

/// What an accepted delivery was answered.
const ACCEPTED: u16 = 200;

/// A delivery in a list.
pub(crate) fn delivery_row(row: Row) -> DeliveryRow {
    let delivery = row.delivery;
    DeliveryRow {
        id: row.id,
        at: delivery.at.0,
        status: delivery.status,
        reason: (delivery.status != ACCEPTED)
            .then(|| reason(delivery.status, delivery.code.as_deref())),
        symptom: delivery
            .symptom
            .as_deref()
            .and_then(Symptom::named)
            .map(SymptomKind::from),
        code: delivery.code,
        event: delivery.event,
        bytes: delivery.bytes,
        count: delivery.count,
    }
}

/// What the door's answer stands for.
pub(crate) fn reason(status: u16, code: Option<&str>) -> RefusalReason {
    match (status, code) {
        (_, Some("missing_signature")) => RefusalReason::MissingSignature,
        (_, Some("malformed_signature")) => RefusalReason::MalformedSignature,
        (_, Some("no_v1")) => RefusalReason::NoV1,
        (_, Some("signature_mismatch")) => RefusalReason::SignatureMismatch,
        (_, Some("timestamp_out_of_tolerance")) => RefusalReason::TimestampOutOfTolerance,
        (_, Some("empty_body")) => RefusalReason::EmptyBody,
        (400, None) => RefusalReason::Unreadable,
        (404, None) => RefusalReason::WrongPath,
        (405, None) => RefusalReason::WrongMethod,
        (408, None) => RefusalReason::TooSlow,
        (413, None) => RefusalReason::TooLarge,
        (414, None) => RefusalReason::AddressTooLong,
        (415, None) => RefusalReason::WrongType,
        (431, None) => RefusalReason::HeadTooLong,
        (503, None) => RefusalReason::Unavailable,
        _ => RefusalReason::Other,
    }
}

impl From<Symptom> for SymptomKind {
    fn from(symptom: Symptom) -> Self {
        match symptom {
            Symptom::LineEndsChanged => Self::LineEndsChanged,
            Symptom::EndChanged => Self::EndChanged,
            Symptom::JsonRewritten => Self::JsonRewritten,
            Symptom::LiveMode => Self::LiveMode,
            Symptom::TestMode => Self::TestMode,
            Symptom::NoEvent => Self::NoEvent,
        }
    }
}
