//! Stripe's ids, each a type of its own that checks its prefix.

use serde::{Deserialize, Serialize};

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not the id of a {kind}: it {}", expected(prefixes))]
pub struct IdError {
    text: String,
    kind: &'static str,
    prefixes: &'static str,
}

fn expected(prefixes: &str) -> String {
    if prefixes.is_empty() {
        "holds letters, digits, _ and - only".to_owned()
    } else {
        format!("begins with {prefixes}")
    }
}

/// Longest id that we accept; Stripe's documentation promises 255 at most.
const LONGEST: usize = 255;

fn check(text: String, kind: &'static str, prefixes: &'static str) -> Result<String, IdError> {
    let prefixed = prefixes.split(", ").any(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        })
    });
    if prefixed && text.len() <= LONGEST {
        Ok(text)
    } else {
        Err(IdError {
            text: text.chars().take(60).collect(),
            kind,
            prefixes,
        })
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $kind:literal, $prefixes:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the prefix and that only letters, digits, `_` and `-` follow it.
            ///
            /// # Errors
            /// When the text is not such an id.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                check(text.into(), $kind, $prefixes).map(Self)
            }

            /// The id as Stripe writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A payment intent, `pi_…`.
    PaymentIntentId: "payment intent", "pi_";
    /// A charge: `ch_…`, or `py_…` for methods other than cards.
    ChargeId: "charge", "ch_, py_";
    /// A checkout session, `cs_…`.
    CheckoutSessionId: "checkout session", "cs_";
    /// A payment link, `plink_…`.
    PaymentLinkId: "payment link", "plink_";
    /// A refund: `re_…`, or `pyr_…` for methods other than cards.
    RefundId: "refund", "re_, pyr_";
    /// A dispute: `dp_…`, `du_…`, or `pdp_…` for methods other than cards.
    DisputeId: "dispute", "dp_, du_, pdp_";
    /// A balance transaction, `txn_…`.
    BalanceTransactionId: "balance transaction", "txn_";
    /// A payout, `po_…`.
    PayoutId: "payout", "po_";
    /// An invoice, `in_…`.
    InvoiceId: "invoice", "in_";
    /// A payment of an invoice, `inpay_…`.
    InvoicePaymentId: "payment of an invoice", "inpay_";
    /// A subscription, `sub_…`.
    SubscriptionId: "subscription", "sub_";
    /// A customer, `cus_…`.
    CustomerId: "customer", "cus_";
    /// An early fraud warning, `issfr_…`.
    EarlyFraudWarningId: "early fraud warning", "issfr_";
    /// A review, `prv_…`.
    ReviewId: "review", "prv_";
    /// A run of a report, `frr_…`.
    ReportRunId: "run of a report", "frr_";
    /// A product: `prod_…`, or whatever the merchant chose.
    ProductId: "product", "";
    /// A price: `price_…`, `plan_…`, or whatever the merchant chose.
    PriceId: "price", "";
    /// An event, `evt_…`.
    EventId: "event", "evt_";
    /// A webhook endpoint, `we_…`.
    WebhookEndpointId: "webhook endpoint", "we_";
    /// An account, `acct_…`.
    AccountId: "account", "acct_";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_another_kind_is_refused() {
        assert!(PaymentIntentId::new("pi_3QK8x2Lm").is_ok());
        assert!(ChargeId::new("py_1").is_ok());
        for text in ["", "pi_", "ch_1", "pi_1 ", "pi_é", "PI_1"] {
            let error = PaymentIntentId::new(text).unwrap_err();
            assert!(error.to_string().contains("begins with pi_"), "{error}");
        }
        assert!(PaymentIntentId::new(format!("pi_{}", "a".repeat(300))).is_err());
    }

    #[test]
    fn an_id_that_the_merchant_chose_has_no_prefix() {
        assert!(ProductId::new("gold-special").is_ok());
        let error = ProductId::new("gold special").unwrap_err();
        assert!(error.to_string().contains("letters, digits"), "{error}");
    }
}
