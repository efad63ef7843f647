//! Payment links: made through the API, and known to the ledger at once.

mod changing;
mod context;
mod copy;
mod error;
mod lookup;
mod marks;
mod once;
mod parts;
mod sent;

use std::time::Duration;

use countertop_domain::PaymentLinkId;
use countertop_store::{Ledger, LinkFigures, LinkRow};
use countertop_stripe_client::{Client, IdempotencyKey, LinkFilter, NewLink, Reply};
use futures_util::future::try_join_all;
use serde_json::{Value, json};

use crate::answers::{date, fetched, fetched_one_by_one};

/// After so long another second has begun, also where clocks are rounded.
const NEXT_SECOND: Duration = Duration::from_millis(1_100);

pub use changing::{Found, found, replace, update};
pub use context::{check, context};
pub(crate) use context::{known_price, named};
pub use copy::revived;
pub use error::{Deed, LinkError};
pub use lookup::made_under_keys;
pub use marks::mark;
pub use once::{create_once, create_once_with};

/// Setting: when all links were last read from the API, in Unix seconds.
pub(crate) const READ_AT: &str = "links_read_at";
/// Most pages of links that are read at a time.
const MOST_PAGES: usize = 100;

/// Whether a link can be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It can.
    Open,
    /// It cannot.
    Closed,
}

/// Makes a link that sells one thing. The same key makes it once, however often it is called.
///
/// # Errors
/// When Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn create(
    ledger: &Ledger,
    client: &Client,
    link: &NewLink,
    key: Option<&IdempotencyKey>,
) -> Result<LinkRow, LinkError> {
    let reply = client.create_payment_link(link, key).await?;
    record(ledger, reply).await
}

/// Reads one link from the API into the ledger.
///
/// # Errors
/// When there is no such link, Stripe cannot be reached, or the ledger cannot be written.
pub async fn fetch(
    ledger: &Ledger,
    client: &Client,
    id: &PaymentLinkId,
) -> Result<LinkRow, LinkError> {
    record(ledger, client.retrieve_payment_link(id).await?).await
}

/// A link as the ledger knows it, else as the API does.
///
/// # Errors
/// When neither knows it, or the ledger cannot be read or written.
pub async fn known(
    ledger: &Ledger,
    client: Option<&Client>,
    id: &PaymentLinkId,
) -> Result<LinkRow, LinkError> {
    match (ledger.link(id.as_str())?, client) {
        (Some((link, _)), _) => Ok(link),
        (None, Some(client)) => fetch(ledger, client, id).await,
        (None, None) => Err(LinkError::Unknown(id.clone())),
    }
}

/// Opens or closes a link. To do so twice changes nothing, so no key has to tell two tries apart.
///
/// # Errors
/// When there is no such link, Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn set_active(
    ledger: &Ledger,
    client: &Client,
    id: &PaymentLinkId,
    activity: Activity,
) -> Result<LinkRow, LinkError> {
    let parameters = json!({ "active": activity == Activity::Open });
    change(ledger, client, id, &parameters).await
}

/// Changes what the API's own parameters name. To do so twice changes nothing, so no key has to tell two
/// tries apart.
///
/// # Errors
/// When there is no such link, Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn change(
    ledger: &Ledger,
    client: &Client,
    id: &PaymentLinkId,
    parameters: &Value,
) -> Result<LinkRow, LinkError> {
    let reply = client.update_payment_link(id, parameters, None).await;
    let reply = reply.map_err(|error| LinkError::of_write(error, Deed::Changed))?;
    let told: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let row = record(ledger, reply).await?;
    if is_known(ledger, id, &told)? {
        return Ok(row);
    }
    // Stripe tells times by the second: of two answers within one, it is not known which is the newer.
    // An answer of the next second settles it.
    tokio::time::sleep(NEXT_SECOND).await;
    fetch(ledger, client, id).await
}

/// Whether the ledger takes this state of a link, and of the items that it shows, for the newest.
fn is_known(ledger: &Ledger, id: &PaymentLinkId, told: &Value) -> Result<bool, LinkError> {
    let Some((kept, kept_items)) = ledger.link_terms(id)? else {
        return Ok(false);
    };
    let mut told = told.clone();
    let items = told.as_object_mut().and_then(|it| it.remove("line_items"));
    let shown = items.as_ref().and_then(|it| it.get("data")?.as_array());
    let kept_items = kept_items.as_array();
    let are_known = shown.is_none_or(|shown| kept_items.is_some_and(|it| it.starts_with(shown)));
    Ok(kept == told && are_known)
}

/// Reads all links from the API into the ledger, up to 10,000 of the newest; gives back how many there are.
/// They stay known when Stripe has them no more.
///
/// # Errors
/// When Stripe cannot be reached, or the ledger cannot be written.
pub async fn refresh(ledger: &Ledger, client: &Client) -> Result<usize, LinkError> {
    let mut pages = client.payment_links(LinkFilter::default());
    let (mut count, mut read_at) = (0, None);
    for _ in 0..MOST_PAGES {
        let Some(page) = pages.next().await? else {
            break;
        };
        read_at = read_at.or(Some(date(&page)));
        // They are committed together.
        let links = fetched_one_by_one(&page).into_iter();
        try_join_all(links.map(|link| ledger.record_fetched(link))).await?;
        count += page.objects.len();
    }
    if let Some(at) = read_at {
        ledger.set_setting(READ_AT, &at.to_string()).await?;
    }
    Ok(count)
}

async fn record(ledger: &Ledger, reply: Reply) -> Result<LinkRow, LinkError> {
    let id = id_of(&reply.body).ok_or(LinkError::NoLink)?;
    ledger.record_fetched(fetched(reply)).await?;
    let found: Option<(LinkRow, LinkFigures)> = ledger.link(&id)?;
    found.map(|(row, _)| row).ok_or(LinkError::NoLink)
}

fn id_of(body: &[u8]) -> Option<String> {
    let object: Value = serde_json::from_slice(body).ok()?;
    object.get("id")?.as_str().map(str::to_owned)
}
