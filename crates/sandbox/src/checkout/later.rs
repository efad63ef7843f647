//! What becomes of a session after it is complete: its debit or voucher is paid or not, and what
//! was authorised is captured. What the sale began goes the same way.

use serde_json::{Value, json};

use super::intent::session_of_intent;
use crate::billing;
use crate::state::{Kind, StateError, Work};

/// A debit or a voucher was paid.
pub(crate) fn paid_later(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    billing::paid_later(work, intent)?;
    match paid(work, intent)? {
        Some(session) => work.announce("checkout.session.async_payment_succeeded", &session),
        None => Ok(()),
    }
}

/// A debit or a voucher was not paid.
pub(crate) fn failed_later(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    billing::failed_later(work, intent)?;
    match session_of_intent(work, intent)? {
        Some(session) => work.announce("checkout.session.async_payment_failed", &session),
        None => Ok(()),
    }
}

/// What was authorised is captured.
pub(crate) fn captured(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    paid(work, intent).map(drop)
}

/// The money of a session is there, and with it its invoice, where the shop wants one.
fn paid(work: &mut Work<'_>, intent: &Value) -> Result<Option<Value>, StateError> {
    let Some(mut session) = session_of_intent(work, intent)? else {
        return Ok(None);
    };
    session["payment_status"] = json!("paid");
    billing::sold_later(work, &mut session, intent)?;
    work.replace(Kind::CheckoutSession, &session)?;
    Ok(Some(session))
}
