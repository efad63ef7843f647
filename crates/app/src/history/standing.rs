//! How far each list was read: kept in the ledger's settings.

use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_store::{Gap, Ledger, StoreError};
use serde::{Deserialize, Serialize};

use super::HistoryList;

/// How long, in seconds, an object may go on changing while nothing but its newest state tells of it: a
/// debit that takes days, an amount that was only reserved. What happens later has an object of its own,
/// such as a refund or a dispute.
pub(super) const STILL_CHANGES: i64 = 31 * 24 * 60 * 60;

/// How far a list is read, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListProgress {
    /// Which one.
    pub list: HistoryList,
    /// How many of its objects were read.
    pub objects: u64,
    /// When the oldest of them was created.
    pub oldest: Option<UnixSeconds>,
    /// Whether there is more of it.
    pub standing: Standing,
}

/// Whether there is more of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not all was read yet.
    Going,
    /// All that was wanted.
    Done,
    /// The key may not read it.
    Refused(String),
}

/// How far a list is read.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) list: HistoryList,
    pub(super) kept: Kept,
    /// Why it cannot be read, this time.
    pub(super) refusal: Option<String>,
}

/// As it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The last object that was read: the next page begins after it.
    pub(super) after: Option<String>,
    pub(super) objects: u64,
    pub(super) oldest: Option<i64>,
    /// Whether the end was reached: that of the list, or this time.
    pub(super) done: bool,
    pub(super) since: Option<i64>,
    /// When its first page was read, by Stripe's clock: nothing that is newer was seen.
    #[serde(default)]
    pub(super) began_at: Option<i64>,
    /// When its last page was read until now.
    #[serde(default)]
    pub(super) read_at: Option<i64>,
}

impl Place {
    /// How far a list was read, for display.
    fn as_kept(list: HistoryList, kept: Option<Kept>) -> Self {
        Self {
            list,
            kept: kept.unwrap_or_default(),
            refusal: None,
        }
    }

    /// How far a list was read, where more is wanted than then. Before a gap it was read for something
    /// else: what was created in the gap lies at its top, so it is read from there.
    fn of(
        list: HistoryList,
        kept: Option<Kept>,
        since: Option<UnixSeconds>,
        newest_gap: Option<Gap>,
    ) -> Self {
        let saw_all_of =
            |kept: &Kept, gap: Gap| kept.began_at.is_some_and(|began| began >= gap.to.0);
        let kept = kept.filter(|it| newest_gap.is_none_or(|gap| saw_all_of(it, gap)));
        let mut kept = kept.unwrap_or_default();
        let reaches_back = match (kept.since, since) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(before), Some(wanted)) => before <= wanted.0,
        };
        kept.done &= reaches_back;
        if !kept.done {
            kept.since = since.map(|it| it.0);
        }
        Self {
            list,
            kept,
            refusal: None,
        }
    }

    pub(super) fn progress(&self) -> ListProgress {
        let standing = match &self.refusal {
            Some(reason) => Standing::Refused(reason.clone()),
            None if self.kept.done => Standing::Done,
            None => Standing::Going,
        };
        ListProgress {
            list: self.list,
            objects: self.kept.objects,
            oldest: self.kept.oldest.map(UnixSeconds),
            standing,
        }
    }

    pub(super) async fn keep(&self, ledger: &Ledger) -> Result<(), StoreError> {
        let text = serde_json::to_string(&self.kept);
        let text = text.map_err(|error| StoreError::Write(error.to_string()))?;
        ledger.set_setting(self.list.setting(), &text).await
    }
}

/// How far every list was read, for an import that is to reach back so far.
pub(super) async fn all(
    ledger: &Arc<Ledger>,
    since: Option<UnixSeconds>,
) -> Result<Vec<Place>, StoreError> {
    read(ledger, move |ledger| {
        let newest_gap = ledger.gaps()?.0.last().copied();
        places(ledger, |list, kept| {
            Place::of(list, kept, since, newest_gap)
        })
    })
    .await
}

/// How far every list was read.
pub(super) async fn as_kept(ledger: &Arc<Ledger>) -> Result<Vec<Place>, StoreError> {
    read(ledger, |ledger| places(ledger, Place::as_kept)).await
}

fn places(
    ledger: &Ledger,
    place: impl Fn(HistoryList, Option<Kept>) -> Place,
) -> Result<Vec<Place>, StoreError> {
    let places = HistoryList::ALL.map(|list| {
        let kept = ledger.setting(list.setting())?;
        // What cannot be read is as good as nothing: the list is read anew.
        let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
        Ok(place(list, kept))
    });
    places.into_iter().collect()
}

