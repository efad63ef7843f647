//! Ids of the catalogue. Unlike Stripe's other ids these may be chosen by the merchant, so they
//! have no prefix to check.

/// Longest id that we accept; Stripe's documentation promises 255 at most.
const LONGEST: usize = 255;

/// Why a text cannot be an id of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the id of a {0}: it has 1 to 255 characters, no spaces at its ends")]
pub struct CatalogueIdError(&'static str);

fn check(text: String, kind: &'static str) -> Result<String, CatalogueIdError> {
    let plausible = (1..=LONGEST).contains(&text.len())
        && text.trim() == text
        && !text.chars().any(char::is_control)
        // As a part of a path these two would climb out of it.
        && text != "."
        && text != "..";
    plausible.then_some(text).ok_or(CatalogueIdError(kind))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks that the text can be an id.
            ///
            /// # Errors
            /// When it is empty, too long, or holds control characters.
            pub fn new(text: impl Into<String>) -> Result<Self, CatalogueIdError> {
                check(text.into(), $kind).map(Self)
            }

            /// The id as Stripe writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as one segment of a path.
            pub(crate) fn segment(&self) -> String {
                segment(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = CatalogueIdError;

            fn from_str(text: &str) -> Result<Self, CatalogueIdError> {
                Self::new(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A product: `prod_…`, or what the merchant chose.
    ProductId: "product";
    /// A price: `price_…`, or the name of an old plan.
    PriceId: "price";
}

/// Percent-encodes all but the unreserved characters.
fn segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
