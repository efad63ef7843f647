//! A practice store with a past: how long a year of it takes to make, what it occupies, and how fast
//! it is told.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::child::Server;
use crate::table::{heading, line, median};

/// How many payments the biggest past has.
const MOST: u32 = 1_000_000;
/// How many the past has of which every charge is listed.
const WALKED: u32 = 100_000;
/// How many pages are asked for at different places.
const PAGES: u32 = 60;
/// What a page holds.
const PAGE: usize = 100;
const YEAR: i64 = 365 * 24 * 3600;

/// Where a store in a child's folder leaves its key for the benchmark.
pub const KEY: &str = "api_key";

/// The name under which a store with so many payments is started.
pub fn name(payments: u32) -> String {
    format!("practice-{payments}")
}

/// The payments of a store by its name.
pub fn payments(name: &str) -> Option<u32> {
    name.strip_prefix("practice-")?.parse().ok()
}

pub async fn run() -> Result<()> {
    biggest().await?;
    walk().await
}

async fn biggest() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let begun = Instant::now();
    let server = Server::start(&name(MOST), folder.path())?;
    let ready = begun.elapsed();
    heading(&format!("A practice store with a year of {MOST} payments"))?;
    line("ready after", &seconds(ready))?;
    line("processor time until then", &seconds(server.began()))?;
    line(
        "peak memory until then",
        &megabytes(server.used()?.peak_bytes),
    )?;
    line("on disk", &megabytes(size(folder.path())?))?;
    let shop = Shop::open(&server, folder.path())?;
    let first = Instant::now();
    shop.page("charges", "").await?;
    line("first page of 100 charges", &milliseconds(first.elapsed()))?;
    for list in [
        "charges",
        "payment_intents",
        "checkout/sessions",
        "balance_transactions",
    ] {
        let took = shop.pages(list).await?;
        line(&format!("page of 100 {list}"), &milliseconds(took))?;
    }
    line("page of 100 events", &milliseconds(shop.events().await?))?;
    line("peak memory in all", &megabytes(server.used()?.peak_bytes))?;
    server.stop()
}

/// Lists every charge of a smaller past, page by page, as a program does that catches up.
async fn walk() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Server::start(&name(WALKED), folder.path())?;
    let shop = Shop::open(&server, folder.path())?;
    let (begun, mut charges, mut after) = (Instant::now(), 0, String::new());
    loop {
        let page = shop.page("charges", &after).await?;
        let data = page["data"].as_array().context("no list")?;
        charges += data.len();
        let last = data.last().and_then(|last| last["id"].as_str());
        after = format!("&starting_after={}", last.context("an empty page")?);
        if page["has_more"] == false {
            break;
        }
    }
    let took = begun.elapsed();
    ensure!(
        charges >= WALKED as usize,
        "only {charges} charges were listed"
    );
    let used = server.used()?;
    heading(&format!(
        "All charges of a year of {WALKED} payments, {PAGE} a page"
    ))?;
    line("charges", &charges.to_string())?;
    line("took", &seconds(took))?;
    line("processor time of the store", &seconds(used.processor))?;
    let each = used.processor.as_secs_f64() * 1e6 / charges as f64;
    line("of it for a charge", &format!("{each:.0} µs"))?;
    line("peak memory", &megabytes(used.peak_bytes))?;
    server.stop()
}

/// The API of a store.
struct Shop {
    base: String,
    key: String,
}

impl Shop {
    fn open(server: &Server, folder: &Path) -> Result<Self> {
        Ok(Self {
            base: format!("http://{}/v1", server.address),
            key: std::fs::read_to_string(folder.join(KEY))?,
        })
    }

    async fn page(&self, list: &str, more: &str) -> Result<Value> {
        let url = format!("{}/{list}?limit={PAGE}{more}", self.base);
        let client = countertop_sandbox::local_client()?;
        let answer = client.get(url).bearer_auth(&self.key).send().await?;
        ensure!(answer.status().is_success(), "{list}: {}", answer.status());
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }

    /// How long a page takes, at places all over the year.
    async fn pages(&self, list: &str) -> Result<Duration> {
        let newest = self.page(list, "").await?;
        let newest = newest["data"][0]["created"]
            .as_i64()
            .context("nothing is listed")?;
        let mut took = Vec::new();
        for nth in 1..=PAGES {
            let before = newest - YEAR / i64::from(PAGES + 2) * i64::from(nth);
            let begun = Instant::now();
            let page = self.page(list, &format!("&created[lt]={before}")).await?;
            took.push(begun.elapsed().as_secs_f64());
            let full = page["data"]
                .as_array()
                .is_some_and(|data| data.len() == PAGE);
            ensure!(full, "a page of {list} is not full");
        }
        Ok(Duration::from_secs_f64(median(took)))
    }

    /// How long a page of events takes, one after the other.
    async fn events(&self) -> Result<Duration> {
        let (mut took, mut after) = (Vec::new(), String::new());
        for _ in 0..PAGES {
            let begun = Instant::now();
            let page = self.page("events", &after).await?;
            took.push(begun.elapsed().as_secs_f64());
            let last = page["data"][PAGE - 1]["id"].as_str();
            after = format!("&starting_after={}", last.context("a page is not full")?);
        }
        Ok(Duration::from_secs_f64(median(took)))
    }
}

/// The bytes of the files in a folder.
fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}
