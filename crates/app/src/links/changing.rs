//! Changing a link that exists, and putting another in its place.

use countertop_domain::PaymentLinkId;
use countertop_receiver::Clock;
use countertop_store::{Ledger, LinkRow};
use countertop_stripe_client::{ApiError, Client, Reply};
use countertop_terms::{Context, LinkTerms, Read, is_own_key};
use serde_json::Value;

use super::context::context;
use super::error::LinkError;
use super::parts::Maker;
use super::sent::{Sent, content_of};
use super::{Activity, change as change_by, create_once, known, record, set_active};

/// A link that exists, and what it is made of.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its row.
    pub link: LinkRow,
    /// Its terms, and what they leave out.
    pub read: Read,
}

/// A link as the API has it now; where Stripe cannot be reached, as the ledger knows it.
///
/// # Errors
/// When neither knows it, or Stripe refuses, or the ledger cannot be read or written.
pub async fn found(
    ledger: &Ledger,
    client: &Client,
    id: &PaymentLinkId,
) -> Result<Found, LinkError> {
    match of_api(ledger, client, id).await {
        Err(LinkError::Api(error)) if matches!(error, ApiError::Network { .. }) => {
            let kept = ledger.link_terms(id)?.zip(ledger.link(id.as_str())?);
            let ((link, items), (row, _)) = kept.ok_or(LinkError::Api(error))?;
            let items = items.as_array().cloned().unwrap_or_default();
            Ok(Found {
                link: row,
                read: LinkTerms::of(&link, &items),
            })
        }
        found => found,
    }
}

/// Makes a link what these terms say: only what differs is sent, and nothing where nothing differs. Our
/// marks on it stay. What the link can only name is made first, once under the key.
///
/// # Errors
/// When something differs that cannot be changed, there is no such link, Stripe cannot be reached or
/// refuses, or the ledger cannot be written.
pub async fn update(
    ledger: &Ledger,
    client: &Client,
    (id, terms): (&PaymentLinkId, &LinkTerms),
    key: &str,
    clock: &dyn Clock,
) -> Result<LinkRow, LinkError> {
    let before = of_api(ledger, client, id).await.map_err(unsent)?;
    let mut after = terms.clone();
    keep_marks(&before.read.terms, &mut after);
    let change = countertop_terms::changes(&before.read.terms, &after);
    if is_nothing(&change.map_err(LinkError::Problems)?) {
        return Ok(before.link);
    }
    if !after.to_make_first(&Context::default()).is_empty() {
        let context = context(client, &after).await?;
        let parts = after.to_make_first(&context);
        let content = content_of(&Value::from(id.as_str()));
        let sent = Sent::read(ledger, key)?;
        let mut sent = sent.unwrap_or_else(|| Sent::new(content, clock.now()));
        let maker = Maker {
            ledger,
            client,
            key,
        };
        after = maker.settle(after, parts, &mut sent).await?;
    }
    let change = countertop_terms::changes(&before.read.terms, &after);
    let change = change.map_err(LinkError::Problems)?;
    // Done twice it is the same, so it goes under no key: an old answer must not stand for a new change.
    change_by(ledger, client, id, &change).await
}

/// Makes a link in the place of another once under the key, and closes the other; the second is the
/// outcome of closing.
///
/// # Errors
/// When the new link cannot be made; then the old one stays as it is.
pub async fn replace(
    ledger: &Ledger,
    client: &Client,
    (old, terms): (&PaymentLinkId, &LinkTerms),
    key: &str,
    clock: &dyn Clock,
) -> Result<(LinkRow, Result<LinkRow, LinkError>), LinkError> {
    known(ledger, Some(client), old).await.map_err(unsent)?;
    let made = create_once(ledger, client, terms, key, clock).await?;
    let closed = set_active(ledger, client, old, Activity::Closed).await;
    Ok((made, closed))
}

/// A link with all its items, read from the API into the ledger.
async fn of_api(ledger: &Ledger, client: &Client, id: &PaymentLinkId) -> Result<Found, LinkError> {
    let reply = client.retrieve_payment_link(id).await?;
    let link = reply.json()?;
    let items = items(client, id, &link).await?;
    let read = LinkTerms::of(&link, &items);
    let link = record_whole(ledger, reply, &link, items).await?;
    Ok(Found { link, read })
}

/// The items of a link: an object shows the first ten alone.
async fn items(client: &Client, id: &PaymentLinkId, link: &Value) -> Result<Vec<Value>, LinkError> {
    let list = link.get("line_items");
    let shown = list.and_then(|it| it.get("data")?.as_array());
    let has_more = list.and_then(|it| it.get("has_more")?.as_bool());
    if let (Some(shown), Some(false) | None) = (shown, has_more) {
        return Ok(shown.clone());
    }
    let all = client.payment_link_items(id.clone()).all().await?;
    Ok(all.iter().filter_map(|it| it.value().ok()).collect())
}

/// Records a link; where its object lacked items, with all of them.
async fn record_whole(
    ledger: &Ledger,
    mut reply: Reply,
    link: &Value,
    items: Vec<Value>,
) -> Result<LinkRow, LinkError> {
    let has_more = link
        .pointer("/line_items/has_more")
        .and_then(Value::as_bool);
    if has_more == Some(true) {
        let mut whole = link.clone();
        whole["line_items"]["data"] = Value::Array(items);
        whole["line_items"]["has_more"] = Value::Bool(false);
        reply.body = whole.to_string().into_bytes().into();
    }
    record(ledger, reply).await
}

/// What is asked before anything is written says that nothing was sent.
fn unsent(error: LinkError) -> LinkError {
    match error {
        LinkError::Api(error) => LinkError::before_writing(error),
        other => other,
    }
}

/// The form does not show our marks; what it does not have is not to be taken away.
fn keep_marks(before: &LinkTerms, after: &mut LinkTerms) {
    let pairs = [
        (&before.metadata, &mut after.metadata),
        (
            &before.payment_intent_data.metadata,
            &mut after.payment_intent_data.metadata,
        ),
        (
            &before.subscription_data.metadata,
            &mut after.subscription_data.metadata,
        ),
    ];
    for (before, after) in pairs {
        after.retain(|key, _| !is_own_key(key));
        let ours = before.iter().filter(|(key, _)| is_own_key(key));
        after.extend(ours.map(|(key, value)| (key.clone(), value.clone())));
    }
}

fn is_nothing(change: &Value) -> bool {
    change.as_object().is_none_or(serde_json::Map::is_empty)
}
