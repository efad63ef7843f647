//! Why a request gets no 200, and what it gets instead.

use bytes::Bytes;
use countertop_stripe_wire::signature::Refusal;
use http_body_util::Full;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use crate::Unavailable;
use crate::heads::Fault;
use crate::limits::RETRY_AFTER_SECONDS;

/// Why a request gets no 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// What was sent is no request of HTTP/1, or one whose end is doubtful.
    Unreadable,
    /// The first line is too long.
    AddressTooLong,
    /// The head is too long.
    HeadTooLong,
    /// Another path.
    Path,
    /// Another method.
    Method,
    /// Compressed, or not JSON.
    MediaType,
    /// A longer body than is read.
    TooLarge,
    /// A body that did not come in time.
    Late,
    /// Not Stripe's, as far as can be told.
    Webhook(Refusal),
    /// It cannot be recorded now.
    Unavailable,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Webhook(refusal)
    }
}

impl From<Unavailable> for Refused {
    fn from(_: Unavailable) -> Self {
        Self::Unavailable
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Doubtful | Fault::OtherProtocol => Self::Unreadable,
            Fault::AddressTooLong => Self::AddressTooLong,
            Fault::TooLong => Self::HeadTooLong,
        }
    }
}

impl Refused {
    /// All there are, each at its own index.
    pub(crate) const ALL: [Self; 15] = [
        Self::Unreadable,
        Self::AddressTooLong,
        Self::HeadTooLong,
        Self::Path,
        Self::Method,
        Self::MediaType,
        Self::TooLarge,
        Self::Late,
        Self::Unavailable,
        Self::Webhook(Refusal::MissingSignature),
        Self::Webhook(Refusal::MalformedSignature),
        Self::Webhook(Refusal::NoV1),
        Self::Webhook(Refusal::SignatureMismatch),
        Self::Webhook(Refusal::TimestampOutOfTolerance),
        Self::Webhook(Refusal::EmptyBody),
    ];

    /// Its place among all.
    pub(crate) fn index(self) -> usize {
        let place = Self::ALL.iter().position(|it| *it == self);
        place.unwrap_or_default()
    }

    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::Unreadable | Self::Webhook(_) => StatusCode::BAD_REQUEST,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadTooLong => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Path => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Late => StatusCode::REQUEST_TIMEOUT,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The code in the delivery log, where the signature decided.
    pub(crate) fn code(self) -> Option<&'static str> {
        match self {
            Self::Webhook(refusal) => Some(refusal.code()),
            Self::Unreadable
            | Self::AddressTooLong
            | Self::HeadTooLong
            | Self::Path
            | Self::Method
            | Self::MediaType
            | Self::TooLarge
            | Self::Late
            | Self::Unavailable => None,
        }
    }

    pub(crate) fn response(self) -> Response<Full<Bytes>> {
        let (text, header): (String, Option<(HeaderName, &'static str)>) = match self {
            Self::Webhook(refusal) => (
                format!("Webhook Error: {refusal}"),
                Some((header::CONTENT_TYPE, "text/plain; charset=utf-8")),
            ),
            Self::Method => (String::new(), Some((header::ALLOW, "POST"))),
            Self::Unavailable => (
                String::new(),
                Some((header::RETRY_AFTER, RETRY_AFTER_SECONDS)),
            ),
            Self::Unreadable
            | Self::AddressTooLong
            | Self::HeadTooLong
            | Self::Path
            | Self::MediaType
            | Self::TooLarge
            | Self::Late => (String::new(), None),
        };
        let mut response = Response::new(Full::from(text));
        *response.status_mut() = self.status();
        if let Some((name, value)) = header {
            let value = HeaderValue::from_static(value);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_an_index_of_its_own() {
        for (index, refused) in Refused::ALL.into_iter().enumerate() {
            assert_eq!(refused.index(), index, "{refused:?}");
        }
    }
}
