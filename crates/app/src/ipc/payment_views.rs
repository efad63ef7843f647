//! How the table of payments is looked at: its columns, and views that are kept under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OrderState;

/// A column of the table of payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaymentColumn {
    /// What was to be paid.
    Amount,
    /// What became of it.
    Status,
    /// Who paid.
    Customer,
    /// What was bought.
    Bought,
    /// The link that it came through.
    Link,
    /// What was paid with.
    Method,
    /// When it began.
    Created,
    /// What was given back.
    Refunded,
    /// Stripe's fee.
    Fee,
    /// What is left after the fee.
    Net,
    /// Whether the order was handed over.
    Order,
    /// The payment's id.
    Id,
}

/// A column that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShownColumn {
    /// Which.
    pub column: PaymentColumn,
    /// How wide, in pixels; null for as wide as it usually is.
    pub width: Option<u32>,
}

/// A filter and columns under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentView {
    /// Its id.
    pub id: String,
    /// What the merchant calls it.
    pub name: String,
    /// What stands in the search.
    pub search: String,
    /// Only this status.
    pub status: Option<String>,
    /// Only orders that are to be handed over, or that were.
    pub order: Option<OrderState>,
    /// The columns that are shown, in order.
    pub columns: Vec<ShownColumn>,
}

/// All views, and the columns as they were last.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentViews {
    /// The views, by name.
    pub rows: Vec<PaymentView>,
    /// The columns that are shown, in order; none where they were never chosen.
    pub columns: Vec<ShownColumn>,
}

/// A view is to be kept.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePaymentView {
    /// The one that is changed; a new one where there is none.
    pub id: Option<String>,
    /// What the merchant calls it, up to 60 characters.
    pub name: String,
    /// What stands in the search.
    pub search: String,
    /// Only this status.
    pub status: Option<String>,
    /// Only orders that are to be handed over, or that were.
    pub order: Option<OrderState>,
    /// The columns that are shown, in order.
    pub columns: Vec<ShownColumn>,
}

/// Which view.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentViewChoice {
    /// Its id.
    pub id: String,
}

/// Columns that are to be shown from now on.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepPaymentColumns {
    /// In order; none for those that are usually shown.
    pub columns: Vec<ShownColumn>,
}
