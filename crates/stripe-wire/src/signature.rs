//! Stripe's webhook signatures: `Stripe-Signature: t=UNIX,v1=HEX[,v1=HEX…]`.
//!
//! HMAC-SHA256, keyed with the whole secret string, over the bytes of `t`, a full stop and the raw
//! body. Source: Stripe's documentation, "Verify webhook signatures manually".
//!
//! The check is ours rather than a library's because each of those at hand drops a case that
//! matters: several `v1` while a secret is rolled, bodies that are not UTF-8, empty secrets.

use countertop_domain::UnixSeconds;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// How far a signature's time may be from ours, in seconds. Fixed: a shop cannot switch it off.
pub const TOLERANCE_SECONDS: u64 = 300;
/// Longest header that is read, in bytes.
pub const LONGEST_HEADER: usize = 4096;
/// Most `v1` signatures in one header.
pub const MOST_SIGNATURES: usize = 16;
/// Most digits of a time.
const MOST_DIGITS: usize = 12;

/// Why a body is not accepted as Stripe's. `Display` is the sentence that the sender is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No header, or an empty one.
    #[error("No Stripe-Signature header was sent.")]
    MissingSignature,
    /// A header that cannot be read.
    #[error("The Stripe-Signature header cannot be read.")]
    MalformedSignature,
    /// No signature of the scheme `v1`.
    #[error("The Stripe-Signature header holds no v1 signature.")]
    NoV1,
    /// Another secret, or another body.
    #[error("No signature matches the body for this endpoint's secret.")]
    SignatureMismatch,
    /// A good signature made too long ago, or too far in the future.
    #[error(
        "The signature's timestamp is more than {TOLERANCE_SECONDS} seconds from this computer's \
         clock."
    )]
    TimestampOutOfTolerance,
    /// Nothing was sent.
    #[error("The body is empty.")]
    EmptyBody,
}

impl Refusal {
    /// The code in the delivery log.
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingSignature => "missing_signature",
            Self::MalformedSignature => "malformed_signature",
            Self::NoV1 => "no_v1",
            Self::SignatureMismatch => "signature_mismatch",
            Self::TimestampOutOfTolerance => "timestamp_out_of_tolerance",
            Self::EmptyBody => "empty_body",
        }
    }
}

/// A `Stripe-Signature` header, read but not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The time as it was sent: these bytes are what is signed.
    sent_time: String,
    time: UnixSeconds,
    v1: Vec<[u8; 32]>,
}

impl Header {
    /// Reads the header of a request from all of its lines. Stripe sends one; of two it would be
    /// doubtful which one is meant.
    ///
    /// # Errors
    /// `MissingSignature`, `MalformedSignature` or `NoV1`.
    pub fn from_lines<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Refusal> {
        let mut lines = lines.into_iter();
        match (lines.next(), lines.next()) {
            (None, _) => Err(Refusal::MissingSignature),
            (Some(line), None) => Self::parse(line),
            (Some(_), Some(_)) => Err(Refusal::MalformedSignature),
        }
    }

    /// Reads a header's bytes.
    ///
    /// # Errors
    /// `MissingSignature`, `MalformedSignature` or `NoV1`.
    pub fn parse(header: &[u8]) -> Result<Self, Refusal> {
        if header.is_empty() {
            return Err(Refusal::MissingSignature);
        }
        if header.len() > LONGEST_HEADER {
            return Err(Refusal::MalformedSignature);
        }
        let header = std::str::from_utf8(header).map_err(|_| Refusal::MalformedSignature)?;
        let mut sent_time = None;
        let (mut v1, mut v1_seen) = (Vec::new(), 0);
        for item in header.split(',') {
            let item = item.trim_matches([' ', '\t']);
            if matches!(item, "t" | "v1") {
                return Err(Refusal::MalformedSignature);
            }
            match item.split_once('=') {
                Some(("t", _)) if sent_time.is_some() => return Err(Refusal::MalformedSignature),
                Some(("t", value)) => sent_time = Some(value),
                Some(("v1", value)) => {
                    v1_seen += 1;
                    v1.extend(decode_hex(value));
                }
                // Unknown keys, other schemes and empty items say nothing to us.
                _ => {}
            }
        }
        let sent_time = sent_time.ok_or(Refusal::MalformedSignature)?;
        let time = parse_time(sent_time).ok_or(Refusal::MalformedSignature)?;
        match v1_seen {
            0 => Err(Refusal::NoV1),
            1..=MOST_SIGNATURES => Ok(Self {
                sent_time: sent_time.to_owned(),
                time,
                v1,
            }),
            _ => Err(Refusal::MalformedSignature),
        }
    }

