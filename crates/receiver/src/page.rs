//! A page of text for programs on this computer, such as a monitor that reads our numbers.
//!
//! Any page in the merchant's browser can send requests to this computer, under a name of its own
//! if it likes. So only who names our address is answered, and no page but one of our own.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::ReceiverError;
use crate::limits::PAGE_CONNECTIONS;
use crate::line::Visit;
use crate::refused::Refused;
use crate::server::{Listening, Port};
use crate::serving::Answering;

/// What the page is.
pub struct PageConfig {
    /// Where to listen: a loopback address; port 0 picks a free one.
    pub listen: SocketAddr,
    /// The one path that is answered.
    pub path: &'static str,
    /// The type of the text.
    pub content_type: &'static str,
    /// Gives the text as it is now.
    pub text: Box<dyn Fn() -> String + Send + Sync>,
}

/// A page that is being shown.
pub struct Page {
    listening: Listening,
    path: &'static str,
}

impl Page {
    /// Starts to show a page.
    ///
    /// # Errors
    /// When the address is not loopback, or the port cannot be had.
    pub async fn show(config: PageConfig) -> Result<Self, ReceiverError> {
        let port = Port::open(config.listen)?;
        let path = config.path;
        let answering = Shown {
            address: port.address.to_string(),
            config,
        };
        let listening = port.serve(answering, Arc::default(), PAGE_CONNECTIONS);
        Ok(Self { listening, path })
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.listening.address, self.path)
    }

    /// Shows it no more.
    pub async fn stop(self) {
        self.listening.stop().await;
    }
}

struct Shown {
    address: String,
    config: PageConfig,
}

impl Answering for Shown {
    async fn answer(&self, visit: &Visit, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let unread = visit.head().fault.is_some() || !request.body().is_end_stream();
        let mut response = self.respond(visit, &request);
        let headers = response.headers_mut();
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if unread {
            visit.leave_unread();
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    fn unreadable(&self, _: Refused) {}

    fn every_second(&self) {}

    fn at_the_end(&self) {}
}

impl Shown {
    fn respond(&self, visit: &Visit, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        if let Some(fault) = visit.head().fault {
            return Refused::from(fault).response();
        }
        let headers = request.headers();
        if only(headers, &header::HOST) != Some(&self.address) {
            return forbidden("This page answers only under the address that was printed.");
        }
        let own = format!("http://{}", self.address);
        if headers.contains_key(header::ORIGIN) && only(headers, &header::ORIGIN) != Some(&own) {
            return forbidden("Another page may not ask for this one.");
        }
        if request.uri().path() != self.config.path {
            return Refused::Path.response();
        }
        if request.method() != Method::GET {
            let mut response = Refused::Method.response();
            let get = HeaderValue::from_static("GET");
            response.headers_mut().insert(header::ALLOW, get);
            return response;
        }
        let mut response = Response::new(Full::from((self.config.text)()));
        let content_type = HeaderValue::from_static(self.config.content_type);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, content_type);
        response
    }
}

fn forbidden(sentence: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(sentence));
    *response.status_mut() = StatusCode::FORBIDDEN;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}

/// A header's value, if it was sent exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}
