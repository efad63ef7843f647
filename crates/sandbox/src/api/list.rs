//! Lists: `limit`, `starting_after`, `ending_before`, and the envelope around a page.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{self, Param, Shape, optional};
use super::route::Call;
use crate::state::{Cursor, Kind, Page, PageQuery, Work};

/// How many objects a page has when nothing is said.
const USUAL: usize = 10;

pub(super) static PAGING: &[Param] = &[
    optional("limit", Shape::Integer(1, 100)),
    optional("starting_after", Shape::Text(255)),
    optional("ending_before", Shape::Text(255)),
];

/// Which page was asked for.
#[derive(Debug, Default)]
pub(super) struct PageRequest {
    limit: Option<usize>,
    cursor: Option<Cursor>,
}

/// Takes the paging parameters out of what was given.
pub(super) fn page_request(given: &mut Map<String, Value>) -> Result<PageRequest, ApiError> {
    let mut paging = Map::new();
    for name in ["limit", "starting_after", "ending_before"] {
        if let Some(value) = given.remove(name) {
            paging.insert(name.to_owned(), value);
        }
    }
    let checked = params::check(PAGING, paging)?;
    let id = |name: &str| checked.get(name).and_then(Value::as_str).map(str::to_owned);
    let cursor = match (id("starting_after"), id("ending_before")) {
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "Received both starting_after and ending_before parameters. Please pass in only one.",
            ));
        }
        (Some(id), None) => Some(Cursor::After(id)),
        (None, Some(id)) => Some(Cursor::Before(id)),
        (None, None) => None,
    };
    let limit = checked.get("limit").and_then(Value::as_u64);
    Ok(PageRequest {
        limit: limit.and_then(|limit| usize::try_from(limit).ok()),
        cursor,
    })
}

impl Call {
    /// A query for the page that was asked for, filtered by those parameters that were given.
    pub(super) fn query(&self, kind: Kind, filters: &[&'static str]) -> PageQuery {
        let mut query = self.paged(PageQuery::newest(kind));
        for field in filters {
            match self.params.get(*field) {
                Some(Value::String(value)) => query = query.with(field, value.clone()),
                Some(Value::Bool(value)) => query = query.with(field, value.to_string()),
                _ => {}
            }
        }
        query.created = params::bounds(self.params.get("created"));
        query
    }

    /// A query with the paging that was asked for.
    pub(super) fn paged(&self, query: PageQuery) -> PageQuery {
        PageQuery {
            cursor: self.page.cursor.clone(),
            limit: self.page.limit.unwrap_or(USUAL),
            ..query
        }
    }
}

impl Call {
    /// The page that was asked for of a short list that is not kept by itself, in its order; none
    /// when the cursor's object is not in it.
    pub(super) fn page_of(&self, all: Vec<Value>) -> Option<Page> {
        let limit = self.page.limit.unwrap_or(USUAL);
        let place = |id: &String| all.iter().position(|object| object["id"] == **id);
        let (from, to) = match &self.page.cursor {
            None => (0, all.len()),
            Some(Cursor::After(id)) => (place(id)? + 1, all.len()),
            Some(Cursor::Before(id)) => (0, place(id)?),
        };
        let has_more = to - from > limit;
        let from = match self.page.cursor {
            Some(Cursor::Before(_)) => to.saturating_sub(limit).max(from),
            Some(Cursor::After(_)) | None => from,
        };
        let objects = all.into_iter().take(to).skip(from).take(limit).collect();
        Some(Page { objects, has_more })
    }
}

/// A page in Stripe's envelope.
pub(super) fn answer(work: &Work<'_>, query: &PageQuery, url: &str) -> Result<Value, ApiError> {
    let Some(page) = work.page(query)? else {
        let (id, param) = match &query.cursor {
            Some(Cursor::Before(id)) => (id.as_str(), "ending_before"),
            Some(Cursor::After(id)) => (id.as_str(), "starting_after"),
            None => ("", "starting_after"),
        };
        return Err(ApiError::no_such_param(query.kind, id, param));
    };
    Ok(envelope(page.objects, page.has_more, url))
}

/// Stripe's list object.
pub(super) fn envelope(objects: Vec<Value>, has_more: bool, url: &str) -> Value {
    json!({ "object": "list", "data": objects, "has_more": has_more, "url": url })
}
