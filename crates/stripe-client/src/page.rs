//! Lists: one page, or all pages one after the other.
//!
//! Source: Stripe's API reference, "Pagination": newest first, at most 100 a page, cursors are ids.

use countertop_domain::UnixSeconds;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use stripe_client_core::RequestBuilder;
use stripe_types::{RangeBoundsTs, RangeQueryTs};

use crate::client::Client;
use crate::error::ApiError;
use crate::reply::Reply;

/// Most objects of a page.
const LARGEST_PAGE: u8 = 100;

/// Which page of a list, and how large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// 1 to 100.
    pub limit: u8,
    /// Where the page begins.
    pub cursor: Cursor,
}

/// Where a page begins. Lists run from the newest object to the oldest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// With the newest object.
    #[default]
    Newest,
    /// With what is older than the object of this id.
    After(String),
    /// Ending with what is next newer than the object of this id.
    Before(String),
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            limit: LARGEST_PAGE,
            cursor: Cursor::Newest,
        }
    }
}

impl Paging {
    pub(crate) fn limit(&self) -> i64 {
        i64::from(self.limit.clamp(1, LARGEST_PAGE))
    }
}

/// Puts a `Paging` into any of async-stripe's list requests: they have no trait in common.
macro_rules! paged {
    ($request:expr, $paging:expr) => {{
        let request = $request.limit($paging.limit());
        match &$paging.cursor {
            $crate::page::Cursor::Newest => request,
            $crate::page::Cursor::After(id) => request.starting_after(id.clone()),
            $crate::page::Cursor::Before(id) => request.ending_before(id.clone()),
        }
    }};
}
pub(crate) use paged;

/// A span of `created`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Created {
    /// The first second of it.
    pub from: Option<UnixSeconds>,
    /// The second after it.
    pub to: Option<UnixSeconds>,
}

impl Created {
    pub(crate) fn range(&self) -> Option<RangeQueryTs> {
        if self.from.is_none() && self.to.is_none() {
            return None;
        }
        Some(RangeQueryTs::Bounds(RangeBoundsTs {
            gte: self.from.map(|from| from.0),
            lt: self.to.map(|to| to.0),
            ..RangeBoundsTs::default()
        }))
    }
}

/// One page of a list.
#[derive(Debug)]
pub struct Page {
    /// Its objects, newest first.
    pub objects: Vec<ListedObject>,
    /// Whether the list goes on in the direction of the cursor.
    pub has_more: bool,
    /// The id by which Stripe's support finds the request.
    pub request_id: Option<String>,
    /// Stripe's clock when it answered.
    pub date: Option<UnixSeconds>,
}

/// One object of a list, in the exact bytes that came. Its Debug shows the id alone.
pub struct ListedObject {
    /// The `id`, where there is one.
    pub id: Option<String>,
    /// The slice of the reply.
    pub json: Box<RawValue>,
}

impl ListedObject {
    /// The object as JSON.
    ///
    /// # Errors
    /// When a number in it is beyond what JSON readers hold.
    pub fn value(&self) -> Result<Value, serde_json::Error> {
        self.parse()
    }

    /// The object as a type that reads what it needs and ignores the rest.
    ///
    /// # Errors
    /// When it does not have the expected shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.json.get())
    }
}

impl std::fmt::Debug for ListedObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ListedObject")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct List {
    data: Vec<Box<RawValue>>,
    #[serde(default)]
    has_more: Option<bool>,
}

#[derive(Deserialize)]
struct Identified {
    id: String,
}

impl Page {
    pub(crate) fn read(reply: Reply) -> Result<Self, ApiError> {
        let list: List = reply.parse()?;
        let objects = list.data.into_iter().map(|json| ListedObject {
            id: serde_json::from_str(json.get())
                .ok()
                .map(|object: Identified| object.id),
            json,
        });
        Ok(Self {
            objects: objects.collect(),
            has_more: list.has_more.unwrap_or(false),
            request_id: reply.request_id,
            date: reply.date,
        })
    }

    /// Where a walk in the direction of `cursor` goes on; none when it is at its end.
    fn next(&self, cursor: &Cursor) -> Option<Cursor> {
        let id = |object: Option<&ListedObject>| object.and_then(|it| it.id.clone());
        if !self.has_more {
            return None;
        }
        match cursor {
            Cursor::Newest | Cursor::After(_) => id(self.objects.last()).map(Cursor::After),
            Cursor::Before(_) => id(self.objects.first()).map(Cursor::Before),
        }
    }
}

/// A walk over all pages of a list. After an error, `next` tries the same page again.
pub struct Pages {
    client: Client,
    request: Box<dyn Fn(&Paging) -> RequestBuilder + Send + Sync>,
    paging: Paging,
    done: bool,
}

impl Pages {
    pub(crate) fn new(
        client: &Client,
        request: impl Fn(&Paging) -> RequestBuilder + Send + Sync + 'static,
    ) -> Self {
        Self {
            client: client.clone(),
            request: Box::new(request),
            paging: Paging::default(),
            done: false,
        }
    }

    /// Begins elsewhere than at the newest object, or takes smaller pages.
    #[must_use]
    pub fn beginning(mut self, paging: Paging) -> Self {
        self.paging = paging;
        self
    }

    /// The next page; none after the last.
    ///
    /// # Errors
    /// When the page cannot be had, or names no next one although there should be one.
    pub async fn next(&mut self) -> Result<Option<Page>, ApiError> {
        if self.done {
            return Ok(None);
        }
        let reply = self.client.send((self.request)(&self.paging), None).await?;
        let lost = reply.unreadable("the list goes on, but its page does not say where".to_owned());
        let page = Page::read(reply)?;
        match page.next(&self.paging.cursor) {
            // A page that leads back to itself would be read for ever.
            Some(cursor) if cursor != self.paging.cursor => self.paging.cursor = cursor,
            None if !page.has_more => self.done = true,
            Some(_) | None => return Err(lost),
        }
        Ok(Some(page))
    }

    /// Every object of the pages that are left.
    ///
    /// # Errors
    /// When a page cannot be had.
    pub async fn all(mut self) -> Result<Vec<ListedObject>, ApiError> {
        let mut objects = Vec::new();
        while let Some(page) = self.next().await? {
            objects.extend(page.objects);
        }
        Ok(objects)
    }
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("paging", &self.paging)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}
