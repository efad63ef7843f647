//! The task that hears of commits and of the connection, and tells what is worth a notice.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::{DisputeStatus, PaymentStatus, PayoutStatus, UnixSeconds};
use countertop_receiver::Clock;
use countertop_store::{Changes, Ledger, Span, StoreError};
use countertop_tunnel::Kind as WayKind;
use jiff::tz::TimeZone;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep_until};

use super::batch::{Batch, Kind};
use super::{CHOICE, Choice, Notice};
use crate::at_stripe::reach;
use crate::catchup::{Doing, Failure, Reach, Status};
use crate::connection::{ConnectionState, Proven};
use crate::ipc::Announcement;
use crate::preferences::Kept;

/// How long what happens is gathered before it is told.
const GATHERED: Duration = Duration::from_secs(2);
/// How often the connection is looked at.
const LOOK: Duration = Duration::from_secs(5);
/// How long a way is shut before that is worth a notice: most heal before.
const WORTH_TELLING: i64 = 120;
/// How long a payout may be under way before it fails.
const PAYOUT_DAYS: i64 = 14 * 24 * 3600;
/// How many of the newest disputes and payouts are looked through for those that changed.
const LOOKED_THROUGH: u32 = 100;
/// How long there is no second chime after one.
const CHIME_PAUSE: Duration = Duration::from_secs(2);
/// How many are remembered as told.
const REMEMBERED: usize = 10_000;

/// What notices are made of.
pub(crate) struct TellerConfig {
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) clock: Arc<dyn Clock>,
    /// How Stripe reaches this computer; the practice store needs no way, and gives no notices.
    pub(crate) line: Option<Line>,
    pub(crate) status: watch::Receiver<Status>,
    pub(crate) preferences: Arc<Kept>,
    pub(crate) notices: broadcast::Sender<Notice>,
    pub(crate) window: broadcast::Sender<Announcement>,
}

/// The way from Stripe to here, and whether it was proven to lead here.
pub(crate) struct Line {
    pub(crate) way: watch::Receiver<ConnectionState>,
    pub(crate) proven: watch::Receiver<Option<Proven>>,
}

pub(crate) struct Teller {
    config: TellerConfig,
    /// What was before is no news: it is there when the window opens.
    began: UnixSeconds,
    told: HashSet<String>,
    batch: Batch,
    /// When a payment sounded last.
    chimed: Option<Instant>,
    /// Since when Stripe does not reach this computer, while it does not.
    shut_since: Option<UnixSeconds>,
    is_shut_told: bool,
    is_key_told: bool,
}

impl Teller {
    pub(crate) fn new(config: TellerConfig) -> Self {
        Self {
            began: config.clock.now(),
            config,
            told: HashSet::new(),
            batch: Batch::default(),
            chimed: None,
            shut_since: None,
            is_shut_told: false,
            is_key_told: false,
        }
    }

