//! A description of the API as JSON Schema, and what of an answer does not fit it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Registry, Resource, ValidationError, Validator};
use serde_json::{Value, json};

use super::Finding;
use super::place::Place;

/// Stripe's calls and objects.
pub struct Description {
    name: &'static str,
    pub document: Value,
    registry: Registry<'static>,
    /// Objects by what they say they are, and those that say they are deleted.
    objects: HashMap<(String, bool), String>,
    /// Made when they are first needed: there are many.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Description {
    pub fn read(name: &'static str, text: &str) -> Self {
        let document: Value = serde_json::from_str(text).unwrap();
        let registry = Registry::new()
            .add(
                format!("stripe:///{name}"),
                Resource::from_contents(document.clone()),
            )
            .unwrap()
            .prepare()
            .unwrap();
        Self {
            name,
            objects: objects(&document),
            document,
            registry,
            validators: Mutex::default(),
        }
    }

    /// Where the answer of a call is described.
    pub fn answer(&self, call: &str) -> Option<String> {
        let key = self.call(call)?;
        let key = key.replace('~', "~0").replace('/', "~1");
        Some(format!("/paths/{key}/answer"))
    }

    /// How a call is described, such as `GET /v1/charges/{charge}` for `GET /v1/charges/ch_1`.
    pub fn call(&self, call: &str) -> Option<&str> {
        let paths = self.document["paths"].as_object().unwrap();
        // A path without ids is meant before one with: `/search` is no id.
        let fitting = paths.keys().filter(|described| fits(described, call));
        fitting
            .min_by_key(|described| described.matches('{').count())
            .map(String::as_str)
    }

    /// Where an object is described, by what it says it is.
    pub fn object(&self, object: &Value) -> Option<String> {
        let name = object["object"].as_str()?.to_owned();
        let deleted = object["deleted"] == true;
        let definition = self.objects.get(&(name, deleted))?;
        Some(self.component(definition))
    }

    /// Where a component is described.
    pub fn component(&self, name: &str) -> String {
        format!("/$defs/{}", name.replace('~', "~0").replace('/', "~1"))
    }

    /// Whether events of a type tell of such an object.
    pub fn is_told_of(&self, event_type: &str, object: &Value) -> bool {
        let wanted = &self.document["events"][event_type];
        let name = object["object"].as_str().unwrap_or_default().to_owned();
        let definition = self.objects.get(&(name, false));
        let reference = definition.map(|it| json!({ "$ref": format!("#/$defs/{it}") }));
        let several = wanted["anyOf"].as_array().map(Vec::as_slice);
        let wanted = several.unwrap_or(std::slice::from_ref(wanted));
        reference.is_some_and(|reference| wanted.contains(&reference))
    }

    /// What does not fit.
    pub fn findings(&self, schema: &str, answer: &Value) -> Vec<Finding> {
        let validator = self.validator(schema);
        let errors: Vec<_> = validator.iter_errors(answer).collect();
        errors
            .iter()
            .flat_map(|error| told(error, answer))
            .collect()
    }

    fn validator(&self, schema: &str) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap_or_else(|it| it.into_inner());
        let made = validators.entry(schema.to_owned()).or_insert_with(|| {
            // A pointer in a URI.
            let pointer = schema
                .replace(' ', "%20")
                .replace('{', "%7B")
                .replace('}', "%7D");
            let reference = json!({ "$ref": format!("stripe:///{}#{pointer}", self.name) });
            let options = jsonschema::options().with_registry(&self.registry);
            Arc::new(options.build(&reference).unwrap())
        });
        Arc::clone(made)
    }
}

/// Whether a call is of a described path.
fn fits(described: &str, call: &str) -> bool {
    let (mut wanted, mut given) = (described.split('/'), call.split('/'));
    let all = wanted.by_ref().zip(given.by_ref());
    let fitting = |(wanted, given): (&str, &str)| wanted == given || wanted.starts_with('{');
    described.split('/').count() == call.split('/').count() && all.into_iter().all(fitting)
}

fn objects(document: &Value) -> HashMap<(String, bool), String> {
    let definitions = document["$defs"].as_object().unwrap();
    let named = definitions.iter().filter_map(|(definition, schema)| {
        let [name] = schema["properties"]["object"]["enum"]
            .as_array()?
            .as_slice()
        else {
            return None;
        };
        let deleted = schema["properties"].get("deleted").is_some();
        Some(((name.as_str()?.to_owned(), deleted), definition.clone()))
    });
    let mut objects = HashMap::new();
    for (name, definition) in named {
        let before = objects.insert(name, definition);
        assert_eq!(before, None, "one object is described twice");
    }
    objects
}

/// What an error tells. Where something fits none of several, the one that it comes nearest to is
/// meant.
fn told(error: &ValidationError<'_>, root: &Value) -> Vec<Finding> {
    let place = error.instance_path().as_str().to_owned();
    let way: Vec<String> = place
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    let found = |below: Option<&str>, what: String| {
        let way = way.iter().map(String::as_str).chain(below);
        Finding {
            at: Place::of(root, &way.collect::<Vec<_>>()),
            what,
        }
    };
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| found(Some(name), "field".to_owned()))
            .collect(),
        ValidationErrorKind::Required { property } => {
            vec![found(property.as_str(), "absent".to_owned())]
        }
        ValidationErrorKind::AnyOf { context } => match nearest(context, &place) {
            Some(branch) => branch.iter().flat_map(|error| told(error, root)).collect(),
            None => vec![found(None, wrong(error.instance()))],
        },
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Type { .. } => {
            vec![found(None, wrong(error.instance()))]
        }
        ValidationErrorKind::MaxLength { limit } => {
            vec![found(None, format!("longer than {limit}"))]
        }
        _ => vec![found(None, error.to_string())],
    }
}

/// What is told of a value that is not of its type, or none of the words.
fn wrong(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(word) => format!("value {word}"),
        Value::Bool(_) | Value::Number(_) => "type".to_owned(),
        Value::Array(_) | Value::Object(_) => "type".to_owned(),
    }
}

/// The alternative that was meant: one of the right type, of the object that it says it is, and with
/// the fewest faults.
fn nearest<'a>(
    context: &'a [Vec<ValidationError<'static>>],
    place: &str,
) -> Option<&'a Vec<ValidationError<'static>>> {
    let named = format!("{place}/object");
    let meant = |errors: &&Vec<ValidationError<'static>>| {
        !errors.iter().any(|error| {
            let whole = matches!(
                error.kind(),
                ValidationErrorKind::Type { .. } | ValidationErrorKind::Enum { .. }
            );
            let at = error.instance_path().as_str();
            (whole && at == place) || at == named
        })
    };
    let meant = context.iter().filter(meant);
    meant.min_by_key(|errors| errors.len())
}
