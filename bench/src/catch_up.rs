//! Catching up with 100,000 events: how much longer it takes than to read the same pages and drop them.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use countertop_app::catchup::{CatchUp, Caught, Wanted};
use countertop_app::randomness;
use countertop_store::{Ledger, Role};
use countertop_stripe_client::{ApiBase, Client, ClientConfig, Cursor, EventFilter, Paging};
use secrecy::SecretString;

use crate::child::Server;
use crate::past;
use crate::table::{heading, line, median};

/// How many payments a store's year has, of which the last month makes about 100,000 events.
const PAYMENTS: u32 = 200_000;
/// How often each is measured, one after the other.
const ROUNDS: usize = 3;
/// The ratio that is promised.
const MOST: f64 = 1.3;

pub async fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Server::start(&past::name(PAYMENTS), folder.path())?;
    let key = std::fs::read_to_string(folder.path().join(past::KEY))?;
    let base = ApiBase::parse(&format!("http://{}", server.address))?;
    let config = ClientConfig::new(SecretString::from(key), base, randomness::system());
    let client = Client::new(config)?;
    let first = oldest(&client, folder.path()).await?;
    let (mut dropped, mut caught_up, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut events, mut pages) = (0, 0);
    for _ in 0..ROUNDS {
        let (took, read) = drop_pages(&client, &first).await?;
        pages = read;
        dropped.push(took.as_secs_f64());
        let begun = Instant::now();
        let caught = catch_up(&client).await?;
        let took = begun.elapsed();
        events = caught.fetched;
        caught_up.push(took.as_secs_f64());
        ratios.push(caught_up[caught_up.len() - 1] / dropped[dropped.len() - 1]);
    }
    let ratio = median(ratios);
    heading("Catching up, against reading the same pages and dropping them")?;
    line("events", &events.to_string())?;
    line("pages", &pages.to_string())?;
    line("reading and dropping", &seconds(median(dropped)))?;
    line("catching up", &seconds(median(caught_up)))?;
    line("ratio", &format!("{ratio:.2} (promised: under {MOST})"))?;
    server.stop()
}

/// The id of the list's oldest event, as a ledger that has caught up knows it.
async fn oldest(client: &Client, folder: &Path) -> Result<String> {
    let ledger = Arc::new(Ledger::open(&folder.join("ledger"), Role::Receiver)?);
    CatchUp::new(Arc::clone(&ledger), client)
        .round(Wanted::Onwards, &|_| {})
        .await?;
    let (mut oldest, mut after) = (None, None);
    loop {
        let page = ledger.events(&countertop_store::EventFilter {
            span: countertop_store::Span {
                limit: 1000,
                after,
                ..Default::default()
            },
            ..Default::default()
        })?;
        oldest = page.rows.last().map(|it| it.id.clone()).or(oldest);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if let Some(ledger) = Arc::into_inner(ledger) {
        ledger.close();
    }
    oldest.context("the store lists no events")
}

/// Reads all pages forward from an event, and keeps nothing of them.
async fn drop_pages(client: &Client, first: &str) -> Result<(Duration, u32)> {
    let (begun, mut pages, mut last) = (Instant::now(), 0, first.to_owned());
    loop {
        let next = Paging {
            cursor: Cursor::Before(last.clone()),
            ..Paging::default()
        };
        let page = client.list_events(&EventFilter::default(), &next).await?;
        pages += 1;
        if !page.has_more {
            return Ok((begun.elapsed(), pages));
        }
        let newest = page.objects.first().and_then(|it| it.id.clone());
        last = newest.context("a page that goes on is empty")?;
    }
}

/// Catches up into a new ledger.
async fn catch_up(client: &Client) -> Result<Caught> {
    let folder = tempfile::tempdir()?;
    let ledger = Arc::new(Ledger::open(folder.path(), Role::Receiver)?);
    let caught = CatchUp::new(Arc::clone(&ledger), client)
        .round(Wanted::Onwards, &|_| {})
        .await?;
    ensure!(caught.proof.missing == 0 && caught.new == caught.fetched);
    if let Some(ledger) = Arc::into_inner(ledger) {
        ledger.close();
    }
    Ok(caught)
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.1} s")
}
