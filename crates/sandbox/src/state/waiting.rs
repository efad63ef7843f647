//! Objects that wait: those with a field `_due`, the time in Unix seconds at which something
//! becomes of them.

use countertop_domain::UnixSeconds;
use rusqlite::params;
use serde_json::Value;

use super::{Kind, StateError, Work};

impl Work<'_> {
    /// When the first waiting object of a kind is due.
    ///
    /// Times are indexed as text; from 2001 to 2286 all have ten digits and sort as numbers do.
    pub(crate) fn first_due(&self, kind: Kind) -> Result<Option<UnixSeconds>, StateError> {
        let first: Option<String> = self
            .sql
            .prepare_cached("SELECT min(value) FROM lookup WHERE kind = ?1 AND field = '_due'")?
            .query_row([kind.object()], |row| row.get(0))?;
        Ok(first.and_then(|text| text.parse().ok()).map(UnixSeconds))
    }

    /// The objects of a kind that are due by now, the first of them first, up to so many.
    pub(crate) fn overdue(&self, kind: Kind, most: usize) -> Result<Vec<Value>, StateError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT o.body FROM lookup i JOIN object o ON o.seq = i.seq
             WHERE i.kind = ?1 AND i.field = '_due' AND i.value <= ?2
             ORDER BY i.value, i.created, i.seq LIMIT ?3",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let now = self.now().to_string();
        let bodies = statement
            .query_map(params![kind.object(), now, most], |row| {
                row.get::<_, String>(0)
            })?
            .collect::<Result<Vec<_>, _>>()?;
        bodies
            .iter()
            .map(|body| Ok(serde_json::from_str(body)?))
            .collect()
    }
}
