//! The list of events, page by page.

use countertop_domain::UnixSeconds;
use countertop_store::Place;
use countertop_stripe_client::{
    ApiError, Client, Created, Cursor, EventFilter, ListedObject, Page, Paging,
};
use serde::Deserialize;

use super::BrokenOff;

/// The newest page of a stretch of time, or what is next older or newer than an event.
pub(super) async fn page(
    client: &Client,
    created: Created,
    cursor: Cursor,
) -> Result<Page, BrokenOff> {
    let filter = EventFilter {
        created,
        ..EventFilter::default()
    };
    let paging = Paging {
        cursor,
        ..Paging::default()
    };
    let page = client.list_events(&filter, &paging).await?;
    if page.has_more && page.objects.is_empty() {
        return Err(BrokenOff::Unreadable("it goes on after an empty page"));
    }
    Ok(page)
}

/// The page that is next newer than an event.
pub(super) async fn after(client: &Client, event: &str) -> Result<Page, BrokenOff> {
    page(client, Created::default(), Cursor::Before(event.to_owned())).await
}

/// When the newest event was created, and what time it is at Stripe; none where the list is empty.
pub(super) async fn newest(client: &Client) -> Result<Option<UnixSeconds>, BrokenOff> {
    let first = Paging {
        limit: 1,
        ..Paging::default()
    };
    let page = client.list_events(&EventFilter::default(), &first).await?;
    let newest = page.objects.first().map(place).transpose()?;
    Ok(newest.map(|it| it.created))
}

/// Whether the list no longer knows the event that a page was to begin at.
pub(super) fn is_lost(error: &BrokenOff) -> bool {
    let BrokenOff::Api(error) = error else {
        return false;
    };
    let Some(refusal) = error.refusal() else {
        return false;
    };
    let about_the_cursor = || {
        refusal.code.as_deref() == Some("resource_missing")
            || refusal.param.as_deref() == Some("ending_before")
    };
    match error {
        ApiError::NotFound(_) => true,
        ApiError::Refused(_) => about_the_cursor(),
        ApiError::Network { .. }
        | ApiError::WrongKey(_)
        | ApiError::MissingPermission { .. }
        | ApiError::Conflict(_)
        | ApiError::RateLimited(_)
        | ApiError::ServerFault(_)
        | ApiError::Unreadable { .. }
        | ApiError::Unsendable(_) => false,
    }
}

#[derive(Deserialize)]
struct Event {
    id: String,
    created: i64,
}

/// An event's place in the list.
pub(super) fn place(object: &ListedObject) -> Result<Place, BrokenOff> {
    let event: Event = object
        .parse()
        .map_err(|_| BrokenOff::Unreadable("an event in it has no id or no time"))?;
    Ok(Place {
        event: event.id,
        created: UnixSeconds(event.created),
    })
}
