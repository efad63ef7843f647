//! Stripe's form encoding: `application/x-www-form-urlencoded` with nested keys in brackets.
//!
//! `{"line_items":[{"price":"p","quantity":2}]}` is `line_items[0][price]=p&line_items[0][quantity]=2`.

use serde_json::{Map, Value};

/// Deepest nesting that is read.
const DEEPEST: usize = 16;

/// Encodes an object. Null leaves are left out, an empty string stays (it unsets a field), lists
/// get indexes.
pub fn encode(parameters: &Value) -> String {
    let mut pairs = Vec::new();
    flatten("", parameters, &mut pairs);
    pairs
        .iter()
        .map(|(key, value)| format!("{}={}", escape(key), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn flatten(prefix: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    let nested = |key: &str| {
        if prefix.is_empty() {
            key.to_owned()
        } else {
            format!("{prefix}[{key}]")
        }
    };
    match value {
        Value::Null => {}
        Value::Bool(leaf) => pairs.push((prefix.to_owned(), leaf.to_string())),
        Value::Number(leaf) => pairs.push((prefix.to_owned(), leaf.to_string())),
        Value::String(leaf) => pairs.push((prefix.to_owned(), leaf.clone())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&nested(&index.to_string()), item, pairs);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                flatten(&nested(key), field, pairs);
            }
        }
    }
}

/// Percent-encodes all but the unreserved characters, and the brackets that Stripe's own SDKs
/// leave as they are in bodies.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'[' | b']' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Decodes a body or query into nested objects with string leaves. `a[]=x` and `a[0]=x` both make
/// a list. A key that contradicts an earlier one (`a=1&a[b]=2`) replaces it.
pub fn decode(text: &str) -> Value {
    let mut root = Value::Object(Map::new());
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if let Some(path) = path_of(&unescape(key)) {
            insert(&mut root, &path, unescape(value));
        }
    }
    lists(root)
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = [rest.clone().next(), rest.clone().nth(1)];
                let digits = pair.map(|digit| digit.and_then(|it| char::from(it).to_digit(16)));
                if let [Some(high), Some(low)] = digits {
                    bytes.extend(u8::try_from(high << 4 | low));
                    rest.nth(1);
                } else {
                    bytes.push(b'%');
                }
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `a[b][0][]` as its parts; none when it is misshapen or nested too deep.
fn path_of(key: &str) -> Option<Vec<String>> {
    let (head, tail) = key.find('[').map_or((key, ""), |at| key.split_at(at));
    if head.is_empty() {
        return None;
    }
    let mut path = vec![head.to_owned()];
    let mut rest = tail;
    while !rest.is_empty() {
        let (part, after) = rest.strip_prefix('[')?.split_once(']')?;
        path.push(part.to_owned());
        rest = after;
    }
    (path.len() <= DEEPEST).then_some(path)
}

/// While reading, lists are objects keyed by index; `[]` takes the next free one.
fn insert(node: &mut Value, path: &[String], leaf: String) {
    let Some((key, rest)) = path.split_first() else {
        *node = Value::String(leaf);
        return;
    };
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    if let Value::Object(fields) = node {
        let key = if key.is_empty() {
            fields.len().to_string()
        } else {
            key.clone()
        };
        insert(fields.entry(key).or_insert(Value::Null), rest, leaf);
    }
}

/// Turns every object whose keys are all indexes into a list, in the order of the indexes. Metadata
/// stays as it is: its keys are the merchant's own, and may be numbers.
fn lists(value: Value) -> Value {
    let Value::Object(fields) = value else {
        return value;
    };
    let indexes: Option<Vec<usize>> = fields.keys().map(|key| key.parse().ok()).collect();
    let fields = fields.into_iter().map(|(key, field)| match key.as_str() {
        "metadata" => (key, field),
        _ => (key, lists(field)),
    });
    match indexes {
        Some(indexes) if !indexes.is_empty() => {
            let mut items: Vec<_> = indexes
                .into_iter()
                .zip(fields.map(|(_, item)| item))
                .collect();
            items.sort_by_key(|(index, _)| *index);
            Value::Array(items.into_iter().map(|(_, item)| item).collect())
        }
        _ => Value::Object(fields.collect()),
    }
}
