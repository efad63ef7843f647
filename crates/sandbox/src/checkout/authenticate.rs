//! 3-D Secure: the customer confirms with their bank, or does not.

use serde_json::Value;

use super::attempt::{self, Outcome, id_of};
use super::open::Visit;
use super::{Closed, Refused};
use crate::payment::{self, Confirmed};
use crate::state::{Kind, Work};

/// What the customer told their bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authentication {
    Confirmed,
    Failed,
}

/// Goes on with an attempt that waits for the customer.
pub(crate) fn authenticate(
    work: &mut Work<'_>,
    visit: Visit,
    authentication: Authentication,
) -> Result<Outcome, Refused> {
    let id = visit.session["payment_intent"].as_str().unwrap_or_default();
    let mut intent = match work.find(Kind::PaymentIntent, id)? {
        Some(intent) if intent["status"] == "requires_action" => intent,
        _ => return Err(Closed::Expired.into()),
    };
    let method = intent["payment_method"].as_str().unwrap_or_default();
    let method = work.find(Kind::PaymentMethod, method)?.unwrap_or_default();
    if authentication == Authentication::Failed {
        let decline = payment::AUTHENTICATION;
        attempt::fail(work, &mut intent, &method, &decline, &Value::Null)?;
        return Ok(Outcome::Declined {
            intent: id_of(&intent),
            decline,
        });
    }
    let after = intent["_decline_after"]
        .as_str()
        .map(|reason| match reason {
            "insufficient_funds" => payment::INSUFFICIENT_FUNDS,
            _ => payment::GENERIC,
        });
    let outcome = match after {
        None => attempt::approve(work, intent, &method, visit.session, Confirmed::Yes)?,
        Some(decline) => {
            let session = &visit.session;
            attempt::declined(work, intent, &method, session, decline, Confirmed::Yes)?
        }
    };
    Ok(outcome)
}
