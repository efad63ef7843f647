//! Terms out of the API's JSON: of a link that exists, and of parameters that somebody wrote.

use serde_json::{Map, Value, json};

use crate::LinkTerms;
use crate::first::id_of;
use crate::rules::{Problem, is_own_key};
use crate::shape::{below, blank, blank_entry};

/// Terms that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The terms.
    pub terms: LinkTerms,
    /// Parameters that were there and that terms do not have: Connect's.
    pub left: Vec<String>,
}

/// What is for platforms alone.
const CONNECT: &[&str] = &[
    "application_fee_amount",
    "application_fee_percent",
    "on_behalf_of",
    "transfer_data",
];

/// Fields of a link that are no parameters of one.
const NO_TERMS: &[&str] = &[
    "id",
    "object",
    "active",
    "application",
    "livemode",
    "url",
    "line_items",
];

/// Places that can name another account; terms know only the merchant's own.
const ISSUERS: &[&[&str]] = &[
    &["automatic_tax", "liability"],
    &["invoice_creation", "invoice_data", "issuer"],
    &["subscription_data", "invoice_settings", "issuer"],
];

impl LinkTerms {
    /// The terms of a link that exists, out of the API's object and its line items.
    pub fn of(link: &Value, line_items: &[Value]) -> Read {
        let mut said = link.as_object().cloned().unwrap_or_default();
        for name in NO_TERMS {
            said.remove(*name);
        }
        said.insert(
            "line_items".to_owned(),
            line_items.iter().map(line_item).collect(),
        );
        let mut said = Value::Object(said);
        by_ids(&mut said);
        let mut reading = Reading::default();
        reading.set_other_accounts_aside(&mut said);
        let mut terms = blank();
        reading.take(&mut terms, said, &[], "");
        let mut terms = reading.terms(terms);
        let says_it = |item: &Value| item["price"]["currency"] == terms.currency.as_str();
        if !line_items.is_empty() && line_items.iter().all(says_it) {
            terms.currency.clear();
        }
        if line_items.iter().any(recurs) {
            // A subscription always makes one, and refuses to be told.
            terms.customer_creation.clear();
        } else {
            // Stripe shows `if_required`, and refuses it as a parameter.
            terms.payment_method_collection.clear();
        }
        Read {
            terms: terms.plain(),
            left: reading.left,
        }
    }

    /// The terms of a new link like this one: without the ids of its lines, and without the marks by
    /// which this program knows a link again.
    pub fn for_copy(mut self) -> Self {
        for item in &mut self.line_items {
            item.id.clear();
        }
        let data = &mut self.payment_intent_data.metadata;
        for keys in [
            &mut self.metadata,
            data,
            &mut self.subscription_data.metadata,
        ] {
            keys.retain(|key, _| !is_own_key(key));
        }
        self
    }

    /// Terms out of the API's own parameters, as somebody wrote them into a file. Connect's are kept
    /// apart: [`kept_apart`] gives them back.
    ///
    /// # Errors
    /// The first parameter that there is not, or that is not of its kind.
    pub fn lenient(params: &Value) -> Result<Read, Problem> {
        if !params.is_object() {
            return Err(Problem {
                param: String::new(),
                sentence:
                    "These are no parameters: write a JSON object, such as {\"line_items\": […]}."
                        .to_owned(),
            });
        }
        let mut said = params.clone();
        let mut reading = Reading::default();
        reading.set_connect_aside(&mut said);
        let known = reading.left.len();
        reading.needed = Some(Vec::new());
        let mut terms = blank();
        reading.take(&mut terms, said, &[], "");
        if let Some(param) = reading.left.get(known) {
            return Err(unknown(param));
        }
        if let Some(param) = reading.needed.iter().flatten().next() {
            return Err(missing(param));
        }
        Ok(Read {
            terms: reading.terms(terms),
            left: reading.left,
        })
    }
}

