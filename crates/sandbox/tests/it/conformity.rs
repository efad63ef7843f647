//! That the practice store answers as Stripe is described to: see `shape`.

use std::collections::BTreeSet;

use countertop_sandbox::api_calls;

use crate::shape::{LISTS, List, used, visits};
use crate::support::Store;
use crate::tour;

/// Every answer of the tour is held against Stripe's descriptions, as those of all tests are. Here
/// it is also seen that nothing is listed as different that is not.
#[tokio::test]
async fn the_lists_of_differences_hold_no_more_than_there_are() {
    let store = Store::open().await;
    tour::all(&store).await;
    let used = used();
    let unused: Vec<_> = LISTS
        .iter()
        .flat_map(|(list, entries)| entries.iter().map(move |entry| (*list, entry.clone())))
        .filter(|entry| !used.contains(entry))
        .map(|(list, entry)| format!("{}: {} {}", list.name(), entry.at, entry.what))
        .collect();
    assert!(
        unused.is_empty(),
        "nothing that the tour gets needs these entries of tests/stripe:\n{}",
        unused.join("\n")
    );
}

#[tokio::test]
async fn the_tour_comes_by_every_call() {
    let store = Store::open().await;
    tour::all(&store).await;
    let visited = visits();
    let fits = |call: &str, visited: &String| {
        let (wanted, given): (Vec<_>, Vec<_>) =
            (call.split('/').collect(), visited.split('/').collect());
        let fitting = |(wanted, given): (&&str, &&str)| wanted == given || *wanted == "{}";
        wanted.len() == given.len() && wanted.iter().zip(&given).all(fitting)
    };
    let missed: Vec<_> = api_calls()
        .into_iter()
        .map(|route| route.call)
        .filter(|call| !visited.iter().any(|visited| fits(call, visited)))
        .collect();
    assert!(missed.is_empty(), "the tour leaves out {missed:#?}");
}

#[test]
fn the_lists_say_why() {
    for list in [List::Newer, List::Gaps] {
        let entries = list.entries();
        for entry in &entries {
            let reason = entry[list.reason()].as_str().unwrap_or_default();
            assert!(!reason.is_empty(), "{}: {entry}", list.name());
            assert_eq!(entry.as_object().unwrap().len(), 3, "{entry}");
        }
        let places: Vec<_> = entries
            .iter()
            .map(|it| (it["at"].as_str(), it["what"].as_str()))
            .collect();
        let sorted: BTreeSet<_> = places.iter().copied().collect();
        assert!(places.iter().eq(&sorted), "{} is not sorted", list.name());
    }
}
