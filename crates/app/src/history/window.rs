//! The import of the history as the window shows it, and what the merchant does about it there.

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, SystemClock};
use countertop_store::{ClosedGap, Gap};

use super::{History, HistoryList, HistoryProgress, HistoryState, ListProgress, Standing};
use crate::App;
use crate::ipc::{
    HistoryGap, HistoryListName, HistoryListRow, HistoryListState, HistoryPage, HistoryStage,
    IpcError, IpcErrorCode, StartHistory, TimeSpan,
};

impl App {
    /// How far the history is imported, and what is known to be missing.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn show_history(&self) -> Result<HistoryPage, IpcError> {
        let progress = self.shop().await?.objects().import.progress().await?;
        let (events_since, (open, closed)) = self
            .read(|ledger| {
                let cursor = ledger.list_cursor()?;
                Ok((cursor.map(|it| it.since.0), ledger.gaps()?))
            })
            .await?;
        let mut page = page(progress);
        page.events_since = events_since;
        page.gaps = open.into_iter().map(gap).collect();
        page.from_objects = closed.into_iter().map(span).collect();
        Ok(page)
    }

    /// Imports what was created from a time on; all that there is where none is given.
    ///
    /// # Errors
    /// When the time has not come yet, or the ledger cannot be read or written.
    pub async fn start_history(&self, wanted: StartHistory) -> Result<HistoryPage, IpcError> {
        let since = wanted.since.map(UnixSeconds);
        if since.is_some_and(|it| it.0 < 0 || it > SystemClock.now()) {
            let sentence = "The history begins before today; choose an earlier date.";
            let error = IpcError::new(IpcErrorCode::InvalidInput, sentence);
            return Err(error.with("field", "since"));
        }
        self.shop().await?.objects().import.start(since).await?;
        self.show_history().await
    }

    /// Reads no further page until it is to go on, also after the next start.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub async fn pause_history(&self) -> Result<HistoryPage, IpcError> {
        self.shop().await?.objects().import.pause().await?;
        self.show_history().await
    }

    /// Goes on with an import that is paused, or ended because something failed.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub async fn resume_history(&self) -> Result<HistoryPage, IpcError> {
        self.shop().await?.objects().import.resume().await?;
        self.show_history().await
    }
}

fn page(progress: Option<HistoryProgress>) -> HistoryPage {
    let Some(progress) = progress else {
        return HistoryPage {
            state: HistoryStage::NotStarted,
            since: None,
            read_at: None,
            part: None,
            lists: Vec::new(),
            events_since: None,
            gaps: Vec::new(),
            from_objects: Vec::new(),
        };
    };
    HistoryPage {
        part: part(&progress),
        since: progress.since.map(|it| it.0),
        read_at: progress.read_at.map(|it| it.0),
        lists: progress.lists.into_iter().map(row).collect(),
        state: match progress.state {
            HistoryState::Reading(list) => HistoryStage::Reading { list: list.into() },
            HistoryState::GivingWay => HistoryStage::GivingWay,
            HistoryState::Paused => HistoryStage::Paused,
            HistoryState::Waiting { reason, .. } => HistoryStage::Waiting { why: reason },
            HistoryState::Done => HistoryStage::Done,
            HistoryState::Ended { reason } => HistoryStage::Ended { why: reason },
        },
        events_since: None,
        gaps: Vec::new(),
        from_objects: Vec::new(),
    }
}

/// How much is done, from 0 to 1. The lists do not say how long they are, so of the one that is read the
/// time that it went back counts: of that which is wanted, or that the lists before went.
fn part(progress: &HistoryProgress) -> Option<f64> {
    let began = progress.began_at?.0;
    let oldest = progress.lists.iter().filter_map(|it| it.oldest).min();
    let end = progress.since.or(oldest)?.0;
    let of_one = |list: &ListProgress| match (&list.standing, list.oldest) {
        (Standing::Done | Standing::Refused(_), _) => 1.0,
        (Standing::Going, Some(oldest)) if end < began => {
            ((began - oldest.0) as f64 / (began - end) as f64).clamp(0.0, 1.0)
        }
        (Standing::Going, _) => 0.0,
    };
    let all = progress.lists.len().max(1) as f64;
    Some(progress.lists.iter().map(of_one).sum::<f64>() / all)
}

fn row(list: ListProgress) -> HistoryListRow {
    HistoryListRow {
        list: list.list.into(),
        objects: list.objects,
        oldest: list.oldest.map(|it| it.0),
        state: match list.standing {
            Standing::Going => HistoryListState::Going,
            Standing::Done => HistoryListState::Done,
            Standing::Refused(why) => HistoryListState::Refused { why },
        },
    }
}

fn gap(gap: Gap) -> HistoryGap {
    HistoryGap {
        from: gap.from.0,
        to: gap.to.0,
        needed_since: History::needed_for(gap).0.max(0),
    }
}

fn span(closed: ClosedGap) -> TimeSpan {
    TimeSpan {
        from: closed.gap.from.0,
        to: closed.gap.to.0,
    }
}

impl From<HistoryList> for HistoryListName {
    fn from(list: HistoryList) -> Self {
        match list {
            HistoryList::PaymentLinks => Self::PaymentLinks,
            HistoryList::CheckoutSessions => Self::CheckoutSessions,
            HistoryList::PaymentIntents => Self::PaymentIntents,
            HistoryList::Charges => Self::Charges,
            HistoryList::Refunds => Self::Refunds,
            HistoryList::Disputes => Self::Disputes,
            HistoryList::Payouts => Self::Payouts,
        }
    }
}
