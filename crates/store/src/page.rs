//! Pages of lists, newest first by (time, id), continued by a cursor that survives new rows.

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, Row};

use crate::StoreError;

/// A place in a list: after the row of this time and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The row's time.
    pub at: UnixSeconds,
    /// The row's id.
    pub id: String,
}

/// A text that is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cursor cannot be read: use the text after \"next\" of the page before")]
pub struct CursorError;

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (at, id) = text.split_once('.').ok_or(CursorError)?;
        let at = at.parse().map(UnixSeconds).map_err(|_| CursorError)?;
        if id.is_empty() {
            return Err(CursorError);
        }
        Ok(Self {
            at,
            id: id.to_owned(),
        })
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// Where the next page begins, when there is one.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Cuts rows that were read with one too many to a page.
    fn cut(mut rows: Vec<T>, limit: u32, place: impl Fn(&T) -> Cursor) -> Self {
        let limit = limit as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(place) } else { None };
        Self { rows, next }
    }
}

/// Which part of a list: from a time on, before a time, after a cursor, how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// From this time on, inclusive.
    pub from: Option<UnixSeconds>,
    /// Before this time.
    pub to: Option<UnixSeconds>,
    /// After this place.
    pub after: Option<Cursor>,
    /// At most so many rows.
    pub limit: u32,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            after: None,
            limit: 50,
        }
    }
}

/// A WHERE clause under construction, with its values.
#[derive(Default)]
pub(crate) struct Conditions {
    clauses: Vec<&'static str>,
    values: Vec<rusqlite::types::Value>,
}

impl Conditions {
    /// Adds a clause that has one `?` for each value.
    pub(crate) fn add<V: Into<rusqlite::types::Value>>(
        &mut self,
        clause: &'static str,
        values: impl IntoIterator<Item = V>,
    ) {
        self.clauses.push(clause);
        self.values.extend(values.into_iter().map(Into::into));
    }

    /// Adds the clauses of a span over the columns `created` and `id`.
    pub(crate) fn span(&mut self, span: &Span) {
        if let Some(from) = span.from {
            self.add("created >= ?", [from.0]);
        }
        if let Some(to) = span.to {
            self.add("created < ?", [to.0]);
        }
        if let Some(after) = &span.after {
            self.after(after);
        }
    }

    /// Adds that a row lies after a place.
    pub(crate) fn after(&mut self, place: &Cursor) {
        let at = rusqlite::types::Value::from(place.at.0);
        self.add("(created, id) < (?, ?)", [at, place.id.clone().into()]);
    }

    /// ` WHERE …`, or nothing.
    fn sql(&self) -> String {
        if self.clauses.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.clauses.join(" AND "))
        }
    }

    /// The page of a list that meets the conditions: `columns` of `table`, newest first by `order`.
    pub(crate) fn page<T>(
        &self,
        connection: &Connection,
        [columns, table, order]: [&str; 3],
        limit: u32,
        row: fn(&Row<'_>) -> rusqlite::Result<T>,
        place: fn(&T) -> Cursor,
    ) -> Result<Page<T>, StoreError> {
        let select = format!("SELECT {columns} FROM {table}");
        let end = format!("ORDER BY {order} LIMIT {}", u64::from(limit) + 1);
        let rows = self.rows(connection, &select, &end, row)?;
        Ok(Page::cut(rows, limit, place))
    }

    /// All rows of a query that meet the conditions, which stand between its beginning and its end.
    pub(crate) fn rows<T>(
        &self,
        connection: &Connection,
        select: &str,
        end: &str,
        row: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        connection
            .prepare_cached(&format!("{select}{} {end}", self.sql()))?
            .query_map(rusqlite::params_from_iter(&self.values), row)?
            .collect()
    }
}

/// The order of most lists.
pub(crate) const BY_CREATED: &str = "created DESC, id DESC";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_what_was_printed_or_nothing() {
        let cursor = Cursor {
            at: UnixSeconds(-5),
            id: "pi_1.x".into(),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in ["", ".", "5.", "x.pi_1", "5", ".pi_1"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
    }
}
