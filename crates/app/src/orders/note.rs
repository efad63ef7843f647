//! The merchant's note on a payment: the newest act of its kind is what it says.

use countertop_domain::ActKind;
use countertop_store::{Ledger, StoreError};

use crate::App;
use crate::ipc::{IpcError, KeepNote, PaymentDetail};
use crate::payments::{known, shown};

/// The longest note, in characters.
const LONGEST: usize = 2000;

impl App {
    /// Keeps a note on a payment in the place of the one before; an empty one takes it away.
    ///
    /// # Errors
    /// When there is no such payment, the note is too long, or the ledger cannot be written.
    pub async fn keep_note(&self, asked: KeepNote) -> Result<PaymentDetail, IpcError> {
        let text = asked.text.trim().to_owned();
        if text.chars().count() > LONGEST {
            let message = format!(
                "The note is longer than {LONGEST} characters: write less, or attach it elsewhere."
            );
            return Err(IpcError::of_field("text", message));
        }
        let id = asked.id.clone();
        let shop = self.shop().await?;
        let before = shop
            .read(move |ledger| {
                known(ledger, &id)?;
                Ok(note(ledger, &id)?)
            })
            .await?;
        if text != before {
            let kind = ActKind::Note { text };
            shop.ledger().record_act(&asked.id, kind).await?;
        }
        shown(&shop, asked.id).await
    }
}

/// The merchant's note on a payment; empty where there is none.
pub(crate) fn note(ledger: &Ledger, payment: &str) -> Result<String, StoreError> {
    let notes = ledger.acts(payment)?.into_iter();
    let newest = notes
        .filter_map(|act| match act.kind {
            ActKind::Note { text } => Some(((act.at, act.id), text)),
            _ => None,
        })
        .max_by(|(a, _), (b, _)| a.cmp(b));
    Ok(newest.map(|(_, text)| text).unwrap_or_default())
}
