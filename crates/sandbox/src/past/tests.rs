//! The past compared with the same past written out: then SQLite alone answers for every list.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::clock::Clock;
use crate::state::{Cause, Cursor, PageQuery, Range, State};

const PAYMENTS: u32 = 150;

fn open(folder: &tempfile::TempDir) -> State {
    let file = folder.path().join("sandbox.sqlite");
    State::open(&file, Some(1), Arc::new(Clock::default())).unwrap()
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
    let first = |work: &mut Work<'_>| begin(work, PAYMENTS);
    state.write(Cause::request(), first).await.unwrap();
    make::make_of(&state, 400).await.unwrap();
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
#[ignore = "for a profile"]
async fn speed() {
    let folder = tempfile::tempdir().unwrap();
    let state = open(&folder);
    let first = |work: &mut Work<'_>| begin(work, 20_000);
    state.write(Cause::request(), first).await.unwrap();
    make::make_of(&state, 400).await.unwrap();
    let tell = |work: &mut Work<'_>| {
        let past = work.past().unwrap();
        for events in [Events::Counted, Events::Kept] {
            let start = std::time::Instant::now();
            let mut made = 0;
            for sale in 1..10_000 {
                made += replay::replay(work, past, sale, events).unwrap().len();
            }
            println!("{events:?} {made} {:?} each", start.elapsed() / 10_000);
        }
        Ok::<_, StateError>(())
    };
    state.read(tell).await.unwrap();
}
