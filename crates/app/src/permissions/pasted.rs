//! What somebody pasted where a key belongs: a key, or one of the many texts that look like one.

use countertop_domain::Mode;
use countertop_stripe_client::{ApiKey, ApiKeyError};
use secrecy::{ExposeSecret, SecretString};

/// A key that may be used. Its Debug shows no more than its kind and mode.
#[derive(Clone, Debug)]
pub struct PastedKey {
    /// The key alone.
    pub key: SecretString,
    /// How much it may do.
    pub kind: KeyKind,
    /// Test or live.
    pub mode: Mode,
}

/// How much a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Everything that the account may: advised against.
    Secret,
    /// What it was made for.
    Restricted,
}

/// Why a text is no key that we can use. Never says what the text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// The key for web pages.
    #[error(
        "this is a publishable key (pk_), which web pages use; it cannot read payments. Copy the \
         restricted key, which begins with rk_"
    )]
    Publishable,
    /// The secret of a webhook endpoint.
    #[error(
        "this is the signing secret of a webhook endpoint (whsec_), not an API key. Countertop makes \
         an endpoint of its own; copy the restricted key, which begins with rk_"
    )]
    WebhookSecret,
    /// The secret of one payment.
    #[error(
        "this is the client secret of one payment, which belongs to its customer's browser. Copy the \
         restricted key, which begins with rk_"
    )]
    ClientSecret,
    /// The key of one customer for an hour.
    #[error(
        "this is an ephemeral key (ek_), which a phone's app uses for an hour. Copy the restricted \
         key, which begins with rk_"
    )]
    Ephemeral,
    /// A key of several accounts at once.
    #[error(
        "this is the key of an organization (sk_org_), which speaks for several accounts. Copy a \
         restricted key of the one account that you want to connect"
    )]
    Organization,
    /// Shown in part, as lists of keys do.
    #[error(
        "this key is shown in part only, with dots or stars in the middle. In Stripe's Dashboard, \
         click the key to reveal it, and copy the whole of it"
    )]
    Masked,
    /// The id of something.
    #[error(
        "this is an id ({0}…), not a key. Copy the restricted key, which begins with rk_, from \
         Stripe's Dashboard, under Developers, API keys"
    )]
    Id(&'static str),
    /// The address of a page.
    #[error(
        "this is the address of a page, not a key. Open it, and copy the restricted key, which begins \
         with rk_"
    )]
    Address,
    /// An e-mail address.
    #[error(
        "this is an e-mail address, not a key. Copy the restricted key, which begins with rk_, from \
         Stripe's Dashboard, under Developers, API keys"
    )]
    EMail,
    /// Broken in some other way.
    #[error(transparent)]
    Broken(#[from] ApiKeyError),
}

/// Prefixes of ids that are at hand where keys are.
const IDS: &[&str] = &[
    "acct_", "ca_", "ch_", "cs_", "cus_", "evt_", "in_", "mk_", "pi_", "plink_", "pm_", "po_",
    "price_", "prod_", "py_", "re_", "req_", "sub_", "we_",
];

/// Recognises a pasted text. What surrounds a key in files and commands is taken off.
///
/// # Errors
/// With a sentence of its own for every kind of text that is no key.
pub fn recognise(text: &SecretString) -> Result<PastedKey, NotAKey> {
    let bare = bare(text.expose_secret());
    if let Some(problem) = mistaken(bare) {
        return Err(problem);
    }
    let key = SecretString::from(bare.to_owned());
    let mode = ApiKey::parse(&key)?.mode();
    let kind = if bare.starts_with("rk_") {
        KeyKind::Restricted
    } else {
        KeyKind::Secret
    };
    Ok(PastedKey { key, kind, mode })
}

/// The most of a key that is ever shown, as Stripe's own list of keys does: `rk_live_…7Qd2`. Of a short
/// one, which can only be the practice store's, the end is not shown.
pub fn masked(key: &SecretString) -> String {
    const SHOWN: usize = 4;
    const HIDDEN: usize = 8;
    let text = key.expose_secret();
    let end_of_prefix = text.match_indices('_').nth(1).map_or(0, |(at, _)| at + 1);
    let (prefix, rest) = text.split_at(end_of_prefix);
    let end = rest.char_indices().rev().nth(SHOWN - 1);
    match end {
        Some((at, _)) if rest[..at].chars().count() >= HIDDEN => {
            format!("{prefix}…{}", &rest[at..])
        }
        Some(_) | None => format!("{prefix}…"),
    }
}

/// The text without quotes, `NAME=` and `Bearer`.
fn bare(text: &str) -> &str {
    let quotes = ['"', '\'', '`', ',', ';'];
    let mut text = text.trim().trim_matches(quotes).trim();
    let prefixes = ["sk_", "rk_", "pk_", "whsec_"];
    let is_key = |it: &str| prefixes.iter().any(|prefix| it.starts_with(prefix));
    for separator in ["=", "Bearer ", ": "] {
        if let Some((_, value)) = text.split_once(separator) {
            let value = value.trim().trim_matches(quotes).trim();
            if is_key(value) {
                text = value;
            }
        }
    }
    text
}

