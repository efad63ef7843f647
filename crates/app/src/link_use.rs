//! A link as it is shown after a change.

use countertop_store::{Ledger, LinkRow as StoredLink};

use crate::ipc::{IpcError, LinkRow};
use crate::link_row::row;

/// A link with what the ledger knows to have come in through it.
pub(crate) fn of_ledger(ledger: &Ledger, link: StoredLink) -> Result<LinkRow, IpcError> {
    let figures = ledger.link(&link.id)?.map(|(_, figures)| figures);
    Ok(row(link, &figures.unwrap_or_default()))
}
