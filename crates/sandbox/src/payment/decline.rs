//! Declines, as banks make them and Stripe words them.

use serde_json::{Value, json};

/// Why a card was not charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decline {
    /// Stripe's error code.
    pub(crate) code: &'static str,
    /// The bank's reason, where there is one.
    pub(crate) decline_code: Option<&'static str>,
    /// Stripe's sentence to the customer.
    pub(crate) message: &'static str,
    /// The form's field to look at.
    pub(crate) field: &'static str,
}

const DECLINED: &str = "Your card was declined.";

const fn by_bank(decline_code: &'static str, message: &'static str) -> Decline {
    Decline {
        code: "card_declined",
        decline_code: Some(decline_code),
        message,
        field: "card_number",
    }
}

const fn of_card(code: &'static str, message: &'static str, field: &'static str) -> Decline {
    Decline {
        code,
        decline_code: Some(code),
        message,
        field,
    }
}

const fn mistyped(code: &'static str, message: &'static str, field: &'static str) -> Decline {
    Decline {
        code,
        decline_code: None,
        message,
        field,
    }
}

pub(crate) const GENERIC: Decline = by_bank("generic_decline", DECLINED);
pub(crate) const INSUFFICIENT_FUNDS: Decline =
    by_bank("insufficient_funds", "Your card has insufficient funds.");
pub(crate) const LOST_CARD: Decline = by_bank("lost_card", DECLINED);
pub(crate) const STOLEN_CARD: Decline = by_bank("stolen_card", DECLINED);
pub(crate) const FRAUDULENT: Decline = by_bank("fraudulent", DECLINED);
pub(crate) const VELOCITY: Decline = by_bank(
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount \
     limit.",
);
/// Real cards are refused: this is for practice, and nothing of them is kept.
pub(crate) const LIVE_CARD: Decline = by_bank(
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card. For a list \
     of valid test cards, visit: https://stripe.com/docs/testing.",
);
pub(crate) const EXPIRED_CARD: Decline = of_card("expired_card", "Your card has expired.", "exp");
pub(crate) const INCORRECT_CVC: Decline = of_card(
    "incorrect_cvc",
    "Your card's security code is incorrect.",
    "cvc",
);
pub(crate) const PROCESSING_ERROR: Decline = of_card(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    "card_number",
);
pub(crate) const AUTHENTICATION: Decline = mistyped(
    "payment_intent_authentication_failure",
    "We are unable to authenticate your payment method. Please choose a different payment method \
     and try again.",
    "card_number",
);

pub(crate) const INCOMPLETE_NUMBER: Decline = mistyped(
    "incomplete_number",
    "Your card number is incomplete.",
    "card_number",
);
pub(crate) const INCORRECT_NUMBER: Decline = mistyped(
    "incorrect_number",
    "Your card number is incorrect.",
    "card_number",
);
pub(crate) const INVALID_MONTH: Decline = mistyped(
    "invalid_expiry_month",
    "Your card's expiration month is invalid.",
    "exp",
);
pub(crate) const INVALID_YEAR: Decline = mistyped(
    "invalid_expiry_year",
    "Your card's expiration year is invalid.",
    "exp",
);
pub(crate) const INCOMPLETE_EXPIRY: Decline = mistyped(
    "incomplete_expiry",
    "Your card's expiration date is incomplete.",
    "exp",
);
pub(crate) const PAST_EXPIRY: Decline = mistyped(
    "invalid_expiry_year",
    "Your card's expiration year is in the past.",
    "exp",
);
pub(crate) const INVALID_CVC: Decline = mistyped(
    "invalid_cvc",
    "Your card's security code is invalid.",
    "cvc",
);

impl Decline {
    /// The bank's reason, or Stripe's own code.
    pub(crate) fn reason(&self) -> &'static str {
        self.decline_code.unwrap_or(self.code)
    }

    /// Whether it never reached a bank: something was typed wrong.
    pub(crate) fn is_mistyped(&self) -> bool {
        self.decline_code.is_none() && *self != AUTHENTICATION
    }

    /// A charge's `outcome`.
    pub(crate) fn outcome(&self) -> Value {
        let blocked = *self == FRAUDULENT;
        let further = match self.decline_code {
            None | Some("generic_decline") => {
                "The bank did not return any further details with this decline.".to_owned()
            }
            Some(code) => format!("The bank returned the decline code `{code}`."),
        };
        let risk = if blocked {
            ("highest", 95)
        } else {
            ("normal", 32)
        };
        json!({
            "advice_code": self.advice(),
            "network_advice_code": null,
            "network_decline_code": if blocked { Value::Null } else { json!("05") },
            "network_status":
                if blocked { "not_sent_to_network" } else { "declined_by_network" },
            "reason": if blocked { "highest_risk_level" } else { self.reason() },
            "risk_level": risk.0,
            "risk_score": risk.1,
            "seller_message":
                if blocked { "Stripe blocked this payment as too risky." } else { &further },
            "type": if blocked { "blocked" } else { "issuer_declined" },
        })
    }

    /// Whether it is worth trying again.
    pub(crate) fn advice(&self) -> Option<&'static str> {
        match self.reason() {
            "lost_card" | "stolen_card" | "fraudulent" => Some("do_not_try_again"),
            "expired_card" | "incorrect_cvc" => Some("confirm_card_data"),
            "generic_decline"
            | "insufficient_funds"
            | "processing_error"
            | "card_velocity_exceeded" => Some("try_again_later"),
            _ => None,
        }
    }
}
