//! Objects as JSON documents, and the index by which lists of them are filtered.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::{Kind, StateError, Work};

impl Work<'_> {
    /// An object by its id.
    pub(crate) fn find(&self, kind: Kind, id: &str) -> Result<Option<Value>, StateError> {
        let body = self
            .sql
            .prepare_cached("SELECT body FROM object WHERE id = ?1 AND kind = ?2")?
            .query_row(params![id, kind.object()], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(body.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// Keeps a new object. It has an `id`, and mostly `created`.
    pub(crate) fn insert(&mut self, kind: Kind, object: &Value) -> Result<(), StateError> {
        self.insert_text(kind, object, &serde_json::to_string(object)?)
    }

    /// Keeps a new object as the text given.
    pub(super) fn insert_text(
        &mut self,
        kind: Kind,
        object: &Value,
        text: &str,
    ) -> Result<(), StateError> {
        self.changed_kind(kind);
        let created = object["created"].as_i64().unwrap_or(self.now().0);
        self.sql
            .prepare_cached("INSERT INTO object (kind, id, created, body) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                kind.object(),
                text_of(&object["id"]),
                created,
                text
            ])?;
        let seq = self.sql.last_insert_rowid();
        for field in kind.indexed() {
            self.index(kind, field, &object[*field], created, seq)?;
        }
        Ok(())
    }

    /// Keeps an object's new state.
    pub(crate) fn replace(&mut self, kind: Kind, object: &Value) -> Result<(), StateError> {
        self.changed_kind(kind);
        let id = text_of(&object["id"]).unwrap_or_default();
        let (seq, created, before) = self.row(kind, &id)?;
        for field in kind.indexed() {
            if before[*field] != object[*field] {
                self.unindex(kind, field, &before[*field], created, seq)?;
                self.index(kind, field, &object[*field], created, seq)?;
            }
        }
        self.sql
            .prepare_cached("UPDATE object SET body = ?2 WHERE seq = ?1")?
            .execute(params![seq, serde_json::to_string(object)?])?;
        Ok(())
    }

    /// Forgets an object.
    pub(crate) fn remove(&mut self, kind: Kind, id: &str) -> Result<(), StateError> {
        self.changed_kind(kind);
        let (seq, created, before) = self.row(kind, id)?;
        for field in kind.indexed() {
            self.unindex(kind, field, &before[*field], created, seq)?;
        }
        self.sql
            .prepare_cached("DELETE FROM object WHERE seq = ?1")?
            .execute([seq])?;
        Ok(())
    }

    /// How many objects there are of each kind that has any, in the order of their names.
    pub(crate) fn counts(&self) -> Result<Vec<(String, i64)>, StateError> {
        let mut counts =
            self.count_by("SELECT kind, count(*) FROM object WHERE kind <> 'event' GROUP BY kind")?;
        counts.retain(|(kind, _)| !Kind::of_object(kind).is_some_and(Kind::is_own));
        Ok(counts)
    }

    /// How many events there are of each type.
    pub(crate) fn event_counts(&self) -> Result<Vec<(String, i64)>, StateError> {
        self.count_by(
            "SELECT value, count(*) FROM lookup WHERE kind = 'event' AND field = 'type'
             GROUP BY value",
        )
    }

    fn count_by(&self, query: &str) -> Result<Vec<(String, i64)>, StateError> {
        let mut statement = self.sql.prepare_cached(query)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn row(&self, kind: Kind, id: &str) -> Result<(i64, i64, Value), StateError> {
        let (seq, created, body) = self
            .sql
            .prepare_cached("SELECT seq, created, body FROM object WHERE id = ?1 AND kind = ?2")?
            .query_row([id, kind.object()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
            })?;
        Ok((seq, created, serde_json::from_str(&body)?))
    }

    fn index(
        &mut self,
        kind: Kind,
        field: &str,
        value: &Value,
        created: i64,
        seq: i64,
    ) -> Result<(), StateError> {
        if let Some(value) = text_of(value) {
            self.sql
                .prepare_cached(
                    "INSERT INTO lookup (kind, field, value, created, seq)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![kind.object(), field, value, created, seq])?;
        }
        Ok(())
    }

    fn unindex(
        &mut self,
        kind: Kind,
        field: &str,
        value: &Value,
        created: i64,
        seq: i64,
    ) -> Result<(), StateError> {
        if let Some(value) = text_of(value) {
            self.sql
                .prepare_cached(
                    "DELETE FROM lookup WHERE kind = ?1 AND field = ?2 AND value = ?3
                     AND created = ?4 AND seq = ?5",
                )?
                .execute(params![kind.object(), field, value, created, seq])?;
        }
        Ok(())
    }
}

/// A value as the index holds it; null is not indexed.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
