//! Randomness from the operating system: keys and secrets begin here.

use countertop_stripe_client::Randomness;
use rand::{Rng, TryRng};
use secrecy::SecretString;

/// The system's source, for idempotency keys and waiting times.
pub fn system() -> Randomness {
    Randomness::new(fill)
}

/// A fresh signing secret, `whsec_…`, of 32 letters and digits.
pub fn webhook_secret() -> SecretString {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789AZ";
    let mut bytes = [0; 32];
    fill(&mut bytes);
    let letters = bytes.map(|byte| char::from(LETTERS[usize::from(byte % 64)]));
    SecretString::from(format!("whsec_{}", letters.iter().collect::<String>()))
}

/// A fresh id of an installation: 24 letters and digits, not secret.
pub fn installation_id() -> String {
    let mut bytes = [0; 12];
    fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Random bytes that nobody else knows.
pub fn nonce() -> [u8; 32] {
    let mut bytes = [0; 32];
    fill(&mut bytes);
    bytes
}

/// Where chance begins that nobody need be able to repeat.
pub fn seed() -> u64 {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// Where the system has no randomness to give, a generator seeded by it at start goes on.
pub(crate) fn fill(bytes: &mut [u8]) {
    if rand::rngs::SysRng.try_fill_bytes(bytes).is_err() {
        rand::rng().fill_bytes(bytes);
    }
}
