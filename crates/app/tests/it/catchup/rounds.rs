//! Rounds over a list that changes, forgets and fails.

use std::sync::{Arc, Mutex};

use countertop_app::catchup::{BrokenOff, CatchUp, Caught, Wanted};
use countertop_domain::UnixSeconds;
use countertop_store::{Gap, Ledger, Role};

use super::list::{FakeList, Listed, id};

/// Stripe's clock in these tests.
const NOW: i64 = 1_800_000_000;
pub const MINUTE: i64 = 60;
const DAY: i64 = 24 * 3600;

pub struct Desk {
    _folder: tempfile::TempDir,
    ledger: Arc<Ledger>,
    pub list: FakeList,
    catch_up: CatchUp,
}

impl Desk {
    pub async fn new(listed: Listed) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Arc::new(Ledger::open(folder.path(), Role::Receiver).unwrap());
        let list = FakeList::start(listed).await;
        let catch_up = CatchUp::new(Arc::clone(&ledger), &list.client);
        Self {
            _folder: folder,
            ledger,
            list,
            catch_up,
        }
    }

    pub async fn round(&self, wanted: Wanted) -> Result<Caught, BrokenOff> {
        self.catch_up.round(wanted, &|_| {}).await
    }

    pub async fn onwards(&self) -> Caught {
        self.round(Wanted::Onwards).await.unwrap()
    }

    /// Whether the ledger has exactly these events.
    #[track_caller]
    pub fn has(&self, numbers: &[u32]) {
        for number in numbers {
            let event = self.ledger.event(&id(*number)).unwrap();
            assert!(event.is_some(), "{number} is missing");
        }
        assert_eq!(self.ledger.info().unwrap().events as usize, numbers.len());
    }
}

/// Events 1 to `count`, one every so many seconds, the last of them at a time.
fn every(seconds: i64, count: u32, last: i64) -> Vec<(u32, i64)> {
    let time = |number: u32| last - i64::from(count - number) * seconds;
    (1..=count).map(|number| (number, time(number))).collect()
}

pub fn list(events: Vec<(u32, i64)>) -> Listed {
    Listed {
        events,
        now: NOW,
        ..Listed::default()
    }
}

/// How many calls it takes to read these.
async fn calls(events: Vec<(u32, i64)>) -> usize {
    let desk = Desk::new(list(events)).await;
    desk.onwards().await;
    desk.list.calls()
}

fn through(caught: &Caught) -> Option<(String, i64)> {
    let place = caught.proof.complete_through.clone();
    place.map(|it| (it.event, it.created.0))
}

#[tokio::test]
async fn an_empty_list_is_complete_and_through_nothing() {
    let desk = Desk::new(list(vec![])).await;
    let caught = desk.onwards().await;
    assert_eq!((caught.fetched, caught.new, through(&caught)), (0, 0, None));
    assert_eq!(caught.proof.gaps, []);
    desk.list.open().events = every(1, 3, NOW - DAY);
    let caught = desk.onwards().await;
    assert_eq!((caught.fetched, caught.new), (3, 3));
    assert_eq!(through(&caught), Some((id(3), NOW - DAY)));
}

#[tokio::test]
async fn the_list_is_read_from_its_beginning_in_whatever_shape() {
    for (seconds, count) in [
        (1, 1),
        (1, 100),
        (1, 101),
        (0, 350),
        (1, 1000),
        (9000, 288),
        (2, 555),
    ] {
        let desk = Desk::new(list(every(seconds, count, NOW - 700))).await;
        let caught = desk.onwards().await;
        assert_eq!((caught.fetched, caught.new), (count.into(), count.into()));
        assert_eq!(through(&caught), Some((id(count), NOW - 700)));
        desk.has(&(1..=count).collect::<Vec<_>>());
        let pages = count.div_ceil(100) as usize;
        let calls = desk.list.calls();
        assert!(calls <= pages + 30, "{seconds} {count}: {calls} calls");
        // All of it is settled: there is nothing to be read again.
        let again = desk.onwards().await;
        assert_eq!((again.fetched, desk.list.calls()), (0, 1));
        assert_eq!(through(&again), Some((id(count), NOW - 700)));
    }
}

#[tokio::test]
async fn the_last_ten_minutes_are_read_again_until_they_are_over() {
    // One every minute until now: the newest ten may still get company.
    let desk = Desk::new(list(every(MINUTE, 30, NOW))).await;
    assert_eq!(desk.onwards().await.fetched, 30);
    {
        let mut listed = desk.list.open();
        listed.events.insert(25, (99, NOW - 5 * MINUTE));
        listed.now += MINUTE;
    }
    let caught = desk.onwards().await;
    assert_eq!((caught.fetched, caught.new), (11, 1));
    assert_eq!(through(&caught), Some((id(30), NOW)));
    desk.has(&(1..=30).chain([99]).collect::<Vec<_>>());
    desk.list.open().now += 20 * MINUTE;
    assert_eq!(desk.onwards().await.fetched, 10);
    assert_eq!(desk.onwards().await.fetched, 0);
}

