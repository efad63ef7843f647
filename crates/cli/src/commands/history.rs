//! `history`: imports what is older than the API's list of events from the objects themselves.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use countertop_app::history::{
    History, HistoryConfig, HistoryProgress, HistoryState, ListProgress, Standing,
};
use countertop_domain::UnixSeconds;
use countertop_store::{Gap, Ledger};
use countertop_stripe_client::Client;
use serde::Serialize;
use tokio::time::timeout;

use crate::args::{Global, HistoryImport};
use crate::exit::{note, usage};
use crate::ledger::{adopt_mode, close, open_beside, wait_for};
use crate::signals::Signals;
use crate::{output, secrets};

/// How often it is said how far it is.
const SHOW_EVERY: Duration = Duration::from_secs(1);
/// How many rests in a row are waited for without a page between them: about half a minute.
const MOST_FRUITLESS: u32 = 4;
/// How long the page that is being read may take once it is to end.
const LAST_PAGE: Duration = Duration::from_secs(10);

/// How far the import came, and of what nothing tells yet.
#[derive(Serialize)]
struct Standings {
    done: bool,
    since: Option<i64>,
    lists: Vec<List>,
    gap: Option<Stretch>,
    from_objects: Vec<Stretch>,
}

#[derive(Serialize)]
struct List {
    list: &'static str,
    objects: u64,
    oldest: Option<i64>,
    done: bool,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Stretch {
    from: i64,
    to: i64,
}

impl From<Gap> for Stretch {
    fn from(gap: Gap) -> Self {
        Self {
            from: gap.from.0,
            to: gap.to.0,
        }
    }
}

impl From<ListProgress> for List {
    fn from(progress: ListProgress) -> Self {
        Self {
            list: progress.list.name(),
            objects: progress.objects,
            oldest: progress.oldest.map(|it| it.0),
            done: progress.standing == Standing::Done,
            refused: match progress.standing {
                Standing::Refused(why) => Some(why),
                Standing::Going | Standing::Done => None,
            },
        }
    }
}

/// Imports, or goes on with an import, until everything is there, or a signal comes.
///
/// # Errors
/// When there is no key, the date cannot be meant, the API refuses or cannot be reached, or the ledger
/// cannot be written.
pub fn import(global: &Global, args: &HistoryImport) -> Result<()> {
    let since = match args.since {
        Some(since) => Some(since.in_zone(&args.timezone).map_err(usage)?),
        None => None,
    };
    let client = secrets::needed_client(global)?;
    let ledger = Arc::new(open_beside(global)?);
    wait_for(async {
        let imported = read(&ledger, client, since).await;
        let printed = match imported {
            Ok(progress) => print(&ledger, progress),
            Err(error) => Err(error),
        };
        close(ledger).await;
        printed
    })
}

/// Says how far the last import came.
///
/// # Errors
/// When the ledger cannot be read.
pub fn show(global: &Global) -> Result<()> {
    let ledger = Arc::new(open_beside(global)?);
    wait_for(async {
        let printed = match History::kept(&ledger).await {
            Ok(progress) => print(&ledger, progress),
            Err(error) => Err(error.into()),
        };
        close(ledger).await;
        printed
    })
}

fn print(ledger: &Ledger, progress: HistoryProgress) -> Result<()> {
    let lists: Vec<List> = progress.lists.into_iter().map(List::from).collect();
    let (open, closed) = ledger.gaps()?;
    output::json(&Standings {
        done: lists.iter().all(|it| it.done),
        since: progress.since.map(|it| it.0),
        lists,
        gap: open.last().copied().map(Stretch::from),
        from_objects: closed.into_iter().map(|it| it.gap.into()).collect(),
    })
}

async fn read(
    ledger: &Arc<Ledger>,
    client: Client,
    since: Option<UnixSeconds>,
) -> Result<HistoryProgress> {
    let mut signals = Signals::hear()?;
    adopt_mode(ledger, &client).await?;
    let history = History::start(HistoryConfig {
        since,
        ..HistoryConfig::new(Arc::clone(ledger), client)
    })
    .await?;
    let watched = tokio::select! {
        () = signals.asked_to_end() => Ok(()),
        watched = watch(&history) => watched,
    };
    let progress = history.progress();
    // What is not read by then is read again by the next.
    let _ = timeout(LAST_PAGE, history.stop()).await;
    let end = progress.borrow().clone();
    watched.map(|()| end)
}

/// Says how far it is, until it is over or nothing comes of waiting.
async fn watch(history: &History) -> Result<()> {
    let mut progress = history.progress();
    let mut told = Told::default();
    loop {
        let now = progress.borrow_and_update().clone();
        match &now.state {
            HistoryState::Done => return Ok(()),
            HistoryState::Ended { reason } => bail!("{reason}"),
            HistoryState::Waiting { reason, .. } => told.wait(&now, reason)?,
            HistoryState::Reading(_) | HistoryState::GivingWay | HistoryState::Paused => {}
        }
        told.tell(&now);
        if progress.changed().await.is_err() {
            return Ok(());
        }
    }
}

/// What was said, and what was waited for.
#[derive(Default)]
struct Told {
    at: Option<Instant>,
    what: Option<HistoryState>,
    read: u64,
    fruitless: u32,
}

impl Told {
    /// Once a second, and whenever another list is read.
    fn tell(&mut self, progress: &HistoryProgress) {
        let is_new = self.what.as_ref() != Some(&progress.state);
        if is_new || self.at.is_none_or(|it| it.elapsed() >= SHOW_EVERY) {
            self.at = Some(Instant::now());
            self.what = Some(progress.state.clone());
            note(&sentence(progress));
        }
    }

    fn wait(&mut self, progress: &HistoryProgress, reason: &str) -> Result<()> {
        if self.what.as_ref() == Some(&progress.state) {
            return Ok(());
        }
        let read = progress.lists.iter().map(|it| it.objects).sum();
        if read > self.read {
            (self.read, self.fruitless) = (read, 0);
        }
        self.fruitless += 1;
        if self.fruitless > MOST_FRUITLESS {
            bail!("{reason}; what was read is kept, run it again to go on");
        }
        Ok(())
    }
}

/// How far it is, in one line.
fn sentence(progress: &HistoryProgress) -> String {
    let of = |list| progress.lists.iter().find(|it| it.list == list);
    match &progress.state {
        HistoryState::Reading(list) => {
            let objects = of(*list).map_or(0, |it| it.objects);
            format!("reading {list}: {objects} so far")
        }
        HistoryState::Waiting { reason, pause } => {
            format!("waiting {} seconds: {reason}", pause.as_secs())
        }
        HistoryState::GivingWay => "waiting for the list of events to be read".to_owned(),
        HistoryState::Paused => "paused".to_owned(),
        HistoryState::Done => "done".to_owned(),
        HistoryState::Ended { reason } => format!("ended: {reason}"),
    }
}
