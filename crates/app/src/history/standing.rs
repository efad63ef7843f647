//! How far each list was read: kept in the ledger's settings.

use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, StoreError};
use serde::{Deserialize, Serialize};

use super::HistoryList;

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
}

impl Place {
    /// How far a list was read, where more is wanted than then.
    fn of(list: HistoryList, kept: Option<Kept>, since: Option<UnixSeconds>) -> Self {
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
    let ledger = Arc::clone(ledger);
    let read = move || {
        let places = HistoryList::ALL.map(|list| {
            let kept = ledger.setting(list.setting())?;
            // What cannot be read is as good as nothing: the list is read anew.
            let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
            Ok(Place::of(list, kept, since))
        });
        places.into_iter().collect()
    };
    let read = tokio::task::spawn_blocking(read).await;
    read.unwrap_or(Err(StoreError::Closed))
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
            let kept = Kept {
                after: Some("ch_1".to_owned()),
                done: true,
                since: before,
                ..Kept::default()
            };
            let place = Place::of(HistoryList::Charges, Some(kept), wanted.map(UnixSeconds));
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
}
