//! Writing links: what the form asks and is told. The terms themselves are the API's own parameters
//! (`countertop_terms`).

use countertop_terms::LinkTerms;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LinkRow;

/// Terms to be held against the rules.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CheckLink {
    /// What was written so far.
    pub terms: LinkTerms,
    /// The link that is being changed; then what cannot be changed is a problem too.
    pub link: Option<String>,
}

/// What the rules say.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkCheck {
    /// What hinders; Stripe would refuse it, or drop it silently.
    pub problems: Vec<TermsProblem>,
    /// What does not hinder, but should be known.
    pub warnings: Vec<TermsProblem>,
    /// What one checkout comes to in minor units, where it is known beforehand: shipping, tax,
    /// promotions and other quantities come on top.
    pub total: Option<i64>,
    /// Three letters, where the items say it.
    pub currency: Option<String>,
    /// Paid once, or again and again.
    pub mode: LinkMode,
}

/// How a link is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkMode {
    /// Once.
    Payment,
    /// Again and again; an item recurs.
    Subscription,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TermsProblem {
    /// The parameter as Stripe names it, such as `line_items[0][price_data][unit_amount]`.
    pub param: String,
    /// One sentence: what, why, what to do.
    pub message: String,
}

/// A link to be made.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateLink {
    /// What it is made of.
    pub terms: LinkTerms,
    /// A random id for each draft: the same content sent twice under it makes one link.
    pub submission: String,
}

/// Which link.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkChoice {
    /// The link's id.
    pub id: String,
}

/// A link as the form edits or copies it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTermsPage {
    /// The link's id.
    pub id: String,
    /// The first item's name.
    pub name: Option<String>,
    /// What it is made of.
    pub terms: LinkTerms,
    /// Parameters that Stripe does not let change, with `[]` for any index.
    pub fixed: Vec<String>,
    /// Parameters of the link that the form does not know, Connect's for instance: kept as they are.
    pub left: Vec<String>,
}

/// A link to be changed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateLink {
    /// The link's id.
    pub id: String,
    /// What it is to be; only what differs is sent.
    pub terms: LinkTerms,
    /// A random id for each draft.
    pub submission: String,
}

/// A link to be made in the place of another, which is closed then.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplaceLink {
    /// The id of the link that is closed.
    pub id: String,
    /// What the new one is made of.
    pub terms: LinkTerms,
    /// A random id for each draft.
    pub submission: String,
}

/// What came of replacing a link.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Replaced {
    /// The new link.
    pub made: LinkRow,
    /// The old one, closed; null where that failed.
    pub closed: Option<LinkRow>,
    /// Why the old one could not be closed, and what to do.
    pub trouble: Option<String>,
}

/// Links to be opened or closed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetLinksActive {
    /// Their ids, up to 500.
    pub ids: Vec<String>,
    /// Whether they can be paid from now on.
    pub active: bool,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinksChanged {
    /// The links that are so now.
    pub changed: Vec<LinkRow>,
    /// The others.
    pub refused: Vec<LinkRefused>,
}

/// A link that could not be changed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRefused {
    /// Its id.
    pub id: String,
    /// Why, and what to do.
    pub message: String,
}

/// The one new link that is being written.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkDraft {
    /// What the form wrote, as JSON of its own; null where nothing is kept.
    pub body: Option<String>,
    /// When it was kept, in Unix seconds.
    pub at: Option<i64>,
}

/// Which draft.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DraftChoice {
    /// The id of the link that is changed; none for the new one.
    pub link: Option<String>,
}

/// A draft to be kept.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct KeepDraft {
    /// The id of the link that is changed; none for the new one.
    pub link: Option<String>,
    /// JSON of the form's own, up to 1 MiB.
    pub body: String,
}

/// All templates, by name.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTemplates {
    /// The rows.
    pub rows: Vec<LinkTemplate>,
}

/// Terms that are kept to begin from.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTemplate {
    /// Its id.
    pub id: String,
    /// What the merchant calls it.
    pub name: String,
    /// The terms; they may be unfinished.
    pub terms: LinkTerms,
    /// When it was saved, in Unix seconds.
    pub at: i64,
}

/// Terms to be kept; a template of the same name is replaced.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveTemplate {
    /// 1 to 100 characters.
    pub name: String,
    /// The terms.
    pub terms: LinkTerms,
}

/// Which template.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateChoice {
    /// Its id.
    pub id: String,
}

/// What to look for in the catalogue.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CatalogueQuery {
    /// Words of a name or description; empty for all.
    pub search: String,
}

/// Products of the account's catalogue.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// Up to 50 of those that fit, by name.
    pub rows: Vec<CatalogueProduct>,
    /// Whether those are all that fit.
    pub is_complete: bool,
}

/// A product that is on sale.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueProduct {
    /// `prod_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Whether it has a picture, which is asked for by itself.
    pub has_picture: bool,
    /// Its prices that are on sale.
    pub prices: Vec<CataloguePrice>,
}

/// Which product.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProductChoice {
    /// `prod_…`.
    pub product: String,
}

/// A product's picture.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProductPicture {
    /// As a `data:` address; null where it has none that can be had.
    pub data: Option<String>,
}

/// A price of a product.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CataloguePrice {
    /// `price_…`.
    pub id: String,
    /// In minor units; null where the customer chooses, or it has parts of a minor unit.
    pub unit_amount: Option<i64>,
    /// Three letters.
    pub currency: String,
    /// `day`, `week`, `month` or `year`, where it recurs.
    pub interval: Option<String>,
    /// Every so many of them.
    pub interval_count: Option<u32>,
    /// Whether the customer says how much.
    pub customer_chooses: bool,
    /// The merchant's own name for it.
    pub nickname: Option<String>,
}

/// The account's shipping rates that are in use.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShippingRates {
    /// The rows.
    pub rows: Vec<ShippingRate>,
}

/// A way of shipping, and its price.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShippingRate {
    /// `shr_…`.
    pub id: String,
    /// What the customer reads.
    pub name: String,
    /// In minor units; null where it is no fixed amount.
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: Option<String>,
}

/// What the form offers to choose from.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkChoices {
    /// The shop's name as customers read it, where it is known.
    pub shop_name: Option<String>,
    /// What stands before the suffix on a card's statement, where it is known.
    pub statement_prefix: Option<String>,
    /// Countries that things can be sent to, two letters each.
    pub countries: Vec<String>,
    /// Stripe's names of methods of payment.
    pub methods: Vec<String>,
}
