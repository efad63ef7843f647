//! What happened last around this computer, and what became of it: it slept, its network was gone, the
//! way from Stripe was shut; the way opens anew, what was missed is caught up. The status bar tells it.

mod teller;
mod unreached;

use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_tunnel::State as Tunnel;

use crate::catchup::{Doing, Rounds, Status};
use crate::wake::{Happened, NetworkChange};
pub(crate) use teller::{Teller, TellerConfig, Way};

/// What happened, and how far the rest has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// What it began with.
    pub event: Event,
    /// When that was over, or noticed.
    pub at: UnixSeconds,
    /// How far it has come.
    pub stage: Stage,
    /// The rounds of catching up before it.
    before: Rounds,
    /// Whether there is no network, so that nothing goes on.
    is_offline: bool,
}

/// What an incident begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The computer slept, or this program was stopped, for so long.
    Woke {
        /// How long.
        away: Duration,
    },
    /// Somebody set the clock.
    ClockSet {
        /// Forwards by so much; backwards, where negative.
        by_seconds: i64,
    },
    /// There is no network.
    NetworkLost,
    /// There is one again.
    NetworkBack,
    /// It is another one.
    OtherNetwork,
    /// The way from Stripe is open again.
    WayBack {
        /// For how long it was shut.
        shut: Duration,
    },
}

/// How far an incident has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing can be done before something else happens.
    Waiting,
    /// The way opens anew.
    Opening,
    /// What was missed is being caught up.
    CatchingUp {
        /// How many events were missed, as far as is known.
        missed: u64,
    },
    /// It cannot be caught up now; it is tried again.
    Stuck {
        /// Why, as a sentence.
        why: String,
    },
    /// All is well again.
    Done {
        /// How many events were missed, and are here now.
        missed: u64,
    },
}

impl Event {
    /// The event in what was noticed, where it is one.
    fn of(happened: Happened) -> Option<Self> {
        match happened {
            Happened::Woke { away } => Some(Self::Woke { away }),
            Happened::ClockSet { by_seconds } => Some(Self::ClockSet { by_seconds }),
            Happened::Network(NetworkChange::Lost) => Some(Self::NetworkLost),
            Happened::Network(NetworkChange::Returned) => Some(Self::NetworkBack),
            Happened::Network(NetworkChange::Other) => Some(Self::OtherNetwork),
            Happened::Clock(_) => None,
        }
    }

    /// Whether a way that was open before is worth nothing now.
    fn breaks_the_way(self) -> bool {
        match self {
            Self::Woke { .. } | Self::NetworkBack | Self::OtherNetwork => true,
            Self::ClockSet { .. } | Self::NetworkLost | Self::WayBack { .. } => false,
        }
    }
}

impl Incident {
    fn begin(event: Event, at: UnixSeconds, status: &Status) -> Self {
        Self {
            event,
            at,
            stage: Stage::Waiting,
            before: status.rounds,
            is_offline: event == Event::NetworkLost,
        }
    }

    /// Takes up what happens in the course of it: a computer that woke finds its network later. Not true
    /// when it is an incident of its own.
    fn take_up(&mut self, event: Event, status: &Status) -> bool {
        let is_waking = matches!(self.event, Event::Woke { .. }) && !self.is_over();
        let is_offline = match event {
            Event::NetworkLost => true,
            Event::NetworkBack | Event::OtherNetwork => false,
            Event::Woke { .. } | Event::ClockSet { .. } | Event::WayBack { .. } => return false,
        };
        if is_waking {
            self.is_offline = is_offline;
            self.before.begun = status.rounds.begun;
        }
        is_waking
    }