/// Of parameters that somebody wrote those that [`LinkTerms::lenient`] left.
pub fn kept_apart(params: &Value) -> Value {
    let mut said = params.clone();
    let mut reading = Reading::default();
    let mut kept = json!({});
    for path in ISSUERS {
        if let Some(issuer) = reading.other_account(&mut said, path) {
            put(&mut kept, path, issuer);
        }
    }
    for name in CONNECT {
        if let Some(value) = params.get(*name) {
            kept[*name] = value.clone();
        }
    }
    if let Some(group) = params.pointer("/payment_intent_data/transfer_group") {
        put(
            &mut kept,
            &["payment_intent_data", "transfer_group"],
            group.clone(),
        );
    }
    kept
}

fn put(kept: &mut Value, path: &[&str], value: Value) {
    let mut place = kept;
    for name in path {
        place = &mut place[*name];
    }
    *place = value;
}

fn unknown(param: &str) -> Problem {
    Problem {
        param: param.to_owned(),
        sentence: format!(
            "There is no such parameter of a new link, or it is not written as it should be: look {param} \
             up in Stripe's reference of “Create a payment link”."
        ),
    }
}

fn missing(param: &str) -> Problem {
    Problem {
        param: param.to_owned(),
        sentence: format!(
            "{param} is missing, and Stripe refuses what stands beside it then: write it, or take the rest \
             away."
        ),
    }
}

/// The field that has to be there where its object is.
fn needed(places: &Map<String, Value>, steps: &[&str]) -> Option<&'static str> {
    match steps {
        ["after_completion"] => Some("type"),
        [.., "recurring"] => Some("interval"),
        _ => places.contains_key("enabled").then_some("enabled"),
    }
}

/// An item of a link as it is said in terms.
fn line_item(item: &Value) -> Value {
    json!({
        "id": item["id"],
        "price": item["price"],
        "quantity": item["quantity"],
        "adjustable_quantity": item["adjustable_quantity"],
    })
}

fn recurs(item: &Value) -> bool {
    let price = &item["price"];
    price["type"] == "recurring" || price["recurring"].is_object()
}

/// Puts ids where the API may have written whole objects, and takes away what it counts.
fn by_ids(said: &mut Value) {
    for (list, name) in [
        ("line_items", "price"),
        ("optional_items", "price"),
        ("shipping_options", "shipping_rate"),
    ] {
        for entry in said[list].as_array_mut().into_iter().flatten() {
            entry[name] = json!(id_of(&entry[name]));
            if let Some(entry) = entry.as_object_mut() {
                entry.remove("shipping_amount");
            }
        }
    }
    let ids = "/invoice_creation/invoice_data/account_tax_ids";
    if let Some(ids) = said.pointer_mut(ids).and_then(Value::as_array_mut) {
        for id in ids {
            *id = json!(id_of(id));
        }
    }
    let sessions = "/restrictions/completed_sessions";
    if let Some(sessions) = said.pointer_mut(sessions).and_then(Value::as_object_mut) {
        sessions.remove("count");
    }
}

/// What is met on the way.
#[derive(Default)]
struct Reading {
    left: Vec<String>,
    /// What is missing and has to be there; none where that does not matter.
    needed: Option<Vec<String>>,
}

