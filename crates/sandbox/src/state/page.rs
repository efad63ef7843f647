//! Pages of a list: filters, cursors, and the order of (created, when it was kept).

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params_from_iter};
use serde_json::Value;

use super::objects::text_of;
use super::{Kind, StateError, Work};
use crate::past;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// After this id.
    After(String),
    /// Before this id.
    Before(String),
}

/// Bounds of `created`, each inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) from: Option<i64>,
    pub(crate) to: Option<i64>,
}

impl Range {
    fn holds(self, created: i64) -> bool {
        self.from.is_none_or(|from| from <= created) && self.to.is_none_or(|to| created <= to)
    }
}

/// Which way a list goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As Stripe lists nearly everything.
    NewestFirst,
    /// As line items are listed.
    OldestFirst,
}

/// Whether everybody has been told of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivered {
    /// Nothing of it is pending or has failed.
    ToAll,
    /// Something of it is.
    NotToAll,
}

/// What to list.
#[derive(Debug, Clone)]
pub(crate) struct PageQuery {
    pub(crate) kind: Kind,
    pub(crate) order: Order,
    /// Fields with the values that each may have.
    pub(crate) filters: Vec<(&'static str, Vec<String>)>,
    pub(crate) created: Range,
    /// Fields that are times, with bounds for each.
    pub(crate) ranges: Vec<(&'static str, Range)>,
    /// Only events of which everybody has been told, or only the others.
    pub(crate) delivered: Option<Delivered>,
    /// Only events about this object. Only the past and pages of thin events know this filter.
    pub(crate) about: Option<String>,
    pub(crate) cursor: Option<Cursor>,
    pub(crate) limit: usize,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) objects: Vec<Value>,
    pub(crate) has_more: bool,
}

/// An object in a list, with what the list is ordered by.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) created: i64,
    /// Its row's number; that of an object of the past stands for its place there.
    pub(crate) row: i64,
    pub(crate) object: Value,
}

impl PageQuery {
    /// The newest of a kind.
    pub(crate) fn newest(kind: Kind) -> Self {
        Self {
            kind,
            order: Order::NewestFirst,
            filters: Vec::new(),
            created: Range::default(),
            ranges: Vec::new(),
            delivered: None,
            about: None,
            cursor: None,
            limit: 100,
        }
    }

    /// The oldest of a kind.
    pub(crate) fn oldest(kind: Kind) -> Self {
        Self {
            order: Order::OldestFirst,
            ..Self::newest(kind)
        }
    }

    /// The line items of a link or session.
    pub(crate) fn items_of(parent: &str) -> Self {
        Self {
            ..Self::oldest(Kind::Item).with("_parent", parent)
        }
    }

    /// Only those whose field has the value.
    pub(crate) fn with(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.filters.push((field, vec![value.into()]));
        self
    }

    /// Whether rows are read against the order of the list.
    pub(crate) fn reads_backwards(&self) -> bool {
        matches!(self.cursor, Some(Cursor::Before(_)))
    }

    /// Whether the newest of the rows comes first while reading.
    pub(crate) fn reads_newest_first(&self) -> bool {
        (self.order == Order::NewestFirst) != self.reads_backwards()
    }

    /// Whether an object of the kind belongs into the list, the cursor apart.
    pub(crate) fn admits(&self, created: i64, object: &Value) -> bool {
        let within = |(field, range): &(&str, Range)| {
            object[*field]
                .as_i64()
                .is_some_and(|time| range.holds(time))
        };
        let about = |id: &String| object["data"]["object"]["id"] == *id;
        self.created.holds(created)
            && self.about.as_ref().is_none_or(about)
            && self.ranges.iter().all(within)
            && self.filters.iter().all(|(field, wanted)| {
                text_of(&object[*field]).is_some_and(|text| self.wants(wanted, &text))
            })
    }

    /// Whether a value is one of those that a field may have.
    pub(crate) fn wants(&self, wanted: &[String], value: &str) -> bool {
        wanted.iter().any(|one| match beginning(self.kind, one) {
            Some(start) => value.starts_with(start),
            None => value == one,
        })
    }
}

