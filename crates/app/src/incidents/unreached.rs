//! For how long no way led from Stripe to the receiver.

use countertop_domain::UnixSeconds;
use countertop_store::{Absence, Why};
use countertop_tunnel::Kind;

use crate::connection::ConnectionState;

/// Watches the way come and go.
#[derive(Debug)]
pub(super) struct Unreached {
    /// Since when it is shut, while it is.
    since: Option<UnixSeconds>,
    /// Whether it was ever open: the first time is no return.
    was_open: bool,
}

/// A stretch in which it was shut, now that it is over.
pub(super) struct Shut {
    pub(super) absence: Absence,
    /// Whether it had been open before.
    pub(super) is_return: bool,
}

impl Unreached {
    pub(super) fn new() -> Self {
        Self {
            since: None,
            was_open: false,
        }
    }

    /// Takes note of how the way is; tells of the time in which it was shut when that is over.
    pub(super) fn see(&mut self, state: &ConnectionState, now: UnixSeconds) -> Option<Shut> {
        let is_shut = state.kind != Kind::CatchUpOnly && state.tunnel.reach().is_none();
        if is_shut {
            self.since.get_or_insert(now);
            return None;
        }
        let was_open = std::mem::replace(&mut self.was_open, true);
        self.end(now).map(|absence| Shut {
            absence,
            is_return: was_open,
        })
    }

    /// The time in which it was shut until now, if it was.
    pub(super) fn end(&mut self, now: UnixSeconds) -> Option<Absence> {
        let from = self.since.take()?;
        (from < now).then_some(Absence {
            from,
            to: now,
            why: Why::Unreached,
        })
    }
}

#[cfg(test)]
mod tests {
    use countertop_tunnel::{Reach, State};

    use super::*;
    use crate::connection::EndpointState;

    fn state(kind: Kind, tunnel: State) -> ConnectionState {
        ConnectionState {
            kind,
            tunnel,
            endpoint: EndpointState::Waiting,
            elsewhere: Vec::new(),
        }
    }

    #[test]
    fn a_way_that_was_shut_is_told_of_when_it_opens() {
        let since = UnixSeconds(0);
        let starting = || state(Kind::Ssh, State::Starting { since });
        let up = || {
            let reach = Reach::default();
            state(Kind::Ssh, State::Up { since, reach })
        };
        let off = || state(Kind::CatchUpOnly, State::Off);
        let mut unreached = Unreached::new();
        for (at, state, expected) in [
            (10, starting(), None),
            (13, up(), Some((10, 13, false))),
            (20, up(), None),
            (30, starting(), None),
            (40, starting(), None),
            (50, up(), Some((30, 50, true))),
            (60, starting(), None),
            // Within a second nothing is missed that is worth a line.
            (60, up(), None),
            (70, starting(), None),
            // Who gives up the way does without from then on.
            (80, off(), Some((70, 80, true))),
            (90, off(), None),
        ] {
            let shut = unreached.see(&state, UnixSeconds(at));
            let told = shut.map(|it| (it.absence.from.0, it.absence.to.0, it.is_return));
            assert_eq!(told, expected, "{at}");
        }
        assert!(unreached.end(UnixSeconds(100)).is_none());
    }
}
