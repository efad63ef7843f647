//! How the money is taken and booked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Tax, worked out by Stripe. Whose duty it is can be another's only on Connect platforms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AutomaticTax {
    /// Whether it is.
    pub enabled: bool,
    /// Who is liable.
    pub liability: Issuer,
}

/// Who issues an invoice or is liable for tax.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Issuer {
    /// `self`; `account` is for Connect platforms.
    #[serde(rename = "type")]
    pub kind: String,
}

/// About a payment that is made once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PaymentIntentData {
    /// `automatic`, `automatic_async` or `manual`.
    pub capture_method: String,
    /// For the merchant and in receipts, up to 1000 characters.
    pub description: String,
    /// Keys of the payment, up to 50.
    pub metadata: BTreeMap<String, String>,
    /// `on_session` or `off_session`: the method is saved.
    pub setup_future_usage: String,
    /// On the bank statement, up to 22 characters; not for cards.
    pub statement_descriptor: String,
    /// Added to the account's prefix on the bank statement of a card.
    pub statement_descriptor_suffix: String,
}

/// About a subscription.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SubscriptionData {
    /// Up to 500 characters.
    pub description: String,
    /// On its invoices.
    pub invoice_settings: InvoiceSettings,
    /// Keys of the subscription, up to 50.
    pub metadata: BTreeMap<String, String>,
    /// 1 to 730 days.
    pub trial_period_days: Option<u32>,
    /// What follows the trial.
    pub trial_settings: TrialSettings,
}

/// On a subscription's invoices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct InvoiceSettings {
    /// Who issues them.
    pub issuer: Issuer,
}

/// What follows a trial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TrialSettings {
    /// When it ends.
    pub end_behavior: TrialEnd,
}

/// The end of a trial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TrialEnd {
    /// Without a method: `cancel`, `create_invoice` or `pause`.
    pub missing_payment_method: String,
}

/// An invoice for a payment that is made once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct InvoiceCreation {
    /// Whether there is one.
    pub enabled: bool,
    /// What stands on it.
    pub invoice_data: InvoiceData,
}

/// What stands on an invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct InvoiceData {
    /// The account's own tax ids, `txi_…`.
    pub account_tax_ids: Vec<String>,
    /// Lines at its top, up to 4.
    pub custom_fields: Vec<InvoiceField>,
    /// Up to 1500 characters.
    pub description: String,
    /// Up to 5000 characters.
    pub footer: String,
    /// Who issues it.
    pub issuer: Issuer,
    /// Keys of the invoice, up to 50.
    pub metadata: BTreeMap<String, String>,
    /// How it is drawn.
    pub rendering_options: RenderingOptions,
}

/// A line at an invoice's top.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct InvoiceField {
    /// Up to 40 characters.
    pub name: String,
    /// Up to 140 characters.
    pub value: String,
}

/// How an invoice is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RenderingOptions {
    /// `exclude_tax` or `include_inclusive_tax`.
    pub amount_tax_display: String,
    /// `inrtem_…`.
    pub template: String,
}

/// About single methods of payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PaymentMethodOptions {
    /// About cards.
    pub card: CardOptions,
}

/// About cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CardOptions {
    /// Which are not taken.
    pub restrictions: CardRestrictions,
}

/// Cards that are not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CardRestrictions {
    /// `american_express`, `discover_global_network`, `mastercard` or `visa`.
    pub brands_blocked: Vec<String>,
}
