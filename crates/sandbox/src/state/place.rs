//! Where an object of the past stands in lists: by the moment that made it.
//!
//! Written objects have growing row numbers from 1 on. Those of the past have negative ones, so
//! that one that is written later, because it changed, keeps its place.

/// Below every other row number.
const FIRST: i64 = -(1 << 48);
/// How many objects and events a moment can make.
const ROOM: i64 = 1 << 10;

/// A place in the order of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The moment's number.
    pub(crate) moment: i64,
    /// Which of the things that it made.
    pub(crate) nth: i64,
}

impl Place {
    /// The row number of whatever stands there.
    pub(crate) fn row(self) -> i64 {
        FIRST + self.moment * ROOM + self.nth
    }

    /// The place of a row; none for one that is not of the past.
    pub(crate) fn of_row(row: i64) -> Option<Self> {
        (row < 0).then(|| Self {
            moment: (row - FIRST).div_euclid(ROOM),
            nth: (row - FIRST).rem_euclid(ROOM),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_past_are_in_the_order_of_their_places() {
        let places = [(0, 0), (0, 1), (0, 1023), (1, 0), (1, 7), (3_000_000, 1023)];
        let places = places.map(|(moment, nth)| Place { moment, nth });
        assert!(places.map(Place::row).is_sorted());
        for place in places {
            assert!(place.row() < 0);
            assert_eq!(Place::of_row(place.row()), Some(place));
        }
        assert_eq!(Place::of_row(1), None);
    }
}