fn mistaken(text: &str) -> Option<NotAKey> {
    let is_masked =
        |text: &str| text.contains(['*', '•', '…', '·', '\u{25cf}']) || text.contains("...");
    let id = IDS.iter().find(|prefix| text.starts_with(**prefix));
    match text {
        _ if text.starts_with("pk_") => Some(NotAKey::Publishable),
        _ if text.starts_with("whsec_") => Some(NotAKey::WebhookSecret),
        _ if text.contains("_secret_") => Some(NotAKey::ClientSecret),
        _ if text.starts_with("ek_") => Some(NotAKey::Ephemeral),
        _ if text.starts_with("sk_org_") => Some(NotAKey::Organization),
        _ if (text.starts_with("sk_") || text.starts_with("rk_")) && is_masked(text) => {
            Some(NotAKey::Masked)
        }
        _ if text.starts_with("https://") || text.starts_with("http://") => Some(NotAKey::Address),
        _ if text.contains('@') && text.contains('.') => Some(NotAKey::EMail),
        _ => id.map(|prefix| NotAKey::Id(prefix)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<PastedKey, NotAKey> {
        recognise(&SecretString::from(text.to_owned()))
    }

    #[test]
    fn keys_are_recognised_with_what_surrounds_them() {
        for (text, kind, mode) in [
            ("rk_test_51Abcdefgh", KeyKind::Restricted, Mode::Test),
            ("rk_live_51Abcdefgh", KeyKind::Restricted, Mode::Live),
            ("sk_test_51Abcdefgh", KeyKind::Secret, Mode::Test),
            (" sk_live_51Abcdefgh\r\n", KeyKind::Secret, Mode::Live),
            ("\"rk_test_51Abcdefgh\",", KeyKind::Restricted, Mode::Test),
            (
                "STRIPE_KEY=rk_test_51Abcdefgh",
                KeyKind::Restricted,
                Mode::Test,
            ),
            (
                "export KEY='rk_test_51Abcdefgh'",
                KeyKind::Restricted,
                Mode::Test,
            ),
            (
                "Authorization: Bearer rk_test_51Abcdefgh",
                KeyKind::Restricted,
                Mode::Test,
            ),
            (
                "\"key\": \"rk_live_51Abcdefgh\"",
                KeyKind::Restricted,
                Mode::Live,
            ),
        ] {
            let found = of(text).unwrap();
            assert_eq!((found.kind, found.mode), (kind, mode), "{text}");
            assert!(found.key.expose_secret().ends_with("51Abcdefgh"), "{text}");
            assert!(!format!("{found:?}").contains("51A"));
        }
    }

    #[test]
    fn of_a_key_its_kind_and_its_end_are_shown() {
        for (key, shown) in [
            ("rk_live_51Abcdefghijkl7Qd2", "rk_live_…7Qd2"),
            ("sk_test_51Abcdef7Qd2", "sk_test_…7Qd2"),
            ("sk_test_51Abcdef", "sk_test_…"),
            ("sk_test_51Abc7Qd2", "sk_test_…"),
            ("rk_test_7Qd2", "rk_test_…"),
            ("", "…"),
        ] {
            assert_eq!(masked(&SecretString::from(key)), shown, "{key}");
        }
    }

    #[test]
    fn every_other_text_is_refused_with_a_sentence_of_its_own() {
        let mut sentences = std::collections::BTreeSet::new();
        for (text, problem) in [
            ("", NotAKey::Broken(ApiKeyError::Empty)),
            ("pk_test_51Abcdefgh", NotAKey::Publishable),
            ("whsec_51Abcdefgh", NotAKey::WebhookSecret),
            ("pi_1Abc_secret_xyz", NotAKey::ClientSecret),
            ("ek_live_abcdefgh", NotAKey::Ephemeral),
            ("sk_org_live_abcdefgh", NotAKey::Organization),
            ("sk_live_\u{2022}\u{2022}\u{2022}1234", NotAKey::Masked),
            ("acct_1Abcdefgh", NotAKey::Id("acct_")),
            ("https://dashboard.stripe.com/apikeys", NotAKey::Address),
            ("ana@example.com", NotAKey::EMail),
            ("hello world", NotAKey::Broken(ApiKeyError::Prefix)),
            ("sk_test_51Abc defgh", NotAKey::Broken(ApiKeyError::Inside)),
            ("rk_live_1", NotAKey::Broken(ApiKeyError::TooShort)),
        ] {
            let found = of(text).unwrap_err();
            assert_eq!(found, problem, "{text}");
            let sentence = found.to_string();
            assert!(text.is_empty() || !sentence.contains(text), "{sentence}");
            assert!(
                sentences.insert(sentence.clone()),
                "{sentence} stands twice"
            );
        }
        for text in ["rk_test_...abcd", "rk_live_***************abcd"] {
            assert_eq!(of(text).unwrap_err(), NotAKey::Masked, "{text}");
        }
    }
}