impl Work<'_> {
    /// A part of a list; none when the cursor's object does not exist.
    pub(crate) fn page(&self, query: &PageQuery) -> Result<Option<Page>, StateError> {
        if let Some(overlay) = &self.overlay {
            return Ok(overlay.page(query));
        }
        let place = match &query.cursor {
            None => None,
            Some(Cursor::After(id) | Cursor::Before(id)) => match self.position(query.kind, id)? {
                Some(place) => Some(place),
                None => return Ok(None),
            },
        };
        let mut listed = self.written(query, place)?;
        listed.extend(past::page(self, query, place)?);
        listed.sort_by_key(|it| (it.created, it.row));
        if query.reads_newest_first() {
            listed.reverse();
        }
        let has_more = listed.len() > query.limit;
        listed.truncate(query.limit);
        if query.reads_backwards() {
            listed.reverse();
        }
        let objects = listed.into_iter().map(|it| it.object).collect();
        Ok(Some(Page { objects, has_more }))
    }

    /// Every object of a list that is known to be short.
    pub(crate) fn all(&self, query: PageQuery) -> Result<Vec<Value>, StateError> {
        let query = PageQuery {
            limit: 10_000,
            ..query
        };
        Ok(self
            .page(&query)?
            .map_or_else(Vec::new, |page| page.objects))
    }

    /// What the database holds of a page, and one more.
    fn written(
        &self,
        query: &PageQuery,
        place: Option<(i64, i64)>,
    ) -> Result<Vec<Listed>, StateError> {
        let (text, values) = statement(query, place);
        let mut statement = self.sql.prepare_cached(&text)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next()? {
            listed.push(Listed {
                created: row.get(0)?,
                row: row.get(1)?,
                object: serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default())?,
            });
        }
        Ok(listed)
    }

    fn position(&self, kind: Kind, id: &str) -> Result<Option<(i64, i64)>, StateError> {
        let written = self
            .sql
            .prepare_cached("SELECT created, seq FROM object WHERE id = ?1 AND kind = ?2")?
            .query_row([id, kind.object()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match written {
            Some(place) => Ok(Some(place)),
            None => Ok(past::find(self, kind, id)?.map(|it| (it.created, it.row))),
        }
    }
}

/// The statement of a page. A first filter with one plain value leads through the index, so that a
/// page costs its own length however long the list is.
fn statement(query: &PageQuery, place: Option<(i64, i64)>) -> (String, Vec<Sql>) {
    let mut statement = Statement::default();
    let kind = statement.bind(query.kind.object().to_owned());
    let led = statement.lead(query, &kind);
    for (field, wanted) in query.filters.iter().skip(usize::from(led)) {
        statement.filter(query.kind, &kind, field, wanted);
    }
    for (bound, sign) in [(query.created.from, ">="), (query.created.to, "<=")] {
        if let Some(bound) = bound {
            let bound = statement.bind(bound);
            statement.add(&format!(" AND i.created {sign} {bound}"));
        }
    }
    for (field, range) in &query.ranges {
        statement.between(&kind, field, *range);
    }
    if let Some(delivered) = query.delivered {
        statement.deliver(delivered);
    }
    let (sign, order) = if query.reads_newest_first() {
        ("<", "DESC")
    } else {
        (">", "ASC")
    };
    if let Some((created, seq)) = place {
        let (created, seq) = (statement.bind(created), statement.bind(seq));
        statement.add(&format!(
            " AND (i.created, i.seq) {sign} ({created}, {seq})"
        ));
    }
    let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
    let limit = statement.bind(limit.saturating_add(1));
    statement.add(&format!(
        " ORDER BY i.created {order}, i.seq {order} LIMIT {limit}"
    ));
    statement.done()
}

/// A statement while it is put together, with the values that it binds.
#[derive(Default)]
pub(super) struct Statement {
    text: String,
    values: Vec<Sql>,
}

impl Statement {
    pub(super) fn bind(&mut self, value: impl Into<Sql>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    pub(super) fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The text, and the values that it binds.
    pub(super) fn done(self) -> (String, Vec<Sql>) {
        (self.text, self.values)
    }

    /// Begins with the first filter where the index can lead by it; tells whether it did.
    fn lead(&mut self, query: &PageQuery, kind: &str) -> bool {
        let first = query.filters.first().and_then(|(field, wanted)| {
            let [value] = wanted.as_slice() else {
                return None;
            };
            beginning(query.kind, value)
                .is_none()
                .then_some((*field, value))
        });
        let Some((field, value)) = first else {
            self.add(&format!(
                "SELECT i.created, i.seq, i.body FROM object i WHERE i.kind = {kind}"
            ));
            return false;
        };
        let field = self.bind(field.to_owned());
        let value = self.bind(value.clone());
        self.add(&format!(
            "SELECT i.created, i.seq, o.body FROM lookup i JOIN object o ON o.seq = i.seq
             WHERE i.kind = {kind} AND i.field = {field} AND i.value = {value}"
        ));
        true
    }

    /// Only those whose field lies between bounds.
    fn between(&mut self, kind: &str, field: &str, range: Range) {
        let field = self.bind(field.to_owned());
        let mut bounds = String::new();
        for (bound, sign) in [(range.from, ">="), (range.to, "<=")] {
            if let Some(bound) = bound {
                let bound = self.bind(bound);
                bounds.push_str(&format!(" AND CAST(f.value AS INTEGER) {sign} {bound}"));
            }
        }
        self.add(&format!(
            " AND EXISTS (SELECT 1 FROM lookup f WHERE f.kind = {kind} AND f.field = {field}{bounds}
              AND f.created = i.created AND f.seq = i.seq)"
        ));
    }

    /// Only those whose field has one of the values.
    fn filter(&mut self, of: Kind, kind: &str, field: &str, wanted: &[String]) {
        let field = self.bind(field.to_owned());
        let choices: Vec<_> = wanted
            .iter()
            .map(|value| match beginning(of, value) {
                Some(start) => {
                    let start = self.bind(start.to_owned());
                    format!("substr(f.value, 1, length({start})) = {start}")
                }
                None => format!("f.value = {}", self.bind(value.clone())),
            })
            .collect();
        self.add(&format!(
            " AND EXISTS (SELECT 1 FROM lookup f WHERE f.kind = {kind} AND f.field = {field}
              AND ({}) AND f.created = i.created AND f.seq = i.seq)",
            choices.join(" OR ")
        ));
    }

    /// Only events of which everybody has been told, or only the others.
    fn deliver(&mut self, delivered: Delivered) {
        let sign = match delivered {
            Delivered::ToAll => "NOT ",
            Delivered::NotToAll => "",
        };
        self.add(&format!(
            " AND {sign}EXISTS (SELECT 1 FROM object e JOIN delivery d ON d.event = e.id
              WHERE e.seq = i.seq AND d.state <> 'made')"
        ));
    }
}

/// What the types of events must begin with, where a family of them is asked for, such as
/// `charge.*`. A star elsewhere is a star.
fn beginning(kind: Kind, value: &str) -> Option<&str> {
    match kind {
        Kind::Event => value.strip_suffix('*'),
        _ => None,
    }
}
