//! The public address of our door, as Stripe is told it.

use reqwest::Url;

/// An address that Stripe can deliver to: https, or http where all stays on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Why a text is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not an absolute URL.
    #[error("the public address is not a URL: write it like https://shop.example/webhook")]
    NotAUrl,
    /// Neither https nor, on this computer, http.
    #[error("the public address must begin with https://: Stripe delivers to no other")]
    Scheme,
    /// A user name or password in it.
    #[error("the public address holds a user name or password: leave it off")]
    Credentials,
    /// A part that no server ever sees.
    #[error("the public address has a # part: leave it off")]
    Fragment,
}

impl PublicUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// When Stripe could not deliver to it.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let url = Url::parse(text.trim()).map_err(|_| AddressError::NotAUrl)?;
        let host = url.host_str().ok_or(AddressError::NotAUrl)?;
        let on_this_computer = host == "localhost"
            || host
                .trim_matches(['[', ']'])
                .parse()
                .is_ok_and(|address: std::net::IpAddr| address.is_loopback());
        match url.scheme() {
            "https" => {}
            "http" if on_this_computer => {}
            _ => return Err(AddressError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Credentials);
        }
        if url.fragment().is_some() {
            return Err(AddressError::Fragment);
        }
        Ok(Self(url.into()))
    }

    /// The address as Stripe is told it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stripe_can_deliver_to_is_taken() {
        for (text, expected) in [
            (
                "https://shop.example/webhook",
                Ok("https://shop.example/webhook"),
            ),
            (" https://shop.example ", Ok("https://shop.example/")),
            (
                "http://127.0.0.1:4242/webhook",
                Ok("http://127.0.0.1:4242/webhook"),
            ),
            ("http://[::1]:42/webhook", Ok("http://[::1]:42/webhook")),
            ("http://shop.example/webhook", Err(AddressError::Scheme)),
            ("wss://shop.example/webhook", Err(AddressError::Scheme)),
            ("shop.example/webhook", Err(AddressError::NotAUrl)),
            ("", Err(AddressError::NotAUrl)),
            ("https://a:b@shop.example/", Err(AddressError::Credentials)),
            ("https://shop.example/#x", Err(AddressError::Fragment)),
        ] {
            let found = PublicUrl::parse(text);
            assert_eq!(
                found.as_ref().map(PublicUrl::as_str),
                expected.as_ref().map(|it| *it),
                "{text}"
            );
        }
    }
}
