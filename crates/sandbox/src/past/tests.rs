//! The past compared with the same past written out: then SQLite alone answers for every list.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

use super::*;
use countertop_domain::UnixSeconds;

use crate::clock::Clock;
use crate::due;
use crate::state::{Cause, Cursor, PageQuery, Range, State};

const PAYMENTS: u32 = 150;

fn open_with_clock(folder: &tempfile::TempDir) -> (State, Arc<Clock>) {
    let file = folder.path().join("sandbox.sqlite");
    let clock = Arc::new(Clock::default());
    let state = State::open(&file, Some(1), Arc::clone(&clock)).unwrap();
    (state, clock)
}

fn open(folder: &tempfile::TempDir) -> State {
    open_with_clock(folder).0
}

/// Gives a store a past with more trouble than usual.
async fn past_of(state: &State, payments: u32, trouble: u64) {
    let first = move |work: &mut Work<'_>| begin(work, payments);
    state.write(Cause::request(), first).await.unwrap();
    make::make_of(state, trouble).await.unwrap();
}

/// Everything that all sales made, by replaying one after the other.
fn everything(work: &Work<'_>) -> Vec<Made> {
    let past = work.past().unwrap();
    let mut all = Vec::new();
    for sale in 1.. {
        let made = replay::replay(work, past, sale, Events::Kept).unwrap();
        if made.is_empty() {
            break;
        }
        all.extend(made);
    }
    all
}

/// The queries that lists are compared by: everything that lists can be filtered by, with values
/// that occur and one that does not.
fn queries(work: &Work<'_>, all: &[Made]) -> Vec<PageQuery> {
    let mut queries = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let plain = PageQuery::newest(kind);
        let of_kind: Vec<_> = all.iter().filter(|made| made.kind == kind).collect();
        for field in kind.indexed() {
            let values = of_kind.iter().filter_map(|it| it.object[*field].as_str());
            let mut values: BTreeSet<_> = values.collect();
            values.insert("none");
            // Of many, a few.
            let step = values.len() / 5 + 1;
            for value in values.iter().step_by(step) {
                queries.push(plain.clone().with(field, *value));
            }
        }
        for times in times(&of_kind) {
            let mut query = plain.clone();
            query.created = times;
            queries.push(query);
        }
        queries.push(plain);
    }
    for types in [
        ["charge.*", "checkout.session.expired"],
        ["price.created", "payment_intent.payment_failed"],
    ] {
        let mut query = PageQuery::newest(Kind::Event);
        query
            .filters
            .push(("type", types.map(str::to_owned).to_vec()));
        queries.push(query);
    }
    let mut open = PageQuery::newest(Kind::CheckoutSession).with("status", "complete");
    open.filters.extend(
        work.past()
            .map(|past| ("payment_link", vec![past.link(0).to_owned()])),
    );
    queries.push(open);
    queries
}

fn times(of_kind: &[&Made]) -> Vec<Range> {
    let Some(middle) = of_kind.get(of_kind.len() / 2).map(|it| it.created) else {
        return Vec::new();
    };
    [
        (Some(middle), None),
        (None, Some(middle)),
        (Some(middle), Some(middle)),
        (Some(middle + 1), Some(middle + 9_000_000)),
        (Some(middle), Some(middle - 1)),
    ]
    .map(|(from, to)| Range { from, to })
    .to_vec()
}

/// A page's ids, a digest of its objects, and whether more follows.
type Part = (Vec<String>, u64, bool);

/// All of a list, page by page.
fn walk(work: &Work<'_>, query: &PageQuery, limit: usize, start: Option<Cursor>) -> Vec<Part> {
    let mut query = query.clone();
    query.limit = limit;
    query.cursor = start;
    let mut pages = Vec::new();
    loop {
        let page = work.page(&query).unwrap().unwrap();
        let last = match &query.cursor {
            Some(Cursor::Before(_)) => page.objects.first().map(|it| Cursor::Before(id(it))),
            Some(Cursor::After(_)) | None => page.objects.last().map(|it| Cursor::After(id(it))),
        };
        let ids: Vec<_> = page.objects.iter().map(id).collect();
        let more = page.has_more;
        let mut digest = DefaultHasher::new();
        page.objects.hash(&mut digest);
        pages.push((ids, digest.finish(), more));
        match last.filter(|_| more) {
            Some(cursor) => query.cursor = Some(cursor),
            None => return pages,
        }
    }
}

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

/// A list's name and its pages.
type List = (String, Vec<Part>);

