//! What the customer reads, what limits the link, and how things are sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What comes after the payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AfterCompletion {
    /// `hosted_confirmation` or `redirect`; empty: Stripe's own page.
    #[serde(rename = "type")]
    pub kind: String,
    /// Stripe's page.
    pub hosted_confirmation: HostedConfirmation,
    /// Another page.
    pub redirect: Redirect,
}

/// Stripe's page after the payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct HostedConfirmation {
    /// Up to 500 characters.
    pub custom_message: String,
}

/// Another page after the payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Redirect {
    /// Its address; `{CHECKOUT_SESSION_ID}` in it is filled in.
    pub url: String,
}

/// Texts on the pay page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CustomText {
    /// Beside the button.
    pub submit: Message,
    /// Below the button.
    pub after_submit: Message,
    /// Beside the shipping address.
    pub shipping_address: Message,
    /// Instead of Stripe's words about the terms.
    pub terms_of_service_acceptance: Message,
}

/// A text, up to 1200 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Message {
    /// Its words.
    pub message: String,
}

/// How often a link may be paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Restrictions {
    /// By finished checkouts.
    pub completed_sessions: CompletedSessions,
}

/// A limit of finished checkouts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompletedSessions {
    /// So many; none: as many as come.
    pub limit: Option<u32>,
}

/// A way of shipping: a rate of the account's, or one that is made before the link.
///
/// The API takes rates of the account's alone. So [`LinkTerms::parameters`](crate::LinkTerms::parameters)
/// leaves `new_rate` out; what writes a link makes the rates of
/// [`LinkTerms::to_make_first`](crate::LinkTerms::to_make_first) before, and puts their ids in with
/// [`LinkTerms::with_rate`](crate::LinkTerms::with_rate).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ShippingOption {
    /// `shr_…`.
    pub shipping_rate: String,
    /// Not a parameter of a link: a rate is made of it first.
    pub new_rate: NewShippingRate,
}

/// A fixed shipping rate to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewShippingRate {
    /// What the customer reads, up to 100 characters.
    pub display_name: String,
    /// What it costs, in minor units of the link's currency.
    pub amount: Option<i64>,
}
