//! Putting a cell's text where it belongs among the terms.

use serde_json::Value;

use crate::shape::{blank, blank_entry};

/// Most entries of a list that columns can be named for: the longest is a question's answers.
const MOST_ENTRIES: usize = 200;

/// Whether there is a parameter of this name.
pub(super) fn is_known(steps: &[String]) -> bool {
    let mut terms = blank();
    matches!(
        place(&mut terms, steps),
        Some(Value::Bool(_) | Value::Null | Value::String(_)) | Some(Value::Array(_))
    )
}

/// Puts a text into its place.
///
/// # Errors
/// A sentence, when the text is not of the kind that belongs there.
pub(super) fn put(terms: &mut Value, steps: &[String], text: &str) -> Result<(), String> {
    let Some(place) = place(terms, steps) else {
        return Err("There is no such parameter.".to_owned());
    };
    *place = match place {
        Value::Bool(_) => Value::Bool(yes_or_no(text)?),
        Value::Null | Value::Number(_) => whole_number(text)?,
        Value::Array(_) => list(text),
        _ => Value::String(text.to_owned()),
    };
    Ok(())
}

fn place<'a>(terms: &'a mut Value, steps: &[String]) -> Option<&'a mut Value> {
    let mut place = terms;
    for (depth, step) in steps.iter().enumerate() {
        let before: Vec<&str> = steps.iter().take(depth).map(String::as_str).collect();
        place = match place {
            Value::Array(entries) => entry(entries, &before, step)?,
            // Metadata is the one object whose keys are the merchant's.
            Value::Object(keys) => {
                if before.last() == Some(&"metadata") && !keys.contains_key(step) {
                    keys.insert(step.clone(), Value::String(String::new()));
                }
                keys.get_mut(step)?
            }
            _ => return None,
        };
    }
    // Lists of objects are named with a number, lists of words are one cell.
    let all: Vec<&str> = steps.iter().map(String::as_str).collect();
    let is_list = matches!(place, Value::Array(_)) && blank_entry(&all).is_some();
    (!is_list).then_some(place)
}

/// The entry of this number of a list of objects; those before it are made, too.
fn entry<'a>(entries: &'a mut Vec<Value>, list: &[&str], number: &str) -> Option<&'a mut Value> {
    let number: usize = number.parse().ok().filter(|it| *it < MOST_ENTRIES)?;
    while entries.len() <= number {
        entries.push(blank_entry(list)?);
    }
    entries.get_mut(number)
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "x" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(format!(
            "'{text}' says neither yes nor no: write yes or no."
        )),
    }
}

fn whole_number(text: &str) -> Result<Value, String> {
    let number = text.parse::<u64>();
    number
        .map(Value::from)
        .map_err(|_| format!("'{text}' is not a whole number: write digits alone, such as 20."))
}

/// The words of a cell, parted by spaces, commas or semicolons.
fn list(text: &str) -> Value {
    let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
    words.map(Value::from).collect()
}
