//! The end of a dispute.

use serde_json::{Value, json};

use super::{Held, Way, is_closed, is_inquiry, mark_charge, move_money};
use crate::state::{Kind, StateError, Work};

/// How a dispute ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Won,
    Lost,
}

impl Verdict {
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

/// Ends a dispute that is open. An inquiry is closed without a winner: no money moved.
pub(crate) fn close(
    work: &mut Work<'_>,
    mut dispute: Value,
    verdict: Verdict,
) -> Result<Value, StateError> {
    if is_closed(&dispute) {
        return Ok(dispute);
    }
    let inquiry = is_inquiry(&dispute);
    let status = if inquiry {
        "warning_closed"
    } else {
        verdict.status()
    };
    dispute["status"] = json!(status);
    dispute["_next"] = Value::Null;
    dispute["_due"] = Value::Null;
    let won = verdict == Verdict::Won && !inquiry;
    if won {
        dispute["is_charge_refundable"] = json!(true);
        move_money(work, &mut dispute, Way::GivenBack)?;
        mark_charge(work, &dispute, Held::ByMerchant)?;
    }
    work.replace(Kind::Dispute, &dispute)?;
    if won {
        work.announce("charge.dispute.funds_reinstated", &dispute)?;
    }
    work.announce("charge.dispute.closed", &dispute)?;
    Ok(dispute)
}
