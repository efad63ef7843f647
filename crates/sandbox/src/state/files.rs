//! What was uploaded: the bytes of files.

use rusqlite::{OptionalExtension, params};

use super::{StateError, Work};

impl Work<'_> {
    /// Keeps the content of a file.
    pub(crate) fn keep_content(&mut self, file: &str, content: &[u8]) -> Result<(), StateError> {
        self.sql
            .prepare_cached("INSERT INTO file_content (file, content) VALUES (?1, ?2)")?
            .execute(params![file, content])?;
        Ok(())
    }

    /// The content of a file.
    pub(crate) fn content(&self, file: &str) -> Result<Option<Vec<u8>>, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT content FROM file_content WHERE file = ?1")?
            .query_row([file], |row| row.get(0))
            .optional()?)
    }
}
