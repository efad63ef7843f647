//! Bodies of API v2, which are JSON: read as if a form had been sent, so that one check serves both.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::error::ApiError;
use crate::http::read_body;

/// Whether the calls at a path take JSON.
pub(super) fn speaks(path: &str) -> bool {
    path.starts_with("/v2/")
}

/// Reads a body; an empty one says nothing.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Map<String, Value>, ApiError> {
    let body = read_body(body, super::request::LARGEST_BODY)
        .await
        .map_err(|error| ApiError::invalid(error.to_string()).status(error.status()))?;
    if body.is_empty() {
        return Ok(Map::new());
    }
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
        return Err(ApiError::invalid(
            "Invalid request (check that your POST content type is application/json).",
        ));
    }
    match serde_json::from_slice(&body) {
        Ok(Value::Object(given)) => Ok(given
            .into_iter()
            .map(|(key, it)| (key, typed(it)))
            .collect()),
        Ok(_) => Err(ApiError::invalid("The request body is no JSON object.")),
        Err(error) => Err(ApiError::invalid(format!(
            "The request body is no JSON: {error}."
        ))),
    }
}

/// A value as a form would bring it: text, where null is empty.
fn typed(value: Value) -> Value {
    match value {
        Value::Null => Value::String(String::new()),
        Value::Bool(it) => Value::String(it.to_string()),
        Value::Number(it) => Value::String(it.to_string()),
        Value::String(it) => Value::String(it),
        Value::Array(items) => items.into_iter().map(typed).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(key, it)| (key, typed(it)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_reads_as_a_form_does() {
        let given = json!({ "a": null, "b": true, "c": [1, { "d": 2.5 }], "e": "x" });
        let form = json!({ "a": "", "b": "true", "c": ["1", { "d": "2.5" }], "e": "x" });
        assert_eq!(typed(given), form);
    }
}
