//! `links list` and `links show`, and a link as it is printed.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Result, bail};
use countertop_app::links;
use countertop_domain::{Currency, LinkItem, PaymentLinkId};
use countertop_store::{Ledger, LinkFigures, LinkFilter, LinkRevenue, LinkRow, LinkState, Page};
use countertop_stripe_client::Client;
use serde::Serialize;

use super::list::{form, or_dash, span};
use crate::args::{Global, LinksList};
use crate::exit::note;
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::table::{self, Column};
use crate::{output, secrets};

/// How long it may take until the figures count what came in.
const PATIENCE: Duration = Duration::from_secs(1);

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
    items: Vec<PrintedItem>,
    metadata: BTreeMap<String, String>,
    paid: i64,
    revenue: i64,
    /// `open`, `scheduled`, `sold_out` or `closed`: the first that applies of sold out, scheduled.
    state: &'static str,
    /// How many payments wait for the bank, or to be captured.
    pending: i64,
    /// Of how many payments the last try failed.
    failed: i64,
    /// What was paid in each currency, the link's own first.
    revenues: Vec<PrintedRevenue>,
    /// When the newest paid payment began.
    last_payment_at: Option<i64>,
    /// How many checkouts were completed, paid or not yet.
    completed: i64,
    /// After how many of them it takes no more.
    completed_limit: Option<i64>,
    /// How many checkouts ended paid, or free of charge.
    finished: i64,
    /// How many are over, completed or expired, as far as Stripe told.
    ended: i64,
    /// When it is planned to open, in Unix seconds.
    opens_at: Option<i64>,
    /// When it is planned to close.
    closes_at: Option<i64>,
}

/// What a link brought in one currency, in its minor units, as it is printed.
#[derive(Serialize)]
struct PrintedRevenue {
    currency: String,
    paid: i64,
    gross: i64,
    refunded: i64,
}

impl PrintedRevenue {
    fn new(revenue: &LinkRevenue) -> Self {
        Self {
            currency: revenue.currency.clone(),
            paid: revenue.paid,
            gross: revenue.gross,
            refunded: revenue.refunded,
        }
    }
}

fn state(state: LinkState) -> &'static str {
    match state {
        LinkState::Open => "open",
        LinkState::Scheduled => "scheduled",
        LinkState::SoldOut => "sold_out",
        LinkState::Closed => "closed",
    }
}

/// One line of what a link sells, as it is printed.
#[derive(Serialize)]
struct PrintedItem {
    name: Option<String>,
    unit_amount: Option<i64>,
    currency: Option<Currency>,
    quantity: Option<i64>,
}

impl PrintedItem {
    fn new(item: LinkItem) -> Self {
        Self {
            name: item.name,
            unit_amount: item.unit_amount,
            currency: item.currency,
            quantity: item.quantity,
        }
    }
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
            items: link.items.into_iter().map(PrintedItem::new).collect(),
            metadata: link.metadata,
            paid: figures.paid,
            revenue: figures.revenue,
            state: state(figures.state),
            pending: figures.pending,
            failed: figures.failed,
            revenues: figures.revenues.iter().map(PrintedRevenue::new).collect(),
            last_payment_at: figures.last_payment_at.map(|it| it.0),
            completed: figures.completed,
            completed_limit: link.completed_limit,
            finished: figures.finished,
            ended: figures.ended,
            opens_at: link.plan.opens_at.map(|it| it.0),
            closes_at: link.plan.closes_at.map(|it| it.0),
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
        counted(ledger)?;
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

/// Waits until the figures count what came in.
fn counted(ledger: &Ledger) -> Result<()> {
    if !ledger.wait_for_followers(PATIENCE)? {
        note("note: payments are arriving; the newest may not be counted yet");
    }
    Ok(())
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
        counted(ledger)?;
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
