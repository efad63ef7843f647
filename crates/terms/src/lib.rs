//! What a payment link is made of: the parameters of Stripe's API, typed, under Stripe's own names.
//!
//! [`LinkTerms`] is what a person writes in the form and what a template keeps: it may still be wrong.
//! Every value is there, so that a form can bind to it; what is empty, false or none is left out of what
//! is sent. A place in it is named as Stripe names it in the `param` of an error, such as
//! `line_items[0][price_data][unit_amount]`.
//!
//! Source of shapes and limits: Stripe's API reference, "Create a payment link" and "Update a payment
//! link", of the API version that is pinned.

pub mod address;
mod changes;
mod collect;
mod first;
mod item;
mod payment;
mod read;
mod rules;
mod sent;
mod shape;
pub mod sheet;
mod shown;
mod usual;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use changes::{changes, fixed};
pub use collect::{
    AllowedCountries, Collected, ConsentCollection, CustomField, CustomFieldLabel, Dropdown,
    DropdownOption, Enabled, Lengths, NameCollection, ReuseAgreement, TaxIdCollection,
};
pub use first::{First, Place};
pub use item::{
    AdjustableQuantity, CustomUnitAmount, LineItem, NewProduct, OptionalItem, PriceData, Recurring,
    TaxDetails,
};
pub use payment::{
    AutomaticTax, CardOptions, CardRestrictions, InvoiceCreation, InvoiceData, InvoiceField,
    InvoiceSettings, Issuer, PaymentIntentData, PaymentMethodOptions, RenderingOptions,
    SubscriptionData, TrialEnd, TrialSettings,
};
pub use read::{Read, kept_apart};
pub use rules::{
    CARD_BRANDS, COUNTRIES, Context, Findings, KnownPrice, METHODS, Mode, OWN_KEYS, Problem, check,
    is_own_key,
};
pub use shown::{
    AfterCompletion, CompletedSessions, CustomText, HostedConfirmation, Message, NewShippingRate,
    Redirect, Restrictions, ShippingOption,
};

/// All that a payment link can be made with, apart from what is for Connect platforms alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LinkTerms {
    /// What is sold, 1 to 20.
    pub line_items: Vec<LineItem>,
    /// What may be added on the pay page, up to 10.
    pub optional_items: Vec<OptionalItem>,
    /// Three letters; only needed where no item says it.
    pub currency: String,
    /// What comes after the payment.
    pub after_completion: AfterCompletion,
    /// Whether a promotion code may be entered.
    pub allow_promotion_codes: bool,
    /// Tax, worked out by Stripe.
    pub automatic_tax: AutomaticTax,
    /// `auto` or `required`.
    pub billing_address_collection: String,
    /// What is agreed to.
    pub consent_collection: ConsentCollection,
    /// Questions, up to 3.
    pub custom_fields: Vec<CustomField>,
    /// Texts on the pay page.
    pub custom_text: CustomText,
    /// `always` or `if_required`.
    pub customer_creation: String,
    /// What is shown once the link is inactive, up to 500 characters.
    pub inactive_message: String,
    /// An invoice for a payment that is made once.
    pub invoice_creation: InvoiceCreation,
    /// Stripe as the seller of record.
    pub managed_payments: Enabled,
    /// The merchant's own keys, up to 50.
    pub metadata: BTreeMap<String, String>,
    /// Names to ask for.
    pub name_collection: NameCollection,
    /// About a payment that is made once.
    pub payment_intent_data: PaymentIntentData,
    /// `always` or `if_required`; in a subscription.
    pub payment_method_collection: String,
    /// About single methods of payment.
    pub payment_method_options: PaymentMethodOptions,
    /// Stripe's names of methods; none: those of the Dashboard.
    pub payment_method_types: Vec<String>,
    /// Whether a phone number is asked for.
    pub phone_number_collection: Enabled,
    /// How often it may be paid.
    pub restrictions: Restrictions,
    /// Whether and for where a shipping address is asked for.
    pub shipping_address_collection: AllowedCountries,
    /// Ways of shipping to choose from.
    pub shipping_options: Vec<ShippingOption>,
    /// The word on the button: `auto`, `book`, `donate`, `pay` or `subscribe`.
    pub submit_type: String,
    /// About a subscription.
    pub subscription_data: SubscriptionData,
    /// Whether a business's tax id is asked for.
    pub tax_id_collection: TaxIdCollection,
}
