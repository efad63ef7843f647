//! Passing links on: their codes, addresses with parameters, mail.

mod mail;
mod poster;
mod save;
mod variants;

use countertop_print::{Code, TooLong};
use countertop_store::{Ledger, LinkRow};
use url::Url;

pub use poster::poster;
pub use save::put;
pub(crate) use save::{unwritten, with_ending};

use crate::App;
use crate::ipc::{IpcError, IpcErrorCode, QrCode, QrQuery, ShareChoices};

/// Whether an address leads nowhere but to this computer: a practice store's does.
pub fn is_of_this_computer(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// What a customer reads a link to sell: the names of its first items.
pub fn sold(link: &LinkRow) -> String {
    let names: Vec<&str> = link
        .items
        .iter()
        .filter_map(|it| it.name.as_deref())
        .take(3)
        .collect();
    match (names.as_slice(), &link.name) {
        ([], Some(name)) => name.clone(),
        ([], None) => String::new(),
        (names, _) => names.join(" · "),
    }
}

impl App {
    /// A link's address as a QR code, or that of one of its variants.
    ///
    /// # Errors
    /// When there is no such link or variant, or the ledger cannot be read.
    pub async fn link_qr(&self, query: QrQuery) -> Result<QrCode, IpcError> {
        self.read(move |ledger| {
            let address = address(ledger, &query.id, query.variant.as_deref())?;
            let svg = Code::of(&address.url)?.svg();
            Ok(QrCode { svg })
        })
        .await
    }

    /// Whether a link of this account is paid at the address: shops may have pay pages on a domain of their own.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn is_pay_page(&self, address: &Url) -> Result<bool, IpcError> {
        let mut plain = address.clone();
        plain.set_query(None);
        plain.set_fragment(None);
        self.read(move |ledger| Ok(ledger.is_pay_page(plain.as_str())?))
            .await
    }

    /// What addresses can ask for.
    ///
    /// # Errors
    /// None today.
    pub async fn share_choices(&self) -> Result<ShareChoices, IpcError> {
        let locales = countertop_terms::address::LOCALES.iter();
        Ok(ShareChoices {
            locales: locales.map(|it| (*it).to_owned()).collect(),
            poster_languages: poster::languages(),
        })
    }
}

/// What is shared: a link, and the address that is passed on.
pub(crate) struct Shared {
    link: LinkRow,
    /// The link's own address, or a variant's.
    url: String,
    /// What a variant asks for.
    parts: countertop_terms::address::AddressParts,
}

/// A link's address, or that of one of its variants.
pub(crate) fn address(
    ledger: &Ledger,
    id: &str,
    variant: Option<&str>,
) -> Result<Shared, IpcError> {
    let (link, _) = ledger.link(id)?.ok_or_else(|| {
        let message = format!("There is no link {id}.");
        IpcError::new(IpcErrorCode::NotFound, message)
    })?;
    let parts = match variant {
        Some(variant) => variants::parts(ledger, id, variant)?,
        None => Default::default(),
    };
    let url = parts.on(&link.url).map_err(|error| {
        let message = format!("This link's address cannot be passed on: {error}.");
        IpcError::new(IpcErrorCode::Internal, message)
    })?;
    Ok(Shared { link, url, parts })
}

impl From<TooLong> for IpcError {
    fn from(_: TooLong) -> Self {
        let message = "The address is too long for a QR code; shorten what is added to it.";
        Self::new(IpcErrorCode::InvalidInput, message).with("field", "name")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_computer_is_told_from_stripes() {
        for (url, expected) in [
            ("http://127.0.0.1:4242/pay/plink_1", true),
            ("http://[::1]:4242/", true),
            ("http://localhost/", true),
            ("https://buy.stripe.com/test_1", false),
            ("https://127.0.0.1.example/", false),
            ("", false),
        ] {
            assert_eq!(is_of_this_computer(url), expected, "{url}");
        }
    }
}
