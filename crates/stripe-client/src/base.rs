//! Where the API is: Stripe's own host, or the practice store on this machine.

use std::net::IpAddr;

use reqwest::Url;

/// The host that live keys go to, and nowhere else.
const STRIPE_HOST: &str = "api.stripe.com";

/// The origin of an API, without `/v1`: `https://api.stripe.com`, or `http://127.0.0.1:PORT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase {
    /// Without a trailing slash.
    origin: String,
    host: String,
    loopback: bool,
    secure: bool,
}

/// Why a text is not an address of the API.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiBaseError {
    /// Not an absolute URL.
    #[error("the API address is not a URL: write it like https://api.stripe.com")]
    NotAUrl,
    /// Neither http nor https.
    #[error("the API address begins with {0}: write https:// (or http:// for this computer)")]
    Scheme(String),
    /// A path after the host, most often `/v1`.
    #[error("the API address has the path {0}: leave it off, as in https://api.stripe.com")]
    Path(String),
    /// A query or a fragment.
    #[error("the API address has a ? or # part: leave it off, as in https://api.stripe.com")]
    Query,
    /// A user name or password before the host.
    #[error("the API address holds a user name or password: leave it off; the key goes elsewhere")]
    Credentials,
    /// Plain http to another machine.
    #[error("the API address uses plain http to {0}: use https (http only reaches this computer)")]
    PlainHttp(String),
}

impl ApiBase {
    /// Stripe's own API.
    pub fn stripe() -> Self {
        Self {
            origin: format!("https://{STRIPE_HOST}"),
            host: STRIPE_HOST.to_owned(),
            loopback: false,
            secure: true,
        }
    }

    /// Reads an address such as `http://127.0.0.1:4242`; a trailing slash is taken off.
    ///
    /// # Errors
    /// When it is not the origin of an https server, or of an http server on a loopback address.
    pub fn parse(text: &str) -> Result<Self, ApiBaseError> {
        let url = Url::parse(text.trim()).map_err(|_| ApiBaseError::NotAUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(ApiBaseError::Scheme(format!("{}:", url.scheme())));
        }
        let host = url.host_str().ok_or(ApiBaseError::NotAUrl)?.to_owned();
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ApiBaseError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ApiBaseError::Query);
        }
        if url.path() != "/" {
            return Err(ApiBaseError::Path(url.path().to_owned()));
        }
        let loopback = is_loopback(&host);
        let secure = url.scheme() == "https";
        if !secure && !loopback {
            return Err(ApiBaseError::PlainHttp(host));
        }
        Ok(Self {
            origin: url.origin().ascii_serialization(),
            host,
            loopback,
            secure,
        })
    }

    /// The origin, without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// The host name or address, for sentences.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether this is Stripe itself: its own host, over https, on the usual port.
    pub fn is_stripe(&self) -> bool {
        *self == Self::stripe()
    }

    /// Whether requests stay on this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }
}

impl Default for ApiBase {
    fn default() -> Self {
        Self::stripe()
    }
}

impl std::fmt::Display for ApiBase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.origin)
    }
}

impl std::str::FromStr for ApiBase {
    type Err = ApiBaseError;

    fn from_str(text: &str) -> Result<Self, ApiBaseError> {
        Self::parse(text)
    }
}

/// `localhost` counts too: the transport never asks a resolver for it.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}
