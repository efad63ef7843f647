//! `backfill`: reads the API's list of events to its end, and says through which event the ledger is
//! complete.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use countertop_app::catchup::{CatchUp, Caught, Progress, Wanted};
use countertop_store::{Gap, Ledger, Place};
use countertop_stripe_client::Client;
use serde::Serialize;

use crate::args::{Backfill, Global};
use crate::exit::note;
use crate::ledger::{adopt_mode, close, open_beside, wait_for};
use crate::{output, secrets};

/// How often it is said how far it is.
const SHOW_EVERY: Duration = Duration::from_secs(1);

/// What was read, and what it proves.
#[derive(Serialize)]
struct Done {
    complete_through: Option<Through>,
    gap: Option<Missing>,
    fetched: u64,
    new: u64,
}

#[derive(Serialize)]
struct Through {
    event: String,
    created: i64,
}

/// The last stretch of time of which the list told nothing any more.
#[derive(Serialize)]
struct Missing {
    from: i64,
    to: i64,
}

impl From<Caught> for Done {
    fn from(caught: Caught) -> Self {
        let through = |place: Place| Through {
            event: place.event,
            created: place.created.0,
        };
        let missing = |gap: &Gap| Missing {
            from: gap.from.0,
            to: gap.to.0,
        };
        Self {
            complete_through: caught.proof.complete_through.map(through),
            gap: caught.proof.gaps.last().map(missing),
            fetched: caught.fetched,
            new: caught.new,
        }
    }
}

/// Catches up, from a time on where one is given.
///
/// # Errors
/// When there is no key, the date lies beyond what is counted, the API refuses or cannot be reached, or
/// the ledger cannot be written.
pub fn run(global: &Global, args: &Backfill) -> Result<()> {
    let wanted = match args.from {
        Some(from) => Wanted::From(from.in_zone(&args.timezone).map_err(crate::exit::usage)?),
        None => Wanted::Onwards,
    };
    let client = secrets::needed_client(global)?;
    let ledger = Arc::new(open_beside(global)?);
    let caught = wait_for(async {
        let caught = catch_up(&ledger, &client, wanted).await;
        close(ledger).await;
        caught
    })?;
    output::json(&Done::from(caught))
}

async fn catch_up(ledger: &Arc<Ledger>, client: &Client, wanted: Wanted) -> Result<Caught> {
    adopt_mode(ledger, client).await?;
    let shown = Mutex::new(Instant::now());
    let tell = |progress: Progress| {
        let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.elapsed() >= SHOW_EVERY {
            *shown = Instant::now();
            note(&sentence(&progress));
        }
    };
    let catch_up = CatchUp::new(Arc::clone(ledger), client);
    Ok(catch_up.persist(wanted, &tell).await?)
}

/// How far it is, in one line.
fn sentence(progress: &Progress) -> String {
    let Progress {
        fetched,
        new,
        from,
        at,
        to,
    } = progress;
    let share = match (from, at, to) {
        (Some(from), Some(at), Some(to)) if to.0 > from.0 => {
            let percent = (at.0 - from.0).saturating_mul(100) / (to.0 - from.0);
            format!(", about {}% of the time", percent.clamp(0, 100))
        }
        _ => String::new(),
    };
    format!("read {fetched} events, {new} of them new{share}")
}
