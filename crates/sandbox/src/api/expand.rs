//! `expand[]`: ids replaced by the objects that they name, along a path of fields.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::error::ApiError;
use super::includable;
use super::search::TOTAL;
use crate::state::{Kind, Work};

/// Deepest path, as Stripe's.
const DEEPEST: usize = 4;

/// What is expandable where: an object, a field from there, and the objects that may stand there.
/// Generated from Stripe's type definitions.
static EXPANDABLE: LazyLock<Fields> = LazyLock::new(|| {
    let mut expandable = Fields::new();
    for line in include_str!("expandable.txt").lines() {
        let mut words = line.split(' ');
        if let (Some(object), Some(field)) = (words.next(), words.next()) {
            let field = Field {
                path: field.split('.').collect(),
                targets: words.collect(),
            };
            expandable.entry(object).or_default().push(field);
        }
    }
    expandable
});

type Fields = HashMap<&'static str, Vec<Field>>;

/// A field that can be expanded, or that holds what can be.
struct Field {
    path: Vec<&'static str>,
    /// What may stand there; `list:` before what a list holds.
    targets: Vec<&'static str>,
}

/// Refuses paths that are too deep.
pub(super) fn check_depth(paths: &[String]) -> Result<(), ApiError> {
    match paths.iter().find(|path| path.split('.').count() > DEEPEST) {
        None => Ok(()),
        Some(path) => Err(ApiError::invalid(format!(
            "You cannot expand more than {DEEPEST} levels of a property. Property: {path}"
        ))
        .code("property_expansion_max_depth")),
    }
}

/// Expands one path in an object, or in every object of a list.
pub(super) fn expand(work: &Work<'_>, shown: &mut Value, path: &str) -> Result<(), ApiError> {
    let parts: Vec<_> = path.split('.').collect();
    // It is there by now.
    if shown["object"] == "search_result" && path == TOTAL {
        return Ok(());
    }
    if matches!(shown["object"].as_str(), Some("list" | "search_result")) {
        if parts.first() != Some(&"data") {
            return Err(ApiError::invalid(format!(
                "This property cannot be expanded ({path}). You may want to try expanding \
                 'data.{path}' instead."
            )));
        }
        let item = shown["data"][0]["object"].as_str();
        if item.is_some_and(|item| !may_follow(item, &parts[1..])) {
            return Err(not_expandable(path));
        }
    } else if !may_follow(shown["object"].as_str().unwrap_or_default(), &parts) {
        return Err(not_expandable(path));
    }
    step(work, shown, &parts, path)
}

/// Whether a path from an object leads from one expandable field to the next.
fn may_follow(object: &str, parts: &[&str]) -> bool {
    if parts.is_empty() {
        return true;
    }
    let fields = EXPANDABLE.get(object).map(Vec::as_slice);
    let fits = |field: &&Field| parts.starts_with(&field.path);
    fields.unwrap_or_default().iter().filter(fits).any(|field| {
        let rest = &parts[field.path.len()..];
        rest.is_empty()
            || field
                .targets
                .iter()
                .any(|target| match target.strip_prefix("list:") {
                    Some(item) => rest[0] == "data" && may_follow(item, &rest[1..]),
                    None => may_follow(target, rest),
                })
    })
}

fn step(work: &Work<'_>, shown: &mut Value, parts: &[&str], path: &str) -> Result<(), ApiError> {
    let Some((part, rest)) = parts.split_first() else {
        return Ok(());
    };
    if let Value::Array(items) = shown {
        return items
            .iter_mut()
            .try_for_each(|item| step(work, item, parts, path));
    }
    let Some(object) = shown.as_object_mut() else {
        return Ok(());
    };
    includable::include(work, object, parts)?;
    let Some(field) = object.get_mut(*part) else {
        return Err(not_expandable(path));
    };
    if field.is_string() {
        put_in_place(work, part, field, path)?;
    } else if let Value::Array(ids) = field {
        for id in ids.iter_mut().filter(|id| id.is_string()) {
            put_in_place(work, part, id, path)?;
        }
    } else if rest.is_empty() && (field.is_number() || field.is_boolean()) {
        return Err(not_expandable(path));
    }
    step(work, field, rest, path)
}

/// Puts the object that an id names in its place. What is gone meanwhile stays an id, as deleted
/// products do.
fn put_in_place(
    work: &Work<'_>,
    part: &str,
    field: &mut Value,
    path: &str,
) -> Result<(), ApiError> {
    let id = field.as_str().unwrap_or_default();
    let kind = Kind::of_field(part).or_else(|| Kind::of_id(id));
    let kind = kind.ok_or_else(|| not_expandable(path))?;
    if let Some(stored) = work.find(kind, id)? {
        *field = work.render(&stored)?;
    }
    Ok(())
}

fn not_expandable(path: &str) -> ApiError {
    ApiError::invalid(format!("This property cannot be expanded ({path})."))
}