#[tokio::test]
async fn what_enters_while_the_list_is_read_is_read_too() {
    let calls = calls(every(1, 450, NOW)).await;
    let mut listed = list(every(1, 450, NOW));
    // Behind the place that the reading has come to, and before it.
    listed.late = vec![
        (calls - 3, 449, 901, NOW - 1),
        (calls - 2, 10, 902, NOW - 440),
        (calls - 1, 999, 903, NOW + 1),
    ];
    let desk = Desk::new(listed).await;
    let first = desk.onwards().await;
    assert_eq!(through(&first), Some((id(903), NOW + 1)));
    desk.onwards().await;
    desk.has(&(1..=450).chain([901, 902, 903]).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_round_that_is_broken_off_is_gone_on_with_where_it_was() {
    for last in [NOW - DAY, NOW] {
        let searching = calls(every(1, 950, last)).await - 8;
        let desk = Desk::new(list(every(1, 950, last))).await;
        let mut rounds = 0;
        // The first two look for the beginning, and one finds it; then every third call fails.
        for _ in 0..60 {
            desk.list.open().failing = match rounds {
                0 => (0..40).map(|at| (at == 12).then_some(500)).collect(),
                1 => (0..40).map(|at| (at == searching).then_some(500)).collect(),
                _ => [None, None, Some(503)].into(),
            };
            rounds += 1;
            match desk.round(Wanted::Onwards).await {
                Ok(caught) => {
                    assert_eq!(through(&caught), Some((id(950), last)));
                    break;
                }
                Err(error) => {
                    assert!(matches!(error, BrokenOff::Api(_)), "{error}");
                    assert!(error.passes());
                }
            }
        }
        assert!((3..20).contains(&rounds), "{rounds} rounds");
        desk.has(&(1..=950).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_round_that_was_broken_off_long_ago_among_the_newest_is_begun_anew() {
    let desk = Desk::new(list(every(1, 350, NOW))).await;
    // The last page of all fails.
    let calls = calls(every(1, 350, NOW)).await;
    desk.list.open().failing = (0..calls - 1).map(|_| None).chain([Some(500)]).collect();
    desk.round(Wanted::Onwards).await.unwrap_err();
    let reading = desk.ledger.list_cursor().unwrap().unwrap().reading.unwrap();
    assert!(reading.at.created > UnixSeconds(NOW - 300), "{reading:?}");
    {
        let mut listed = desk.list.open();
        listed.events.insert(100, (999, NOW - 250));
        listed.now += DAY;
    }
    desk.onwards().await;
    desk.has(&(1..=350).chain([999]).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_comes_after_a_young_event_is_read_again_with_it() {
    let desk = Desk::new(list(vec![(0, NOW - 2 * DAY)])).await;
    desk.onwards().await;
    {
        let mut listed = desk.list.open();
        // In the order of the list, old ones follow a young one.
        let time = |number| if number == 100 { NOW - 10 } else { NOW - DAY };
        let events = (1..=150).map(|number| (number, time(number)));
        listed.events.extend(events);
        // The first page, the newest event, and then a failure.
        listed.failing = [None, None, Some(500)].into();
    }
    desk.round(Wanted::Onwards).await.unwrap_err();
    let place = 100;
    desk.list.open().events.insert(place, (999, NOW - 11));
    desk.onwards().await;
    desk.onwards().await;
    desk.has(&(0..=150).chain([999]).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_cursor_that_is_forgotten_is_no_end() {
    let desk = Desk::new(list(every(MINUTE, 40, NOW - DAY))).await;
    desk.onwards().await;
    {
        let mut listed = desk.list.open();
        listed.forgotten = (1..=40).collect();
        listed.events.clear();
        let newer = (41..=200).map(|number| (number, NOW - 1000 + i64::from(number)));
        listed.events.extend(newer);
    }
    let caught = desk.onwards().await;
    assert_eq!(through(&caught), Some((id(200), NOW - 800)));
    assert_eq!((caught.new, caught.proof.gaps), (160, vec![]));
    desk.has(&(1..=200).collect::<Vec<_>>());
}

#[tokio::test]
async fn who_looks_again_after_too_long_has_a_gap() {
    let desk = Desk::new(list(every(MINUTE, 40, NOW - DAY))).await;
    desk.onwards().await;
    let later = NOW + 45 * DAY;
    {
        let mut listed = desk.list.open();
        listed.now = later;
        listed.events = every(MINUTE, 5, later - DAY);
        listed.events.iter_mut().for_each(|it| it.0 += 100);
    }
    let caught = desk.onwards().await;
    assert_eq!(through(&caught), Some((id(105), later - DAY)));
    let gap = Gap {
        // When it was last read, all was there but for the last ten minutes.
        from: UnixSeconds(NOW - 10 * MINUTE),
        to: UnixSeconds(later - 30 * DAY),
    };
    assert_eq!(caught.proof.gaps, [gap]);
    assert_eq!(desk.onwards().await.proof.gaps, [gap]);
}

#[tokio::test]
async fn a_quiet_shop_that_was_looked_at_has_none() {
    let desk = Desk::new(list(every(MINUTE, 4, NOW - DAY))).await;
    for days in [0, 20, 40, 60] {
        {
            let mut listed = desk.list.open();
            listed.now = NOW + days * DAY;
            let horizon = listed.now - 30 * DAY;
            listed.events.retain(|it| it.1 >= horizon);
        }
        let caught = desk.onwards().await;
        assert_eq!(caught.proof.gaps, [], "after {days} days");
        assert_eq!(through(&caught), Some((id(4), NOW - DAY)));
    }
}

#[tokio::test]
async fn a_range_is_read_again_and_a_longer_one_is_one_with_what_was_known() {
    let desk = Desk::new(list(every(3600, 400, NOW - DAY))).await;
    let from = |days: i64| Wanted::From(UnixSeconds(NOW - days * DAY));
    let caught = desk.round(from(5)).await.unwrap();
    assert_eq!((caught.fetched, caught.new), (97, 97));
    assert_eq!(caught.proof.since, Some(UnixSeconds(NOW - 5 * DAY)));
    let again = desk.round(from(3)).await.unwrap();
    assert_eq!((again.fetched, again.new), (49, 0));
    assert_eq!(again.proof, caught.proof);
    let longer = desk.round(from(12)).await.unwrap();
    assert_eq!((longer.fetched, longer.new), (265, 168));
    assert_eq!(longer.proof.since, Some(UnixSeconds(NOW - 12 * DAY)));
    assert_eq!(longer.proof.gaps, []);
    let ever = desk.round(from(90)).await.unwrap();
    let gap = Gap {
        from: UnixSeconds(NOW - 90 * DAY),
        to: UnixSeconds(NOW - 30 * DAY),
    };
    assert_eq!((ever.fetched, ever.proof.gaps), (400, vec![gap]));
    assert_eq!(ever.proof.since, Some(gap.to));
    desk.has(&(1..=400).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_was_read_in_time_belongs_to_no_gap() {
    let desk = Desk::new(list(every(3600, 600, NOW - DAY))).await;
    let known = desk.onwards().await.proof.since.unwrap();
    {
        let mut listed = desk.list.open();
        listed.now = NOW + 15 * DAY;
        listed.events.retain(|it| it.1 >= NOW - 15 * DAY);
    }
    let from = UnixSeconds(NOW - 90 * DAY);
    let caught = desk.round(Wanted::From(from)).await.unwrap();
    assert_eq!(caught.proof.gaps, [Gap { from, to: known }]);
    assert_eq!(caught.proof.since, Some(known));
}

#[tokio::test]
async fn progress_is_told_page_by_page() {
    let desk = Desk::new(list(every(1, 250, NOW - DAY))).await;
    let told = Mutex::new(Vec::new());
    let tell = |progress| told.lock().unwrap().push(progress);
    desk.catch_up.round(Wanted::Onwards, &tell).await.unwrap();
    let told = told.into_inner().unwrap();
    assert!(
        told.windows(2).all(|it| it[0].fetched < it[1].fetched),
        "{told:?}"
    );
    let last = told.last().unwrap();
    assert_eq!((last.fetched, last.new), (250, 250));
    assert_eq!(last.at, Some(UnixSeconds(NOW - DAY)));
    assert!(told.iter().all(|it| it.to == last.at), "{told:?}");
}

#[tokio::test]
async fn a_list_that_is_none_is_no_success() {
    let desk = Desk::new(list(vec![])).await;
    for status in [401, 403, 400, 429, 500] {
        desk.list.open().failing = [Some(status)].into();
        let error = desk.round(Wanted::Onwards).await.unwrap_err();
        assert_eq!(error.passes(), status >= 429, "{status}: {error}");
        assert_eq!(desk.ledger.list_cursor().unwrap(), None);
    }
}
