//! A PIN, kept so that it can be tried and not read: Argon2id, as a PHC string.
//!
//! A PIN is short, so whoever has the string finds it by trying all there are. It keeps the PIN itself from
//! being read, which people use elsewhere too, and nothing more.

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use secrecy::{ExposeSecret, SecretString};

use crate::Randomness;

/// The fewest digits of a PIN.
pub const SHORTEST_PIN: usize = 4;
/// The most digits of a PIN.
pub const LONGEST_PIN: usize = 12;
/// More memory than this, in KiB, is not asked of a computer by a file that somebody may have changed.
const MOST_MEMORY: u32 = 1 << 20;

/// What a PIN is compared with: `$argon2id$v=19$m=…$SALT$HASH`.
#[derive(Clone, PartialEq, Eq)]
pub struct PinHash(PasswordHash);

impl PinHash {
    /// Makes it; this is what takes time and memory. Nothing where this computer has not enough of it.
    pub fn of(pin: &SecretString, randomness: &Randomness) -> Option<Self> {
        let salt: [u8; 16] = randomness.bytes();
        let digits = pin.expose_secret().as_bytes();
        let hash = Argon2::default().hash_password_with_salt(digits, &salt);
        hash.ok().map(Self)
    }

    /// Reads it; nothing where it is none, or would take more than is bearable.
    pub fn parse(text: &str) -> Option<Self> {
        let hash = PasswordHash::new(text).ok()?;
        let params = Params::try_from(&hash).ok()?;
        let is_whole = hash.salt.is_some() && hash.hash.is_some();
        (is_whole && params.m_cost() <= MOST_MEMORY).then_some(Self(hash))
    }

    /// Whether this is the PIN; it takes as long as making the hash.
    pub fn is(&self, pin: &SecretString) -> bool {
        let digits = pin.expose_secret().as_bytes();
        Argon2::default().verify_password(digits, &self.0).is_ok()
    }
}

impl fmt::Display for PinHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PinHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PinHash")
    }
}

/// Whether a text can be a PIN: 4 to 12 digits.
pub fn is_pin(text: &SecretString) -> bool {
    let text = text.expose_secret();
    let is_long_enough = (SHORTEST_PIN..=LONGEST_PIN).contains(&text.len());
    is_long_enough && text.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[test]
    fn a_pin_is_tried_and_not_read() {
        let hash = PinHash::of(&pin("482913"), &Randomness::new(|bytes| bytes.fill(7))).unwrap();
        let text = hash.to_string();
        assert!(text.starts_with("$argon2id$v=19$"), "{text}");
        assert!(!text.contains("482913"));
        assert!(!format!("{hash:?}").contains("argon2"));
        let read = PinHash::parse(&text).unwrap();
        assert!(read.is(&pin("482913")));
        assert!(!read.is(&pin("482914")));
    }

    #[test]
    fn what_is_no_hash_or_too_costly_is_not_taken() {
        let salt_and_hash = "c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaHNvbWVoYXNoc29tZWhhc2g";
        let of = |memory: u32| format!("$argon2id$v=19$m={memory},t=2,p=1${salt_and_hash}");
        assert!(PinHash::parse(&of(19_456)).is_some());
        for text in ["", "1234", "$argon2id$v=19$m=19456,t=2,p=1", &of(2 << 20)] {
            assert!(PinHash::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_pin_is_4_to_12_digits() {
        for (text, is_one) in [
            ("123", false),
            ("1234", true),
            ("123456789012", true),
            ("1234567890123", false),
            ("12a4", false),
            ("12 34", false),
            ("١٢٣٤", false),
            ("", false),
        ] {
            assert_eq!(is_pin(&pin(text)), is_one, "{text}");
        }
    }
}
