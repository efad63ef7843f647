//! The signing secrets of webhook endpoints.

use secrecy::{ExposeSecret, SecretString};

/// Why a text cannot be a signing secret. Never says what the text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Nothing, or only spaces.
    #[error(
        "the webhook secret is empty: copy the signing secret, which begins with whsec_, from the \
         endpoint's page in Stripe's Dashboard"
    )]
    Empty,
    /// Something else than a signing secret.
    #[error(
        "the webhook secret does not begin with whsec_: copy the signing secret from the \
         endpoint's page in Stripe's Dashboard, not an API key"
    )]
    Prefix,
    /// Spaces or line breaks inside, or letters that no secret has.
    #[error(
        "the webhook secret has a space, a line break or another odd character inside: copy it \
         again, as one word"
    )]
    Inside,
}

/// A signing secret, `whsec_…`; spaces and line breaks at the ends are taken off.
///
/// # Errors
/// When the text cannot be such a secret.
pub fn parse(text: &str) -> Result<SecretString, SecretError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(SecretError::Empty);
    }
    let rest = text.strip_prefix("whsec_").ok_or(SecretError::Prefix)?;
    if rest.is_empty() {
        return Err(SecretError::Empty);
    }
    if !rest.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(SecretError::Inside);
    }
    Ok(SecretString::from(text.to_owned()))
}

/// Several secrets, separated by commas: while one is being rolled, both are valid.
///
/// # Errors
/// When one of them cannot be a secret.
pub fn parse_list(text: &str) -> Result<Vec<SecretString>, SecretError> {
    text.split(',').map(parse).collect()
}

/// Whether two secrets are the same text; used when a secret is given twice.
pub fn same(a: &SecretString, b: &SecretString) -> bool {
    use subtle::ConstantTimeEq;
    a.expose_secret()
        .as_bytes()
        .ct_eq(b.expose_secret().as_bytes())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_signing_secret_is_taken() {
        assert_eq!(
            parse(" whsec_abc123\r\n").unwrap().expose_secret(),
            "whsec_abc123"
        );
        for (text, error) in [
            ("", SecretError::Empty),
            (" \n", SecretError::Empty),
            ("whsec_", SecretError::Empty),
            ("abc", SecretError::Prefix),
            ("sk_test_abcdefgh", SecretError::Prefix),
            ("whsec_a b", SecretError::Inside),
            ("whsec_a\nb", SecretError::Inside),
            ("whsec_é", SecretError::Inside),
        ] {
            assert_eq!(parse(text).unwrap_err(), error, "{text:?}");
        }
        assert_eq!(parse_list("whsec_a, whsec_b").unwrap().len(), 2);
        assert_eq!(parse_list("whsec_a,").unwrap_err(), SecretError::Empty);
    }
}
