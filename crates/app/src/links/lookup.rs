//! Looking for the link that was made under a key, where Stripe may have forgotten the key itself.

use std::collections::BTreeMap;

use countertop_domain::{PaymentLinkId, UnixSeconds};
use countertop_receiver::Clock;
use countertop_store::Ledger;
use countertop_stripe_client::{Client, LinkFilter, Page};
use serde_json::Value;

use super::error::LinkError;
use super::marks::KEY;
use crate::answers::fetched_one_by_one;

/// Setting: when all links were last read to their end, in Unix seconds.
const ALL_READ: &str = "links.all_read";
/// How long Stripe may take to carry out what it was sent.
const UNDER_WAY: i64 = 600;

/// The link that was made under this key after something was sent at this time; none where there is
/// none. It is looked for in the ledger, then among the account's links, the newest first.
pub(super) async fn made_under(
    ledger: &Ledger,
    client: &Client,
    key: &str,
    sent_at: UnixSeconds,
    clock: &dyn Clock,
) -> Result<Option<PaymentLinkId>, LinkError> {
    if let Some(known) = ledger.link_marked(KEY, key)? {
        return Ok(Some(known));
    }
    // Many are looked for one after the other when an import goes on: all are read once for that.
    let all_read = ledger.setting(ALL_READ)?.and_then(|it| it.parse().ok());
    if all_read.is_some_and(|read: i64| read >= sent_at.0 + UNDER_WAY) {
        return Ok(None);
    }
    let began = clock.now();
    let mut pages = client.payment_links(LinkFilter::default());
    while let Some(page) = pages.next().await.map_err(LinkError::before_writing)? {
        for link in fetched_one_by_one(&page) {
            ledger.record_fetched(link).await?;
        }
        if let Some(found) = with_key(&page, key) {
            return Ok(Some(found));
        }
    }
    ledger.set_setting(ALL_READ, &began.0.to_string()).await?;
    Ok(None)
}

/// All links that were made under a key, as far as the ledger knows them.
///
/// # Errors
/// When the ledger cannot be read.
pub fn made_under_keys(ledger: &Ledger) -> Result<BTreeMap<String, PaymentLinkId>, LinkError> {
    Ok(ledger.links_marked(KEY)?)
}

fn with_key(page: &Page, key: &str) -> Option<PaymentLinkId> {
    page.objects.iter().find_map(|object| {
        let link: Value = object.value().ok()?;
        let carries = link.get("metadata")?.get(KEY)?.as_str()? == key;
        carries.then(|| link.get("id")?.as_str()?.parse().ok())?
    })
}
