//! Restricted keys: what each may do. The keys themselves are not kept, only their digests.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{StateError, Work};
use crate::chance::secret_letters;

impl Work<'_> {
    /// Makes a restricted key that may do what is said, as JSON.
    pub(crate) fn new_restricted_key(&mut self, permissions: &str) -> Result<String, StateError> {
        let key = format!("rk_test_51{}", secret_letters(97));
        self.sql
            .prepare_cached(
                "INSERT INTO restricted_key (digest, permissions, created) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![digest(&key), permissions, self.now().0])?;
        Ok(key)
    }

    /// What a restricted key may do; none when there is no such key.
    pub(crate) fn permissions_of(&self, key: &str) -> Result<Option<String>, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT permissions FROM restricted_key WHERE digest = ?1")?
            .query_row([digest(key)], |row| row.get(0))
            .optional()?)
    }
}

fn digest(key: &str) -> Vec<u8> {
    Sha256::digest(key).to_vec()
}
