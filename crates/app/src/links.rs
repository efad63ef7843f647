//! Payment links: made through the API, and known to the ledger at once.

use std::collections::BTreeMap;

use countertop_domain::PaymentLinkId;
use countertop_store::{Ledger, LinkFigures, LinkRow, StoreError};
use countertop_stripe_client::{ApiError, Client, IdempotencyKey, LinkFilter, NewLink, Reply};
use serde_json::Value;

use crate::answers::{fetched, fetched_one_by_one};

/// Our mark on what we make, so that it is known again.
const MARK: (&str, &str) = ("made_with", "countertop");

/// Why a link cannot be made, read or listed.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Stripe could not be reached or refused.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The ledger could not be written or read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// Stripe answered, but not with a payment link.
    #[error("Stripe's answer holds no payment link; look at the links in Stripe's Dashboard")]
    NoLink,
}

/// The metadata that we put on what we make.
pub fn mark() -> BTreeMap<String, String> {
    BTreeMap::from([(MARK.0.to_owned(), MARK.1.to_owned())])
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

/// Makes a link from the API's own parameters.
///
/// # Errors
/// As for [`create`].
pub async fn create_from(
    ledger: &Ledger,
    client: &Client,
    parameters: &Value,
    key: Option<&IdempotencyKey>,
) -> Result<LinkRow, LinkError> {
    let reply = client.create_payment_link_from(parameters, key).await?;
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

/// Reads all links from the API into the ledger; gives back how many there are.
///
/// # Errors
/// When Stripe cannot be reached, or the ledger cannot be written.
pub async fn refresh(ledger: &Ledger, client: &Client) -> Result<usize, LinkError> {
    let mut pages = client.payment_links(LinkFilter::default());
    let mut count = 0;
    while let Some(page) = pages.next().await? {
        for link in fetched_one_by_one(&page) {
            ledger.record_fetched(link).await?;
        }
        count += page.objects.len();
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