/// Runs a query where it may wait for the disk.
pub(super) async fn read<T: Send + 'static>(
    ledger: &Arc<Ledger>,
    query: impl FnOnce(&Ledger) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let ledger = Arc::clone(ledger);
    let read = tokio::task::spawn_blocking(move || query(&ledger)).await;
    read.unwrap_or(Err(StoreError::Closed))
}

/// The stretch of time of which all objects are in the ledger, in their newest state, and when the last of
/// them was read; none while a list is not read to its end.
pub(super) fn covered(places: &[Place]) -> Option<(Gap, UnixSeconds)> {
    if !places.iter().all(|it| it.kept.done && it.refusal.is_none()) {
        return None;
    }
    let reach = |it: &Place| {
        it.kept
            .since
            .map_or(0, |since| since.saturating_add(STILL_CHANGES))
    };
    let began: Option<Vec<i64>> = places.iter().map(|it| it.kept.began_at).collect();
    let covered = Gap {
        from: UnixSeconds(places.iter().map(reach).max()?),
        to: UnixSeconds(began?.into_iter().min()?),
    };
    let read_at = places.iter().filter_map(|it| it.kept.read_at).max()?;
    Some((covered, UnixSeconds(read_at)))
}

/// Nothing was read.
pub(super) async fn forget(ledger: &Ledger) -> Result<(), StoreError> {
    for list in HistoryList::ALL {
        ledger.set_setting(list.setting(), "").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(since: Option<i64>, began_at: Option<i64>) -> Kept {
        Kept {
            after: Some("ch_1".to_owned()),
            done: true,
            since,
            began_at,
            read_at: began_at,
            ..Kept::default()
        }
    }

    #[test]
    fn a_list_that_is_read_is_read_on_only_for_older_objects() {
        for (before, wanted, done) in [
            (None, None, true),
            (None, Some(5), true),
            (Some(5), Some(5), true),
            (Some(5), Some(6), true),
            (Some(5), Some(4), false),
            (Some(5), None, false),
        ] {
            let kept = kept(before, Some(9));
            let wanted_since = wanted.map(UnixSeconds);
            let place = Place::of(HistoryList::Charges, Some(kept), wanted_since, None);
            assert_eq!(place.kept.done, done, "{before:?} {wanted:?}");
            assert_eq!(
                place.kept.after.as_deref(),
                Some("ch_1"),
                "from where it ended"
            );
            let since = if done { before } else { wanted };
            assert_eq!(place.kept.since, since);
        }
    }

    #[test]
    fn a_list_that_was_read_before_a_gap_is_read_anew() {
        let gap = Gap {
            from: UnixSeconds(50),
            to: UnixSeconds(100),
        };
        for (began_at, gap, anew) in [
            (Some(99), Some(gap), true),
            (None, Some(gap), true),
            (Some(100), Some(gap), false),
            (Some(10), None, false),
            (None, None, false),
        ] {
            let place = Place::of(HistoryList::Charges, Some(kept(None, began_at)), None, gap);
            assert_eq!(place.kept.after.is_none(), anew, "{began_at:?} {gap:?}");
            assert_eq!(place.kept.done, !anew, "{began_at:?} {gap:?}");
        }
    }

    #[test]
    fn what_is_covered_ends_where_the_first_list_began() {
        let day = 24 * 60 * 60;
        let places = |kept: [Kept; 2]| {
            kept.map(|it| Place::as_kept(HistoryList::Charges, Some(it)))
                .to_vec()
        };
        let (far, near) = (
            kept(None, Some(900 * day)),
            kept(Some(100 * day), Some(910 * day)),
        );
        let (span, at) = covered(&places([far.clone(), near.clone()])).unwrap();
        let from = UnixSeconds(131 * day);
        assert_eq!((span.from, span.to), (from, UnixSeconds(900 * day)));
        assert_eq!(at, UnixSeconds(910 * day));
        let going = Kept {
            done: false,
            ..far.clone()
        };
        assert_eq!(covered(&places([going, near.clone()])), None);
        let unknown = kept(None, None);
        assert_eq!(covered(&places([unknown, near.clone()])), None);
        let mut refused = places([far, near]);
        refused[0].refusal = Some("no".to_owned());
        assert_eq!(covered(&refused), None);
    }
}
