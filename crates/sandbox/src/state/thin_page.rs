//! Pages of thin events: all events in their thin form, and those that have no other.

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::page::{Listed, Statement};
use super::thin::as_thin;
use super::{Kind, PageQuery, Range, StateError, Work};
use crate::past;

/// Where a page begins: next to this place, in the order of (created, when it was kept).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    After(i64, i64),
    Before(i64, i64),
}

/// Which thin events to list, newest first.
#[derive(Debug, Default)]
pub(crate) struct ThinQuery {
    /// Only those of this object.
    pub(crate) object: Option<String>,
    /// Only those of these types, where there are any.
    pub(crate) types: Vec<String>,
    pub(crate) created: Range,
    /// What an earlier page called this one.
    pub(crate) page: Option<String>,
    pub(crate) limit: usize,
}

/// A part of the list, and what its neighbours are called.
#[derive(Debug)]
pub(crate) struct ThinPage {
    pub(crate) events: Vec<Value>,
    pub(crate) next: Option<String>,
    pub(crate) previous: Option<String>,
}

impl Place {
    fn row(self) -> (i64, i64) {
        match self {
            Self::After(created, seq) | Self::Before(created, seq) => (created, seq),
        }
    }

    fn name(self) -> String {
        match self {
            Self::After(created, seq) => format!("after.{created}.{seq}"),
            Self::Before(created, seq) => format!("before.{created}.{seq}"),
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        let mut parts = name.splitn(3, '.');
        let side = parts.next()?;
        let created = parts.next()?.parse().ok()?;
        let seq = parts.next()?.parse().ok()?;
        match side {
            "after" => Some(Self::After(created, seq)),
            "before" => Some(Self::Before(created, seq)),
            _ => None,
        }
    }
}

impl Work<'_> {
    /// A part of the list; none where no page has that name.
    pub(crate) fn thin_page(&self, query: &ThinQuery) -> Result<Option<ThinPage>, StateError> {
        let place = match query.page.as_deref().map(Place::of_name) {
            None => None,
            Some(Some(place)) => Some(place),
            Some(None) => return Ok(None),
        };
        let mut rows = self.thin_rows(query, place)?;
        rows.extend(past::page(
            self,
            &of_past(query, place),
            place.map(Place::row),
        )?);
        rows.sort_by_key(|row| (row.created, row.row));
        if !matches!(place, Some(Place::Before(..))) {
            rows.reverse();
        }
        let more = rows.len() > query.limit;
        rows.truncate(query.limit);
        let (has_next, has_previous) = match place {
            None => (more, false),
            Some(Place::After(..)) => (more, true),
            Some(Place::Before(..)) => {
                rows.reverse();
                (true, more)
            }
        };
        let last = rows.last().filter(|_| has_next);
        let first = rows.first().filter(|_| has_previous);
        let next = last.map(|row| Place::After(row.created, row.row).name());
        let previous = first.map(|row| Place::Before(row.created, row.row).name());
        Ok(Some(ThinPage {
            events: rows.into_iter().map(|row| as_thin(row.object)).collect(),
            next,
            previous,
        }))
    }

    /// What the database holds of a page, and one more.
    fn thin_rows(
        &self,
        query: &ThinQuery,
        place: Option<Place>,
    ) -> Result<Vec<Listed>, StateError> {
        let (text, values) = statement(query, place);
        let mut statement = self.sql.prepare_cached(&text)?;
        let rows = statement.query_and_then(params_from_iter(values), |row| {
            Ok(Listed {
                created: row.get(0)?,
                row: row.get(1)?,
                object: serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default())?,
            })
        })?;
        rows.collect()
    }
}

/// What the page has of a store's past: events, as they are kept.
fn of_past(query: &ThinQuery, place: Option<Place>) -> PageQuery {
    let mut events = match place {
        None | Some(Place::After(..)) => PageQuery::newest(Kind::Event),
        Some(Place::Before(..)) => PageQuery::oldest(Kind::Event),
    };
    if !query.types.is_empty() {
        let types = query.types.iter();
        let types = types.map(|one| one.strip_prefix("v1.").unwrap_or(one).to_owned());
        events.filters.push(("type", types.collect()));
    }
    PageQuery {
        about: query.object.clone(),
        created: query.created,
        limit: query.limit,
        ..events
    }
}

fn statement(query: &ThinQuery, place: Option<Place>) -> (String, Vec<Sql>) {
    let mut statement = Statement::default();
    let kinds = [Kind::Event, Kind::ThinEvent].map(|kind| statement.bind(kind.object().to_owned()));
    statement.add(&format!(
        "SELECT created, seq, body FROM object WHERE kind IN ({})",
        kinds.join(", ")
    ));
    filter(&mut statement, query);
    let (place, sign, order) = match place {
        None => (None, "<", "DESC"),
        Some(Place::After(created, seq)) => (Some((created, seq)), "<", "DESC"),
        Some(Place::Before(created, seq)) => (Some((created, seq)), ">", "ASC"),
    };
    if let Some((created, seq)) = place {
        let (created, seq) = (statement.bind(created), statement.bind(seq));
        statement.add(&format!(" AND (created, seq) {sign} ({created}, {seq})"));
    }
    let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
    let limit = statement.bind(limit.saturating_add(1));
    statement.add(&format!(
        " ORDER BY created {order}, seq {order} LIMIT {limit}"
    ));
    statement.done()
}

fn filter(statement: &mut Statement, query: &ThinQuery) {
    for (bound, sign) in [(query.created.from, ">="), (query.created.to, "<=")] {
        if let Some(bound) = bound {
            let bound = statement.bind(bound);
            statement.add(&format!(" AND created {sign} {bound}"));
        }
    }
    if let Some(object) = &query.object {
        let object = statement.bind(object.clone());
        statement.add(&format!(
            " AND coalesce(json_extract(body, '$.data.object.id'),
                           json_extract(body, '$.related_object.id')) = {object}"
        ));
    }
    if !query.types.is_empty() {
        // What is told in both forms is kept under its own name.
        let types = query.types.iter();
        let types = types.map(|one| one.strip_prefix("v1.").unwrap_or(one).to_owned());
        let types: Vec<_> = types.map(|one| statement.bind(one)).collect();
        statement.add(&format!(
            " AND json_extract(body, '$.type') IN ({})",
            types.join(", ")
        ));
    }
}
