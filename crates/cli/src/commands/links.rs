//! `links list` and `links show`, and a link as it is printed.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use countertop_app::links;
use countertop_domain::{LinkItem, PaymentLinkId};
use countertop_store::{Ledger, LinkFigures, LinkFilter, LinkRow, Page};
use countertop_stripe_client::Client;
use serde::Serialize;

use super::list::{form, or_dash, span};
use crate::args::{Global, LinksList};
use crate::exit::note;
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::table::{self, Column};
use crate::{output, secrets};

/// A payment link, as it is printed.
#[derive(Serialize)]
pub struct PrintedLink {
    id: String,
    url: String,
    active: bool,
    name: Option<String>,
    /// What one checkout comes to; null where the customer chooses.
    amount: Option<i64>,
    currency: Option<String>,
    /// How many, where one thing is sold.
    quantity: Option<i64>,
    created: i64,
    livemode: Option<bool>,
    items: Vec<LinkItem>,
    metadata: BTreeMap<String, String>,
    paid: i64,
    revenue: i64,
}

impl PrintedLink {
    /// A link with what came in through it.
    pub fn new(link: LinkRow, figures: &LinkFigures) -> Self {
        let quantity = match link.items.as_slice() {
            [only] => only.quantity,
            _ => None,
        };
        Self {
            id: link.id,
            url: link.url,
            active: link.active,
            name: link.name,
            amount: link.amount,
            currency: link.currency,
            quantity,
            created: link.created.0,
            livemode: link.livemode,
            items: link.items,
            metadata: link.metadata,
            paid: figures.paid,
            revenue: figures.revenue,
        }
    }
}

const COLUMNS: &[Column<PrintedLink>] = &[
    Column::words("ID", |it| it.id.clone()),
    Column::words("ACTIVE", |it| {
        if it.active { "yes" } else { "no" }.to_owned()
    }),
    Column::words("NAME", |it| or_dash(it.name.as_ref())),
    Column::numbers("AMOUNT", |it| or_dash(it.amount)),
    Column::words("CURRENCY", |it| or_dash(it.currency.as_ref())),
    Column::numbers("CREATED", |it| it.created.to_string()),
    Column::numbers("PAID", |it| it.paid.to_string()),
    Column::numbers("REVENUE", |it| it.revenue.to_string()),
    Column::words("URL", |it| it.url.clone()),
];

/// Lists links, newest first; with an API key the ledger learns of all links first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn list(global: &Global, args: &LinksList) -> Result<()> {
    let filter = LinkFilter {
        span: span(&args.span)?,
        ..LinkFilter::default()
    };
    let client = secrets::client(global)?;
    let page = beside(global, |ledger| {
        if let Some(client) = &client {
            wait_for(learn(ledger, client))?;
        }
        Ok(ledger.links(&filter)?)
    })?;
    let printed = page
        .rows
        .into_iter()
        .map(|(link, figures)| PrintedLink::new(link, &figures));
    let page = Page {
        rows: printed.collect(),
        next: page.next,
    };
    table::page(form(global), &page, COLUMNS)
}

/// Reads all links from the API. Where that fails, what the ledger knows is better than nothing.
async fn learn(ledger: &Ledger, client: &Client) -> Result<()> {
    adopt_mode(ledger, client).await?;
    if let Err(error) = links::refresh(ledger, client).await {
        note(&format!(
            "note: these are the links that the ledger knows; {error}"
        ));
    }
    Ok(())
}

/// Prints a link; with an API key the ledger learns its present state first.
///
/// # Errors
/// When there is none of this id, or the ledger cannot be read.
pub fn show(global: &Global, id: &PaymentLinkId) -> Result<()> {
    let client = secrets::client(global)?;
    let found = beside(global, |ledger| {
        if let Some(client) = &client {
            wait_for(look_up(ledger, client, id))?;
        }
        Ok(ledger.link(id.as_str())?)
    })?;
    match found {
        Some((link, figures)) => output::json(&PrintedLink::new(link, &figures)),
        None => bail!(
            "the ledger has no link '{id}': `links list` shows what it has, and with an API key what \
             Stripe has"
        ),
    }
}

/// Reads one link from the API, as [`learn`] does all.
async fn look_up(ledger: &Ledger, client: &Client, id: &PaymentLinkId) -> Result<()> {
    adopt_mode(ledger, client).await?;
    match links::fetch(ledger, client, id).await {
        Ok(_) => Ok(()),
        Err(error) if ledger.link(id.as_str())?.is_none() => Err(error.into()),
        Err(error) => {
            note(&format!(
                "note: this is the link as the ledger knows it; {error}"
            ));
            Ok(())
        }
    }
}
