//! Stripe's current samples: every field of a sample is in an object of ours, with a type that fits.

use std::sync::LazyLock;

use serde_json::Value;

use super::Finding;
use super::place::Place;

static SAMPLES: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../stripe/samples.json")).unwrap());

/// Compares an answer, and every object in it, with the samples.
pub fn compare(answer: &Value, found: &mut Vec<Finding>) {
    objects(answer, &mut |object| {
        let name = object["object"].as_str().unwrap_or_default();
        let sample = match object["deleted"] == true {
            true => &SAMPLES["resources"][format!("deleted_{name}")],
            false => &SAMPLES["resources"][name],
        };
        if sample.is_object() {
            let mut comparison = Comparison {
                root: object,
                way: Vec::new(),
                found,
            };
            comparison.node(sample, object);
        }
    });
}

/// Every object in a value that says what it is.
fn objects<'a>(value: &'a Value, each: &mut impl FnMut(&'a Value)) {
    match value {
        Value::Object(fields) => {
            if fields.get("object").is_some_and(Value::is_string) {
                each(value);
            }
            fields.values().for_each(|field| objects(field, each));
        }
        Value::Array(items) => items.iter().for_each(|item| objects(item, each)),
        _ => {}
    }
}

struct Comparison<'a> {
    root: &'a Value,
    way: Vec<String>,
    found: &'a mut Vec<Finding>,
}

impl Comparison<'_> {
    fn node(&mut self, sample: &Value, ours: &Value) {
        match (sample, ours) {
            // Whether null may stand there is said by the description.
            (Value::Null, _) | (_, Value::Null) => {}
            (Value::Object(fields), Value::Object(_)) => {
                for (name, sample) in fields {
                    self.field(name, sample, fields, ours);
                }
            }
            (Value::Array(samples), Value::Array(items)) => {
                if let Some(sample) = samples.first() {
                    for (index, item) in items.iter().enumerate() {
                        self.below(&index.to_string(), |it| it.node(sample, item));
                    }
                }
            }
            // An id that was expanded.
            (Value::String(_), Value::Object(fields)) if fields.contains_key("object") => {}
            (sample, ours) if std::mem::discriminant(sample) == std::mem::discriminant(ours) => {}
            _ => self.tell("type"),
        }
    }

    fn field(
        &mut self,
        name: &str,
        sample: &Value,
        samples: &serde_json::Map<String, Value>,
        ours: &Value,
    ) {
        // The merchant's own names.
        if name == "metadata" {
            return;
        }
        // What is particular to the type of the sample: ours may be of another.
        let of_type = samples.get("type").is_some_and(|kind| kind == name);
        if of_type && ours["type"] != name {
            return;
        }
        // Lists come when they are asked for; those that always come are described so.
        if sample["object"] == "list" && ours.get(name).is_none() {
            return;
        }
        self.below(name, |it| match ours.get(name) {
            // Objects in it are compared on their own.
            Some(ours) if ours["object"].is_string() && ours["object"] != "list" => {}
            Some(ours) => it.node(sample, ours),
            None => it.tell("absent"),
        });
    }

    fn below(&mut self, step: &str, look: impl FnOnce(&mut Self)) {
        self.way.push(step.to_owned());
        look(self);
        self.way.pop();
    }

    fn tell(&mut self, what: &str) {
        let way: Vec<_> = self.way.iter().map(String::as_str).collect();
        self.found.push(Finding {
            at: Place::of(self.root, &way),
            what: what.to_owned(),
        });
    }
}
