//! Questions of the merchant's own.

use std::collections::BTreeSet;

use super::Facts;
use super::found::Found;
use super::words::QUESTIONS;
use crate::{CustomField, Dropdown, Lengths};

/// Most questions.
const MOST: usize = 3;
/// Longest key.
const LONGEST_KEY: usize = 200;
/// Longest question. The API description of the pinned version says 100; earlier ones said 50.
const LONGEST_LABEL: usize = 100;
/// Longest answer.
const LONGEST_ANSWER: u32 = 255;
/// Most answers to choose from.
const MOST_OPTIONS: usize = 200;
/// Longest answer to choose, and its value.
const LONGEST_OPTION: usize = 100;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let asked = &facts.terms.custom_fields;
    if asked.len() > MOST {
        found.problem(
            "custom_fields",
            format!(
                "There are {} questions, and a link asks up to {MOST}: take some away.",
                asked.len()
            ),
        );
    }
    let mut keys = BTreeSet::new();
    for (index, field) in asked.iter().enumerate() {
        let path = format!("custom_fields[{index}]");
        question(field, &path, found);
        if !field.key.is_empty() && !keys.insert(&field.key) {
            found.problem(
                format!("{path}[key]"),
                "Two questions have this key, and the answers are told apart by it: write another one.",
            );
        }
    }
}

fn question(field: &CustomField, path: &str, found: &mut Found) {
    let key = format!("{path}[key]");
    if field.key.is_empty() {
        found.problem(
            key,
            "The question has no key to know its answer by: write one, such as day.",
        );
    } else if !is_word(&field.key) {
        found.problem(
            key,
            "A key has letters a to z and digits only at Stripe: write it without spaces and signs.",
        );
    } else {
        found.at_most(&key, "The key", &field.key, LONGEST_KEY);
    }
    let label = format!("{path}[label][custom]");
    if field.label.custom.trim().is_empty() {
        found.problem(
            label,
            "The question is empty, and the customer reads it: write what you ask.",
        );
    } else {
        found.at_most(&label, "The question", &field.label.custom, LONGEST_LABEL);
    }
    found.one_of(
        &format!("{path}[label][type]"),
        "The kind of label",
        &field.label.kind,
        &["custom"],
    );
    kind(field, path, found);
}

fn kind(field: &CustomField, path: &str, found: &mut Found) {
    let param = format!("{path}[type]");
    match field.kind.as_str() {
        "text" => lengths(&field.text, &format!("{path}[text]"), found),
        "numeric" => {
            let path = format!("{path}[numeric]");
            let usual = &field.numeric.default_value;
            if !usual.bytes().all(|byte| byte.is_ascii_digit()) {
                found.problem(
                    format!("{path}[default_value]"),
                    "What stands there at first must be digits, as Stripe takes nothing else in a \
                     number: write digits only.",
                );
            }
            lengths(&field.numeric, &path, found);
        }
        "dropdown" => dropdown(&field.dropdown, &format!("{path}[dropdown]"), found),
        "" => found.problem(
            param,
            "It is not said what kind of answer is wanted: choose text, numeric or dropdown.",
        ),
        other => found.one_of(&param, "The kind of answer", other, QUESTIONS),
    }
}

/// Letters and digits, as Stripe has them in keys.
fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn lengths(lengths: &Lengths, path: &str, found: &mut Found) {
    let (least, most) = (lengths.minimum_length, lengths.maximum_length);
    for (name, length) in [("minimum_length", least), ("maximum_length", most)] {
        if length.is_some_and(|it| !(1..=LONGEST_ANSWER).contains(&it)) {
            found.problem(
                format!("{path}[{name}]"),
                format!(
                    "An answer has 1 to {LONGEST_ANSWER} characters at Stripe: write such a number, or \
                     leave it empty."
                ),
            );
        }
    }
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        found.problem(
            format!("{path}[minimum_length]"),
            "The shortest answer is longer than the longest: write a smaller number.",
        );
        return;
    }
    let usual = &lengths.default_value;
    let length = u32::try_from(usual.chars().count()).unwrap_or(u32::MAX);
    let bounds = least.unwrap_or(0)..=most.unwrap_or(LONGEST_ANSWER);
    if !usual.is_empty() && !bounds.contains(&length) {
        found.problem(
            format!("{path}[default_value]"),
            format!(
                "What stands there at first has {length} characters, and an answer has {} to {}: make \
                 it fit.",
                bounds.start(),
                bounds.end()
            ),
        );
    }
}

fn dropdown(dropdown: &Dropdown, path: &str, found: &mut Found) {
    let options = &dropdown.options;
    if options.is_empty() {
        found.problem(
            format!("{path}[options]"),
            "There is nothing to choose from: write at least one answer.",
        );
    }
    if options.len() > MOST_OPTIONS {
        found.problem(
            format!("{path}[options]"),
            format!(
                "There are {} answers, and Stripe shows up to {MOST_OPTIONS}: take some away.",
                options.len()
            ),
        );
    }
    let mut values = BTreeSet::new();
    for (index, option) in options.iter().enumerate() {
        let path = format!("{path}[options][{index}]");
        let label = format!("{path}[label]");
        if option.label.trim().is_empty() {
            found.problem(
                label,
                "The answer is empty, and the customer reads it: write one.",
            );
        } else {
            found.at_most(&label, "The answer", &option.label, LONGEST_OPTION);
        }
        value(&option.value, &format!("{path}[value]"), &mut values, found);
    }
    let usual = &dropdown.default_value;
    if !usual.is_empty() && !values.contains(usual.as_str()) {
        found.problem(
            format!("{path}[default_value]"),
            "What is chosen at first is none of the answers: choose one of them.",
        );
    }
}

fn value<'a>(value: &'a str, param: &str, values: &mut BTreeSet<&'a str>, found: &mut Found) {
    if value.is_empty() {
        found.problem(
            param,
            "The answer has no value to know it by: write one, such as tuesday.",
        );
    } else if !is_word(value) {
        found.problem(
            param,
            "A value has letters a to z and digits only at Stripe: write it without spaces and signs.",
        );
    } else if !values.insert(value) {
        found.problem(
            param,
            "Two answers have this value, and they are told apart by it: write another one.",
        );
    } else {
        found.at_most(param, "The value", value, LONGEST_OPTION);
    }
}
