//! The bytes of the file: what it takes to make the key, then the secrets under it, then a checksum.
//!
//! ```text
//! magic · Argon2id's memory, passes, lanes · salt · nonce · XChaCha20-Poly1305 of the secrets · SHA-256
//! ```
//!
//! The checksum tells a damaged file from a wrong passphrase; what keeps others from changing the
//! file unnoticed is the cipher's own tag, which covers the head as well.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::{Digest, Sha256};

const MAGIC: &[u8] = b"countertop secrets 1\n";
const SALT: usize = 16;
const NONCE: usize = 24;
const CHECKSUM: usize = 32;
const HEAD: usize = MAGIC.len() + 3 * 4 + SALT;
/// More than this is not asked of a computer by a file that somebody may have changed.
const MOST: Cost = Cost {
    memory_kib: 1 << 20,
    passes: 32,
    lanes: 16,
};

/// How much work it is to try one passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The memory in KiB.
    pub memory_kib: u32,
    /// How often it is gone over.
    pub passes: u32,
    /// In how many lanes it lies.
    pub lanes: u32,
}

/// Source: RFC 9106, "Parameter Choice", the second recommended option.
impl Default for Cost {
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 4,
        }
    }
}

impl Cost {
    fn is_bearable(self) -> bool {
        self.memory_kib <= MOST.memory_kib && self.passes <= MOST.passes && self.lanes <= MOST.lanes
    }
}

/// A passphrase's key, and what it was made with.
pub(super) struct Key {
    secret: SecretBox<[u8; 32]>,
    salt: [u8; SALT],
    cost: Cost,
}

impl Key {
    /// Makes the key; this is what takes time and memory.
    pub(super) fn of(
        passphrase: &SecretString,
        salt: [u8; SALT],
        cost: Cost,
    ) -> Result<Self, &'static str> {
        const UNKNOWN: &str = "its key is made in a way that this version does not know";
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32));
        let argon2 = params.map(|it| Argon2::new(Algorithm::Argon2id, Version::V0x13, it));
        let argon2 = argon2.map_err(|_| UNKNOWN)?;
        let mut secret = Box::new([0; 32]);
        argon2
            .hash_password_into(passphrase.expose_secret().as_bytes(), &salt, &mut *secret)
            .map_err(|_| UNKNOWN)?;
        Ok(Self {
            secret: SecretBox::new(secret),
            salt,
            cost,
        })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.secret.expose_secret().into())
    }

    fn head(&self) -> Vec<u8> {
        let Cost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        let mut head = Vec::with_capacity(HEAD);
        head.extend_from_slice(MAGIC);
        for number in [memory_kib, passes, lanes] {
            head.extend_from_slice(&number.to_le_bytes());
        }
        head.extend_from_slice(&self.salt);
        head
    }
}

/// The file's bytes for a text.
pub(super) fn seal(text: &[u8], key: &Key, nonce: [u8; NONCE]) -> Result<Vec<u8>, &'static str> {
    let mut bytes = key.head();
    let payload = Payload {
        msg: text,
        aad: &bytes,
    };
    let secrets = key.cipher().encrypt(&XNonce::from(nonce), payload);
    let secrets = secrets.map_err(|_| "it would become too large")?;
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&secrets);
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    Ok(bytes)
}

/// Why an envelope does not open.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unsealable {
    /// It was sealed with another key.
    OtherKey,
    /// It is not what was written.
    Damaged(&'static str),
}

