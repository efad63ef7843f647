//! Passing links on: codes to save, addresses with parameters, mail.

use countertop_terms::address::AddressParts;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose code: a link's, or that of one of its variants.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct QrQuery {
    /// The link's id.
    pub id: String,
    /// The id of one of its variants.
    pub variant: Option<String>,
}

/// A QR code of a link's address.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrCode {
    /// An SVG image, dark on light with a quiet zone, to be shown as an image, never inlined.
    pub svg: String,
}

/// As what a code is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodeFormat {
    /// A picture of squares, for documents and web pages.
    Png,
    /// A drawing that is sharp at any size.
    Svg,
}

/// A code to be saved.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveCode {
    /// The link's id.
    pub id: String,
    /// The id of one of its variants.
    pub variant: Option<String>,
    /// As what.
    pub format: CodeFormat,
    /// The id of the place that was chosen for it.
    pub place: String,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PosterPaper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
    /// 105 × 148 mm.
    A6,
    /// 8.5 × 11 in.
    Letter,
}

/// A poster to be saved.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePoster {
    /// The link's id.
    pub id: String,
    /// The id of one of its variants.
    pub variant: Option<String>,
    /// The shop's name as customers know it; empty for none.
    pub shop: String,
    /// The tag of one of the languages of posters.
    pub language: String,
    /// On which paper.
    pub paper: PosterPaper,
    /// The id of the place that was chosen for it.
    pub place: String,
}

/// A poster that was saved.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedPoster {
    /// Where it lies.
    pub path: String,
    /// The characters that no font of this computer has, one after another: boxes stand in their place.
    pub missing: String,
}

/// A language that posters can be printed in.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PosterLanguage {
    /// Its tag, such as `de`.
    pub tag: String,
    /// What it calls itself.
    pub name: String,
}

/// A code that was saved.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedCode {
    /// Where it lies.
    pub path: String,
    /// Its size.
    pub bytes: u64,
}

/// What addresses can ask for.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareChoices {
    /// The languages that Stripe's pay page can be asked for, as it names them.
    pub locales: Vec<String>,
    /// The languages that posters can be printed in, by tag.
    pub poster_languages: Vec<PosterLanguage>,
}

/// Which link is shared.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharedLink {
    /// The link's id.
    pub id: String,
}

/// Parts of an address, to be looked at while they are written.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddressDraft {
    /// The link's id.
    pub link: String,
    /// The variant that is being changed; none for a new one.
    pub variant: Option<String>,
    /// What the merchant calls it so far.
    pub name: String,
    /// What was written so far.
    pub parts: AddressParts,
}

/// What comes of parts of an address.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddressCheck {
    /// The whole address; null while something is wrong.
    pub url: Option<String>,
    /// What Stripe would drop.
    pub problems: Vec<AddressFinding>,
    /// What should be known.
    pub notes: Vec<AddressFinding>,
    /// A reference that no other variant of the link has.
    pub suggested_reference: String,
}

/// A sentence about a part of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddressFinding {
    /// The parameter as the address names it, such as `client_reference_id`; `name` for the variant's name.
    pub param: String,
    /// One sentence: what, why, what to do.
    pub message: String,
}

/// A variant to be kept.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveVariant {
    /// The link's id.
    pub link: String,
    /// The one that it replaces; a new one where nothing is said.
    pub id: Option<String>,
    /// What the merchant calls it, 1 to 100 characters.
    pub name: String,
    /// What is added to the address.
    pub parts: AddressParts,
}

/// Which variant.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VariantChoice {
    /// The link's id.
    pub link: String,
    /// The variant's.
    pub id: String,
}

/// The variants of a link, by name.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkVariants {
    /// The rows.
    pub rows: Vec<LinkVariant>,
}

/// An address of a link with parameters, kept to be used again.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkVariant {
    /// Its id.
    pub id: String,
    /// What the merchant calls it.
    pub name: String,
    /// What is added to the address.
    pub parts: AddressParts,
    /// The whole address.
    pub url: String,
    /// What came in by its reference; null where it has none, so that nothing tells it apart.
    pub results: Option<VariantResults>,
}

/// What came in through addresses with one reference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VariantResults {
    /// How many payments were paid.
    pub paid: u64,
    /// What they brought, by currency, before fees and refunds.
    pub revenue: Vec<VariantRevenue>,
}

/// Money of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VariantRevenue {
    /// Three letters.
    pub currency: String,
    /// In minor units.
    pub amount: i64,
}

/// A mail to be begun in the merchant's own program.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MailDraft {
    /// A `mailto:` address with subject and text.
    pub url: String,
}
