//! What a payment link and a checkout session have in common: what they sell, ask and say.

pub(super) mod lines;
mod lists;
pub(super) mod optional;
mod payment;
mod questions;
mod settings;
pub(super) mod shapes;
pub(super) mod shipping;

pub(super) use payment::{check_descriptors, check_method_types};
pub(super) use questions::custom_fields;
pub(super) use settings::{
    after_completion, automatic_tax, consent, custom_text, field, invoice_creation, names, or,
    subscription_data, tax_id,
};

use serde_json::{Map, Value};

use super::error::ApiError;

/// The two things that a session can be for here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Payment,
    Subscription,
}

impl Mode {
    /// Stripe's word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Subscription => "subscription",
        }
    }

    /// What belongs to one-off payments is refused for subscriptions, and the other way round.
    pub(super) fn check(self, given: &Map<String, Value>) -> Result<(), ApiError> {
        let foreign: &[&str] = match self {
            Self::Subscription => &[
                "application_fee_amount",
                "customer_creation",
                "invoice_creation",
                "payment_intent_data",
                "shipping_options",
            ],
            Self::Payment => &[
                "application_fee_percent",
                "payment_method_collection",
                "subscription_data",
            ],
        };
        for name in foreign {
            if given.get(*name).is_some_and(|value| !is_off(value)) {
                let mode = self.word();
                return Err(ApiError::invalid(format!(
                    "You can not pass `{name}` in `{mode}` mode."
                ))
                .param(*name));
            }
        }
        Ok(())
    }
}

/// Whether a setting asks for nothing: it is cleared, or switched off.
fn is_off(value: &Value) -> bool {
    value.is_null() || value["enabled"] == false
}

/// Refuses what the practice store does not have: other accounts, and Stripe as the seller.
pub(super) fn refuse_absent(given: &Map<String, Value>) -> Result<(), ApiError> {
    const CONNECT: [&str; 5] = [
        "application_fee_amount",
        "application_fee_percent",
        "customer_account",
        "on_behalf_of",
        "transfer_data",
    ];
    for name in CONNECT {
        if given.get(name).is_some_and(|value| !value.is_null()) {
            return Err(ApiError::invalid(format!(
                "The practice store is one account without connected ones, so `{name}` cannot be \
                 used."
            ))
            .param(name));
        }
    }
    if given
        .get("managed_payments")
        .is_some_and(|it| it["enabled"] == true)
    {
        return Err(
            ApiError::invalid("The practice store does not offer Managed Payments.")
                .param("managed_payments[enabled]"),
        );
    }
    Ok(())
}
