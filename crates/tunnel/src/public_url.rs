//! The URL at which Stripe finds the receiver.

use url::{Host, Url};

use crate::Door;

/// A URL that Stripe can post to: https, or plain http on this computer, where the practice store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// Why a text cannot be such a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// Not a URL at all.
    #[error("this is not a URL: give the whole of it, such as https://shop.example/webhook")]
    Shape,
    /// Stripe would post customers' data in clear.
    #[error("Stripe sends events over https only: give a URL that begins with https://")]
    NotHttps,
    /// A name and a password would be shown wherever the URL is.
    #[error("the URL holds a name or a password: give it without them")]
    Credentials,
    /// Stripe posts to a path.
    #[error("the URL ends in a query or a fragment: give it without what follows ? or #")]
    Query,
}

impl PublicUrl {
    /// Checks a URL that somebody gave.
    ///
    /// # Errors
    /// When Stripe could not post to it, or should not.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| PublicUrlError::Shape)?;
        match (url.scheme(), url.host()) {
            ("https", Some(_)) => {}
            ("http", Some(host)) if is_loopback(&host) => {}
            ("http", Some(_)) => return Err(PublicUrlError::NotHttps),
            _ => return Err(PublicUrlError::Shape),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(PublicUrlError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(PublicUrlError::Query);
        }
        Ok(Self(url))
    }

    /// The same, with the door's path where only a host was given: most tunnels forward a whole host.
    #[must_use]
    pub fn leading_to(&self, door: &Door) -> Self {
        let mut url = self.0.clone();
        if url.path() == "/" {
            url.set_path(door.path());
        }
        Self(url)
    }

    /// Whether it leads to this computer by itself, as the practice store needs no tunnel.
    pub fn is_on_this_computer(&self) -> bool {
        self.0.host().is_some_and(|host| is_loopback(&host))
    }

    /// Scheme and host, without the path: what a tunnel's program is told.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The whole URL.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripe_posts_over_https_only() {
        for (text, expected) in [
            (
                "https://shop.example/webhook",
                Ok("https://shop.example/webhook"),
            ),
            (" https://shop.example \n", Ok("https://shop.example/")),
            (
                "http://127.0.0.1:9/webhook",
                Ok("http://127.0.0.1:9/webhook"),
            ),
            ("http://shop.example/webhook", Err(PublicUrlError::NotHttps)),
            (
                "http://127.0.0.1.shop.example/",
                Err(PublicUrlError::NotHttps),
            ),
            ("shop.example", Err(PublicUrlError::Shape)),
            ("ftp://shop.example", Err(PublicUrlError::Shape)),
            (
                "https://a:b@shop.example/",
                Err(PublicUrlError::Credentials),
            ),
            ("https://shop.example/?a", Err(PublicUrlError::Query)),
            ("https://shop.example/#a", Err(PublicUrlError::Query)),
        ] {
            let url = PublicUrl::parse(text);
            assert_eq!(
                url.as_ref().map(PublicUrl::as_str),
                expected.as_ref().copied(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_host_alone_leads_to_the_doors_path() {
        let door = Door::parse("http://127.0.0.1:4242/webhook").unwrap();
        for (text, expected) in [
            ("https://shop.example", "https://shop.example/webhook"),
            (
                "https://shop.example/hooks/stripe",
                "https://shop.example/hooks/stripe",
            ),
        ] {
            let url = PublicUrl::parse(text).unwrap().leading_to(&door);
            assert_eq!(url.as_str(), expected);
            assert_eq!(url.origin(), "https://shop.example");
        }
    }
}
