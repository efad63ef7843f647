//! The API key: what it must look like, and the mode that it names.

use countertop_domain::Mode;
use secrecy::{ExposeSecret, SecretString};

/// Fewest characters of a key, prefix included: anything shorter was cut off while copying.
const SHORTEST: usize = 12;
/// Most characters of a key; Stripe's are about 110 long.
const LONGEST: usize = 255;

/// A secret or restricted key. Its Debug shows the mode alone.
#[derive(Clone)]
pub struct ApiKey {
    secret: SecretString,
    mode: Mode,
}

/// Why a text cannot be an API key. Never says what the text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiKeyError {
    /// Nothing, or only spaces.
    #[error("the API key is empty: copy a secret or restricted key from Stripe's Dashboard")]
    Empty,
    /// The key for web pages.
    #[error(
        "this is a publishable key (pk_), which cannot read payments: copy the secret or \
         restricted key instead"
    )]
    Publishable,
    /// The secret of a webhook endpoint.
    #[error(
        "this is a webhook secret (whsec_), not an API key: copy the secret or restricted key \
         instead"
    )]
    WebhookSecret,
    /// Something else.
    #[error("the API key must begin with sk_test_, sk_live_, rk_test_ or rk_live_")]
    Prefix,
    /// Spaces, line breaks or odd characters inside.
    #[error(
        "the API key holds a character other than letters, digits and _: copy it again, as one \
         word"
    )]
    Inside,
    /// Too short.
    #[error("the API key is too short: copy the whole of it")]
    TooShort,
    /// Too long.
    #[error("the API key is too long: copy the key alone")]
    TooLong,
}

impl ApiKey {
    /// Checks a key; spaces and line breaks at its ends are taken off.
    ///
    /// # Errors
    /// When the text cannot be a secret or restricted key.
    pub fn parse(secret: &SecretString) -> Result<Self, ApiKeyError> {
        let text = secret.expose_secret().trim();
        let (mode, rest) = split(text)?;
        if !rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Err(ApiKeyError::Inside);
        }
        if rest.is_empty() || text.len() < SHORTEST {
            return Err(ApiKeyError::TooShort);
        }
        if text.len() > LONGEST {
            return Err(ApiKeyError::TooLong);
        }
        Ok(Self {
            secret: SecretString::from(text.to_owned()),
            mode,
        })
    }

    /// Test or live, as the key's prefix says.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub(crate) fn bearer(&self) -> String {
        format!("Bearer {}", self.secret.expose_secret())
    }
}

impl std::fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiKey")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

/// The mode in the prefix, and what follows it.
fn split(text: &str) -> Result<(Mode, &str), ApiKeyError> {
    for (prefix, mode) in [
        ("sk_test_", Mode::Test),
        ("rk_test_", Mode::Test),
        ("sk_live_", Mode::Live),
        ("rk_live_", Mode::Live),
    ] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return Ok((mode, rest));
        }
    }
    Err(match text {
        "" => ApiKeyError::Empty,
        _ if text.starts_with("pk_") => ApiKeyError::Publishable,
        _ if text.starts_with("whsec_") => ApiKeyError::WebhookSecret,
        _ => ApiKeyError::Prefix,
    })
}
