//! Why a link cannot be made, read, changed or listed.

use countertop_domain::PaymentLinkId;
use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, IdempotencyKeyError, NetworkFailure};
use countertop_terms::Problem;

/// Why a link cannot be made, read, changed or listed.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Stripe could not be reached or refused.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The ledger could not be written or read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// Stripe answered, but not with a payment link.
    #[error("Stripe's answer holds no payment link; look at the links in Stripe's Dashboard")]
    NoLink,
    /// Nobody knows a link of this id.
    #[error("there is no link {0}: `links list` and the window show those that there are")]
    Unknown(PaymentLinkId),
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
        "{reason}, so it is not known whether the link was {}; do the same again: it is done once, \
         however often it is asked", .deed.word()
    )]
    InDoubt {
        /// Why nothing is known.
        reason: String,
        /// What was asked.
        deed: Deed,
    },
    /// Under the same key something else was made before.
    #[error(
        "this was sent before with other content, and the link {0} was made of it: change that one, or \
         begin a new link"
    )]
    OtherContent(PaymentLinkId),
    /// What is asked breaks rules; there is at least one.
    #[error("{}", first_of(.0))]
    Problems(Vec<Problem>),
    /// What is to tell two links apart cannot do so.
    #[error("a link's key cannot be used: {0}")]
    Key(#[from] IdempotencyKeyError),
}

/// What is done to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is made.
    Made,
    /// It is changed.
    Changed,
}

impl Deed {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Changed => "changed",
        }
    }
}

impl LinkError {
    /// A write that failed.
    pub(super) fn of_write(error: ApiError, deed: Deed) -> Self {
        if error.is_in_doubt() {
            let reason = why_in_doubt(&error);
            return Self::InDoubt { reason, deed };
        }
        Self::before_writing(error)
    }

    /// A read that failed before anything was written.
    pub(super) fn before_writing(error: ApiError) -> Self {
        match error {
            ApiError::Network { host, failure, .. } => Self::NotSent { host, failure },
            other => Self::Api(other),
        }
    }

    /// What Stripe, or the way to it, answered.
    pub fn refusal(&self) -> Option<&countertop_stripe_client::Refusal> {
        match self {
            Self::Api(error) => error.refusal(),
            Self::Ledger(_)
            | Self::NoLink
            | Self::Unknown(_)
            | Self::NotSent { .. }
            | Self::InDoubt { .. }
            | Self::OtherContent(_)
            | Self::Problems(_)
            | Self::Key(_) => None,
        }
    }
}

/// The first problem, with its place.
fn first_of(problems: &[Problem]) -> String {
    let first = problems.first();
    first.map_or_else(String::new, |it| format!("{}: {}", it.param, it.sentence))
}

fn why_in_doubt(error: &ApiError) -> String {
    match error {
        ApiError::Network { host, .. } => format!("no answer came from {host}"),
        ApiError::Conflict(_) => "Stripe is still busy with it".to_owned(),
        ApiError::ServerFault(_) => "Stripe failed while it was at it".to_owned(),
        ApiError::WrongKey(_)
        | ApiError::MissingPermission { .. }
        | ApiError::NotFound(_)
        | ApiError::RateLimited(_)
        | ApiError::Refused(_)
        | ApiError::Unreadable { .. }
        | ApiError::Unsendable(_) => "Stripe's answer cannot be read".to_owned(),
    }
}
