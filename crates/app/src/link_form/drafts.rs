//! The one new link that is being written, kept until it is made or thrown away.

use serde_json::Value;

use crate::App;
use crate::ipc::{IpcError, KeepDraft, LinkDraft};

/// The kind of the document, and its id.
const DRAFT: (&str, &str) = ("link_draft", "new");
/// The longest draft, in bytes.
const LONGEST: usize = 1 << 20;

impl App {
    /// The draft that is kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn show_link_draft(&self) -> Result<LinkDraft, IpcError> {
        self.read(|ledger| {
            let kept = ledger.document(DRAFT.0, DRAFT.1)?;
            Ok(LinkDraft {
                at: kept.as_ref().map(|it| it.at / 1000),
                body: kept.map(|it| it.body.to_string()),
            })
        })
        .await
    }

    /// Keeps a draft in the place of the one before.
    ///
    /// # Errors
    /// When it is too long or no JSON, or the ledger cannot be written.
    pub async fn keep_link_draft(&self, draft: KeepDraft) -> Result<(), IpcError> {
        if draft.body.len() > LONGEST {
            let message = "The draft is longer than 1 MiB and is not kept; shorten its texts.";
            return Err(IpcError::of_field("body", message));
        }
        let body: Value = serde_json::from_str(&draft.body)
            .map_err(|_| IpcError::of_field("body", "The draft is no JSON and is not kept."))?;
        let shop = self.shop().await?;
        Ok(shop.ledger().put_document(DRAFT.0, DRAFT.1, &body).await?)
    }

    /// Throws the draft away; without one nothing happens.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn drop_link_draft(&self) -> Result<(), IpcError> {
        let shop = self.shop().await?;
        shop.ledger().remove_document(DRAFT.0, DRAFT.1).await?;
        Ok(())
    }
}