/// A sealed file, taken apart.
pub(super) struct Envelope<'a> {
    pub(super) cost: Cost,
    pub(super) salt: [u8; SALT],
    head: &'a [u8],
    nonce: [u8; NONCE],
    secrets: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// Takes the file's bytes apart, or says why they are none of ours.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const CUT: &str = "a part of it is missing";
        if !bytes.starts_with(MAGIC) {
            let other = bytes.starts_with(&MAGIC[..MAGIC.len() - 2]);
            return Err(if other {
                "it was written by a newer version of Countertop"
            } else {
                "it is no file of Countertop's keys"
            });
        }
        let body = bytes.len().checked_sub(CHECKSUM).ok_or(CUT)?;
        let (body, checksum) = bytes.split_at(body);
        if Sha256::digest(body).as_slice() != checksum {
            return Err("its checksum is wrong");
        }
        let (head, rest) = body.split_at_checked(HEAD).ok_or(CUT)?;
        let (nonce, secrets) = rest.split_first_chunk().ok_or(CUT)?;
        let (numbers, salt) = head[MAGIC.len()..].split_at(3 * 4);
        let mut numbers = numbers
            .chunks_exact(4)
            .map(|it| it.try_into().map(u32::from_le_bytes).unwrap_or(u32::MAX));
        let mut next = || numbers.next().unwrap_or(u32::MAX);
        let cost = Cost {
            memory_kib: next(),
            passes: next(),
            lanes: next(),
        };
        if !cost.is_bearable() {
            return Err("its key would take more memory or time than any file of ours");
        }
        Ok(Self {
            cost,
            salt: salt.try_into().map_err(|_| CUT)?,
            head,
            nonce: *nonce,
            secrets,
        })
    }

    /// Whether it was sealed under the same passphrase, as far as its head tells.
    pub(super) fn is_for(&self, key: &Key) -> bool {
        self.salt == key.salt && self.cost == key.cost
    }

    /// The text inside.
    pub(super) fn open(&self, key: &Key) -> Result<Zeroizing<Vec<u8>>, Unsealable> {
        const TAG: usize = 16;
        if self.secrets.len() < TAG {
            return Err(Unsealable::Damaged("a part of it is missing"));
        }
        let payload = Payload {
            msg: self.secrets,
            aad: self.head,
        };
        let text = key.cipher().decrypt(&XNonce::from(self.nonce), payload);
        text.map(Zeroizing::new).map_err(|_| Unsealable::OtherKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIGHT: Cost = Cost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    fn key(passphrase: &str) -> Key {
        Key::of(&SecretString::from(passphrase), [7; SALT], LIGHT).unwrap()
    }

    #[test]
    fn each_change_of_a_byte_is_noticed() {
        let key = key("correct horse");
        let sealed = seal(b"{}", &key, [9; NONCE]).unwrap();
        let opened = Envelope::read(&sealed).unwrap().open(&key).unwrap();
        assert_eq!(*opened, b"{}");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(Envelope::read(&changed).is_err(), "byte {at}");
            // Whoever changes it on purpose also makes the checksum right.
            let body = changed.len() - CHECKSUM;
            let checksum = Sha256::digest(&changed[..body]);
            changed[body..].copy_from_slice(&checksum);
            let is_open = Envelope::read(&changed).is_ok_and(|it| it.open(&key).is_ok());
            assert_eq!(is_open, at >= body, "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(Envelope::read(&sealed[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn another_key_is_told_from_damage() {
        let sealed = seal(b"{}", &key("correct horse"), [9; NONCE]).unwrap();
        let envelope = Envelope::read(&sealed).unwrap();
        let other = key("battery staple");
        assert_eq!(envelope.open(&other).unwrap_err(), Unsealable::OtherKey);
        assert!(envelope.is_for(&other), "the salt alone does not tell");
    }

    #[test]
    fn a_file_cannot_ask_for_all_memory() {
        let mut sealed = seal(b"{}", &key("correct horse"), [9; NONCE]).unwrap();
        sealed[MAGIC.len()..MAGIC.len() + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        let body = sealed.len() - CHECKSUM;
        let checksum = Sha256::digest(&sealed[..body]);
        sealed[body..].copy_from_slice(&checksum);
        let refusal = Envelope::read(&sealed).err().unwrap();
        assert!(refusal.contains("more memory"), "{refusal}");
    }
}
