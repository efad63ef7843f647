//! Durable ingest against a server of the same make that only reads the body.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use countertop_app::reception::Reception;
use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, Role};
use tokio::net::TcpListener;

use crate::load::{self, Outcome};
use crate::sales;
use crate::table::{heading, line, median};

const ROUNDS: usize = 3;
const EVENTS: usize = 20_000;
const CONNECTIONS: usize = 64;

/// The rounds alternate, so that a slow moment of the machine hits both.
pub async fn run() -> Result<()> {
    let bare_at = bare().await?;
    let (mut bare, mut durable) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let requests = Arc::new(requests(round)?);
        bare.push(load::send(bare_at, &requests, CONNECTIONS).await?);
        durable.push(ingest(&requests).await?);
    }
    let text = format!(
        "Ingest of {EVENTS} signed events of 3 KB over {CONNECTIONS} connections, median of \
         {ROUNDS} rounds (ratio to bare)"
    );
    heading(&text)?;
    let first = rate(&bare);
    for (name, outcomes) in [
        ("axum, reads the body and answers", &bare),
        ("Countertop, answers once the event is committed", &durable),
    ] {
        line(
            name,
            &format!("{:.0} a second", rate(outcomes)),
            rate(outcomes) / first,
        )?;
        let p50 = median(
            outcomes
                .iter()
                .map(|it| it.p50.as_secs_f64() * 1e3)
                .collect(),
        );
        let p99 = median(
            outcomes
                .iter()
                .map(|it| it.p99.as_secs_f64() * 1e3)
                .collect(),
        );
        line(
            "  time for an answer, p50 / p99",
            &format!("{p50:.1} / {p99:.1} ms"),
            p99 / p50,
        )?;
    }
    Ok(())
}

fn rate(outcomes: &[Outcome]) -> f64 {
    median(outcomes.iter().map(|it| it.rate).collect())
}

fn requests(round: usize) -> Result<Vec<Vec<u8>>> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .context("a clock before 1970")?;
    let now = UnixSeconds(i64::try_from(since.as_secs())?);
    Ok((0..EVENTS)
        .map(|at| sales::request(round * EVENTS + at, now))
        .collect())
}

/// A server that reads the body and answers as we do.
async fn bare() -> Result<SocketAddr> {
    async fn read(_body: Bytes) -> impl IntoResponse {
        ([(CONTENT_TYPE, "application/json")], r#"{"received":true}"#)
    }
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/webhook", post(read));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// The receiver and a ledger of its own on the disk.
async fn ingest(requests: &Arc<Vec<Vec<u8>>>) -> Result<Outcome> {
    let folder = tempfile::tempdir()?;
    let ledger = Arc::new(Ledger::open(folder.path(), Role::Receiver)?);
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    let reception = Reception::start(Arc::clone(&ledger), anywhere, vec![sales::secret()]).await?;
    let outcome = load::send(reception.address(), requests, CONNECTIONS).await?;
    let recorded = ledger.info()?.events;
    ensure!(
        recorded == requests.len() as u64,
        "{recorded} events are in the ledger"
    );
    reception.shutdown().await;
    if let Some(ledger) = Arc::into_inner(ledger) {
        ledger.close();
    }
    Ok(outcome)
}
