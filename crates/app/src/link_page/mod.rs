//! One link as the window shows it.

mod history;
mod words;

use countertop_domain::PaymentLinkId;

use crate::ipc::{IpcError, IpcErrorCode, LinkDetail, LinkPageQuery};
use crate::{App, link_list, link_row};

impl App {
    /// One link with its figures, terms and history, from the ledger alone.
    ///
    /// # Errors
    /// When there is no such link, the days are none, or the ledger cannot be read.
    pub async fn show_link(&self, query: LinkPageQuery) -> Result<LinkDetail, IpcError> {
        let days = link_list::days(query.days.as_deref().unwrap_or_default())?;
        self.read(move |ledger| {
            let Ok(id) = PaymentLinkId::new(query.id.as_str()) else {
                return Err(unknown(&query.id));
            };
            let Some(found) = ledger.link(id.as_str())? else {
                return Err(unknown(&query.id));
            };
            let history = history::of(ledger, &id, found.0.created)?;
            let terms = ledger.link_terms(&id)?;
            let rows = link_row::rows(ledger, vec![found], &days)?;
            Ok(LinkDetail {
                row: rows.into_iter().next().ok_or_else(|| unknown(&query.id))?,
                terms: terms.map_or_else(Vec::new, |(link, items)| words::of(&link, &items)),
                history,
            })
        })
        .await
    }
}

fn unknown(id: &str) -> IpcError {
    let message = format!("There is no link {id} here.");
    IpcError::new(IpcErrorCode::NotFound, message)
}
