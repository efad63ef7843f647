//! Pictures of products, which lie at any address that the merchant gave to Stripe.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{Url, redirect};

use crate::base::{ApiBase, is_loopback};
use crate::config::ConfigError;
use crate::transport::{USER_AGENT, tls, words};

/// The largest picture, in bytes: Stripe takes none beyond this. Source: Stripe's documentation, "Create a product".
const LARGEST: usize = 2 << 20;
/// How long one may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most redirects that are followed.
const MOST_REDIRECTS: usize = 3;

/// A picture that a browser can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is, by its own first bytes: whatever the server says is not relied on.
    pub media_type: &'static str,
    /// All of it.
    pub bytes: Bytes,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum NoPicture {
    /// The address is none that is asked.
    #[error(
        "its address is not asked: pictures come by https, those of a practice store from this computer"
    )]
    Address,
    /// The way there or back broke.
    #[error("it cannot be read: {0}")]
    Unread(String),
    /// The server answered with something else than a picture.
    #[error("the server answered {0}")]
    Status(u16),
    /// More than Stripe takes.
    #[error("it is larger than {} MB", LARGEST >> 20)]
    TooLarge,
    /// Not one that browsers show.
    #[error("it is no PNG, JPEG, GIF or WebP")]
    Kind,
}

/// Reads pictures, without the API's key or any other of its headers.
pub(crate) struct Gallery {
    http: reqwest::Client,
    is_secure: bool,
}

impl Gallery {
    pub(crate) fn new(base: &ApiBase) -> Result<Self, ConfigError> {
        let is_secure = base.is_secure();
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(base)?)
            .http1_only()
            .user_agent(USER_AGENT)
            .timeout(PATIENCE)
            .redirect(redirect::Policy::custom(move |attempt| {
                let is_far = attempt.previous().len() > MOST_REDIRECTS;
                if is_far || !is_asked(attempt.url(), is_secure) {
                    return attempt.stop();
                }
                attempt.follow()
            }))
            .referer(false);
        if !is_secure {
            builder = builder.no_proxy();
        }
        let http = builder
            .build()
            .map_err(|error| ConfigError::Transport(words(&error)))?;
        Ok(Self { http, is_secure })
    }

    pub(crate) async fn picture(&self, address: &str) -> Result<Picture, NoPicture> {
        let url = Url::parse(address).map_err(|_| NoPicture::Address)?;
        if !is_asked(&url, self.is_secure) {
            return Err(NoPicture::Address);
        }
        let unread = |error: reqwest::Error| NoPicture::Unread(words(&error));
        let mut response = self.http.get(url).send().await.map_err(unread)?;
        if !response.status().is_success() {
            return Err(NoPicture::Status(response.status().as_u16()));
        }
        let mut bytes = BytesMut::new();
        while let Some(part) = response.chunk().await.map_err(unread)? {
            if bytes.len() + part.len() > LARGEST {
                return Err(NoPicture::TooLarge);
            }
            bytes.extend_from_slice(&part);
        }
        let media_type = media_type(&bytes).ok_or(NoPicture::Kind)?;
        let bytes = bytes.freeze();
        Ok(Picture { media_type, bytes })
    }
}

/// A practice store on this computer asks nobody else, and no account asks this computer.
fn is_asked(url: &Url, is_secure: bool) -> bool {
    let is_bare = url.username().is_empty() && url.password().is_none();
    let host = url.host_str().unwrap_or_default();
    is_bare
        && match url.scheme() {
            "https" => is_secure && !is_loopback(host),
            "http" => !is_secure && is_loopback(host),
            _ => false,
        }
}

fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_ask_the_web_and_a_practice_store_this_computer() {
        for (address, of_an_account, of_a_practice_store) in [
            ("https://files.stripe.com/links/MDB8", true, false),
            ("http://files.stripe.com/links/MDB8", false, false),
            ("https://user:word@files.stripe.com/", false, false),
            ("https://127.0.0.1/a.png", false, false),
            ("http://127.0.0.1:4242/a.png", false, true),
            ("http://localhost:4242/a.png", false, true),
            ("http://user@127.0.0.1:4242/a.png", false, false),
            ("file:///etc/passwd", false, false),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(is_asked(&url, true), of_an_account, "{address}");
            assert_eq!(is_asked(&url, false), of_a_practice_store, "{address}");
        }
    }

    #[test]
    fn what_it_is_is_told_by_its_first_bytes() {
        for (bytes, expected) in [
            (b"\x89PNG\r\n\x1a\n".as_slice(), Some("image/png")),
            (b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            (b"GIF89a", Some("image/gif")),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"<svg xmlns=", None),
            (b"<!doctype html>", None),
            (b"", None),
        ] {
            assert_eq!(media_type(bytes), expected, "{bytes:?}");
        }
    }
}
