//! Objects as JSON documents, and the index by which lists of them are filtered.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::page::Listed;
use super::{Kind, StateError, Work};
use crate::past;

/// The kind of a row that holds the place of a deleted object of the past, before its own kind.
const DELETED: &str = "deleted ";

impl Work<'_> {
    /// An object by its id.
    pub(crate) fn find(&self, kind: Kind, id: &str) -> Result<Option<Value>, StateError> {
        if let Some(overlay) = &self.overlay {
            return Ok(overlay.find(kind, id).cloned());
        }
        let body = self
            .sql
            .prepare_cached("SELECT body FROM object WHERE id = ?1 AND kind = ?2")?
            .query_row(params![id, kind.object()], |row| row.get::<_, String>(0))
            .optional()?;
        match body {
            Some(body) => Ok(Some(serde_json::from_str(&body)?)),
            None => Ok(past::find(self, kind, id)?.map(|it| it.object)),
        }
    }

    /// Keeps a new object. It has an `id`, and mostly `created`.
    pub(crate) fn insert(&mut self, kind: Kind, object: &Value) -> Result<(), StateError> {
        if self.overlay.is_some() {
            self.insert_in_memory(kind, object.clone());
            return Ok(());
        }
        self.insert_text(kind, object, &serde_json::to_string(object)?)
    }

    /// Keeps a new object where nothing is written.
    pub(super) fn insert_in_memory(&mut self, kind: Kind, object: Value) {
        let created = object["created"].as_i64().unwrap_or(self.now().0);
        let id = text_of(&object["id"]).unwrap_or_default();
        if let Some(overlay) = &mut self.overlay {
            overlay.insert(kind, id, created, object);
        }
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
        self.insert_row(kind, None, created, object, text)
    }

    /// Keeps an object in a row, or in the next one.
    fn insert_row(
        &mut self,
        kind: Kind,
        row: Option<i64>,
        created: i64,
        object: &Value,
        text: &str,
    ) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO object (seq, kind, id, created, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                row,
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

    /// Writes an object of the past into the database, at its place: it is about to change.
    pub(crate) fn write_past(&mut self, kind: Kind, id: &str) -> Result<(), StateError> {
        if let Some(Listed {
            created,
            row,
            object,
        }) = past::find(self, kind, id)?
        {
            let text = serde_json::to_string(&object)?;
            self.insert_row(kind, Some(row), created, &object, &text)?;
        }
        Ok(())
    }

    /// Whether the database holds an object, or knows that it was deleted.
    pub(crate) fn is_written(&self, kind: Kind, id: &str) -> Result<bool, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT 1 FROM object WHERE id = ?1 AND kind IN (?2, ?3 || ?2)")?
            .exists([id, kind.object(), DELETED])?)
    }

    /// Keeps an object's new state.
    pub(crate) fn replace(&mut self, kind: Kind, object: &Value) -> Result<(), StateError> {
        if let Some(overlay) = &mut self.overlay {
            overlay.replace(kind, object);
            return Ok(());
        }
        self.changed_kind(kind);
        let id = text_of(&object["id"]).unwrap_or_default();
        self.write_past(kind, &id)?;
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
        if let Some(overlay) = &mut self.overlay {
            overlay.remove(id);
            return Ok(());
        }
        self.changed_kind(kind);
        self.write_past(kind, id)?;
        let (seq, created, before) = self.row(kind, id)?;
        for field in kind.indexed() {
            self.unindex(kind, field, &before[*field], created, seq)?;
        }
        if seq > 0 {
            self.sql
                .prepare_cached("DELETE FROM object WHERE seq = ?1")?
                .execute([seq])?;
        } else {
            // Without a trace it would be found in the past again.
            self.sql
                .prepare_cached("UPDATE object SET kind = ?2, body = '' WHERE seq = ?1")?
                .execute(params![seq, format!("{DELETED}{}", kind.object())])?;
        }
        Ok(())
    }

    /// How many objects there are of each kind that has any.
    pub(crate) fn counts(&self) -> Result<BTreeMap<String, i64>, StateError> {
        // Written objects of the past are counted there.
        let mut counts = self.count_by(
            "SELECT kind, count(*) FROM object WHERE kind <> 'event' AND seq > 0 GROUP BY kind",
        )?;
        for (kind, count) in past::counts(self)? {
            *counts.entry(kind.object().to_owned()).or_default() += count;
        }
        let deleted = self.count_by(
            "SELECT substr(kind, 9), count(*) FROM object WHERE kind >= 'deleted ' AND kind < 'deleted!'
             GROUP BY kind",
        )?;
        for (kind, count) in deleted {
            *counts.entry(kind).or_default() -= count;
        }
        counts.retain(|kind, _| !Kind::of_object(kind).is_some_and(Kind::is_own));
        Ok(counts)
    }

    /// How many events there are of each type.
    pub(crate) fn event_counts(&self) -> Result<BTreeMap<String, i64>, StateError> {
        let mut counts = self.count_by(
            "SELECT value, count(*) FROM lookup
             WHERE kind = 'event' AND field = 'type' AND seq > 0 GROUP BY value",
        )?;
        for (event_type, count) in past::event_counts(self)? {
            *counts.entry(event_type).or_default() += count;
        }
        Ok(counts)
    }

    fn count_by(&self, query: &str) -> Result<BTreeMap<String, i64>, StateError> {
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
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
