//! What the customer is asked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that is on or off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Enabled {
    /// Whether it is on.
    pub enabled: bool,
}

/// A question of the merchant's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CustomField {
    /// Letters and digits, up to 200; told apart by it.
    pub key: String,
    /// What is asked.
    pub label: CustomFieldLabel,
    /// `text`, `numeric` or `dropdown`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it may be left empty.
    pub optional: bool,
    /// Of a text.
    pub text: Lengths,
    /// Of a number.
    pub numeric: Lengths,
    /// Of a choice.
    pub dropdown: Dropdown,
}

/// What a question says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CustomFieldLabel {
    /// Up to 100 characters.
    pub custom: String,
    /// `custom`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// How long an answer may be, in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Lengths {
    /// What stands there at first.
    pub default_value: String,
    /// The least.
    pub minimum_length: Option<u32>,
    /// The most, up to 255.
    pub maximum_length: Option<u32>,
}

/// The answers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Dropdown {
    /// The value that is chosen at first.
    pub default_value: String,
    /// 1 to 200.
    pub options: Vec<DropdownOption>,
}

/// One answer to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DropdownOption {
    /// What the customer reads, up to 100 characters.
    pub label: String,
    /// Letters and digits, up to 100; told apart by it.
    pub value: String,
}

/// What the customer agrees to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ConsentCollection {
    /// `auto` or `none`.
    pub promotions: String,
    /// `required` or `none`.
    pub terms_of_service: String,
    /// That a saved method may be used again.
    pub payment_method_reuse_agreement: ReuseAgreement,
}

/// Where Stripe's text about the use of a saved method stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReuseAgreement {
    /// `auto` or `hidden`.
    pub position: String,
}

/// Names to ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NameCollection {
    /// A business's.
    pub business: Collected,
    /// A person's.
    pub individual: Collected,
}

/// Whether something is asked for, and must be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Collected {
    /// Whether it is asked for.
    pub enabled: bool,
    /// Whether it may be left empty.
    pub optional: bool,
}

/// Where things are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AllowedCountries {
    /// Two letters each; none: no address is asked for.
    pub allowed_countries: Vec<String>,
}

/// Whether a business's tax id is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TaxIdCollection {
    /// Whether it is.
    pub enabled: bool,
    /// `if_supported` or `never`.
    pub required: String,
}
