//! Answers as the page expects them: JSON, with an `IpcError` where something went wrong.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use countertop_app::ipc::{IpcError, IpcErrorCode};

/// A request that never reached a command.
pub(crate) fn refusal(status: StatusCode, sentence: &str) -> Response {
    let error = IpcError::new(IpcErrorCode::InvalidInput, sentence);
    (status, Json(error)).into_response()
}

/// A command's failure.
pub(crate) fn failure(error: IpcError) -> Response {
    let status = match error.code {
        IpcErrorCode::InvalidInput => StatusCode::BAD_REQUEST,
        IpcErrorCode::NotFound | IpcErrorCode::UnknownCommand => StatusCode::NOT_FOUND,
        IpcErrorCode::PinNeeded
        | IpcErrorCode::PinWrong
        | IpcErrorCode::ViewOnly
        | IpcErrorCode::Locked => StatusCode::FORBIDDEN,
        IpcErrorCode::StripeUnreachable | IpcErrorCode::StripeRefused => StatusCode::BAD_GATEWAY,
        IpcErrorCode::KeyNeeded
        | IpcErrorCode::KeyUnavailable
        | IpcErrorCode::KeysPlaceNeeded
        | IpcErrorCode::KeysLocked
        | IpcErrorCode::LedgerUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        IpcErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    };
    (status, Json(error)).into_response()
}
