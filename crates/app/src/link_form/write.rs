//! Making, changing and replacing links, from the form.

use countertop_domain::PaymentLinkId;
use countertop_receiver::SystemClock;
use countertop_store::{Ledger, LinkRow as StoredLink};
use countertop_terms::LinkTerms;

use super::check::context;
use crate::app::LAST_CURRENCY;
use crate::ipc::{CreateLink, IpcError, LinkRow, ReplaceLink, Replaced, UpdateLink};
use crate::links::LinkError;
use crate::refusals::{link_id, sentence};
use crate::shop::Shop;
use crate::{App, link_use, links};

impl App {
    /// Makes a link; the same content under the same submission makes it once.
    ///
    /// # Errors
    /// When a field breaks a rule, or Stripe cannot be reached or refuses.
    pub async fn create_link(&self, link: CreateLink) -> Result<LinkRow, IpcError> {
        let CreateLink { terms, submission } = link;
        let shop = self.shop().await?;
        check(&shop, &terms).await?;
        let (ledger, client) = (shop.ledger(), shop.client());
        let terms = links::revived(client, terms).await?;
        let made = links::create_once(ledger, client, &terms, &submission, &SystemClock).await?;
        remember_currency(ledger, &made).await?;
        link_use::of_ledger(ledger, made)
    }

    /// Changes what differs of a link; nothing is sent where nothing does.
    ///
    /// # Errors
    /// When a field breaks a rule or cannot be changed, there is no such link, or Stripe cannot be reached
    /// or refuses.
    pub async fn update_link(&self, link: UpdateLink) -> Result<LinkRow, IpcError> {
        let id = link_id(&link.id)?;
        let shop = self.shop().await?;
        check(&shop, &link.terms).await?;
        let (ledger, client) = (shop.ledger(), shop.client());
        let asked = (&id, &link.terms);
        let changed = links::update(ledger, client, asked, &link.submission, &SystemClock).await?;
        link_use::of_ledger(ledger, changed)
    }

    /// Makes a link in the place of another, and closes the other. Asked again under the same submission
    /// it makes nothing twice, and closes what is still open.
    ///
    /// # Errors
    /// When a field breaks a rule, there is no such link, or Stripe cannot be reached or refuses.
    pub async fn replace_link(&self, link: ReplaceLink) -> Result<Replaced, IpcError> {
        let id = link_id(&link.id)?;
        let shop = self.shop().await?;
        check(&shop, &link.terms).await?;
        let (ledger, client) = (shop.ledger(), shop.client());
        let terms = links::revived(client, link.terms).await?;
        let asked = (&id, &terms);
        let (made, closed) =
            links::replace(ledger, client, asked, &link.submission, &SystemClock).await?;
        let trouble = closed.as_ref().err().map(|error| still_open(&id, error));
        let closed = closed.ok().map(|it| link_use::of_ledger(ledger, it));
        Ok(Replaced {
            made: link_use::of_ledger(ledger, made)?,
            closed: closed.transpose()?,
            trouble,
        })
    }
}

/// The first rule that is broken.
async fn check(shop: &Shop, terms: &LinkTerms) -> Result<(), IpcError> {
    let (context, missing) = context(shop, terms).await?;
    let found = countertop_terms::check(terms, &context).problems;
    match missing.into_iter().chain(found).next() {
        Some(first) => Err(IpcError::of_field(&first.param, first.sentence)),
        None => Ok(()),
    }
}

/// The next link is offered the currency of the last.
async fn remember_currency(ledger: &Ledger, link: &StoredLink) -> Result<(), IpcError> {
    if let Some(currency) = &link.currency {
        ledger.set_setting(LAST_CURRENCY, currency).await?;
    }
    Ok(())
}

fn still_open(id: &PaymentLinkId, error: &LinkError) -> String {
    format!(
        "The new link is made, and {id} in whose place it is may still be open. {} Close it in the list of \
         links.",
        sentence(error)
    )
}
