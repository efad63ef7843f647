//! The table `document`: what the merchant keeps here and Stripe knows nothing of, such as drafts,
//! templates, saved variants of an address, views of a list, and the rows of an import. It is made of nothing else,
//! so a rebuild leaves it as it is.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use crate::StoreError;
use crate::column::from_json;

/// The longest document, in bytes of its JSON.
pub const LONGEST_DOCUMENT: usize = 1 << 20;
/// The longest kind or id, in bytes.
const LONGEST_NAME: usize = 255;

/// Something that the merchant keeps here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id, unique within its kind.
    pub id: String,
    /// When it was last kept, in milliseconds since 1970.
    pub at: i64,
    /// What it says.
    pub body: Value,
}

/// What is to be done to a document.
pub(crate) enum Change {
    Put {
        kind: String,
        id: String,
        /// As the row holds it.
        body: String,
    },
    Remove {
        kind: String,
        id: String,
    },
}

impl Change {
    /// To keep a document.
    ///
    /// # Errors
    /// When its kind, its id or itself is longer than may be.
    pub(crate) fn put(kind: &str, id: &str, body: &Value) -> Result<Self, StoreError> {
        let body = body.to_string();
        for (what, bytes, most) in [
            ("the document's kind", kind.len(), LONGEST_NAME),
            ("the document's id", id.len(), LONGEST_NAME),
            ("the document", body.len(), LONGEST_DOCUMENT),
        ] {
            if bytes > most {
                return Err(StoreError::TooLong { what, bytes, most });
            }
        }
        let (kind, id) = (kind.to_owned(), id.to_owned());
        Ok(Self::Put { kind, id, body })
    }

    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Put { body, .. } => body.len(),
            Self::Remove { .. } => 0,
        }
    }
}

/// Does it; says whether there was such a document before.
pub(crate) fn apply(connection: &Connection, change: &Change, at: i64) -> rusqlite::Result<bool> {
    match change {
        Change::Put { kind, id, body } => {
            // It gets a new number: the numbers are the order in which documents were kept, whatever the
            // clock says.
            let was_there = remove_named(connection, kind, id)?;
            connection
                .prepare_cached(
                    "INSERT INTO document (kind, id, at, body) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![kind, id, at, body])?;
            Ok(was_there)
        }
        Change::Remove { kind, id } => remove_named(connection, kind, id),
    }
}

fn remove_named(connection: &Connection, kind: &str, id: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("DELETE FROM document WHERE kind = ?1 AND id = ?2")?
        .execute([kind, id])
        .map(|rows| rows > 0)
}

fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: row.get(0)?,
        at: row.get(1)?,
        body: from_json(row, 2)?.unwrap_or_default(),
    })
}

pub(crate) fn get(
    connection: &Connection,
    kind: &str,
    id: &str,
) -> rusqlite::Result<Option<Document>> {
    connection
        .prepare_cached("SELECT id, at, body FROM document WHERE kind = ?1 AND id = ?2")?
        .query_row([kind, id], document)
        .optional()
}

/// All of a kind, the one that was kept last first.
pub(crate) fn list(connection: &Connection, kind: &str) -> rusqlite::Result<Vec<Document>> {
    connection
        .prepare_cached("SELECT id, at, body FROM document WHERE kind = ?1 ORDER BY seq DESC")?
        .query_map([kind], document)?
        .collect()
}

/// Walks over every document with its kind, the one that was kept last last.
pub(crate) fn walk<E: From<StoreError>>(
    connection: &Connection,
    mut visit: impl FnMut(&str, Document) -> Result<(), E>,
) -> Result<(), E> {
    let read = |error| E::from(StoreError::from(error));
    let mut statement = connection
        .prepare("SELECT id, at, body, kind FROM document ORDER BY seq")
        .map_err(read)?;
    let mut rows = statement.query([]).map_err(read)?;
    while let Some(row) = rows.next().map_err(read)? {
        let kind: String = row.get(3).map_err(read)?;
        visit(&kind, document(row).map_err(read)?)?;
    }
    Ok(())
}

/// A document as an erasure looks at it: its number, and its JSON.
pub(crate) fn bodies(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    connection
        .prepare("SELECT seq, body FROM document ORDER BY seq")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Removes one by its number.
pub(crate) fn remove(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM document WHERE seq = ?1")?
        .execute([seq])
        .map(drop)
}

/// Visits every text in a JSON, keys included; what is no JSON is one text.
pub(crate) fn texts(body: &str, visit: &mut dyn FnMut(&str)) {
    fn walk(value: &Value, visit: &mut dyn FnMut(&str)) {
        match value {
            Value::String(text) => visit(text),
            Value::Array(items) => items.iter().for_each(|it| walk(it, visit)),
            Value::Object(fields) => fields.iter().for_each(|(key, it)| {
                visit(key);
                walk(it, visit);
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    match serde_json::from_str(body) {
        Ok(value) => walk(&value, visit),
        Err(_) => visit(body),
    }
}
