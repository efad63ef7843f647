//! What is sold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of what is sold: a price of the catalogue, or a price made with the link.
///
/// A price whose amount the customer chooses cannot be made with the link. So
/// [`LinkTerms::parameters`](crate::LinkTerms::parameters) leaves `custom_unit_amount` out; what writes a
/// link makes the prices of [`LinkTerms::to_make_first`](crate::LinkTerms::to_make_first) before, and
/// puts their ids in with [`LinkTerms::with_price`](crate::LinkTerms::with_price).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LineItem {
    /// The line's own id `li_…`; only of a link that exists.
    pub id: String,
    /// `price_…`; empty where `price_data` says it.
    pub price: String,
    /// A price that is made with the link.
    pub price_data: PriceData,
    /// The customer chooses. Not a parameter of a link but of a price, which is made before the link.
    pub custom_unit_amount: CustomUnitAmount,
    /// How many, 1 to 999999 (0 only with an adjustable quantity).
    pub quantity: Option<u32>,
    /// Whether the customer may change how many.
    pub adjustable_quantity: AdjustableQuantity,
}

/// A price that is made with the link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PriceData {
    /// Three letters.
    pub currency: String,
    /// The price of one in minor units.
    pub unit_amount: Option<i64>,
    /// The price of one in minor units with up to 12 decimals, instead of `unit_amount`.
    pub unit_amount_decimal: String,
    /// `prod_…` of the catalogue; empty where `product_data` makes one.
    pub product: String,
    /// A product that is made with the link.
    pub product_data: NewProduct,
    /// How often it is paid; empty where it is paid once.
    pub recurring: Recurring,
    /// `inclusive`, `exclusive` or `unspecified`.
    pub tax_behavior: String,
}

/// A product that is made with the link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewProduct {
    /// 1 to 250 characters.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Addresses of up to 8 pictures.
    pub images: Vec<String>,
    /// The merchant's own keys, up to 50.
    pub metadata: BTreeMap<String, String>,
    /// `txcd_…`.
    pub tax_code: String,
    /// What one of it is called, up to 12 characters.
    pub unit_label: String,
    /// More about its tax.
    pub tax_details: TaxDetails,
}

/// More about a product's tax.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TaxDetails {
    /// `taxloc_…`: where it is performed.
    pub performance_location: String,
    /// `txcd_…`.
    pub tax_code: String,
}

/// How often something is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Recurring {
    /// `day`, `week`, `month` or `year`; empty where it is paid once.
    pub interval: String,
    /// Every so many of them; at most three years.
    pub interval_count: Option<u32>,
}

/// The customer chooses how much, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CustomUnitAmount {
    /// Whether they do.
    pub enabled: bool,
    /// What stands there at first.
    pub preset: Option<i64>,
    /// The least.
    pub minimum: Option<i64>,
    /// The most.
    pub maximum: Option<i64>,
}

/// Whether the customer may change how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AdjustableQuantity {
    /// Whether they may.
    pub enabled: bool,
    /// The least; 0 when missing.
    pub minimum: Option<u32>,
    /// The most, up to 999999; 99 when missing.
    pub maximum: Option<u32>,
}

/// Something that may be added on the pay page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OptionalItem {
    /// `price_…`.
    pub price: String,
    /// How many.
    pub quantity: Option<u32>,
    /// Whether the customer may change how many.
    pub adjustable_quantity: AdjustableQuantity,
}
