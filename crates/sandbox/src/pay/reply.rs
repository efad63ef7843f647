//! Answers with a page, and the headers that keep it to itself.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde_json::Value;
use url::Url;

use super::view::list;

/// What a page may reach besides its own origin.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    /// A browser applies `form-action` to redirects too, so the shop's own page after the payment
    /// is named in it.
    target: String,
    /// The merchant's pictures may lie anywhere.
    pictures: String,
}

impl Allowed {
    pub(super) fn of(session: &Value) -> Self {
        let target = session["_after_completion"]["redirect"]["url"].as_str();
        let target = target.and_then(origin).map(|it| format!(" {it}"));
        Self {
            target: target.unwrap_or_default(),
            pictures: String::new(),
        }
    }

    pub(super) fn with_pictures<'a>(mut self, products: impl Iterator<Item = &'a Value>) -> Self {
        let first = |product: &'a Value| list(&product["images"]).first().and_then(Value::as_str);
        for origin in products.filter_map(first).filter_map(origin) {
            if !self.pictures.contains(&origin) {
                self.pictures.push(' ');
                self.pictures.push_str(&origin);
            }
        }
        self
    }
}

/// The origin of a web address, for a policy.
fn origin(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

/// Sends the browser elsewhere after a form.
pub(super) fn see_other(target: &str) -> Response {
    match HeaderValue::from_str(target) {
        Ok(target) => (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page with the headers that keep it to itself.
pub(super) fn html(status: StatusCode, page: Markup, allowed: &Allowed) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:{}; \
         form-action 'self'{}; base-uri 'none'; frame-ancestors 'none'",
        allowed.pictures, allowed.target
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
        (VARY, HeaderValue::from_static("Accept-Language")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, page.into_string()).into_response()
}
