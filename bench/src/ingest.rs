//! Durable ingest, beside what less would cost and what one would build instead.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, Role};

use crate::child::{Server, Used};
use crate::load::{self, Connecting, Outcome};
use crate::peer;
use crate::sales;
use crate::table::{heading, line, median, row};

const ROUNDS: usize = 3;
const EVENTS: usize = 20_000;
const CONNECTIONS: usize = 256;
/// The peer is slow: fewer events tell as much.
const PEER_EVENTS: usize = 4_000;

/// What is compared, in the order in which each round goes.
const NAMES: [(&str, &str); 5] = [
    ("bare", "axum, reads the body and answers"),
    ("verify", "receiver, verifies and answers"),
    ("log", "receiver, appended to a synced file"),
    ("countertop", "receiver, ledger and projection committed"),
    ("node", "Node, express, stripe, better-sqlite3"),
];

/// One server in one round.
struct Run {
    outcome: Outcome,
    used: Used,
    events: usize,
    bytes: Option<u64>,
}

/// The rounds are interleaved, so that a slow moment of the machine hits all.
pub async fn run() -> Result<()> {
    let mut runs: Vec<Vec<Run>> = NAMES.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        let requests = requests(round * EVENTS, EVENTS)?;
        for ((name, _), runs) in NAMES.iter().zip(&mut runs) {
            runs.push(one(name, &requests).await?);
        }
    }
    let raw = sales::event(1, UnixSeconds(0)).len();
    heading(&format!(
        "Ingest of {EVENTS} distinct signed events of {raw} bytes over {CONNECTIONS} kept connections, \
         median of {ROUNDS} interleaved rounds"
    ))?;
    row([
        "", "per s", "of bare", "of log", "of Node", "p50 ms", "p99 ms", "CPU µs", "peak MB",
        "bytes",
    ])?;
    let rate = |at: usize| median(runs[at].iter().map(|it| it.outcome.rate).collect());
    let (bare, log, node) = (rate(0), rate(2), rate(4));
    for (at, (_, words)) in NAMES.iter().enumerate() {
        let of = |value: fn(&Run) -> f64| median(runs[at].iter().map(value).collect());
        let bytes = runs[at].iter().all(|it| it.bytes.is_some());
        row([
            words,
            &format!("{:.0}", rate(at)),
            &format!("{:.2}", rate(at) / bare),
            &format!("{:.2}", rate(at) / log),
            &format!("{:.1}", rate(at) / node),
            &format!("{:.1}", of(|it| it.outcome.p50.as_secs_f64() * 1e3)),
            &format!("{:.1}", of(|it| it.outcome.p99.as_secs_f64() * 1e3)),
            &format!(
                "{:.0}",
                of(|it| it.used.processor.as_secs_f64() * 1e6 / it.events as f64)
            ),
            &format!(
                "{:.0}",
                of(|it| it.used.peak_bytes as f64 / f64::from(1 << 20))
            ),
            &match bytes {
                true => format!(
                    "{:.0}",
                    of(|it| it.bytes.unwrap_or(0) as f64 / it.events as f64)
                ),
                false => "-".to_owned(),
            },
        ])?;
    }
    Ok(())
}

/// Sends events to a server that is running.
pub async fn load_on(address: SocketAddr, events: usize) -> Result<()> {
    let requests = requests(0, events)?;
    let outcome = load::send(address, &requests, CONNECTIONS, Connecting::Before).await?;
    line("a second", &format!("{:.0}", outcome.rate))
}

async fn one(name: &str, requests: &Arc<Vec<Vec<u8>>>) -> Result<Run> {
    // What the server before left for the disk to do is not to be waited for by this one.
    Command::new("sync").status()?;
    let folder = tempfile::tempdir()?;
    let (server, requests) = match name {
        "node" => {
            let fewer = requests.iter().take(PEER_EVENTS).cloned().collect();
            (peer::start(folder.path())?, Arc::new(fewer))
        }
        ours => (Server::start(ours, folder.path())?, Arc::clone(requests)),
    };
    let outcome = load::send(server.address, &requests, CONNECTIONS, Connecting::Before).await?;
    let used = server.used()?;
    server.stop()?;
    let events = requests.len();
    let bytes = match name {
        "countertop" => Some(recorded(folder.path(), events)?),
        _ => None,
    };
    Ok(Run {
        outcome,
        used,
        events,
        bytes,
    })
}

/// How large the ledger is, once it is sure that all is in it.
pub fn recorded(folder: &Path, events: usize) -> Result<u64> {
    let ledger = Ledger::open(folder, Role::Beside)?;
    let info = ledger.info()?;
    ensure!(
        info.events == events as u64 && info.payments == events as u64,
        "{} events and {} payments are in the ledger",
        info.events,
        info.payments
    );
    ledger.close();
    Ok(info.bytes)
}

/// Signed requests, numbered from a number on.
pub fn requests(from: usize, count: usize) -> Result<Arc<Vec<Vec<u8>>>> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .context("a clock before 1970")?;
    let now = UnixSeconds(i64::try_from(since.as_secs())?);
    let requests = (from..from + count).map(|at| sales::request(at, now));
    Ok(Arc::new(requests.collect()))
}