    /// Whether it is told to its end.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done { .. })
    }

    /// The same incident, as far as it has come by now. Once it is over, it stays so.
    fn go_on(&mut self, tunnel: Option<&Tunnel>, status: &Status) {
        if self.is_over() {
            return;
        }
        if self.is_offline {
            self.stage = Stage::Waiting;
            return;
        }
        let missed = status.rounds.new - self.before.new;
        let is_opening = matches!(tunnel, Some(Tunnel::Starting { .. }));
        // A round that was under way when it happened may have read past what was missed.
        let is_caught_up = status.rounds.ended > self.before.begun;
        self.stage = match &status.doing {
            _ if is_opening => Stage::Opening,
            _ if is_caught_up => Stage::Done { missed },
            Doing::Failing { why, .. } => Stage::Stuck { why: why.clone() },
            Doing::Reading(progress) => Stage::CatchingUp {
                missed: missed + progress.new,
            },
            Doing::Resting => Stage::CatchingUp { missed },
        };
    }
}

#[cfg(test)]
mod tests {
    use countertop_tunnel::Reach;

    use super::*;
    use crate::catchup::{Failure, Progress};

    const AT: UnixSeconds = UnixSeconds(1_790_000_000);

    fn status(begun: u64, ended: u64, new: u64, doing: Doing) -> Status {
        Status {
            rounds: Rounds { begun, ended, new },
            doing,
            ..Status::default()
        }
    }

    fn reading(new: u64) -> Doing {
        Doing::Reading(Progress {
            new,
            ..Progress::default()
        })
    }

    fn failing() -> Doing {
        Doing::Failing {
            why: "there is no network".to_owned(),
            kind: Failure::Offline,
            next_try: AT,
        }
    }

    #[test]
    fn a_story_ends_with_a_round_that_began_after_it() {
        let starting = Tunnel::Starting { since: AT };
        let up = Tunnel::Up {
            since: AT,
            reach: Reach::default(),
        };
        let woke = Event::Woke {
            away: Duration::from_secs(60),
        };
        // Round 5 was under way when the computer fell asleep.
        let mut incident = Incident::begin(woke, AT, &status(5, 4, 100, reading(2)));
        let stuck = Stage::Stuck {
            why: "there is no network".to_owned(),
        };
        for (tunnel, status, expected) in [
            (&starting, status(5, 4, 100, reading(2)), Stage::Opening),
            (&up, status(5, 4, 100, failing()), stuck),
            (
                &up,
                status(5, 5, 103, Doing::Resting),
                Stage::CatchingUp { missed: 3 },
            ),
            (
                &up,
                status(6, 5, 103, reading(1)),
                Stage::CatchingUp { missed: 4 },
            ),
            (
                &up,
                status(6, 6, 104, Doing::Resting),
                Stage::Done { missed: 4 },
            ),
            // What comes later is no part of it.
            (
                &starting,
                status(7, 7, 110, failing()),
                Stage::Done { missed: 4 },
            ),
        ] {
            incident.go_on(Some(tunnel), &status);
            assert_eq!(incident.stage, expected);
        }
    }

    #[test]
    fn a_computer_that_wakes_without_a_network_waits_for_it() {
        let woke = Event::Woke {
            away: Duration::from_secs(60),
        };
        let resting = |begun, ended, new| status(begun, ended, new, Doing::Resting);
        let mut incident = Incident::begin(woke, AT, &resting(5, 5, 100));
        assert!(incident.take_up(Event::NetworkLost, &resting(6, 5, 100)));
        // The round that failed for want of a network proves nothing.
        incident.go_on(None, &resting(6, 6, 100));
        assert_eq!(incident.stage, Stage::Waiting);
        assert!(incident.take_up(Event::NetworkBack, &resting(6, 6, 100)));
        incident.go_on(None, &resting(6, 6, 100));
        assert_eq!(incident.stage, Stage::CatchingUp { missed: 0 });
        incident.go_on(None, &resting(7, 7, 102));
        assert_eq!((incident.event, incident.is_over()), (woke, true));
        assert!(!incident.take_up(Event::NetworkLost, &resting(7, 7, 102)));
    }

    #[test]
    fn without_a_network_there_is_nothing_to_tell_but_that() {
        let before = status(5, 5, 100, Doing::Resting);
        let mut incident = Incident::begin(Event::NetworkLost, AT, &before);
        incident.go_on(None, &status(6, 6, 101, Doing::Resting));
        assert_eq!(incident.stage, Stage::Waiting);
    }
}