/// Every list, paged in all ways.
fn lists(work: &Work<'_>, queries: &[PageQuery]) -> Vec<List> {
    let mut lists = Vec::new();
    for query in queries {
        let name = |way: &str| {
            format!(
                "{:?} {:?} {:?} {way}",
                query.kind, query.filters, query.created
            )
        };
        let whole = walk(work, query, 100, None);
        let oldest = whole.last().and_then(|(ids, ..)| ids.last()).cloned();
        let all: usize = whole.iter().map(|(ids, ..)| ids.len()).sum();
        lists.push((name("whole"), whole));
        // One by one only where that is soon done.
        let limits: &[usize] = match all {
            0 => &[],
            1..40 => &[1, 7],
            _ => &[37],
        };
        for limit in limits.iter().copied() {
            lists.push((name("down"), walk(work, query, limit, None)));
            if let Some(oldest) = oldest.clone().map(Cursor::Before) {
                lists.push((name("up"), walk(work, query, limit, Some(oldest))));
            }
        }
    }
    lists
}

/// How many there are of each kind, and events of each type.
fn tally(all: &[Made]) -> (Vec<(Kind, i64)>, BTreeMap<String, i64>) {
    let (mut counts, mut events) = (Vec::new(), BTreeMap::new());
    for kind in Kind::ALL.iter().copied() {
        let count = all.iter().filter(|made| made.kind == kind).count();
        if count > 0 && kind != Kind::Event {
            counts.push((kind, i64::try_from(count).unwrap()));
        }
    }
    for event in all.iter().filter(|made| made.kind == Kind::Event) {
        let name = event.object["type"].as_str().unwrap();
        *events.entry(name.to_owned()).or_default() += 1;
    }
    (counts, events)
}

/// Every list, and some objects by their ids.
fn shown(
    work: &Work<'_>,
    queries: &[PageQuery],
    ids: &[(Kind, String)],
) -> (Vec<List>, Vec<Value>) {
    let find = |(kind, id): &(Kind, String)| work.find(*kind, id).unwrap().unwrap();
    (lists(work, queries), ids.iter().map(find).collect())
}

#[tokio::test]
async fn lists_are_as_if_all_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let state = open(&folder);
    past_of(&state, PAYMENTS, 150).await;
    let tell = |work: &mut Work<'_>| {
        let all = everything(work);
        assert_eq!((counts(work)?, event_counts(work)?), tally(&all));
        let queries = queries(work, &all);
        let some = all.iter().step_by(19);
        let ids: Vec<_> = some.map(|it| (it.kind, it.id.clone())).collect();
        let told = shown(work, &queries, &ids);
        Ok::<_, StateError>((queries, ids, told))
    };
    let (queries, ids, told) = state.read(tell).await.unwrap();
    assert!(queries.len() > 150 && ids.len() > 100);
    let write = |work: &mut Work<'_>| {
        for made in everything(work) {
            work.write_past(made.kind, &made.id)?;
        }
        // At the next start it has no past but what is written.
        work.set_past_stage(Stage::Ground)
    };
    state.write(Cause::default(), write).await.unwrap();
    state.close().await.unwrap();

    let state = open(&folder);
    let read = move |work: &mut Work<'_>| {
        assert!(work.past().is_none());
        Ok::<_, StateError>(shown(work, &queries, &ids))
    };
    let written = state.read(read).await.unwrap();
    for ((name, told), (_, written)) in told.0.iter().zip(&written.0) {
        assert_eq!(told, written, "{name}");
    }
    assert_eq!(told, written);
}

#[tokio::test]
async fn disputes_that_nobody_answered_are_lost_later() {
    let folder = tempfile::tempdir().unwrap();
    let (state, clock) = open_with_clock(&folder);
    past_of(&state, 500, 40).await;
    let open = |work: &mut Work<'_>| {
        let mut disputes = work.all(PageQuery::newest(Kind::Dispute))?;
        disputes.retain(|it| it["status"] == "needs_response");
        Ok::<_, StateError>(disputes)
    };
    let waiting = state.read(open).await.unwrap();
    assert!(!waiting.is_empty());
    let turn = due::Turn {
        seconds: 16 * 24 * 3600,
        speed: None,
    };
    due::advance(&state, &clock, turn).await.unwrap();
    assert_eq!(state.read(open).await.unwrap(), [] as [Value; 0]);
    let read = move |work: &mut Work<'_>| {
        for dispute in waiting {
            let now = work.find(Kind::Dispute, &id(&dispute))?.unwrap();
            assert_eq!(now["status"], "lost", "{dispute}");
            let charge = now["charge"].as_str().unwrap();
            let told =
                work.all(PageQuery::newest(Kind::Event).with("type", "charge.dispute.closed"))?;
            assert!(
                told.iter()
                    .any(|it| it["data"]["object"]["charge"] == charge)
            );
        }
        Ok::<_, StateError>(())
    };
    state.read(read).await.unwrap();
}

