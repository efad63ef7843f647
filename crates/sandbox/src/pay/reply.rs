//! Answers with a page, and the headers that keep it to itself.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::form::Form;
use super::message::{self, Message};
use super::page::{self, View};
use super::path_of;
use crate::checkout::{Closed, FieldError, Refused, Visit};

/// The page on which a customer pays.
pub(super) fn page_of(
    status: StatusCode,
    visit: &Visit,
    form: &Form,
    errors: &[FieldError],
    alert: Option<&str>,
) -> Response {
    html(
        status,
        page::page(&View {
            visit,
            form,
            errors,
            alert,
        }),
        Some(&visit.link),
    )
}

/// Why there is no page to pay on. A session that was paid meanwhile shows its confirmation.
pub(super) fn refusal(refused: &Refused, visit: Option<&Visit>) -> Response {
    let status = match refused {
        Refused::Closed(Closed::Complete) => {
            if let Some(visit) = visit {
                return see_other(&path_of(&visit.session));
            }
            StatusCode::GONE
        }
        Refused::Closed(Closed::Unknown) => StatusCode::NOT_FOUND,
        Refused::Closed(_) => StatusCode::GONE,
        Refused::Fields(_) | Refused::Card(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refused::State(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    html(status, message::page(&Message::of(refused)), None)
}

/// Sends the browser elsewhere after a form.
pub(super) fn see_other(target: &str) -> Response {
    match HeaderValue::from_str(target) {
        Ok(target) => (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page with the headers that keep it to itself. A browser applies `form-action` to redirects
/// too, so the shop's own page after the payment is named in it.
pub(super) fn html(status: StatusCode, page: maud::Markup, link: Option<&Value>) -> Response {
    let target = link.and_then(|link| link["after_completion"]["redirect"]["url"].as_str());
    let origin = target
        .and_then(|target| url::Url::parse(target).ok())
        .map(|target| target.origin().ascii_serialization())
        .map(|origin| format!(" {origin}"))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; form-action 'self'{origin}; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(
        "default-src 'none'; form-action 'self'",
    ));
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, policy),
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, page.into_string()).into_response()
}
