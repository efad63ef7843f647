//! Opening the list of links where there are 10,000 of them, through the app as the window does.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use countertop_app::ipc::{LinkPageQuery, LinkQuery, LinkSort, LinkState};
use countertop_app::{App, AppConfig};
use countertop_domain::{Mode, UnixSeconds};
use countertop_store::{Fetched, Ledger, Role};
use countertop_stripe_wire::UnverifiedEvent;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::table::{heading, row};

const LINKS: u64 = 10_000;
const PAYMENTS: u64 = 200_000;
/// How many records are under way at a time: they are committed together.
const TOGETHER: u64 = 2_000;
/// How often each page is asked for.
const TIMES: usize = 31;
const DAY: i64 = 86_400;
/// The end of the 30 days that are shown.
const NOW: i64 = 1_790_000_100;

/// Fills a ledger and times the first page in each order, and some more.
pub async fn run() -> Result<()> {
    let home = tempfile::tempdir()?;
    let folder = home.path().join("accounts").join("practice");
    std::fs::create_dir_all(&folder)?;
    let began = Instant::now();
    let ledger = Arc::new(Ledger::open(&folder, Role::Receiver)?);
    ledger.set_mode(Mode::Test).await?;
    fill(&ledger).await?;
    ensure!(
        ledger.wait_for_followers(Duration::from_secs(3600))?,
        "the figures did not follow"
    );
    Arc::into_inner(ledger)
        .context("the ledger is still used")?
        .close();
    heading(&format!(
        "The list of {LINKS} links with {PAYMENTS} payments, through the app (made in {:.0} s)",
        began.elapsed().as_secs_f64()
    ))?;
    let app = App::start(AppConfig::new(home.path().to_owned(), "bench")).await?;
    row(["", "p50 ms", "worst ms"])?;
    for (name, query) in queries() {
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let began = Instant::now();
            let page = app.list_links(query.clone()).await;
            times.push(began.elapsed());
            page.map_err(|error| anyhow::anyhow!(error.message))?;
        }
        print(name, times)?;
    }
    let mut times = Vec::with_capacity(TIMES);
    for n in 0..TIMES as u64 {
        let began = Instant::now();
        let query = LinkPageQuery {
            id: link(n),
            days: Some(days()),
        };
        let shown = app.show_link(query).await;
        times.push(began.elapsed());
        shown.map_err(|error| anyhow::anyhow!(error.message))?;
    }
    print("a link's page", times)?;
    app.shutdown().await;
    Ok(())
}

fn print(name: &str, mut times: Vec<Duration>) -> Result<()> {
    times.sort();
    let ms = |at: usize| {
        times
            .get(at)
            .map_or(f64::NAN, |it| it.as_secs_f64() * 1000.0)
    };
    let (middle, worst) = (ms(times.len() / 2), ms(times.len().saturating_sub(1)));
    row([name, &format!("{middle:.1}"), &format!("{worst:.1}")])
}

fn days() -> Vec<i64> {
    let today = NOW - NOW % DAY;
    (0..30).rev().map(|ago| today - ago * DAY).collect()
}

fn queries() -> Vec<(&'static str, LinkQuery)> {
    let first = |sort| LinkQuery {
        sort: Some(sort),
        days: Some(days()),
        ..LinkQuery::default()
    };
    let newest = || first(LinkSort::Created);
    vec![
        ("first page of 100, newest first", newest()),
        ("by name", first(LinkSort::Name)),
        ("by paid", first(LinkSort::Paid)),
        ("by revenue", first(LinkSort::Revenue)),
        ("by last payment", first(LinkSort::LastPayment)),
        ("by state", first(LinkSort::State)),
        (
            "the closed ones by revenue",
            LinkQuery {
                state: Some(LinkState::Closed),
                ..first(LinkSort::Revenue)
            },
        ),
        (
            "two words to be found in one name",
            LinkQuery {
                search: Some("kuchen 7777".to_owned()),
                ..newest()
            },
        ),
        (
            "words that nothing has",
            LinkQuery {
                search: Some("nobody".to_owned()),
                ..newest()
            },
        ),
        (
            "500 rows, as when far down",
            LinkQuery {
                limit: Some(500),
                ..newest()
            },
        ),
    ]
}

fn link(n: u64) -> String {
    format!("plink_1Bench{n:06}")
}

async fn fill(ledger: &Arc<Ledger>) -> Result<()> {
    for first in (0..LINKS).step_by(usize::try_from(TOGETHER)?) {
        let mut tasks = JoinSet::new();
        for n in first..(first + TOGETHER).min(LINKS) {
            let ledger = Arc::clone(ledger);
            tasks.spawn(async move { ledger.record_fetched(fetched(n)).await });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
    }
    for first in (0..PAYMENTS).step_by(usize::try_from(TOGETHER)?) {
        let mut tasks = JoinSet::new();
        for n in first..(first + TOGETHER).min(PAYMENTS) {
            let ledger = Arc::clone(ledger);
            tasks.spawn(async move {
                for event in events(n) {
                    let bytes = event.to_string().into_bytes();
                    ledger
                        .record(UnverifiedEvent::new(bytes).from_api())
                        .await?;
                }
                Ok::<_, countertop_store::StoreError>(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
    }
    Ok(())
}

fn fetched(n: u64) -> Fetched {
    let limit = (n.is_multiple_of(10)).then(|| json!({"count": 0, "limit": 20}));
    let body = json!({"id": link(n), "object": "payment_link", "active": !n.is_multiple_of(4),
        "currency": "eur", "livemode": false, "metadata": {"made_with": "countertop"},
        "url": format!("https://buy.example/{n}"), "restrictions": {"completed_sessions": limit},
        "line_items": {"object": "list", "data": [{"id": format!("li_{n}"), "quantity": 1,
            "description": format!("Kuchen für {n}"), "currency": "eur",
            "price": {"id": format!("price_{n}"), "product": format!("prod_{n}"),
                "unit_amount": 1000 + n % 900}}]}});
    Fetched {
        request_id: format!("req_{n}"),
        at: UnixSeconds(NOW - 400 * DAY + i64::try_from(n).unwrap_or_default() * 60),
        body: body.to_string().into_bytes(),
    }
}

/// A payment and its checkout. A fifth of all are of the last 30 days, and a tenth of one link.
fn events(n: u64) -> [Value; 2] {
    let link = if n.is_multiple_of(10) {
        link(7)
    } else {
        link(n * 7919 % LINKS)
    };
    let span = if n.is_multiple_of(5) { 30 } else { 365 };
    let ago = i64::try_from(n * 104_729 % (span * 86_400)).unwrap_or_default();
    let at = NOW - ago;
    let amount = 1000 + n % 9000;
    let event = |kind: &str, object: Value| {
        json!({"id": format!("evt_{n}_{}", kind.len()), "object": "event", "type": kind, "created": at,
            "livemode": false, "api_version": countertop_stripe_wire::API_VERSION,
            "data": {"object": object}})
    };
    let intent = format!("pi_{n}");
    [
        event(
            "payment_intent.succeeded",
            json!({"id": intent, "object": "payment_intent", "amount": amount,
                "amount_received": amount, "currency": "eur", "created": at, "livemode": false,
                "status": "succeeded", "metadata": {}}),
        ),
        event(
            "checkout.session.completed",
            json!({"id": format!("cs_test_{n}"), "object": "checkout.session", "created": at,
                "payment_link": link, "payment_intent": intent, "status": "complete",
                "payment_status": "paid", "currency": "eur", "amount_total": amount,
                "client_reference_id": format!("flyer-{}", n % 3)}),
        ),
    ]
}
