//! Payment links and what they sell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Family;
use crate::{Currency, PaymentLinkId};

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
}

/// What a payment link sells. A link's events leave this out, so it is an object of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkItems {
    /// The link.
    pub link: PaymentLinkId,
    /// Its line items, in order.
    pub items: Vec<LinkItem>,
}

/// One line of what a link sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkItem {
    /// The product's name.
    pub name: Option<String>,
    /// The price of one, in minor units; none where the customer chooses.
    pub unit_amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// How many.
    pub quantity: Option<i64>,
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
