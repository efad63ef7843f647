//! Errors in Stripe's envelope, worded as Stripe words them.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::payment::Decline;
use crate::state::{Kind, StateError};

/// A refusal, or something that went wrong here.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    kind: &'static str,
    code: Option<&'static str>,
    param: Option<String>,
    message: String,
    /// What the error tells besides, such as the intent that it is about.
    more: Map<String, Value>,
    done: Done,
}

/// Whether what was done before the refusal counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    /// An attempt was made and failed: its traces stay.
    Kept,
}

/// The code of a key that another request is using.
const KEY_IN_USE: &str = "idempotency_key_in_use";

impl ApiError {
    /// 400: the request asks for something that cannot be.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "invalid_request_error",
            code: None,
            param: None,
            message: message.into(),
            more: Map::new(),
            done: Done::Nothing,
        }
    }

    /// 402: a card was refused.
    pub(crate) fn card(decline: &Decline) -> Self {
        let mut error = Self {
            status: StatusCode::PAYMENT_REQUIRED,
            kind: "card_error",
            param: decline.param().map(str::to_owned),
            ..Self::invalid(decline.message).code(decline.code)
        };
        for (name, value) in [
            ("advice_code", decline.advice()),
            ("decline_code", decline.decline_code),
        ] {
            if let Some(value) = value {
                error = error.with(name, json!(value));
            }
        }
        error
    }

    /// With something more to tell, such as the intent as it is now.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    /// What was done before stays done, unless the store itself failed.
    pub(crate) fn kept(mut self) -> Self {
        if !self.status.is_server_error() {
            self.done = Done::Kept;
        }
        self
    }

    /// Whether what was done before stays done.
    pub(super) fn is_kept(&self) -> bool {
        self.done == Done::Kept
    }

    /// With the code that programs decide by.
    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// With the parameter that is to blame.
    pub(crate) fn param(mut self, param: impl Into<String>) -> Self {
        self.param = Some(param.into());
        self
    }

    /// With another status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// A parameter that has to be given.
    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(format!("Missing required param: {param}."))
            .code("parameter_missing")
            .param(param)
    }

    /// 404: the object that the path names.
    pub(crate) fn no_such(kind: Kind, id: &str) -> Self {
        Self::no_such_param(kind, id, "id").status(StatusCode::NOT_FOUND)
    }

    /// 400: an object that a parameter names.
    pub(crate) fn no_such_param(kind: Kind, id: &str, param: &str) -> Self {
        Self::invalid(format!("No such {}: '{id}'", kind.noun()))
            .code("resource_missing")
            .param(param)
    }

    /// 404: a path that the API does not have.
    pub(crate) fn unrecognized(method: &str, path: &str) -> Self {
        Self::invalid(format!(
            "Unrecognized request URL ({method}: {path}). If you are trying to list objects, remove \
             the trailing slash. If you are trying to retrieve an object, make sure you passed a \
             valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we \
             can help at https://support.stripe.com/."
        ))
        .status(StatusCode::NOT_FOUND)
    }

    /// An idempotency key that was used for something else.
    pub(crate) fn idempotency(message: String) -> Self {
        Self {
            kind: "idempotency_error",
            ..Self::invalid(message)
        }
    }

    /// 429: one call too many.
    pub(crate) fn too_many() -> Self {
        Self::invalid(
            "Request rate limit exceeded. Learn more about rate limits here \
             https://stripe.com/docs/rate-limits.",
        )
        .code("rate_limit")
        .status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// 500: something went wrong here.
    pub(crate) fn broken() -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            kind: "api_error",
            ..Self::invalid("An unknown error occurred")
        }
    }

    /// 409: another request with the same idempotency key is under way.
    pub(crate) fn key_in_use(key: &str) -> Self {
        Self::idempotency(format!(
            "There is currently another in-progress request using this Idempotent Key (that \
             probably means you submitted twice, and the other request is still going through): \
             {key}. Please try again later."
        ))
        .code(KEY_IN_USE)
        .status(StatusCode::CONFLICT)
    }

    /// Whether it is because of such a key.
    pub(super) fn is_key_in_use(&self) -> bool {
        self.code == Some(KEY_IN_USE)
    }

    /// The body, in Stripe's envelope.
    pub(crate) fn body(&self) -> Value {
        let mut error = Map::new();
        if let Some(code) = self.code {
            error.insert("code".to_owned(), json!(code));
            let page = code.replace('_', "-");
            let page = format!("https://stripe.com/docs/error-codes/{page}");
            error.insert("doc_url".to_owned(), json!(page));
        }
        error.insert("message".to_owned(), json!(self.message));
        if let Some(param) = &self.param {
            error.insert("param".to_owned(), json!(param));
        }
        error.insert("type".to_owned(), json!(self.kind));
        error.extend(self.more.clone());
        json!({ "error": error })
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<StateError> for ApiError {
    fn from(error: StateError) -> Self {
        tracing::error!(%error, "the practice store could not answer");
        Self::broken()
    }
}
