//! Columns that hold more than SQLite's own types: JSON, and texts of a closed form.

use std::fmt::Display;

use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as the JSON that a column holds.
pub(crate) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// The value of a column that holds JSON, or null.
pub(crate) fn from_json<T: DeserializeOwned>(
    row: &Row<'_>,
    at: usize,
) -> rusqlite::Result<Option<T>> {
    checked(row, at, |json| serde_json::from_str(&json))
}

/// The value of a column that holds a text of a closed form, or null.
pub(crate) fn checked<T, E: Display>(
    row: &Row<'_>,
    at: usize,
    parse: impl FnOnce(String) -> Result<T, E>,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(at)?;
    text.map(parse).transpose().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(at, Type::Text, error.to_string().into())
    })
}
