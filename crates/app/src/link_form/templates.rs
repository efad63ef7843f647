//! Templates: terms that are kept to begin a link from.

use countertop_store::{Document, Ledger};
use countertop_terms::LinkTerms;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ipc::{
    IpcError, IpcErrorCode, LinkTemplate, LinkTemplates, SaveTemplate, TemplateChoice,
};
use crate::{App, randomness};

/// The kind of these documents.
const KIND: &str = "link_template";
/// The longest name, in characters.
const LONGEST_NAME: usize = 100;
/// How many there may be.
const MOST: usize = 200;

#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    terms: LinkTerms,
}

impl App {
    /// All templates, by name.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn list_link_templates(&self) -> Result<LinkTemplates, IpcError> {
        self.read(|ledger| Ok(LinkTemplates { rows: all(ledger)? }))
            .await
    }

    /// Keeps a template; one of the same name is replaced.
    ///
    /// # Errors
    /// When the name is empty or too long, there are too many, or the ledger cannot be written.
    pub async fn save_link_template(
        &self,
        template: SaveTemplate,
    ) -> Result<LinkTemplate, IpcError> {
        let name = template.name.trim().to_owned();
        if !(1..=LONGEST_NAME).contains(&name.chars().count()) {
            let message = format!("Give the template a name of up to {LONGEST_NAME} characters.");
            return Err(IpcError::of_field("name", message));
        }
        let shop = self.shop().await?;
        let before = all(shop.ledger())?;
        let same = before.iter().find(|it| it.name == name);
        if same.is_none() && before.len() >= MOST {
            let message = format!("There are {MOST} templates, which is the most; remove one.");
            return Err(IpcError::of_field("name", message));
        }
        let id = same.map_or_else(randomness::installation_id, |it| it.id.clone());
        let kept = Kept {
            name,
            // A template is of no link: neither ids nor our marks are for the next.
            terms: template.terms.for_copy(),
        };
        let body = serde_json::to_value(&kept).unwrap_or(Value::Null);
        shop.ledger().put_document(KIND, &id, &body).await?;
        let kept = shop.ledger().document(KIND, &id)?.and_then(read);
        kept.ok_or_else(|| {
            let message = "The template was not kept; try again.";
            IpcError::new(IpcErrorCode::LedgerUnavailable, message)
        })
    }

    /// Removes a template; one that is not there is removed already.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn remove_link_template(&self, choice: TemplateChoice) -> Result<(), IpcError> {
        let shop = self.shop().await?;
        shop.ledger().remove_document(KIND, &choice.id).await?;
        Ok(())
    }
}

fn all(ledger: &Ledger) -> Result<Vec<LinkTemplate>, IpcError> {
    let kept = ledger.documents(KIND)?;
    let mut rows: Vec<_> = kept.into_iter().filter_map(read).collect();
    rows.sort_by_cached_key(|it| (it.name.to_lowercase(), it.name.clone()));
    Ok(rows)
}

fn read(document: Document) -> Option<LinkTemplate> {
    let kept: Kept = serde_json::from_value(document.body).ok()?;
    Some(LinkTemplate {
        id: document.id,
        name: kept.name,
        terms: kept.terms,
        at: document.at / 1000,
    })
}