/// Every row of a plan, as text.
fn rows(work: &Work<'_>) -> Vec<String> {
    let moments = work.moments().unwrap();
    let shapes = work.shapes().unwrap();
    let mut rows: Vec<_> = shapes.iter().map(|it| format!("{it:?}")).collect();
    for seq in 1..=moments {
        rows.push(format!("{:?}", work.moment(seq).unwrap().unwrap()));
    }
    for sale in 1.. {
        match work.sale(sale).unwrap() {
            Some(row) => rows.push(format!("{row:?}")),
            None => return rows,
        }
    }
    rows
}

#[tokio::test]
async fn a_plan_that_was_cut_off_is_made_again_and_is_the_same() {
    let monday = UnixSeconds(1_772_445_600);
    let new_state = |folder: &tempfile::TempDir| {
        let file = folder.path().join("sandbox.sqlite");
        let clock = Arc::new(Clock::starting(Some(monday)));
        State::open(&file, Some(1), clock).unwrap()
    };
    let read = |work: &mut Work<'_>| Ok::<_, StateError>(rows(work));
    let money = |work: &mut Work<'_>| {
        let payouts = work.all(PageQuery::newest(Kind::Payout))?;
        let purses = work.all(PageQuery::newest(Kind::Purse))?;
        Ok::<_, StateError>((payouts, purses))
    };
    let folder = tempfile::tempdir().unwrap();
    let state = new_state(&folder);
    past_of(&state, 900, aftermath::USUAL).await;
    let whole = state.read(read).await.unwrap();
    assert!(whole.len() > 3000, "{}", whole.len());
    let left = state.read(money).await.unwrap();
    assert!(left.0.len() > 200);

    let folder = tempfile::tempdir().unwrap();
    let state = new_state(&folder);
    let cut_off = |work: &mut Work<'_>| {
        begin(work, 900)?;
        // As at another start, when more was drawn of the store's own chance.
        work.chance().below(7);
        let plan = make::plan(work, aftermath::USUAL)?.unwrap();
        assert!(plan.write(work, 300)?.is_some());
        Ok::<_, StateError>(rows(work).len())
    };
    let some = state.write(Cause::request(), cut_off).await.unwrap();
    assert!(some > 500 && some < whole.len());
    state.close().await.unwrap();
    let state = new_state(&folder);
    make(&state).await.unwrap();
    assert_eq!(state.read(read).await.unwrap(), whole);
    assert_eq!(state.read(money).await.unwrap(), left);
}

#[tokio::test]
async fn a_plan_has_what_a_shop_sees_in_a_year() {
    let folder = tempfile::tempdir().unwrap();
    let state = open(&folder);
    past_of(&state, 20_000, aftermath::USUAL).await;
    let read = |work: &mut Work<'_>| {
        let past = work.past().unwrap();
        let mut counts = BTreeMap::<u8, i64>::new();
        for row in &past.rows {
            *counts.entry(row.what).or_default() += row.moments;
        }
        let count = |what: What| counts.get(&what.code()).copied().unwrap_or(0);
        for (what, range) in [
            (What::Open, 21_400..21_700),
            (What::Pay, 20_800..21_500),
            (What::Confirm, 900..3_500),
            (What::Refuse, 40..180),
            (What::Expire, 1_700..2_200),
            (What::Refund, 330..520),
            (What::Warn, 1..20),
            (What::Dispute, 10..40),
            (What::Answer, 5..35),
        ] {
            assert!(range.contains(&count(what)), "{what:?} {}", count(what));
        }
        let mut bought = BTreeMap::<u32, usize>::new();
        let mut links = BTreeSet::new();
        for sale in 1..=u32::try_from(count(What::Open)).unwrap() {
            let row = work.sale(sale)?.unwrap();
            *bought.entry(row.buyer).or_default() += 1;
            links.insert(row.link);
        }
        assert_eq!(links.len(), catalogue::ARTICLES.len(), "all is sold");
        let often = bought.values().filter(|times| **times > 10).count();
        let once = bought.values().filter(|times| **times == 1).count();
        assert!(often > 100 && once > 4_000, "{often} {once}");
        Ok::<_, StateError>(())
    };
    state.read(read).await.unwrap();
}
