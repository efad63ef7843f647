//! The links of the chain from Stripe to the window that are not the way itself, as the window shows them.

use countertop_receiver::Counters;
use countertop_store::Ledger;

use crate::catchup::{Cause, Late};
use crate::counted::Counted;
use crate::ipc::{
    ClockFacts, ClockVerdict, DoorLink, Incident, IncidentEvent, IncidentStage, IpcError,
    LateCause, LateDelivery, LedgerLink,
};
use crate::shop::Shop;
use crate::wake::{Skew, SkewVerdict};
use crate::{App, backups, incidents};

impl App {
    /// How this computer's clock stands against Stripe's. The practice store's is the same clock.
    pub(crate) fn clock(&self, shop: &Shop) -> Option<ClockFacts> {
        shop.at_stripe()?;
        self.surroundings().wake.skew().map(Into::into)
    }
}

/// What the ledger holds.
pub(super) fn ledger(counted: &Counted, ledger: &Ledger) -> Result<LedgerLink, IpcError> {
    let newest = backups::of(ledger)?.into_iter().next();
    Ok(LedgerLink {
        events: counted.info(ledger)?.events,
        last_backup_at: newest.map(|it| it.at.0),
    })
}

impl From<Skew> for ClockFacts {
    fn from(skew: Skew) -> Self {
        Self {
            ahead_seconds: skew.seconds(),
            verdict: match skew.verdict() {
                SkewVerdict::Fine => ClockVerdict::Fine,
                SkewVerdict::Off => ClockVerdict::Off,
                SkewVerdict::Harmful => ClockVerdict::Harmful,
            },
        }
    }
}

impl From<Counters> for DoorLink {
    fn from(counters: Counters) -> Self {
        Self {
            accepted: counters.accepted,
            refused: counters.refused.iter().map(|it| it.count).sum(),
        }
    }
}

impl From<&Late> for LateDelivery {
    fn from(late: &Late) -> Self {
        let event = &late.event;
        Self {
            event: event.event.clone(),
            event_type: event.event_type.clone(),
            created: event.created.0,
            delivered_at: event.delivered_at.map(|it| it.0),
            learned_at: event.learned_at.0,
            cause: late.cause.into(),
        }
    }
}

impl From<Cause> for LateCause {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Asleep => Self::Asleep,
            Cause::Offline => Self::Offline,
            Cause::NotRunning => Self::NotRunning,
            Cause::Unreached => Self::Unreached,
            Cause::SecretRefused => Self::SecretRefused,
            Cause::ClockWrong => Self::ClockWrong,
            Cause::NotRecorded => Self::NotRecorded,
            Cause::Unknown => Self::Unknown,
        }
    }
}

impl From<incidents::Incident> for Incident {
    fn from(incident: incidents::Incident) -> Self {
        Self {
            event: incident.event.into(),
            at: incident.at.0,
            stage: incident.stage.into(),
        }
    }
}

impl From<incidents::Event> for IncidentEvent {
    fn from(event: incidents::Event) -> Self {
        match event {
            incidents::Event::Woke { away } => Self::Woke {
                away_seconds: away.as_secs(),
            },
            incidents::Event::ClockSet { by_seconds } => Self::ClockSet { by_seconds },
            incidents::Event::NetworkLost => Self::NetworkLost,
            incidents::Event::NetworkBack => Self::NetworkBack,
            incidents::Event::OtherNetwork => Self::OtherNetwork,
            incidents::Event::WayBack { shut } => Self::WayBack {
                shut_seconds: shut.as_secs(),
            },
        }
    }
}

impl From<incidents::Stage> for IncidentStage {
    fn from(stage: incidents::Stage) -> Self {
        match stage {
            incidents::Stage::Waiting => Self::Waiting,
            incidents::Stage::Opening => Self::Opening,
            incidents::Stage::CatchingUp { missed } => Self::CatchingUp { missed },
            incidents::Stage::Stuck { why } => Self::Stuck { why },
            incidents::Stage::Done { missed } => Self::Done { missed },
        }
    }
}
