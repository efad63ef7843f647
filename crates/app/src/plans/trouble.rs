//! Why a step of a link's plan could not be done yet: kept, so that the window knows it from `serve` too.

use countertop_domain::PaymentLinkId;
use countertop_store::{Ledger, StoreError};
use serde_json::json;

const KIND: &str = "plan_trouble";

/// Keeps why.
pub(super) async fn keep(
    ledger: &Ledger,
    id: &PaymentLinkId,
    message: &str,
) -> Result<(), StoreError> {
    let body = json!({ "message": message });
    let known = ledger.document(KIND, id.as_str())?;
    if known.is_some_and(|it| it.body == body) {
        return Ok(());
    }
    ledger.put_document(KIND, id.as_str(), &body).await
}

/// There is none any more.
pub(super) async fn forget(ledger: &Ledger, id: &PaymentLinkId) -> Result<(), StoreError> {
    if ledger.document(KIND, id.as_str())?.is_some() {
        ledger.remove_document(KIND, id.as_str()).await?;
    }
    Ok(())
}

/// Why a step could not be done yet, where there is one whose time has come.
///
/// # Errors
/// When the ledger cannot be read.
pub(crate) fn of(ledger: &Ledger, id: &str) -> Result<Option<String>, StoreError> {
    let known = ledger.document(KIND, id)?;
    Ok(known.and_then(|it| it.body.get("message")?.as_str().map(str::to_owned)))
}
