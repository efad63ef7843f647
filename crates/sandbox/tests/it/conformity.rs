//! That the practice store answers as Stripe is described to: see `shape`.

use std::collections::BTreeSet;
use std::path::Path;

use countertop_sandbox::{ApiCall, api_calls};

use crate::shape::{CURRENT, DESCRIBED, LISTS, List, Taken, expandable, taken, used, visits};
use crate::support::Store;
use crate::tour;

/// Every answer of the tour is held against Stripe's descriptions, as those of all tests are. Here
/// it is also seen that it comes by every call, and that nothing is listed as different that is not.
#[tokio::test]
async fn the_tour_comes_by_every_call_and_needs_every_listed_difference() {
    let store = Store::open_on_monday().await;
    tour::all(&store).await;
    let visited = visits();
    let missed: Vec<_> = described_calls()
        .map(|route| route.call)
        .filter(|call| !visited.iter().any(|visited| is_of(call, visited)))
        .collect();
    assert!(missed.is_empty(), "the tour leaves out {missed:#?}");
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

/// Whether a call that was made is one of a route.
fn is_of(route: &str, made: &str) -> bool {
    let (wanted, given): (Vec<_>, Vec<_>) = (route.split('/').collect(), made.split('/').collect());
    let fitting = |(wanted, given): (&&str, &&str)| wanted == given || *wanted == "{}";
    wanted.len() == given.len() && wanted.iter().zip(&given).all(fitting)
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

/// The written table of what is refused, for documentation to quote.
const REFUSED: &str = "tests/stripe/refused.md";

/// What Stripe's own CLI and pages call, and no description of Stripe's tells of; and API v2, which
/// has one of its own.
const PRIVATE: [&str; 6] = [
    "/v1/events/{}/retry",
    "/v1/payment_pages/",
    "/v1/stripecli/",
    "/v1/test_helpers/disputes/",
    "/v1/test_helpers/payouts/",
    " /v2/",
];

/// Calls that only the older description has, and the one that took their place.
const REPLACED: [(&str, &str); 1] = [("POST /v1/charges/{}/dispute", "POST /v1/disputes/{}")];

/// Words that only versions between the two descriptions had.
const BETWEEN: [&str; 3] = ["ui_mode=custom", "ui_mode=embedded", "ui_mode=hosted"];

/// What its own payment form sends, and its descriptions leave out: a card's number is not meant to
/// pass through a shop.
const UNSAID: &str = "payment_method_data[card]";
const UNSAID_WORD: &str = "payment_method_data[type]=card";

/// Every call that Stripe describes.
fn described_calls() -> impl Iterator<Item = ApiCall> {
    api_calls()
        .into_iter()
        .filter(|route| !PRIVATE.iter().any(|path| route.call.contains(path)))
}

/// What Stripe takes by either description, and what it takes now.
fn stripes(call: &str) -> Option<(Taken, Taken)> {
    let then = taken(&DESCRIBED, call);
    let replaced = REPLACED.iter().find(|(old, _)| *old == call);
    let now = taken(&CURRENT, replaced.map_or(call, |(_, new)| new));
    let newest = now.as_ref().or(then.as_ref())?.clone();
    let mut either = then.unwrap_or_default();
    for (name, words) in now.unwrap_or_default() {
        either.entry(name).or_default().extend(words);
    }
    Some((either, newest))
}

#[test]
fn what_the_store_takes_stripe_takes_too() {
    let mut wrong = Vec::new();
    for route in described_calls() {
        let Some((stripes, _)) = stripes(&route.call) else {
            wrong.push(format!("{}: no such call", route.call));
            continue;
        };
        for parameter in &route.parameters {
            if parameter.name.starts_with(UNSAID) {
                continue;
            }
            let Some(words) = stripes.get(&parameter.name) else {
                wrong.push(format!("{}: {}", route.call, parameter.name));
                continue;
            };
            // Where any text will do, a shorter list of words is ours to justify elsewhere.
            let unknown = parameter.words.iter().filter(|word| {
                let told = format!("{}={word}", parameter.name);
                let said = words.contains(**word) || told == UNSAID_WORD;
                !said && !BETWEEN.contains(&told.as_str())
            });
            if !words.is_empty() {
                wrong.extend(
                    unknown.map(|word| format!("{}: {}={word}", route.call, parameter.name)),
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "Stripe does not take:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn what_stripe_takes_and_the_store_refuses_is_written_down() {
    let mut rows = BTreeSet::new();
    for route in described_calls() {
        let ours: BTreeSet<_> = route.parameters.iter().map(|it| it.name.as_str()).collect();
        let Some((_, newest)) = stripes(&route.call) else {
            continue;
        };
        for name in newest.keys().filter(|name| !ours.contains(name.as_str())) {
            // Of what is refused whole, the parts need not be named.
            let whole = name.rfind('[').map(|at| &name[..at]);
            if whole.is_none_or(|whole| ours.contains(whole)) {
                rows.insert(format!("| `{}` | `{name}` |", route.call));
            }
        }
    }
    let rows: Vec<_> = rows.into_iter().collect();
    let head = "# Parameters of Stripe's that the practice store refuses\n\nGenerated: \
                `STRIPE_LISTS=add cargo test -p countertop-sandbox --test it conformity`. Calls that it does \
                not have are not listed.\n\n| call | parameter |\n|---|---|\n";
    let text = format!("{head}{}\n", rows.join("\n"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(REFUSED);
    if std::env::var("STRIPE_LISTS").is_ok_and(|it| it == "add") {
        std::fs::write(&file, &text).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    let added = rows.iter().filter(|row| !written.contains(row.as_str()));
    let gone = written.lines().filter(|line| !text.contains(*line));
    let changes: Vec<_> = added.map(String::as_str).chain(gone).collect();
    assert!(
        changes.is_empty() && written == text,
        "{REFUSED} is out of date:\n{}",
        changes.join("\n")
    );
}

/// What the store knows of what can be expanded is what Stripe's types say.
#[test]
fn what_is_expandable_is_what_stripe_expands() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/expandable.txt");
    let text = expandable(&CURRENT).join("\n") + "\n";
    if std::env::var("STRIPE_LISTS").is_ok_and(|it| it == "add") {
        std::fs::write(&file, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text);
}
