//! The list of links as the window shows it.

use countertop_domain::UnixSeconds;
use countertop_store::{Direction, LinkListing, LinkPlace, LinkSort as By, LinkState as Standing};

use crate::App;
use crate::ipc::{
    IpcError, IpcErrorCode, LinkCounts, LinkPage, LinkQuery, LinkSort, LinkState, LinksRefreshed,
    SortDirection,
};
use crate::link_row;
use crate::links::READ_AT;

/// Rows of a page when none are asked for, and at most.
const PAGE: u32 = 100;
const LARGEST_PAGE: u32 = 500;
/// Most days that are shown for each link.
const MOST_DAYS: usize = 62;
/// A day begins with a quarter of an hour, in every time zone.
const QUARTER: i64 = 900;

impl App {
    /// A page of links with what came in through each, from the ledger alone.
    ///
    /// # Errors
    /// When the ledger cannot be read, the cursor is none of this order, or the days are none.
    pub async fn list_links(&self, query: LinkQuery) -> Result<LinkPage, IpcError> {
        let days = days(query.days.as_deref().unwrap_or_default())?;
        let listing = listing(&query)?;
        self.read(move |ledger| {
            let page = ledger.list_links(&listing)?;
            let mut counts = LinkCounts::default();
            for (state, count) in page.counts {
                *of_state(&mut counts, state) = count;
            }
            let as_of = ledger.setting(READ_AT)?;
            Ok(LinkPage {
                rows: link_row::rows(ledger, page.rows, &days)?,
                next: page.next.map(|next| next.to_string()),
                counts,
                as_of: as_of.and_then(|it| it.parse().ok()),
            })
        })
        .await
    }

    /// Reads all links from Stripe behind the list, unless that was done a moment ago; answers once it is
    /// over. What is new is announced as it comes.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn refresh_links(&self) -> Result<LinksRefreshed, IpcError> {
        let answer = self.shop().await?.link_reading().ask();
        // The account may be changed meanwhile: then there is nothing to tell.
        Ok(answer.await.unwrap_or(LinksRefreshed {
            as_of: None,
            trouble: None,
        }))
    }
}

fn of_state(counts: &mut LinkCounts, state: Standing) -> &mut u64 {
    match state {
        Standing::Open => &mut counts.open,
        Standing::Scheduled => &mut counts.scheduled,
        Standing::SoldOut => &mut counts.sold_out,
        Standing::Closed => &mut counts.closed,
    }
}

/// Whether these are beginnings of days: not too many, the oldest first, each with a quarter of an hour.
pub(crate) fn are_days(begin: &[i64], most: usize) -> bool {
    let is_quarter = |at: &i64| at.rem_euclid(QUARTER) == 0;
    begin.len() <= most && begin.is_sorted() && begin.iter().all(is_quarter)
}

/// The days that are asked for.
pub(crate) fn days(begin: &[i64]) -> Result<Vec<UnixSeconds>, IpcError> {
    if !are_days(begin, MOST_DAYS) {
        let message = format!(
            "The days are not ones: up to {MOST_DAYS}, the oldest first, each beginning with a quarter \
             of an hour."
        );
        return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
    }
    Ok(begin.iter().copied().map(UnixSeconds).collect())
}

fn listing(query: &LinkQuery) -> Result<LinkListing, IpcError> {
    let sort = match query.sort.unwrap_or_default() {
        LinkSort::Created => By::Created,
        LinkSort::Name => By::Name,
        LinkSort::Paid => By::Paid,
        LinkSort::Revenue => By::Revenue,
        LinkSort::LastPayment => By::LastPayment,
        LinkSort::State => By::State,
    };
    let direction = match query.direction.unwrap_or_default() {
        SortDirection::Ascending => Direction::Ascending,
        SortDirection::Descending => Direction::Descending,
    };
    let after: Option<LinkPlace> = match query.after.as_deref().map(str::parse::<LinkPlace>) {
        None => None,
        Some(Ok(place)) if place.is_of(sort, direction) => Some(place),
        Some(_) => {
            let message = "The list cannot go on from there: the cursor is none of this order. Ask for \
                           the first page.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
    };
    let state = query.state.map(|state| match state {
        LinkState::Open => Standing::Open,
        LinkState::Scheduled => Standing::Scheduled,
        LinkState::SoldOut => Standing::SoldOut,
        LinkState::Closed => Standing::Closed,
    });
    Ok(LinkListing {
        sort,
        direction,
        state,
        search: query.search.clone(),
        after,
        limit: query.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE),
    })
}
