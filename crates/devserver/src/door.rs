//! Who may come in: requests that name our host, come from our page, and show the token.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use rand::TryRng;
use subtle::ConstantTimeEq;

use crate::answer::refusal;

/// The header that carries the token with a command.
const TOKEN_HEADER: &str = "x-countertop-token";

/// What our own page shows and no other page can know: 32 random bytes, in hex.
pub struct Token(String);

impl Token {
    /// A fresh one from the system's randomness.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn random() -> Result<Self, rand::rngs::SysError> {
        let mut bytes = [0_u8; 32];
        rand::rngs::SysRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(
            bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    /// The token, to be put into the page's address.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn is(&self, shown: &str) -> bool {
        self.0.as_bytes().ct_eq(shown.as_bytes()).into()
    }
}

/// What a request is measured against.
pub(crate) struct Door {
    /// The only `Host`: `127.0.0.1:PORT`.
    pub host: String,
    /// The only `Origin`.
    origin: String,
    token: Token,
}

impl Door {
    pub fn new(address: SocketAddr, token: Token) -> Self {
        let host = address.to_string();
        Self {
            origin: format!("http://{host}"),
            host,
            token,
        }
    }
}

/// Refuses what was sent to another name, as after DNS rebinding, and what another page sent.
pub(crate) async fn check_sender(
    State(door): State<Arc<Door>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if only(headers, header::HOST.as_str()) != Some(&door.host) {
        let sentence = "This server answers only under the address that it printed.";
        return refusal(StatusCode::FORBIDDEN, sentence);
    }
    let is_foreign = headers.contains_key(header::ORIGIN)
        && only(headers, header::ORIGIN.as_str()) != Some(&door.origin);
    if is_foreign {
        return refusal(
            StatusCode::FORBIDDEN,
            "Another page may not ask this server.",
        );
    }
    next.run(request).await
}

/// Refuses what does not show the token, in the header, or for a socket, which can send none, in
/// the address.
pub(crate) async fn check_token(
    State(door): State<Arc<Door>>,
    request: Request,
    next: Next,
) -> Response {
    let shown = only(request.headers(), TOKEN_HEADER).or_else(|| in_query(request.uri()));
    if !shown.is_some_and(|shown| door.token.is(shown)) {
        let sentence = "The token is missing or wrong; open the address that the server printed.";
        return refusal(StatusCode::UNAUTHORIZED, sentence);
    }
    next.run(request).await
}

/// A header's value, if it was sent exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// The token in an address. It is hex, so nothing in it is ever escaped.
fn in_query(uri: &Uri) -> Option<&str> {
    uri.query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix("token="))
}
