//! One try over HTTP: headers, limits, TLS. No retries here.

use std::error::Error;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use bytes::{Bytes, BytesMut};
use countertop_domain::UnixSeconds;
use countertop_stripe_wire::scrub;
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::base::ApiBase;
use crate::config::{ClientConfig, ConfigError, Dates};
use crate::error::NetworkFailure;
use crate::key::ApiKey;
use crate::request::Call;

pub(crate) const USER_AGENT: &str = concat!("countertop/", env!("CARGO_PKG_VERSION"));
const FORM: &str = "application/x-www-form-urlencoded";

const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");
const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// What came back, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
    pub(crate) request_id: Option<String>,
    pub(crate) date: Option<UnixSeconds>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) should_retry: Option<bool>,
}

/// Why no answer came.
pub(crate) enum Failure {
    /// The way there or back broke.
    Network(NetworkFailure, String),
    /// The reply is larger than the limit.
    TooLarge { status: u16, limit: usize },
    /// The request could not even be made.
    Unsendable(String),
}

/// The HTTP client and what every request carries.
pub(crate) struct Transport {
    http: reqwest::Client,
    key: ApiKey,
    base: ApiBase,
    reply_limit: usize,
    dates: Dates,
}

impl Transport {
    pub(crate) fn new(key: ApiKey, config: &ClientConfig) -> Result<Self, ConfigError> {
        let base = config.api_base.clone();
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(&base)?)
            .http1_only()
            .user_agent(USER_AGENT)
            .connect_timeout(config.timeouts.connect)
            .timeout(config.timeouts.whole_try)
            // A redirect would carry the key to where it does not belong.
            .redirect(reqwest::redirect::Policy::none())
            .referer(false);
        if base.is_loopback() {
            // Neither a proxy nor a resolver may lead what is meant for this machine elsewhere.
            builder = builder.no_proxy().resolve_to_addrs(
                "localhost",
                &[
                    SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                    SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
                ],
            );
        }
        let http = builder
            .build()
            .map_err(|error| ConfigError::Transport(words(&error)))?;
        Ok(Self {
            http,
            key,
            base,
            reply_limit: config.reply_limit,
            dates: config.dates.clone(),
        })
    }

    pub(crate) fn base(&self) -> &ApiBase {
        &self.base
    }

    pub(crate) fn key(&self) -> &ApiKey {
        &self.key
    }

    /// Sends the call once and reads the whole reply.
    pub(crate) async fn once(&self, call: &Call) -> Result<Answer, Failure> {
        let began = Instant::now();
        let mut response = self.request(call)?.send().await.map_err(failure)?;
        if let Some(date) = date(response.headers()) {
            self.dates.tell(date, began.elapsed());
        }
        let status = response.status().as_u16();
        let too_large = || Failure::TooLarge {
            status,
            limit: self.reply_limit,
        };
        let announced = response.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > self.reply_limit) {
            return Err(too_large());
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            if body.len() + chunk.len() > self.reply_limit {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(answer(status, response.headers(), body.freeze()))
    }

    fn request(&self, call: &Call) -> Result<reqwest::RequestBuilder, Failure> {
        let mut url = format!("{}/v1{}", self.base.as_str(), call.path);
        if let Some(query) = &call.query {
            url.push('?');
            url.push_str(query);
        }
        let mut request = self
            .http
            .request(call.method.clone(), url)
            .headers(self.headers(call)?);
        if let Some(timeout) = call.timeout {
            request = request.timeout(timeout);
        }
        if let Some(body) = &call.body {
            request = request.body(body.clone());
        }
        Ok(request)
    }

    fn headers(&self, call: &Call) -> Result<HeaderMap, Failure> {
        let value = |text: &str| {
            HeaderValue::from_str(text)
                .map_err(|_| Failure::Unsendable("a header has odd characters".to_owned()))
        };
        let mut headers = HeaderMap::new();
        let mut bearer = value(&self.key.bearer())?;
        bearer.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, bearer);
        headers.insert(
            STRIPE_VERSION,
            HeaderValue::from_static(countertop_stripe_wire::API_VERSION),
        );
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(key) = &call.key {
            headers.insert(IDEMPOTENCY_KEY, value(key.as_str())?);
        }
        if let Some(account) = &call.account {
            headers.insert(STRIPE_ACCOUNT, value(account)?);
        }
        if call.body.is_some() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FORM));
        }
        Ok(headers)
    }
}

/// TLS with ring, trusting what the system trusts, so that a company's own roots work. A base on
/// plain http needs no roots: it gets none, and runs on a machine that has none.
pub(crate) fn tls(base: &ApiBase) -> Result<rustls::ClientConfig, ConfigError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigError::Transport(error.to_string()))?;
    let verified = if base.is_secure() {
        builder
            .with_platform_verifier()
            .map_err(|error| ConfigError::Certificates(error.to_string()))?
    } else {
        builder.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(verified.with_no_client_auth())
}

fn answer(status: u16, headers: &HeaderMap, body: Bytes) -> Answer {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    Answer {
        status,
        body,
        request_id: text("request-id").map(str::to_owned),
        date: date(headers),
        retry_after: text("retry-after")
            .and_then(|text| text.trim().parse().ok())
            .map(Duration::from_secs),
        should_retry: text("stripe-should-retry").and_then(|text| text.trim().parse().ok()),
    }
}

/// The answer's HTTP date as seconds since 1970.
fn date(headers: &HeaderMap) -> Option<UnixSeconds> {
    let date = headers.get(header::DATE)?.to_str().ok()?;
    let date = httpdate::parse_http_date(date).ok()?;
    let since = date.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok().map(UnixSeconds)
}

fn failure(error: reqwest::Error) -> Failure {
    if error.is_builder() {
        return Failure::Unsendable(words(&error));
    }
    let kind = if is_certificate(&error) {
        NetworkFailure::Certificate
    } else if error.is_dns() {
        NetworkFailure::UnknownHost
    } else if error.is_connect() {
        // Also one that took too long to open: nothing was sent on it.
        NetworkFailure::Unreachable
    } else if error.is_timeout() {
        NetworkFailure::TimedOut
    } else {
        NetworkFailure::Interrupted
    };
    Failure::Network(kind, words(&error))
}

/// The innermost cause in words. The outer ones only say that sending failed, and with which URL.
pub(crate) fn words(error: &reqwest::Error) -> String {
    let innermost = causes(error).last();
    scrub(&innermost.map_or_else(String::new, ToString::to_string))
}

fn is_certificate(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| {
        matches!(
            cause.downcast_ref(),
            Some(rustls::Error::InvalidCertificate(_))
        )
    })
}

/// An error and what caused it, outermost first.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(Some(error as &(dyn Error + 'static)), |error| cause(*error))
}

/// An I/O error's source is the source of what it wraps, so what it wraps comes first.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let wrapped = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    match wrapped {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
