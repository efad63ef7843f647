//! The task that hears what happens, acts upon it, and tells of it.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_store::Absence;
use countertop_tunnel::State as Tunnel;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

use super::unreached::Unreached;
use super::{Event, Incident};
use crate::catchup::Status;
use crate::connection::ConnectionState;
use crate::ipc::Announcement;
use crate::surroundings::Surroundings;
use crate::wake::{Happened, Heed};

/// A way that was shut for less is not worth telling of.
const WORTH_TELLING: Duration = Duration::from_secs(3);

/// What incidents are made of.
pub(crate) struct TellerConfig<'a> {
    /// What happens.
    pub(crate) surroundings: &'a Surroundings,
    /// What is done about it for the ledger.
    pub(crate) heed: Heed,
    /// How catching up is going.
    pub(crate) status: watch::Receiver<Status>,
    /// The way from Stripe, where there is one.
    pub(crate) way: Option<Way>,
}

/// The way from Stripe, as far as incidents need it.
pub(crate) struct Way {
    pub(crate) state: watch::Receiver<ConnectionState>,
    /// Opens it anew.
    pub(crate) reopen: Box<dyn Fn() + Send + Sync>,
}

/// The task at work.
pub(crate) struct Teller {
    incident: watch::Receiver<Option<Incident>>,
    end: Arc<tokio::sync::Notify>,
    task: JoinHandle<()>,
}

impl Teller {
    pub(crate) fn start(config: TellerConfig<'_>) -> Self {
        let (told, incident) = watch::channel(None);
        let end = Arc::new(tokio::sync::Notify::new());
        let happens = config.surroundings.wake.listen();
        let telling = Telling {
            heed: config.heed,
            window: config.surroundings.window.clone(),
            status: config.status,
            way: config.way,
            unreached: Unreached::new(),
            told,
        };
        Self {
            incident,
            task: tokio::spawn(telling.run(happens, Arc::clone(&end))),
            end,
        }
    }

    /// The last incident, if there was one.
    pub(crate) fn incident(&self) -> Option<Incident> {
        self.incident.borrow().clone()
    }

    /// Ends it; a way that is shut now is noted to have been so.
    pub(crate) async fn stop(self) {
        self.end.notify_one();
        // A panic of the task was reported where it happened.
        let _ = self.task.await;
    }
}

struct Telling {
    heed: Heed,
    window: broadcast::Sender<Announcement>,
    status: watch::Receiver<Status>,
    way: Option<Way>,
    unreached: Unreached,
    told: watch::Sender<Option<Incident>>,
}

impl Telling {
    async fn run(
        mut self,
        mut happens: broadcast::Receiver<Happened>,
        end: Arc<tokio::sync::Notify>,
    ) {
        self.see_the_way().await;
        loop {
            tokio::select! {
                happened = happens.recv() => match happened {
                    Ok(happened) => self.take(happened).await,
                    // What was missed came before what comes next, and asked for no more than that will.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => break,
                },
                changed = self.status.changed() => match changed {
                    Ok(()) => self.go_on(),
                    Err(_) => break,
                },
                () = changed(&mut self.way) => self.see_the_way().await,
                () = end.notified() => break,
            }
        }
        if let Some(absence) = self.unreached.end(self.now()) {
            self.note(absence).await;
        }
    }

    async fn take(&mut self, happened: Happened) {
        // As it was before anything is done about it: a round that is asked for here belongs to the story.
        let status = self.status.borrow().clone();
        self.heed.act(happened).await;
        let Some(event) = Event::of(happened) else {
            self.announce();
            return;
        };
        if let Some(way) = &self.way
            && (event.breaks_the_way() || is_down(&way.state.borrow().tunnel))
        {
            (way.reopen)();
        }
        let is_part = self
            .told
            .send_if_modified(|told| told.as_mut().is_some_and(|it| it.take_up(event, &status)));
        if is_part {
            self.go_on();
        } else {
            self.begin(event, &status);
        }
    }

    fn begin(&mut self, event: Event, status: &Status) {
        let incident = Incident::begin(event, self.now(), status);
        self.told.send_replace(Some(incident));
        self.go_on();
        self.announce();
    }

    fn go_on(&self) {
        let tunnel = self.way.as_ref().map(|it| it.state.borrow().tunnel.clone());
        let status = self.status.borrow().clone();
        let is_news = self.told.send_if_modified(|incident| {
            let Some(incident) = incident else {
                return false;
            };
            let before = incident.stage.clone();
            incident.go_on(tunnel.as_ref(), &status);
            incident.stage != before
        });
        if is_news {
            self.announce();
        }
    }

    /// The way changed, or is looked at for the first time.
    async fn see_the_way(&mut self) {
        let Some(way) = &mut self.way else { return };
        let state = way.state.borrow_and_update().clone();
        let status = self.status.borrow().clone();
        if let Some(shut) = self.unreached.see(&state, self.now()) {
            self.note(shut.absence).await;
            let seconds = shut.absence.to.0 - shut.absence.from.0;
            let shut_for = Duration::from_secs(seconds.unsigned_abs());
            let is_told = self.told.borrow().as_ref().is_some_and(|it| !it.is_over());
            if shut.is_return && shut_for >= WORTH_TELLING && !is_told {
                self.begin(Event::WayBack { shut: shut_for }, &status);
            }
        }
        self.go_on();
    }

    async fn note(&self, absence: Absence) {
        if let Err(error) = self.heed.ledger.note_absence(absence).await {
            tracing::warn!(%error, "For how long the way was shut could not be noted.");
        }
    }

    fn announce(&self) {
        // Without a window nobody is told.
        let _ = self.window.send(Announcement::State);
    }

    fn now(&self) -> UnixSeconds {
        self.heed.clock.now()
    }
}

fn is_down(tunnel: &Tunnel) -> bool {
    matches!(tunnel, Tunnel::Down { .. })
}

/// Comes back when the way has changed; never, where there is none any more.
async fn changed(way: &mut Option<Way>) {
    let is_there = match way {
        Some(way) => way.state.changed().await.is_ok(),
        None => false,
    };
    if !is_there {
        std::future::pending::<()>().await;
    }
}
