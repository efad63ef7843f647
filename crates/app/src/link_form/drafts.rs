//! What is being written of links, kept until it is sent or thrown away: one new link, and changes of each
//! link that exists.

use countertop_domain::PaymentLinkId;
use serde_json::Value;

use crate::App;
use crate::ipc::{DraftChoice, IpcError, KeepDraft, LinkDraft};

/// The kind of the documents. Each has its link's id.
const KIND: &str = "link_draft";
/// The id of a link that does not exist yet.
const NEW: &str = "new";
/// The longest draft, in bytes.
const LONGEST: usize = 1 << 20;

impl App {
    /// The draft that is kept.
    ///
    /// # Errors
    /// When the id is none of a link, or the ledger cannot be read.
    pub async fn show_link_draft(&self, choice: DraftChoice) -> Result<LinkDraft, IpcError> {
        let id = id(choice.link)?;
        self.read(move |ledger| {
            let kept = ledger.document(KIND, &id)?;
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
        let id = id(draft.link)?;
        Ok(shop.ledger().put_document(KIND, &id, &body).await?)
    }

    /// Throws the draft away; without one nothing happens.
    ///
    /// # Errors
    /// When the id is none of a link, or the ledger cannot be written.
    pub async fn drop_link_draft(&self, choice: DraftChoice) -> Result<(), IpcError> {
        let shop = self.shop().await?;
        let id = id(choice.link)?;
        shop.ledger().remove_document(KIND, &id).await?;
        Ok(())
    }
}

fn id(link: Option<String>) -> Result<String, IpcError> {
    let Some(link) = link else {
        return Ok(NEW.to_owned());
    };
    let known = PaymentLinkId::new(&link);
    known.map_err(|error| IpcError::of_field("link", error.to_string()))?;
    Ok(link)
}
