//! Products and prices.

use serde::{Deserialize, Serialize};

use super::Family;
use crate::{Currency, PriceId, ProductId};

/// A product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its name.
    pub name: Option<String>,
    /// Whether it can be sold now.
    pub active: Option<bool>,
    /// Whether it was deleted; none where nothing says so.
    pub deleted: Option<bool>,
}

impl Family for Product {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

/// A price of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Its id.
    pub id: PriceId,
    /// The product.
    pub product: Option<ProductId>,
    /// The price of one, in minor units; none where the customer chooses.
    pub unit_amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// Whether it can be used now.
    pub active: Option<bool>,
}

impl Family for Price {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
