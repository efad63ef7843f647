//! Failures of the layers below, as the window is told them.

use countertop_domain::MoneyError;
use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, Refusal};

use crate::accounts::RegistryError;
use crate::ipc::{IpcError, IpcErrorCode};
use crate::links::LinkError;
use crate::shop::OpenError;

impl From<StoreError> for IpcError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "The ledger could not serve the window.");
        Self::new(IpcErrorCode::LedgerUnavailable, sentence(&error))
    }
}

impl From<ApiError> for IpcError {
    fn from(error: ApiError) -> Self {
        let message = sentence(&error);
        match &error {
            ApiError::Network { .. }
            | ApiError::ServerFault(_)
            | ApiError::RateLimited(_)
            | ApiError::Conflict(_) => Self::new(IpcErrorCode::StripeUnreachable, message),
            ApiError::NotFound(_) => Self::new(IpcErrorCode::NotFound, message),
            ApiError::Refused(refusal) => refused(refusal, message),
            ApiError::WrongKey(_)
            | ApiError::MissingPermission { .. }
            | ApiError::Unreadable { .. }
            | ApiError::Unsendable(_) => Self::new(IpcErrorCode::StripeRefused, message),
        }
    }
}

impl From<LinkError> for IpcError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Api(error) => error.into(),
            LinkError::Ledger(error) => error.into(),
            LinkError::NoLink => Self::new(IpcErrorCode::StripeRefused, sentence(&error)),
        }
    }
}

impl From<OpenError> for IpcError {
    fn from(error: OpenError) -> Self {
        let message = sentence(&error);
        match error {
            OpenError::NoKey | OpenError::Client(_) => Self::new(IpcErrorCode::KeyNeeded, message),
            OpenError::Keys(_) => Self::new(IpcErrorCode::KeyUnavailable, message),
            OpenError::Ledger(_)
            | OpenError::OtherMode(_)
            | OpenError::Receiver(_)
            | OpenError::Sandbox(_)
            | OpenError::ApiBase(_)
            | OpenError::Rehearsals(_)
            | OpenError::Installation(_)
            | OpenError::Door(_)
            | OpenError::Way(_) => Self::new(IpcErrorCode::LedgerUnavailable, message),
        }
    }
}

impl From<RegistryError> for IpcError {
    fn from(error: RegistryError) -> Self {
        Self::new(IpcErrorCode::LedgerUnavailable, sentence(&error))
    }
}

/// A rule of amounts, broken by the field `amount`.
pub(crate) fn bad_amount(error: &MoneyError) -> IpcError {
    IpcError::new(IpcErrorCode::InvalidInput, sentence(error)).with("field", "amount")
}

fn refused(refusal: &Refusal, message: String) -> IpcError {
    let mut error = IpcError::new(IpcErrorCode::StripeRefused, message);
    if let Some(field) = refusal.param.as_deref().and_then(field) {
        error = error.with("field", field);
    }
    if let Some(request_id) = &refusal.request_id {
        error = error.with("requestId", request_id);
    }
    error
}

/// The field of our form that a parameter of the API comes from.
fn field(parameter: &str) -> Option<&'static str> {
    if parameter.ends_with("[unit_amount]") {
        Some("amount")
    } else if parameter.ends_with("[currency]") {
        Some("currency")
    } else if parameter.ends_with("[name]") {
        Some("name")
    } else if parameter.ends_with("[quantity]") {
        Some("quantity")
    } else {
        None
    }
}

/// An error's words as a sentence: with a capital and a full stop.
pub(crate) fn sentence(error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|it| it.to_uppercase().to_string())
        .unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}
