//! The receiver's own address, to which every way leads.

use std::net::SocketAddr;

use url::{Host, Url};

/// Where the receiver listens: a loopback address, its port and the path that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    address: SocketAddr,
    path: String,
}

/// Why a text is not the receiver's address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DoorError {
    /// No URL, or one of another shape.
    #[error("{0} is not an address of the form http://127.0.0.1:PORT/webhook")]
    Shape(String),
    /// A tunnel must not lead past this computer.
    #[error("{0} is not on this computer: a tunnel leads to a loopback address only")]
    NotLoopback(String),
}

impl Door {
    /// Reads the address that a receiver gives, `http://127.0.0.1:PORT/webhook`.
    ///
    /// # Errors
    /// When it is none, or not on this computer.
    pub fn parse(text: &str) -> Result<Self, DoorError> {
        let shape = || DoorError::Shape(text.to_owned());
        let url = Url::parse(text).map_err(|_| shape())?;
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => ip.into(),
            Some(Host::Ipv6(ip)) => ip.into(),
            Some(Host::Domain(_)) | None => return Err(shape()),
        };
        let address = SocketAddr::new(ip, url.port_or_known_default().ok_or_else(shape)?);
        if url.scheme() != "http" || url.query().is_some() || url.fragment().is_some() {
            return Err(shape());
        }
        if !address.ip().is_loopback() {
            return Err(DoorError::NotLoopback(text.to_owned()));
        }
        Ok(Self {
            address,
            path: url.path().to_owned(),
        })
    }

    /// The address and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The one path that is answered, such as `/webhook`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Without the path: what a tunnel forwards a whole host to.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// With the path: what the Stripe CLI posts to.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_on_this_computer() {
        for text in ["http://127.0.0.1:4242/webhook", "http://[::1]:4242/webhook"] {
            let door = Door::parse(text).unwrap();
            assert_eq!((door.url().as_str(), door.path()), (text, "/webhook"));
            assert_eq!(format!("{}{}", door.origin(), door.path()), text);
        }
        for (text, loopback) in [
            ("https://127.0.0.1:4242/webhook", true),
            ("http://localhost:4242/webhook", true),
            ("http://127.0.0.1:4242/webhook?x=1", true),
            ("webhook", true),
            ("http://192.168.0.7:4242/webhook", false),
        ] {
            let expected = if loopback {
                DoorError::Shape(text.to_owned())
            } else {
                DoorError::NotLoopback(text.to_owned())
            };
            assert_eq!(Door::parse(text), Err(expected), "{text}");
        }
    }
}
