//! Declines, as banks make them and Stripe words them.

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
/// The customer is not there to confirm, and the bank wants that.
pub(crate) const AUTHENTICATION_REQUIRED: Decline = of_card(
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
    "card_number",
);
pub(crate) const AUTHENTICATION: Decline = mistyped(
    "payment_intent_authentication_failure",
    "We are unable to authenticate your payment method. Please choose a different payment method \
     and try again.",
    "card_number",
);

const fn of_debit(code: &'static str, message: &'static str) -> Decline {
    Decline {
        code,
        decline_code: None,
        message,
        field: "iban",
    }
}

pub(crate) const DEBIT_FAILED: Decline = of_debit(
    "payment_intent_payment_attempt_failed",
    "The payment failed.",
);
pub(crate) const DEBIT_OVER_VOLUME: Decline = of_debit(
    "charge_exceeds_source_limit",
    "The payment amount causes the account to exceed its weekly payment volume limit.",
);
pub(crate) const DEBIT_OVER_LIMIT: Decline = of_debit(
    "charge_exceeds_weekly_limit",
    "The payment amount exceeds the account's transaction volume limit.",
);
pub(crate) const DEBIT_WITHOUT_FUNDS: Decline = of_debit(
    "insufficient_funds",
    "The customer's account has insufficient funds to cover this payment.",
);
/// A voucher that nobody paid.
pub(crate) const VOUCHER_EXPIRED: Decline = of_debit(
    "payment_intent_payment_attempt_expired",
    "The voucher was not paid before it expired.",
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
        self.decline_code.is_none() && *self != AUTHENTICATION && self.field != "iban"
    }

    /// The parameter of the API to look at, where there is one.
    pub(crate) fn param(&self) -> Option<&'static str> {
        match (self.code, self.field) {
            ("incorrect_number" | "incomplete_number", _) => Some("number"),
            ("expired_card" | "invalid_expiry_month", _) => Some("exp_month"),
            ("invalid_expiry_year", _) => Some("exp_year"),
            (_, "cvc") => Some("cvc"),
            _ => None,
        }
    }

    /// The bank's own code, as card networks number them.
    pub(super) fn network_code(&self) -> &'static str {
        match self.reason() {
            "insufficient_funds" => "51",
            "lost_card" => "41",
            "stolen_card" => "43",
            "expired_card" => "54",
            "incorrect_cvc" => "N7",
            "card_velocity_exceeded" => "65",
            "processing_error" => "96",
            _ => "05",
        }
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
