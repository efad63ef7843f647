//! Errors as the window sees them: a closed set of codes, each with a sentence and an action there.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::Said;

/// Why a command failed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IpcError {
    /// What kind of failure; the window has words and an action for each.
    pub code: IpcErrorCode,
    /// One sentence for a person: what failed, why, what to do.
    pub message: String,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// More, by name: `field` for the input at fault, `requestId` for Stripe's request.
    pub details: BTreeMap<String, String>,
    /// The same sentence as a text of the window's catalogue, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<Said>,
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IpcErrorCode {
    /// The input breaks a rule; `details.field` names it.
    InvalidInput,
    /// There is nothing of that id.
    NotFound,
    /// Stripe, or the practice store, did not answer.
    StripeUnreachable,
    /// Stripe answered no.
    StripeRefused,
    /// The key of the account is not here: it is to be pasted.
    KeyNeeded,
    /// Keys cannot be kept or read; `details.keychain` says where that is the keychain's trouble:
    /// `locked`, `unanswered` or `absent`.
    KeyUnavailable,
    /// There is no keychain, and nobody has said where keys are to be kept; `details.reason` is what
    /// the system says.
    KeysPlaceNeeded,
    /// The keys are in an encrypted file that waits for its passphrase.
    KeysLocked,
    /// The ledger cannot be read or written.
    LedgerUnavailable,
    /// The PIN comes before this: it is asked for, and the same is sent again.
    PinNeeded,
    /// It is not the PIN, or too many were wrong; `details.waitSeconds` says how long none is tried.
    PinWrong,
    /// The window is for looking only.
    ViewOnly,
    /// The window is locked.
    Locked,
    /// There is no such command.
    UnknownCommand,
    /// A fault of ours.
    Internal,
}

impl IpcError {
    /// An error without details.
    pub fn new(code: IpcErrorCode, message: impl Into<String>) -> Self {
        let retryable = matches!(
            code,
            IpcErrorCode::StripeUnreachable
                | IpcErrorCode::LedgerUnavailable
                | IpcErrorCode::KeyUnavailable
        );
        Self {
            code,
            message: message.into(),
            retryable,
            details: BTreeMap::new(),
            said: None,
        }
    }

    /// What was given is wrong, in this field.
    pub fn of_field(field: &str, message: impl Into<String>) -> Self {
        Self::new(IpcErrorCode::InvalidInput, message).with("field", field)
    }

    /// The same error with its sentence as a text of the catalogue.
    #[must_use]
    pub(crate) fn said(mut self, said: impl Into<Option<Said>>) -> Self {
        self.said = said.into();
        self
    }

    /// The same error with one more detail.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}
