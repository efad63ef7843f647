//! Variants of a link's address: kept with the merchant's name for each, told apart by their reference.

use std::collections::BTreeMap;
use std::sync::Arc;

use countertop_domain::PaymentLinkId;
use countertop_store::{Ledger, LinkRow};
use countertop_terms::address::AddressParts;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::App;
use crate::ipc::{
    AddressCheck, AddressDraft, AddressFinding, IpcError, IpcErrorCode, LinkVariant, LinkVariants,
    SaveVariant, SharedLink, VariantChoice, VariantResults, VariantRevenue,
};
use crate::randomness;

/// What variants are among the ledger's documents.
const KIND: &str = "link_variant";
/// Most variants of one link.
const MOST: usize = 200;
/// Longest name, in characters.
const LONGEST_NAME: usize = 100;
/// How long a suggested reference may be, before a number is added.
const LONGEST_SUGGESTION: usize = 40;

/// A variant as the ledger keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    link: String,
    name: String,
    #[serde(default)]
    parts: AddressParts,
}

impl App {
    /// The variants of a link, by name, with what came in through each.
    ///
    /// # Errors
    /// When there is no such link or the ledger cannot be read.
    pub async fn list_link_variants(&self, of: SharedLink) -> Result<LinkVariants, IpcError> {
        self.read(move |ledger| {
            let link = link(ledger, &of.id)?;
            let results = results(ledger, &of.id)?;
            let mut rows = Vec::new();
            for (id, kept) in kept(ledger, &of.id)? {
                rows.push(row(&link, id, kept, &results)?);
            }
            rows.sort_by_cached_key(|it| (it.name.to_lowercase(), it.id.clone()));
            Ok(LinkVariants { rows })
        })
        .await
    }

    /// What comes of parts of an address, while they are written.
    ///
    /// # Errors
    /// When there is no such link or the ledger cannot be read.
    pub async fn check_link_address(&self, draft: AddressDraft) -> Result<AddressCheck, IpcError> {
        self.read(move |ledger| {
            let link = link(ledger, &draft.link)?;
            let parts = draft.parts.trimmed();
            let others: Vec<Kept> = kept(ledger, &draft.link)?
                .into_iter()
                .filter(|(id, _)| Some(id) != draft.variant.as_ref())
                .map(|(_, kept)| kept)
                .collect();
            let problems = problems(&parts);
            Ok(AddressCheck {
                url: match problems.as_slice() {
                    [] => Some(url(&link, &parts)?),
                    _ => None,
                },
                problems,
                notes: notes(ledger, &draft.link, &parts, &others)?,
                suggested_reference: suggested(&draft.name, &others),
            })
        })
        .await
    }

    /// Keeps a variant of a link's address.
    ///
    /// # Errors
    /// When a part breaks a rule, there is no such link, or the ledger cannot be written.
    pub async fn save_link_variant(&self, save: SaveVariant) -> Result<LinkVariant, IpcError> {
        let name = save.name.trim().to_owned();
        if !(1..=LONGEST_NAME).contains(&name.chars().count()) {
            let message = format!("Give it a name of 1 to {LONGEST_NAME} characters.");
            return Err(IpcError::of_field("name", message));
        }
        let parts = save.parts.trimmed();
        if let Some(problem) = problems(&parts).into_iter().next() {
            return Err(IpcError::of_field(&problem.param, problem.message));
        }
        let link_id = save.link.clone();
        let (link, known) = self
            .read(move |ledger| Ok((link(ledger, &link_id)?, kept(ledger, &link_id)?)))
            .await?;
        let id = match save.id {
            Some(id) if known.contains_key(&id) => id,
            Some(_) => return Err(gone()),
            None if known.len() >= MOST => {
                let message = format!("A link has at most {MOST} variants; remove some first.");
                return Err(IpcError::of_field("name", message));
            }
            None => randomness::installation_id(),
        };
        let kept = Kept {
            link: save.link,
            name,
            parts,
        };
        // Plain data: it can always be written.
        let body = serde_json::to_value(&kept).unwrap_or_default();
        let ledger = Arc::clone(self.shop().await?.ledger());
        ledger.put_document(KIND, &id, &body).await?;
        let results = results(&ledger, &kept.link)?;
        row(&link, id, kept, &results)
    }

    /// Removes a variant, and gives back the others; its address goes on working, and what came in through it
    /// stays.
    ///
    /// # Errors
    /// When there is none, or the ledger cannot be written.
    pub async fn remove_link_variant(
        &self,
        choice: VariantChoice,
    ) -> Result<LinkVariants, IpcError> {
        let VariantChoice { link, id } = choice;
        let ledger = Arc::clone(self.shop().await?.ledger());
        let is_there = kept(&ledger, &link)?.contains_key(&id);
        if !is_there || !ledger.remove_document(KIND, &id).await? {
            return Err(gone());
        }
        self.list_link_variants(SharedLink { id: link }).await
    }
}

/// What a variant adds to its link's address.
pub(super) fn parts(ledger: &Ledger, link: &str, id: &str) -> Result<AddressParts, IpcError> {
    let document = ledger.document(KIND, id)?.map(|it| it.body);
    let kept = document.and_then(read).filter(|it| it.link == link);
    kept.map(|it| it.parts).ok_or_else(gone)
}

