//! `expand[]`: ids replaced by the objects that they name, along a path of fields.

use serde_json::Value;

use super::error::ApiError;
use super::includable;
use crate::state::{Kind, Work};

/// Deepest path, as Stripe's.
const DEEPEST: usize = 4;

/// Expands one path in an object, or in every object of a list.
pub(super) fn expand(work: &Work<'_>, shown: &mut Value, path: &str) -> Result<(), ApiError> {
    let parts: Vec<_> = path.split('.').collect();
    let levels = parts.iter().filter(|part| **part != "data").count();
    if levels > DEEPEST {
        return Err(ApiError::invalid(format!(
            "You cannot expand more than {DEEPEST} levels of a property. Property: {path}"
        )));
    }
    if shown["object"] == "list" && parts.first() != Some(&"data") {
        return Err(ApiError::invalid(format!(
            "This property cannot be expanded ({path}). You may want to try expanding \
             'data.{path}' instead."
        )));
    }
    step(work, shown, &parts, path)
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
    if let Value::String(id) = field {
        let kind = Kind::of_field(part).or_else(|| Kind::of_id(id));
        let kind = kind.ok_or_else(|| not_expandable(path))?;
        // What is gone meanwhile stays an id, as deleted products do.
        if let Some(stored) = work.find(kind, id)? {
            *field = work.render(&stored)?;
        }
    } else if rest.is_empty() && (field.is_number() || field.is_boolean()) {
        return Err(not_expandable(path));
    }
    step(work, field, rest, path)
}

fn not_expandable(path: &str) -> ApiError {
    ApiError::invalid(format!("This property cannot be expanded ({path}).")).param("expand")
}
