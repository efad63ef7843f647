//! Every parameter of the create and update calls has its place: in the terms, or in the list of what
//! the form leaves out.

mod source;

use std::collections::BTreeSet;

use countertop_terms::{LinkTerms, fixed};
use serde_json::{Value, json};

use source::{Call, Source};

/// All of them, one a line; `[]` stands for any index.
const LIST: &str = include_str!("../../../parameters.txt");
/// Where people read what the form leaves out, and why.
const GUIDE: &str = include_str!("../../../../../docs/links.md");
/// The heading of that table.
const LEFT_OUT: &str = "## Not in the form";

/// Places of terms that are no parameters: something else is made of them before the link.
const MADE_FIRST: &[&str] = &[
    "line_items[][custom_unit_amount]",
    "shipping_options[][new_rate]",
];

fn listed() -> BTreeSet<&'static str> {
    LIST.lines().collect()
}

/// The rows of the table: the parameter, and the reason.
fn left_out() -> Vec<(&'static str, &'static str)> {
    let (_, table) = GUIDE.split_once(LEFT_OUT).unwrap();
    let lines = table.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let (name, reason) = (cells.next().unwrap(), cells.next().unwrap());
        (name.trim_matches('`'), reason)
    })
    .collect()
}

/// Whether a place is the other, or lies in it.
fn lies_in(name: &str, other: &str) -> bool {
    let rest = name.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}

/// The places of terms in which everything is said.
fn places() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let full: LinkTerms = serde_json::from_value(full()).unwrap();
    walk(&serde_json::to_value(full).unwrap(), "", &mut found);
    found
}

fn walk(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) if !path.ends_with("metadata]") && path != "metadata" => {
            for (name, value) in fields {
                let path = match path {
                    "" => name.clone(),
                    _ => format!("{path}[{name}]"),
                };
                walk(value, &path, found);
            }
        }
        Value::Array(entries) => match entries.first() {
            Some(entry @ Value::Object(_)) => walk(entry, &format!("{path}[]"), found),
            _ => drop(found.insert(path.to_owned())),
        },
        _ => drop(found.insert(path.to_owned())),
    }
}

/// One entry in every list of objects.
fn full() -> Value {
    json!({
        "line_items": [{}],
        "optional_items": [{}],
        "shipping_options": [{}],
        "custom_fields": [{ "dropdown": { "options": [{}] } }],
        "invoice_creation": { "invoice_data": { "custom_fields": [{}] } },
    })
}

#[test]
fn every_parameter_is_in_the_terms_or_left_out_for_a_reason() {
    let places = places();
    let left_out = left_out();
    let has_place = |name: &str| places.contains(name);
    let is_left_out = |name: &str| left_out.iter().any(|(other, _)| lies_in(name, other));
    let missing: Vec<&str> = listed()
        .into_iter()
        .filter(|name| !has_place(name) && !is_left_out(name))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "neither in LinkTerms nor in docs/links.md"
    );
    let both: Vec<&str> = listed()
        .into_iter()
        .filter(|name| has_place(name) && is_left_out(name))
        .collect();
    assert_eq!(
        both, [""; 0],
        "in LinkTerms, and yet left out in docs/links.md"
    );
    for (name, reason) in &left_out {
        assert!(reason.len() > 20, "{name}: {reason}");
        let is_known = listed().iter().any(|listed| lies_in(listed, name));
        assert!(is_known, "{name} is no parameter");
    }
    let more: Vec<&String> = places
        .iter()
        .filter(|place| !listed().contains(place.as_str()))
        .filter(|place| !MADE_FIRST.iter().any(|other| lies_in(place, other)))
        .collect();
    assert_eq!(more, [""; 0], "in LinkTerms, and no parameter");
}

#[test]
fn the_list_is_that_of_the_pinned_version() {
    let source = Source::of_pinned_version();
    let calls = [Call::Create, Call::Update];
    let expected: BTreeSet<String> = calls
        .iter()
        .flat_map(|call| source.parameters(*call))
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let listed: Vec<&str> = LIST.lines().collect();
    assert_eq!(
        listed,
        expected,
        "crates/terms/parameters.txt should be:\n{}",
        expected.join("\n")
    );
}

#[test]
fn what_cannot_be_changed_is_what_the_update_call_lacks() {
    let source = Source::of_pinned_version();
    let update = source.parameters(Call::Update);
    let left_out = left_out();
    for name in source.parameters(Call::Create) {
        let is_fixed = fixed().iter().any(|other| lies_in(&name, other));
        let is_left_out = left_out.iter().any(|(other, _)| lies_in(&name, other));
        assert!(is_left_out || is_fixed != update.contains(&name), "{name}");
    }
    for name in fixed() {
        let has_place = places().iter().any(|place| lies_in(place, name));
        assert!(has_place, "{name}");
    }
}
