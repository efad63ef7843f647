//! The API key: as a bearer token, or as the user name of basic authentication.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countertop_stripe_wire::secret;
use secrecy::{ExposeSecret, SecretString};

use super::error::ApiError;

/// Checks that a request carries the practice store's key.
pub(super) fn check(headers: &HeaderMap, key: &SecretString) -> Result<(), ApiError> {
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(read);
    let Some(given) = given else {
        return Err(ApiError::invalid(
            "You did not provide an API key. You need to provide your API key in the Authorization \
             header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See \
             https://stripe.com/docs/api#authentication for details, or we can help at \
             https://support.stripe.com/.",
        )
        .status(StatusCode::UNAUTHORIZED));
    };
    if secret::same(&given, key) {
        return Ok(());
    }
    let masked = masked(given.expose_secret());
    Err(
        ApiError::invalid(format!("Invalid API Key provided: {masked}"))
            .status(StatusCode::UNAUTHORIZED),
    )
}

fn read(header: &str) -> Option<SecretString> {
    let (scheme, rest) = header.split_once(' ')?;
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        rest.trim().to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
        pair.split_once(':')
            .map_or(pair.as_str(), |(user, _)| user)
            .to_owned()
    } else {
        return None;
    };
    (!key.is_empty()).then(|| SecretString::from(key))
}

/// The first eight and last four characters, as Stripe shows a wrong key; of a short one, nothing.
fn masked(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    if letters.len() < 16 {
        return "*".repeat(letters.len());
    }
    let start: String = letters.iter().take(8).collect();
    let end: String = letters.iter().skip(letters.len() - 4).collect();
    format!("{start}{}{end}", "*".repeat(letters.len() - 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_bearer_and_basic() {
        let basic = format!("Basic {}", STANDARD.encode("sk_test_abc:"));
        for header in ["Bearer sk_test_abc", "bearer  sk_test_abc", &basic] {
            assert_eq!(
                read(header).unwrap().expose_secret(),
                "sk_test_abc",
                "{header}"
            );
        }
        for header in ["", "Bearer", "Bearer ", "Digest x", "Basic %%%"] {
            assert!(read(header).is_none(), "{header}");
        }
    }

    #[test]
    fn a_wrong_key_is_shown_masked() {
        assert_eq!(masked("sk_test_1234567890abcd"), "sk_test_**********abcd");
        assert_eq!(masked("short"), "*****");
    }
}
