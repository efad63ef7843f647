//! The bytes of what was told, be it an event or an answer of the API.

use rusqlite::Row;
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::compressed::intact;

/// The bytes of one row.
pub(crate) struct Bytes {
    /// The row's number.
    pub(crate) seq: i64,
    /// What the row is called: an event's id, or a request's.
    pub(crate) name: String,
    /// SHA-256 of the bytes as they came.
    pub(crate) digest: [u8; 32],
    /// The bytes; none when they are damaged.
    body: Option<Vec<u8>>,
}

impl Bytes {
    /// Of a row of seq, name, digest, digest of the bytes that are there, and those.
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (of_these, stored): (Vec<u8>, Vec<u8>) = (row.get(3)?, row.get(4)?);
        Ok(Self {
            seq: row.get(0)?,
            name: row.get(1)?,
            digest: row.get(2)?,
            body: intact(&stored, &of_these),
        })
    }

    /// The bytes.
    ///
    /// # Errors
    /// When they are not what was stored.
    pub(crate) fn body(&self) -> Result<&[u8], StoreError> {
        self.body.as_deref().ok_or_else(|| damaged(&self.name))
    }

    /// The bytes, to be kept.
    ///
    /// # Errors
    /// When they are not what was stored.
    pub(crate) fn into_body(self) -> Result<Vec<u8>, StoreError> {
        self.body.ok_or_else(|| damaged(&self.name))
    }
}

fn damaged(name: &str) -> StoreError {
    StoreError::Damaged {
        what: format!("what {name} told"),
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
