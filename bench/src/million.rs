//! A million events in one run: memory stays flat, and so does the rate.

use anyhow::Result;

use crate::child::Server;
use crate::ingest::{recorded, requests};
use crate::load::{self, Connecting};
use crate::table::{heading, row};

const PORTIONS: usize = 20;
const EVENTS: usize = 50_000;
const CONNECTIONS: usize = 256;

pub async fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Server::start("countertop", folder.path())?;
    heading(&format!(
        "{} events, in {PORTIONS} portions over {CONNECTIONS} connections",
        PORTIONS * EVENTS
    ))?;
    row([
        "events",
        "per s",
        "p50 ms",
        "p99 ms",
        "memory MB",
        "peak MB",
        "log MB",
    ])?;
    let log = folder.path().join("ledger.sqlite-wal");
    for portion in 0..PORTIONS {
        let requests = requests(portion * EVENTS, EVENTS)?;
        let outcome =
            load::send(server.address, &requests, CONNECTIONS, Connecting::Before).await?;
        let used = server.used()?;
        let megabytes = |bytes: u64| format!("{:.0}", bytes as f64 / f64::from(1 << 20));
        row([
            &((portion + 1) * EVENTS).to_string(),
            &format!("{:.0}", outcome.rate),
            &format!("{:.1}", outcome.p50.as_secs_f64() * 1e3),
            &format!("{:.1}", outcome.p99.as_secs_f64() * 1e3),
            &megabytes(used.bytes),
            &megabytes(used.peak_bytes),
            &megabytes(log.metadata().map_or(0, |it| it.len())),
        ])?;
    }
    server.stop()?;
    let bytes = recorded(folder.path(), PORTIONS * EVENTS)?;
    row(["ledger", &format!("{:.0} MB", bytes as f64 / 1e6)])
}