/// The variants of a link by their ids.
fn kept(ledger: &Ledger, link: &str) -> Result<BTreeMap<String, Kept>, IpcError> {
    let documents = ledger.documents(KIND)?.into_iter();
    let all = documents.filter_map(|it| Some((it.id, read(it.body)?)));
    Ok(all.filter(|(_, it)| it.link == link).collect())
}

fn read(body: Value) -> Option<Kept> {
    serde_json::from_value(body).ok()
}

fn link(ledger: &Ledger, id: &str) -> Result<LinkRow, IpcError> {
    super::address(ledger, id, None).map(|it| it.link)
}

fn url(link: &LinkRow, parts: &AddressParts) -> Result<String, IpcError> {
    parts.on(&link.url).map_err(|error| {
        let message = format!("This link's address cannot be passed on: {error}.");
        IpcError::new(IpcErrorCode::Internal, message)
    })
}

fn row(
    link: &LinkRow,
    id: String,
    kept: Kept,
    results: &BTreeMap<String, VariantResults>,
) -> Result<LinkVariant, IpcError> {
    let reference = &kept.parts.reference;
    let told_apart = !reference.is_empty();
    Ok(LinkVariant {
        id,
        url: url(link, &kept.parts)?,
        results: told_apart.then(|| results.get(reference).cloned().unwrap_or_default()),
        name: kept.name,
        parts: kept.parts,
    })
}

fn problems(parts: &AddressParts) -> Vec<AddressFinding> {
    let finding = |it: countertop_terms::address::AddressProblem| AddressFinding {
        param: it.param.to_owned(),
        message: it.sentence,
    };
    parts.check().into_iter().map(finding).collect()
}

/// What does not hinder, but should be known.
fn notes(
    ledger: &Ledger,
    link: &str,
    parts: &AddressParts,
    others: &[Kept],
) -> Result<Vec<AddressFinding>, IpcError> {
    let id = PaymentLinkId::new(link).ok();
    let object = match id {
        Some(id) => ledger.link_terms(&id)?.map(|(object, _)| object),
        None => None,
    };
    let object = object.unwrap_or_default();
    let mut notes = Vec::new();
    let mut note = |param: &str, message: String| {
        let param = param.to_owned();
        notes.push(AddressFinding { param, message });
    };
    if !parts.promo_code.is_empty() && object["allow_promotion_codes"] != Value::Bool(true) {
        let message = "This link takes no promotion codes, so the code does nothing: allow them in \
             the link first.";
        note("prefilled_promo_code", message.to_owned());
    }
    if parts.has_campaign() && object["after_completion"]["type"] != "redirect" {
        let message = "Campaign words come back only on your own page after the payment, and this \
             link does not lead there; to tell results apart here, use a reference.";
        note("utm_source", message.to_owned());
    }
    let reference = &parts.reference;
    let same = others
        .iter()
        .find(|it| !reference.is_empty() && it.parts.reference == *reference);
    if let Some(other) = same {
        let message = format!(
            "“{}” has the same reference, so their results are counted together.",
            other.name
        );
        note("client_reference_id", message);
    }
    Ok(notes)
}

/// A reference that no other variant has, from the name.
fn suggested(name: &str, others: &[Kept]) -> String {
    let mut word = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            word.push(letter);
        } else if !word.is_empty() && !word.ends_with('-') {
            word.push('-');
        }
    }
    word.truncate(LONGEST_SUGGESTION);
    let word = match word.trim_end_matches('-') {
        "" => "variant",
        word => word,
    };
    let is_free = |it: &String| others.iter().all(|other| other.parts.reference != *it);
    let numbered = (2..).map(|number: usize| format!("{word}-{number}"));
    std::iter::once(word.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

/// What came in, by reference.
fn results(ledger: &Ledger, link: &str) -> Result<BTreeMap<String, VariantResults>, IpcError> {
    let references = ledger.link_references(link)?.into_iter();
    let results = references.map(|it| {
        let revenue = it.revenue.into_iter();
        let revenue = revenue.map(|(currency, amount)| VariantRevenue { currency, amount });
        let came = VariantResults {
            paid: it.paid.unsigned_abs(),
            revenue: revenue.collect(),
        };
        (it.reference, came)
    });
    Ok(results.collect())
}

fn gone() -> IpcError {
    let message = "This variant is not there any more; look at the list again.";
    IpcError::new(IpcErrorCode::NotFound, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_suggested_that_stripe_takes_and_no_other_has() {
        let other = |reference: &str| Kept {
            link: String::new(),
            name: String::new(),
            parts: AddressParts {
                reference: reference.to_owned(),
                ..AddressParts::default()
            },
        };
        let others = [other("table-7"), other("table-7-2"), other("variant")];
        let long = "Ä very long name ".repeat(9);
        for (name, expected) in [
            ("Newsletter, May", "newsletter-may"),
            ("Table 7", "table-7-3"),
            ("Größe", "gr-e"),
            ("日本", "variant-2"),
            ("  ", "variant-2"),
            (&long, "very-long-name-very-long-name-very-long"),
        ] {
            let suggested = suggested(name, &others);
            assert_eq!(suggested, expected, "{name}");
            let parts = AddressParts {
                reference: suggested,
                ..AddressParts::default()
            };
            assert_eq!(parts.check(), []);
        }
    }
}
