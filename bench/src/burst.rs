//! Many events at once on new connections, as after an outage: none may be lost.

use std::time::Duration;

use anyhow::Result;
use tokio::time::timeout;

use crate::child::Server;
use crate::ingest::{recorded, requests};
use crate::load::{self, Connecting};
use crate::table::{heading, line};

const EVENTS: usize = 10_000;
const CONNECTIONS: usize = 1_000;

pub async fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Server::start("countertop", folder.path())?;
    let requests = requests(0, EVENTS)?;
    let sent = load::send(server.address, &requests, CONNECTIONS, Connecting::Measured);
    let outcome = timeout(Duration::from_secs(60), sent).await??;
    let used = server.used()?;
    server.stop()?;
    recorded(folder.path(), EVENTS)?;
    heading(&format!(
        "A burst of {EVENTS} events on {CONNECTIONS} new connections: all acknowledged, all in the ledger"
    ))?;
    let seconds = EVENTS as f64 / outcome.rate;
    line("all answered after", &format!("{seconds:.2} s"))?;
    line(
        "slowest answer",
        &format!("{:.2} s", outcome.slowest.as_secs_f64()),
    )?;
    line(
        "peak memory",
        &format!("{:.0} MB", used.peak_bytes as f64 / f64::from(1 << 20)),
    )
}