    /// When the signature was made, by the sender's clock.
    pub fn time(&self) -> UnixSeconds {
        self.time
    }

    /// Whether the signature was made within the tolerance of our own clock.
    pub fn is_timely(&self, now: UnixSeconds) -> bool {
        self.time.0.abs_diff(now.0) <= TOLERANCE_SECONDS
    }
}

/// A digit string of 1 to 12 ASCII digits; a sign, a point or another script is no time.
fn parse_time(text: &str) -> Option<UnixSeconds> {
    let digits = !text.is_empty()
        && text.len() <= MOST_DIGITS
        && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok().map(UnixSeconds)).flatten()
}

/// Exactly 64 hex digits in either case; anything else is no signature.
fn decode_hex(text: &str) -> Option<[u8; 32]> {
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// The secrets of an endpoint, keyed once: a request clones the keyed state.
#[derive(Clone)]
pub struct Verifier {
    keyed: Vec<Hmac<Sha256>>,
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Verifier({} secrets)", self.keyed.len())
    }
}

/// What a good signature says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Which secret matched, counted from 0 in the order given.
    pub secret: usize,
}

impl Verifier {
    /// A verifier for the given secrets. Without any, every body is refused.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a SecretString>) -> Self {
        Self {
            keyed: secrets.into_iter().map(keyed).collect(),
        }
    }

    /// Whether there is no secret to check with.
    pub fn is_empty(&self) -> bool {
        self.keyed.is_empty()
    }

    /// Checks a body against a header: every signature with every secret, in constant time and
    /// without early exit. Whether it was made in time is a second question, asked only of what is
    /// Stripe's: [`Header::is_timely`].
    ///
    /// # Errors
    /// `EmptyBody` or `SignatureMismatch`.
    pub fn verify(&self, header: &Header, body: &[u8]) -> Result<Match, Refusal> {
        if body.is_empty() {
            return Err(Refusal::EmptyBody);
        }
        let secret = self
            .matching_secret(header, body)
            .ok_or(Refusal::SignatureMismatch)?;
        Ok(Match { secret })
    }

    fn matching_secret(&self, header: &Header, body: &[u8]) -> Option<usize> {
        let mut found = None;
        for (index, keyed) in self.keyed.iter().enumerate() {
            let expected = mac(keyed.clone(), &header.sent_time, body);
            let mut any = Choice::from(0);
            for signature in &header.v1 {
                any |= expected.ct_eq(signature);
            }
            if bool::from(any) && found.is_none() {
                found = Some(index);
            }
        }
        found
    }
}

/// The header value with which Stripe would sign a body at a time.
pub fn sign(secret: &SecretString, time: UnixSeconds, body: &[u8]) -> String {
    sign_with([secret], time, body)
}

/// The header value with one signature for each secret, as while a secret is rolled.
pub fn sign_with<'a>(
    secrets: impl IntoIterator<Item = &'a SecretString>,
    time: UnixSeconds,
    body: &[u8],
) -> String {
    let time = time.to_string();
    let mut header = format!("t={time}");
    for secret in secrets {
        header.push_str(",v1=");
        for byte in mac(keyed(secret), &time, body) {
            header.push_str(&format!("{byte:02x}"));
        }
    }
    header
}

fn keyed(secret: &SecretString) -> Hmac<Sha256> {
    let key = secret.expose_secret().as_bytes();
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn mac(mut keyed: Hmac<Sha256>, time: &str, body: &[u8]) -> [u8; 32] {
    keyed.update(time.as_bytes());
    keyed.update(b".");
    keyed.update(body);
    keyed.finalize().into_bytes().into()
}
