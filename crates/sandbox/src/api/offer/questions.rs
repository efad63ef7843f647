//! Custom fields: questions of the shop's own, up to three.

use serde_json::{Value, json};

use super::super::error::ApiError;
use super::settings::{field, or};

/// Questions as a link shows them, once they are found good.
pub(crate) fn custom_fields(given: &Value) -> Result<Value, ApiError> {
    let mut keys: Vec<&str> = Vec::new();
    let mut fields = Vec::new();
    let asked = given.as_array().map(Vec::as_slice).unwrap_or_default();
    for (index, asked) in asked.iter().enumerate() {
        let path = format!("custom_fields[{index}]");
        let key = asked["key"].as_str().unwrap_or_default();
        if !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return refused(
                "Custom field keys must be alphanumeric.",
                &format!("{path}[key]"),
            );
        }
        if keys.contains(&key) {
            return refused("Custom field keys must be unique.", &format!("{path}[key]"));
        }
        keys.push(key);
        fields.push(custom_field(asked, &path)?);
    }
    Ok(Value::Array(fields))
}

fn refused<T>(message: &str, param: &str) -> Result<T, ApiError> {
    Err(ApiError::invalid(message).param(param))
}

fn custom_field(asked: &Value, path: &str) -> Result<Value, ApiError> {
    let kind = asked["type"].as_str().unwrap_or_default();
    for other in ["dropdown", "numeric", "text"] {
        if other != kind && !asked[other].is_null() {
            return refused(
                &format!("You can only pass `{other}` for a custom field whose type is {other}."),
                &format!("{path}[{other}]"),
            );
        }
    }
    let details = field(asked, kind);
    let path = format!("{path}[{kind}]");
    let shown = match kind {
        "dropdown" => dropdown(&details, &path)?,
        _ => line(&details, &path, kind)?,
    };
    let mut question = json!({
        "key": asked["key"],
        "label": asked["label"],
        "optional": or(asked, "optional", json!(false)),
        "type": kind,
    });
    question[kind] = shown;
    Ok(question)
}

fn dropdown(details: &Value, path: &str) -> Result<Value, ApiError> {
    let options = details["options"].as_array().map(Vec::as_slice);
    let options = options.unwrap_or_default();
    if options.is_empty() {
        return Err(ApiError::missing(&format!("{path}[options]")));
    }
    let mut values: Vec<&str> = Vec::new();
    for (index, option) in options.iter().enumerate() {
        let value = option["value"].as_str().unwrap_or_default();
        let param = format!("{path}[options][{index}][value]");
        if !value.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return refused(
                "The values of a dropdown's options must be alphanumeric.",
                &param,
            );
        }
        if values.contains(&value) {
            return refused("The values of a dropdown's options must be unique.", &param);
        }
        values.push(value);
    }
    let usual = details["default_value"].as_str();
    if usual.is_some_and(|usual| !values.contains(&usual)) {
        return refused(
            "The default value must be the value of one of the dropdown's options.",
            &format!("{path}[default_value]"),
        );
    }
    Ok(json!({ "default_value": usual, "options": options }))
}

/// A line of text or digits.
fn line(details: &Value, path: &str, kind: &str) -> Result<Value, ApiError> {
    let least = details["minimum_length"].as_u64();
    let most = details["maximum_length"].as_u64();
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        return refused(
            "The minimum length must not be greater than the maximum length.",
            &format!("{path}[minimum_length]"),
        );
    }
    if let Some(usual) = details["default_value"].as_str() {
        let param = format!("{path}[default_value]");
        let length = u64::try_from(usual.chars().count()).unwrap_or(u64::MAX);
        if kind == "numeric" && !usual.bytes().all(|byte| byte.is_ascii_digit()) {
            return refused("The default value must have digits only.", &param);
        }
        if length < least.unwrap_or(0) || length > most.unwrap_or(u64::MAX) {
            return refused(
                "The default value must be as long as the field's lengths allow.",
                &param,
            );
        }
    }
    Ok(json!({
        "default_value": field(details, "default_value"),
        "maximum_length": least_or_most(most),
        "minimum_length": least_or_most(least),
    }))
}

fn least_or_most(length: Option<u64>) -> Value {
    length.map_or(Value::Null, Value::from)
}
