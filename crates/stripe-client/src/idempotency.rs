//! Idempotency keys: by them Stripe knows that a repeated request is the same one.
//!
//! Source: Stripe's API reference, "Idempotent requests": up to 255 characters, kept for at least
//! 24 hours, and the first answer is given again.

/// Longest key that Stripe takes.
const LONGEST: usize = 255;

/// The key of one write. A caller who wants it to survive a restart makes it beforehand, keeps it,
/// and gives the same one again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

/// Why a text cannot be an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key is 1 to 255 characters of printable ASCII without spaces")]
pub struct IdempotencyKeyError;

impl IdempotencyKey {
    /// Checks a key that was made elsewhere.
    ///
    /// # Errors
    /// When it is empty, longer than 255 characters, or holds what a header cannot.
    pub fn new(text: impl Into<String>) -> Result<Self, IdempotencyKeyError> {
        let text = text.into();
        if (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text))
        } else {
            Err(IdempotencyKeyError)
        }
    }

    /// A key in the shape of a version 4 UUID, from 16 random bytes.
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = String::with_capacity(36);
        for (index, byte) in bytes.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            text.push_str(&format!("{byte:02x}"));
        }
        Self(text)
    }

    /// The key as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for IdempotencyKey {
    type Err = IdempotencyKeyError;

    fn from_str(text: &str) -> Result<Self, IdempotencyKeyError> {
        Self::new(text)
    }
}
