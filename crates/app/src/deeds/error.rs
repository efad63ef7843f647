//! Why something could not be done to a payment.

use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, IdempotencyKeyError, NetworkFailure};

use crate::ipc::Said;

/// What is done to a payment through the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Money is given back.
    Refunded,
    /// Money that is held is taken.
    Captured,
    /// It is called off.
    Canceled,
}

/// Why something could not be done to a payment.
#[derive(Debug, thiserror::Error)]
pub enum DeedError {
    /// Nobody knows a payment of this id.
    #[error("there is no payment '{0}': `payments list` and the window show those that there are")]
    Unknown(String),
    /// What is asked breaks a rule.
    #[error("{sentence}")]
    Rule {
        /// The part of the request at fault, where it is one.
        field: Option<&'static str>,
        /// What, why, and what to do.
        sentence: String,
        /// The same for the window.
        said: Said,
    },
    /// Stripe could not be reached or refused.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The ledger could not be written or read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// A write that never left this computer.
    #[error("nothing was sent, because {host} cannot be reached: {failure}")]
    NotSent {
        /// Who was to answer.
        host: String,
        /// What is in the way.
        failure: NetworkFailure,
    },
    /// A write of which nobody here knows whether it was carried out.
    #[error(
        "no answer came, so it is not known whether the payment was {}; do the same again: it is done once, \
         however often it is asked", .0.word()
    )]
    InDoubt(Deed),
    /// What tells two attempts apart cannot do so.
    #[error("this cannot be told from another attempt: {0}")]
    Key(#[from] IdempotencyKeyError),
}

impl Deed {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Refunded => "refunded",
            Self::Captured => "captured",
            Self::Canceled => "canceled",
        }
    }
}

impl DeedError {
    pub(super) fn rule(sentence: impl Into<String>, said: Said) -> Self {
        Self::Rule {
            field: None,
            sentence: sentence.into(),
            said,
        }
    }

    pub(super) fn amount(sentence: impl Into<String>, said: Said) -> Self {
        Self::Rule {
            field: Some("amount"),
            sentence: sentence.into(),
            said,
        }
    }

    /// A write that failed.
    pub(super) fn of_write(error: ApiError, deed: Deed) -> Self {
        if error.is_in_doubt() {
            return Self::InDoubt(deed);
        }
        match error {
            ApiError::Network { host, failure, .. } => Self::NotSent { host, failure },
            other => Self::Api(other),
        }
    }
}
