//! Why our endpoint cannot be what it should be, each as a sentence.

use countertop_stripe_client::ApiError;

use super::MOST_ENDPOINTS;
use super::marks::Elsewhere;
use crate::accounts::KeysError;

/// Why the endpoint cannot be registered, changed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum EndpointError {
    /// Stripe could not be reached or refused.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// There are as many as an account may have, none of them ours.
    #[error(
        "Stripe takes no more webhook endpoints for this account: it may have {MOST_ENDPOINTS}, and \
         {count} are there{}; delete one that is no longer used in Stripe's Dashboard, under \
         Developers, Webhooks. Until then payments arrive by catch-up alone", by_countertop(.elsewhere)
    )]
    Full {
        /// How many were listed.
        count: usize,
        /// Those that Countertop made on other computers.
        elsewhere: Vec<Elsewhere>,
    },
    /// The secrets cannot be read or forgotten.
    #[error(transparent)]
    Keys(#[from] KeysError),
}

fn by_countertop(elsewhere: &[Elsewhere]) -> String {
    if elsewhere.is_empty() {
        return String::new();
    }
    let machines: Vec<_> = elsewhere.iter().map(|it| it.machine.as_str()).collect();
    format!(
        ", {} of them made by Countertop on {}",
        elsewhere.len(),
        machines.join(", ")
    )
}
