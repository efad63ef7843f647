//! What becomes of a session after it is complete: its debit or voucher is paid or not, and what
//! was authorised is captured.

use serde_json::{Value, json};

use crate::state::{Kind, PageQuery, StateError, Work};

/// The session of an intent, where it has one.
fn session_of(work: &Work<'_>, intent: &Value) -> Result<Option<Value>, StateError> {
    let id = intent["id"].as_str().unwrap_or_default();
    let query = PageQuery {
        limit: 1,
        ..PageQuery::newest(Kind::CheckoutSession).with("payment_intent", id)
    };
    let page = work.page(&query)?;
    Ok(page.and_then(|page| page.objects.into_iter().next()))
}

/// A debit or a voucher was paid.
pub(crate) fn paid_later(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    let Some(mut session) = session_of(work, intent)? else {
        return Ok(());
    };
    session["payment_status"] = json!("paid");
    work.replace(Kind::CheckoutSession, &session)?;
    work.announce("checkout.session.async_payment_succeeded", &session)
}

/// A debit or a voucher was not paid.
pub(crate) fn failed_later(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    match session_of(work, intent)? {
        Some(session) => work.announce("checkout.session.async_payment_failed", &session),
        None => Ok(()),
    }
}

/// What was authorised is captured.
pub(crate) fn captured(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    let Some(mut session) = session_of(work, intent)? else {
        return Ok(());
    };
    session["payment_status"] = json!("paid");
    work.replace(Kind::CheckoutSession, &session)
}
