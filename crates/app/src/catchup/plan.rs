//! Where a round begins.

use countertop_domain::UnixSeconds;
use countertop_store::{ListCursor, Place, Reading};

use super::Wanted;

/// Where a round begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With what comes after an event that is known to be listed.
    After(Place),
    /// Where one that was broken off had come to.
    GoOn(Reading),
    /// With the oldest event from a time on; without one, of all.
    Since(Option<UnixSeconds>),
}

/// Chooses it by what is known, and by when the oldest event was created that got lost.
pub(super) fn start(
    cursor: Option<&ListCursor>,
    missing: Option<UnixSeconds>,
    wanted: Wanted,
) -> Start {
    let Some(cursor) = cursor else {
        return match wanted {
            Wanted::Onwards => Start::Since(None),
            Wanted::From(from) => Start::Since(Some(from)),
        };
    };
    let from = match wanted {
        Wanted::Onwards => None,
        Wanted::From(from) => Some(from),
    };
    // What was listed and got lost is read once more.
    let again = from.into_iter().chain(missing).min();
    if let Some(again) = again {
        match &cursor.settled {
            Some(settled) if again > settled.created => {}
            Some(_) => return Start::Since(Some(again)),
            None => return Start::Since(Some(again.min(cursor.since))),
        }
    }
    match &cursor.reading {
        Some(reading) => Start::GoOn(reading.clone()),
        None => from_what_is_settled(cursor),
    }
}

/// Where the next round begins that does not go on with another.
pub(super) fn from_what_is_settled(cursor: &ListCursor) -> Start {
    match &cursor.settled {
        Some(settled) => Start::After(settled.clone()),
        None => Start::Since(Some(cursor.since)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(event: &str, created: i64) -> Place {
        Place {
            event: event.to_owned(),
            created: UnixSeconds(created),
        }
    }

    fn reading() -> Reading {
        Reading {
            began_at: UnixSeconds(900),
            since: UnixSeconds(10),
            at: place("evt_r", 250),
        }
    }

    /// Read since 10 through 300, settled through 200.
    fn read() -> ListCursor {
        ListCursor {
            since: UnixSeconds(10),
            through: Some(place("evt_t", 300)),
            settled: Some(place("evt_s", 200)),
            reading: None,
            ended_at: Some(UnixSeconds(800)),
        }
    }

    fn check(cursor: Option<ListCursor>, missing: Option<i64>, wanted: Wanted, expected: Start) {
        let found = start(cursor.as_ref(), missing.map(UnixSeconds), wanted);
        assert_eq!(found, expected, "{cursor:?} {wanted:?}");
    }

    #[test]
    fn a_round_begins_where_nothing_can_have_come_in_between() {
        let from = |time| Wanted::From(UnixSeconds(time));
        let since = |time| Start::Since(Some(UnixSeconds(time)));
        check(None, None, Wanted::Onwards, Start::Since(None));
        check(None, None, from(5), since(5));
        let settled = Start::After(place("evt_s", 200));
        check(Some(read()), None, Wanted::Onwards, settled.clone());
        check(Some(read()), None, from(5), since(5));
        check(Some(read()), None, from(150), since(150));
        check(Some(read()), None, from(250), settled);
        check(Some(read()), Some(120), Wanted::Onwards, since(120));
        let broken_off = ListCursor {
            reading: Some(reading()),
            ..read()
        };
        check(
            Some(broken_off.clone()),
            None,
            Wanted::Onwards,
            Start::GoOn(reading()),
        );
        check(Some(broken_off), None, from(150), since(150));
        let young = ListCursor {
            settled: None,
            ..read()
        };
        check(Some(young.clone()), None, Wanted::Onwards, since(10));
        check(Some(young.clone()), None, from(250), since(10));
        check(Some(young), None, from(5), since(5));
    }
}