impl Reading {
    /// Takes what is said over into the blank terms. What has no place there is left.
    fn take(&mut self, place: &mut Value, said: Value, steps: &[&str], path: &str) {
        match (place, said) {
            (_, Value::Null) => {}
            (Value::Object(places), Value::Object(said)) if steps.last() == Some(&"metadata") => {
                for (key, value) in said {
                    match text(&value) {
                        Some(value) => drop(places.insert(key, Value::String(value))),
                        None => self.left.push(below(path, &key)),
                    }
                }
            }
            (Value::Object(places), Value::Object(said)) => {
                self.take_fields(places, said, steps, path);
            }
            (Value::Array(places), Value::Array(said)) => {
                for (index, said) in said.into_iter().enumerate() {
                    let path = below(path, &index.to_string());
                    let mut entry = blank_entry(steps).unwrap_or(Value::String(String::new()));
                    self.take(&mut entry, said, steps, &path);
                    places.push(entry);
                }
            }
            // An empty text clears; there is nothing to clear in something new.
            (_, Value::String(said)) if said.is_empty() => {}
            (place @ Value::String(_), said) => match text(&said) {
                Some(text) => *place = Value::String(text),
                None => self.left.push(path.to_owned()),
            },
            (place @ Value::Bool(_), said) => match yes_or_no(&said) {
                Some(said) => *place = Value::Bool(said),
                None => self.left.push(path.to_owned()),
            },
            (place @ Value::Null, said) => match whole_number(&said, steps) {
                Some(number) => *place = number,
                None => self.left.push(path.to_owned()),
            },
            _ => self.left.push(path.to_owned()),
        }
    }

    fn take_fields(
        &mut self,
        places: &mut Map<String, Value>,
        said: Map<String, Value>,
        steps: &[&str],
        path: &str,
    ) {
        if let Some(missing) = &mut self.needed
            && let Some(name) = needed(places, steps)
            && !said.contains_key(name)
        {
            missing.push(below(path, name));
        }
        for (name, said) in said {
            let path = below(path, &name);
            match places.get_mut(&name) {
                Some(place) => {
                    let steps = [steps, &[name.as_str()]].concat();
                    self.take(place, said, &steps, &path);
                }
                None if self.needed.is_some() || says_something(&said) => self.left.push(path),
                None => {}
            }
        }
    }

    /// Terms cannot name another account: it is left.
    fn set_other_accounts_aside(&mut self, said: &mut Value) {
        for path in ISSUERS {
            self.other_account(said, path);
        }
    }

    /// Of parameters: what is for platforms is left, and what only says how the answer looks is gone.
    fn set_connect_aside(&mut self, said: &mut Value) {
        self.set_other_accounts_aside(said);
        if let Some(said) = said.as_object_mut() {
            said.remove("expand");
            let known = CONNECT.iter().filter(|name| said.remove(**name).is_some());
            self.left.extend(known.map(|&name| name.to_owned()));
        }
        let data = said
            .get_mut("payment_intent_data")
            .and_then(Value::as_object_mut);
        if data.is_some_and(|data| data.remove("transfer_group").is_some()) {
            self.left
                .push("payment_intent_data[transfer_group]".to_owned());
        }
    }

    fn other_account(&mut self, said: &mut Value, path: &[&str]) -> Option<Value> {
        let issuer = said.pointer_mut(&format!("/{}", path.join("/")))?;
        if issuer["type"] != "account" {
            return None;
        }
        let (first, rest) = path.split_first()?;
        self.left.push(
            rest.iter()
                .fold((*first).to_owned(), |path, name| below(&path, name)),
        );
        Some(issuer.take())
    }

    fn terms(&mut self, terms: Value) -> LinkTerms {
        // Every value is of its place's kind: it was taken over into a blank.
        serde_json::from_value(terms).unwrap_or_default()
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(entries) => !entries.is_empty(),
        Value::Object(fields) => fields.values().any(says_something),
        Value::Bool(true) | Value::Number(_) => true,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(said) => Some(said.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn yes_or_no(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(said) => Some(*said),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Amounts may be large, counts are not: what would not fit its place is no number for it.
fn whole_number(value: &Value, steps: &[&str]) -> Option<Value> {
    const AMOUNTS: &[&str] = &["unit_amount", "preset", "amount"];
    let number = match value {
        Value::Number(number) => number.as_i64()?,
        Value::String(text) => text.parse().ok()?,
        _ => return None,
    };
    let is_amount = steps.last().is_some_and(|name| AMOUNTS.contains(name))
        || steps.contains(&"custom_unit_amount");
    (is_amount || u32::try_from(number).is_ok()).then(|| json!(number))
}
