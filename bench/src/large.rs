//! What the window asks of a ledger with a million payments and three million events, through the app as the
//! window does.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use countertop_app::ipc::{
    BuyerQuery, HomeQuery, OrderState, OrdersQuery, PaymentQuery, PaymentsQuery, TimeSpan,
};
use countertop_app::{App, AppConfig};
use countertop_domain::Mode;
use countertop_store::{Ledger, Role, StoreError};
use countertop_stripe_wire::UnverifiedEvent;
use tokio::task::JoinSet;

use crate::child::memory;
use crate::large_sales::{LINKS, NOW, SPAN, events, link};
use crate::table::{heading, line, row};

const PAYMENTS: u64 = 1_000_000;
/// How many sales are under way at a time: they are committed together.
const TOGETHER: u64 = 1_000;
/// How often each thing is asked for.
const TIMES: usize = 41;
const DAY: i64 = 86_400;

/// Fills a ledger, or takes the one that is in the folder, and times what is asked of it.
pub async fn run(kept: Option<&Path>) -> Result<()> {
    let temporary = tempfile::tempdir()?;
    let home = kept.unwrap_or(temporary.path());
    let folder = home.join("accounts").join("practice");
    if !folder.exists() {
        std::fs::create_dir_all(&folder)?;
        make(&folder).await?;
    }
    let began = Instant::now();
    let app = App::start(AppConfig::new(home.to_owned(), "bench")).await?;
    let opened = began.elapsed();
    heading("What the window asks of it, through the app, in milliseconds")?;
    row(["", "cold", "p50", "p95", "worst"])?;
    lists(&app).await?;
    searches(&app).await?;
    details(&app).await?;
    line(
        "the account opened after",
        &format!("{:.2} s", opened.as_secs_f64()),
    )?;
    line(
        "memory",
        &format!(
            "{:.0} MB",
            memory(std::process::id(), "VmRSS:")? as f64 / f64::from(1 << 20)
        ),
    )?;
    app.shutdown().await;
    Ok(())
}

async fn lists(app: &App) -> Result<()> {
    let page = PaymentsQuery::default;
    let status = |name: &str| PaymentsQuery {
        status: Some(name.to_owned()),
        ..page()
    };
    for (name, query) in [
        ("first page of 100", page()),
        ("chip: succeeded", status("succeeded")),
        ("chip: refunded", status("refunded")),
        ("chip: failed", status("failed")),
        (
            "chip: to fulfil",
            PaymentsQuery {
                fulfilment: Some(OrderState::Pending),
                ..page()
            },
        ),
        (
            "jump to a date two years ago",
            PaymentsQuery {
                to: Some(NOW - 2 * 365 * DAY),
                ..page()
            },
        ),
        (
            "500 rows, far down",
            PaymentsQuery {
                to: Some(NOW - SPAN / 2),
                limit: Some(500),
                ..page()
            },
        ),
        (
            "status, amount and currency",
            PaymentsQuery {
                least: Some(20_000),
                currency: Some("eur".to_owned()),
                ..status("refunded")
            },
        ),
        (
            "through links called “honey jar”",
            PaymentsQuery {
                link_name: Some("honey jar".to_owned()),
                ..page()
            },
        ),
    ] {
        timed(name, || app.list_payments(query.clone())).await?;
    }
    timed("Home", || app.home(home())).await?;
    timed("the frame around every page", || app.app_state()).await
}

async fn searches(app: &App) -> Result<()> {
    for words in [
        "a",
        "an",
        "ana",
        "ana x",
        "ana example com",
        "visa 4242",
        "nobody",
    ] {
        let query = PaymentsQuery {
            search: Some(words.to_owned()),
            ..PaymentsQuery::default()
        };
        timed(&format!("search “{words}”"), || {
            app.list_payments(query.clone())
        })
        .await?;
    }
    let card = PaymentsQuery {
        last4: Some("4242".to_owned()),
        ..PaymentsQuery::default()
    };
    timed("card:4242", || app.list_payments(card.clone())).await
}

async fn details(app: &App) -> Result<()> {
    let newest = app.list_payments(PaymentsQuery::default()).await;
    let newest = newest.map_err(|error| anyhow::anyhow!(error.message))?;
    let first = newest.rows.first().context("there is no payment")?;
    let payment = PaymentQuery {
        id: first.id.clone(),
    };
    timed("a payment", || app.show_payment(payment.clone())).await?;
    let orders = OrdersQuery {
        which: OrderState::Pending,
        after: None,
        limit: None,
    };
    timed("orders to fulfil", || app.list_orders(orders.clone())).await?;
    let buyer = BuyerQuery {
        key: first.customer_email.clone().context("nobody paid it")?,
        after: None,
        limit: None,
    };
    timed("a customer", || app.show_buyer(buyer.clone())).await
}

fn home() -> HomeQuery {
    let today = NOW - NOW % DAY;
    HomeQuery {
        day_start: today,
        day_end: today + DAY,
        week_ago: TimeSpan {
            from: today - 7 * DAY,
            to: NOW - 7 * DAY,
        },
        days: (0..60).rev().map(|ago| today - ago * DAY).collect(),
    }
}

/// Asks the first time, when nothing was read yet, and then again and again.
async fn timed<T, E: std::fmt::Debug, F: Future<Output = Result<T, E>>>(
    name: &str,
    ask: impl Fn() -> F,
) -> Result<()> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..=TIMES {
        let began = Instant::now();
        let answer = ask().await;
        times.push(began.elapsed());
        answer.map_err(|error| anyhow::anyhow!("{name}: {error:?}"))?;
    }
    let cold = times.remove(0);
    times.sort();
    let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
    let at = |part: usize| {
        times
            .get(times.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    row([name, &ms(cold), &ms(at(50)), &ms(at(95)), &ms(at(99))])
}

async fn make(folder: &Path) -> Result<()> {
    let began = Instant::now();
    let ledger = Arc::new(Ledger::open(folder, Role::Receiver)?);
    ledger.set_mode(Mode::Test).await?;
    for n in 0..LINKS {
        ledger.record_fetched(link(n)).await?;
    }
    for first in (0..PAYMENTS).step_by(usize::try_from(TOGETHER)?) {
        record(&ledger, first).await?;
    }
    ensure!(
        ledger.wait_for_followers(Duration::from_secs(3600))?,
        "search and totals did not follow"
    );
    let bytes = ledger.info()?.bytes;
    Arc::into_inner(ledger)
        .context("the ledger is still used")?
        .close();
    heading(&format!(
        "A ledger of {PAYMENTS} payments and {} events of about 3 KB (made in {:.0} s, {:.1} GB)",
        PAYMENTS * 3,
        began.elapsed().as_secs_f64(),
        bytes as f64 / 1e9
    ))
}

async fn record(ledger: &Arc<Ledger>, first: u64) -> Result<()> {
    let mut tasks = JoinSet::new();
    for n in first..(first + TOGETHER).min(PAYMENTS) {
        let ledger = Arc::clone(ledger);
        tasks.spawn(async move {
            for event in events(n, PAYMENTS) {
                ledger
                    .record(UnverifiedEvent::new(event).from_api())
                    .await?;
            }
            Ok::<_, StoreError>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}
