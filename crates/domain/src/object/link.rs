//! Payment links and what they sell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Family;
use crate::{Currency, PaymentLinkId, PriceId, ProductId};

/// A payment link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its id.
    pub id: PaymentLinkId,
    /// Where customers pay.
    pub url: Option<String>,
    /// Whether it can be paid now.
    pub active: Option<bool>,
    /// The currency.
    pub currency: Option<Currency>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
    /// After how many completed checkouts it takes no more.
    pub completed_limit: Option<i64>,
    /// How many checkouts were completed, as Stripe counts them; it does so only where there is a limit.
    pub completed_count: Option<i64>,
    /// What customers read once it is closed or sold out.
    pub inactive_message: Option<String>,
    /// The whole object as Stripe gave it, without its line items, the keys of every object sorted:
    /// what a form is filled from.
    pub terms: Value,
}

/// What a payment link sells. A link's events leave this out, so it is an object of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkItems {
    /// The link.
    pub link: PaymentLinkId,
    /// Its line items, in order.
    pub items: Vec<LinkItem>,
    /// The line items as Stripe gave them, in order, the keys of every object sorted.
    pub terms: Vec<Value>,
}

/// One line of what a link sells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkItem {
    /// Its id, by which the API changes how many are sold; `li_…`.
    pub id: Option<String>,
    /// The price.
    pub price: Option<PriceId>,
    /// The product.
    pub product: Option<ProductId>,
    /// The product's name.
    pub name: Option<String>,
    /// The price of one, in minor units; none where the customer chooses.
    pub unit_amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// How many.
    pub quantity: Option<i64>,
    /// How often it is paid; none where it is paid once.
    pub recurring: Option<Recurring>,
    /// Between which amounts the customer chooses; none where the price is fixed.
    pub custom_amount: Option<CustomAmount>,
    /// Whether the customer may change how many, and between which numbers.
    pub adjustable: Option<AdjustableQuantity>,
    /// Whether the price can be used in new links; none where that was not told.
    pub price_active: Option<bool>,
    /// Whether the product is sold still, as far as the line item itself tells.
    pub product_state: Option<ProductState>,
}

/// How often something is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurring {
    /// `day`, `week`, `month` or `year`.
    pub interval: String,
    /// Every how many of them; 1 or more.
    pub interval_count: i64,
}

/// What the customer may choose to pay, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomAmount {
    /// At least so much.
    pub minimum: Option<i64>,
    /// At most so much.
    pub maximum: Option<i64>,
    /// What stands there at first.
    pub preset: Option<i64>,
}

/// Whether, and between which numbers, the customer may change how many are bought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdjustableQuantity {
    /// Whether they may.
    pub enabled: bool,
    /// At least so many.
    pub minimum: Option<i64>,
    /// At most so many.
    pub maximum: Option<i64>,
}

/// Whether a product is sold still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductState {
    /// It is.
    Active,
    /// The merchant put it away; links that sell it go on.
    Archived,
    /// It was deleted.
    Deleted,
}

impl Family for Link {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

impl Family for LinkItems {
    fn id(&self) -> &str {
        self.link.as_str()
    }
}
