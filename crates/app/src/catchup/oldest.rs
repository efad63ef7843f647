//! Where the list begins: its oldest events from a time on.
//!
//! The API gives a list from its newest event, and goes forward only from an event that is known. So the
//! time of the oldest is looked for by halves: two dozen requests, however long the list is.

use countertop_domain::UnixSeconds;
use countertop_stripe_client::{Client, Created, Cursor, Page};

use super::times::{LISTED_SECONDS, earlier};
use super::{BrokenOff, list};

/// The oldest page of the list from a time on.
pub(super) struct Oldest {
    /// Its events, newest first.
    pub(super) page: Page,
    /// Whether there are newer ones.
    pub(super) goes_on: bool,
    /// When the newest event of the list was created.
    pub(super) newest: Option<UnixSeconds>,
}

/// Looks for it. Where no time is given, the whole list is meant.
pub(super) async fn find(client: &Client, from: Option<UnixSeconds>) -> Result<Oldest, BrokenOff> {
    let until = |to| Created { from, to };
    let mut page = list::page(client, until(None), Cursor::Newest).await?;
    let Some(newest) = page.objects.first() else {
        return Ok(Oldest {
            page,
            goes_on: false,
            newest: None,
        });
    };
    let newest = list::place(newest)?.created;
    // Nothing is listed that is older than this.
    let mut none_before = from.unwrap_or(earlier(newest, LISTED_SECONDS));
    let mut goes_on = false;
    while page.has_more {
        let Some(last) = page.objects.last() else {
            return Err(BrokenOff::Unreadable("it goes on after an empty page"));
        };
        let last = list::place(last)?;
        goes_on = true;
        if last.created <= none_before {
            // All that are left share a second.
            page = list::page(client, until(None), Cursor::After(last.event)).await?;
            continue;
        }
        let middle = none_before.0 + (last.created.0 - none_before.0) / 2;
        let after_middle = UnixSeconds(middle.saturating_add(1));
        let older = list::page(client, until(Some(after_middle)), Cursor::Newest).await?;
        if older.objects.is_empty() {
            none_before = after_middle;
        } else {
            page = older;
        }
    }
    Ok(Oldest {
        page,
        goes_on,
        newest: Some(newest),
    })
}
