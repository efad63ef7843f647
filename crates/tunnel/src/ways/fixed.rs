//! Ways that need no program: a URL that somebody else forwards, and none at all.

use crate::way::Task;
use crate::{Door, ForLive, Kind, PublicUrl, Reach, Way};

/// A public URL that somebody else forwards to the door. Whether it does, only a probe can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedUrl(pub PublicUrl);

impl Way for FixedUrl {
    fn kind(&self) -> Kind {
        Kind::FixedUrl
    }

    fn task(&self, door: &Door) -> Task {
        Task::Trust(Reach::at(self.0.leading_to(door)))
    }
}

impl ForLive for FixedUrl {}

/// Nothing reaches the door: what is new is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CatchUpOnly;

impl Way for CatchUpOnly {
    fn kind(&self) -> Kind {
        Kind::CatchUpOnly
    }

    fn task(&self, _door: &Door) -> Task {
        Task::Nothing
    }
}

impl ForLive for CatchUpOnly {}