    /// Goes on until the ledger is closed.
    pub(crate) async fn run(mut self) {
        let mut commits = self.config.ledger.subscribe();
        let mut look = Instant::now() + LOOK;
        let mut tell = look;
        loop {
            let was_empty = self.batch.is_empty();
            tokio::select! {
                commit = commits.recv() => match commit {
                    Ok(changes) => self.take(changes).await,
                    // So many at once are no news of the moment.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                },
                () = sleep_until(tell), if !was_empty => {
                    tell = Instant::now() + LOOK;
                    self.tell_batch();
                }
                () = sleep_until(look) => {
                    look = Instant::now() + LOOK;
                    self.look();
                }
            }
            if was_empty && !self.batch.is_empty() {
                tell = Instant::now() + GATHERED;
            }
        }
    }

    async fn take(&mut self, changes: Changes) {
        let (ledger, began) = (Arc::clone(&self.config.ledger), self.began);
        let found = tokio::task::spawn_blocking(move || news(&ledger, &changes, began)).await;
        match found {
            Ok(Ok(news)) => {
                let choice = self.choice();
                for (id, kind, amount, currency) in news {
                    if self.told.len() >= REMEMBERED {
                        self.told.clear();
                    }
                    // What is not wanted now is not told later, when it changes again.
                    if !self.told.insert(id) {
                        continue;
                    }
                    if kind == Kind::Paid {
                        self.chime();
                    }
                    if choice.wants(kind) && self.config.line.is_some() {
                        self.batch.add(kind, amount, currency);
                    }
                }
            }
            Ok(Err(error)) => tracing::warn!(%error, "What is new could not be read for a notice."),
            Err(error) => tracing::error!(%error, "Reading what is new was broken off."),
        }
    }

    /// Tells what was gathered; quiet hours keep it back.
    fn tell_batch(&mut self) {
        if self.is_quiet() {
            self.batch.hold();
            return;
        }
        for notice in self.batch.take() {
            self.tell(notice);
        }
    }

    /// Lets a payment sound, if that is wanted and nothing is to be quiet.
    fn chime(&mut self) {
        let is_soon = self.chimed.is_some_and(|it| it.elapsed() < CHIME_PAUSE);
        if is_soon || !self.config.preferences.now().chime || self.is_quiet() {
            return;
        }
        self.chimed = Some(Instant::now());
        // Without a window nobody hears it.
        let _ = self.config.window.send(Announcement::Chime);
    }

    fn is_quiet(&self) -> bool {
        let hours = self.config.preferences.now().quiet_hours;
        hours.hold(self.config.clock.now(), &TimeZone::system())
    }

    /// Tells of trouble once, until it is over. What is still so when quiet hours end is told then.
    fn look(&mut self) {
        let Some(line) = &self.config.line else {
            return;
        };
        let is_reached = line.is_open();
        let is_quiet = self.is_quiet();
        let may_tell = self.choice().trouble && !is_quiet;
        let now = self.config.clock.now();
        self.shut_since = match is_reached {
            true => None,
            false => Some(self.shut_since.unwrap_or(now)),
        };
        let is_long = self
            .shut_since
            .is_some_and(|it| now.0 - it.0 >= WORTH_TELLING);
        if is_long && !self.is_shut_told && may_tell {
            self.tell(Notice {
                title: "Stripe does not reach this computer".to_owned(),
                text: "Connection says why. Payments are asked for meanwhile.".to_owned(),
            });
        }
        self.is_shut_told = is_long && (self.is_shut_told || !is_quiet);
        let is_refused = matches!(
            self.config.status.borrow().doing,
            Doing::Failing {
                kind: Failure::Key,
                ..
            }
        );
        if is_refused && !self.is_key_told && may_tell {
            self.tell(Notice {
                title: "Stripe does not take the key".to_owned(),
                text: "Nothing new is asked for until it is replaced under Settings.".to_owned(),
            });
        }
        self.is_key_told = is_refused && (self.is_key_told || !is_quiet);
    }

    fn choice(&self) -> Choice {
        Choice::read(self.config.ledger.setting(CHOICE).ok().flatten().as_deref())
    }

    fn tell(&self, notice: Notice) {
        // Without a desktop nobody is told.
        let _ = self.config.notices.send(notice);
    }
}

impl Line {
    /// Whether Stripe reaches this computer, or is not meant to.
    fn is_open(&self) -> bool {
        let way = self.way.borrow();
        let is_blocked = matches!(*self.proven.borrow(), Some(Proven::Blocked { .. }));
        way.kind == WayKind::CatchUpOnly || (reach(&way) == Reach::Webhooks && !is_blocked)
    }
}

type News = (String, Kind, i64, Option<countertop_domain::Currency>);

/// What of a commit is worth a notice.
fn news(ledger: &Ledger, changes: &Changes, began: UnixSeconds) -> Result<Vec<News>, StoreError> {
    let mut news = Vec::new();
    for id in &changes.payments {
        let payment = ledger.payment(id)?;
        let is_new = |it: &countertop_domain::Payment| {
            it.status == PaymentStatus::Succeeded && it.paid_at >= Some(began)
        };
        if let Some(payment) = payment.filter(is_new) {
            news.push((payment.id, Kind::Paid, payment.amount, payment.currency));
        }
    }
    if !(changes.disputes.is_empty() && changes.payouts.is_empty()) {
        news.extend(losses(ledger, changes, began)?);
    }
    Ok(news)
}

fn losses(ledger: &Ledger, changes: &Changes, began: UnixSeconds) -> Result<Vec<News>, StoreError> {
    let newest = |from: i64| Span {
        from: Some(UnixSeconds(from)),
        limit: LOOKED_THROUGH,
        ..Span::default()
    };
    let mut news = Vec::new();
    for dispute in ledger.disputes(&newest(began.0))?.rows {
        let id = dispute.id.to_string();
        if changes.disputes.contains(&id) && dispute.status == DisputeStatus::NeedsResponse {
            news.push((id, Kind::Disputed, dispute.amount, dispute.currency));
        }
    }
    for payout in ledger.payouts(&newest(began.0 - PAYOUT_DAYS))?.rows {
        let id = payout.id.to_string();
        if changes.payouts.contains(&id) && payout.status == PayoutStatus::Failed {
            news.push((id, Kind::PayoutFailed, payout.amount, payout.currency));
        }
    }
    Ok(news)
}
