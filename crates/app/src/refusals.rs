//! Failures of the layers below, as the window is told them.

use countertop_domain::PaymentLinkId;
use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, Refusal};

use crate::accounts::{KeysError, RegistryError};
use crate::ipc::{IpcError, IpcErrorCode, Said};
use crate::links::LinkError;
use crate::open_error::OpenError;
use crate::told;

impl From<StoreError> for IpcError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "The ledger could not serve the window.");
        let said = told::of_store(&error);
        Self::new(IpcErrorCode::LedgerUnavailable, sentence(&error)).said(said)
    }
}

impl From<ApiError> for IpcError {
    fn from(error: ApiError) -> Self {
        let message = sentence(&error);
        let told = match &error {
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
        };
        told.said(told::of_api(&error))
    }
}

impl From<LinkError> for IpcError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Api(error) => error.into(),
            LinkError::Ledger(error) => error.into(),
            LinkError::NoLink => {
                Self::new(IpcErrorCode::StripeRefused, sentence(&error)).said(Said::link_none())
            }
            LinkError::Unknown(_) => {
                Self::new(IpcErrorCode::NotFound, sentence(&error)).said(Said::link_unknown())
            }
            LinkError::NotSent { ref host, failure } => {
                let said = Said::not_sent(host.as_str(), told::of_failure(failure));
                Self::new(IpcErrorCode::StripeUnreachable, sentence(&error)).said(said)
            }
            LinkError::InDoubt { deed, .. } => {
                let said = Said::link_in_doubt(deed.word());
                Self::new(IpcErrorCode::StripeUnreachable, sentence(&error)).said(said)
            }
            LinkError::OtherContent(ref link) => {
                let of_link = Self::new(IpcErrorCode::InvalidInput, sentence(&error));
                of_link
                    .with("link", link.as_str())
                    .said(Said::link_sent_otherwise())
            }
            LinkError::Problems(problems) => match problems.into_iter().next() {
                Some(first) => {
                    Self::new(IpcErrorCode::InvalidInput, first.sentence).with("field", first.param)
                }
                None => Self::new(IpcErrorCode::InvalidInput, "The link breaks a rule."),
            },
            LinkError::Key(_) => {
                let of_key = Self::new(IpcErrorCode::InvalidInput, sentence(&error));
                of_key.with("field", "submission")
            }
        }
    }
}

impl From<OpenError> for IpcError {
    fn from(error: OpenError) -> Self {
        let message = sentence(&error);
        match error {
            OpenError::NoKey => {
                Self::new(IpcErrorCode::KeyNeeded, message).said(Said::key_missing())
            }
            OpenError::Client(_) => Self::new(IpcErrorCode::KeyNeeded, message),
            OpenError::Keys(error) => error.into(),
            OpenError::Ledger(error) => error.into(),
            OpenError::OtherMode(_)
            | OpenError::OtherAccount { .. }
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

impl From<KeysError> for IpcError {
    fn from(error: KeysError) -> Self {
        let message = sentence(&error);
        let said = told::of_keys(&error);
        let told = match error {
            KeysError::PlaceNeeded(reason) => {
                Self::new(IpcErrorCode::KeysPlaceNeeded, message).with("reason", reason)
            }
            KeysError::FileLocked => Self::new(IpcErrorCode::KeysLocked, message),
            KeysError::Keychain { trouble, .. } => {
                Self::new(IpcErrorCode::KeyUnavailable, message).with("keychain", trouble.as_str())
            }
            KeysError::Other(_) => Self::new(IpcErrorCode::KeyUnavailable, message),
        };
        told.said(said)
    }
}

impl From<RegistryError> for IpcError {
    fn from(error: RegistryError) -> Self {
        Self::new(IpcErrorCode::LedgerUnavailable, sentence(&error))
    }
}

fn refused(refusal: &Refusal, message: String) -> IpcError {
    let mut error = IpcError::new(IpcErrorCode::StripeRefused, message);
    if let Some(field) = &refusal.param {
        error = error.with("field", field);
    }
    if let Some(code) = &refusal.code {
        error = error.with("code", code);
    }
    if let Some(request_id) = &refusal.request_id {
        error = error.with("requestId", request_id);
    }
    error
}

/// The link that the page names.
///
/// # Errors
/// When the text can be no link's id.
pub(crate) fn link_id(id: &str) -> Result<PaymentLinkId, IpcError> {
    PaymentLinkId::new(id).map_err(|error| IpcError::of_field("id", sentence(&error)))
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
