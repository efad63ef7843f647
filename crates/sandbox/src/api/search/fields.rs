//! What can be searched in each kind of object, and whether an object matches.
//!
//! Source: Stripe's documentation, "Search", supported query fields for each resource.

use serde_json::Value;

use super::query::{Clause, Field, Joined, Operator, Query, Wanted};
use crate::state::Kind;

/// A kind of object that can be searched.
pub(super) struct Searchable {
    pub(super) kind: Kind,
    /// As its path names it, such as `payment_intents`.
    pub(super) name: &'static str,
    fields: &'static [(&'static str, Sort)],
}

/// What a field holds, which decides how it may be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A word that is the same or not.
    Token,
    /// Text, of which parts may be searched.
    Text,
    Number,
}

/// Why a query cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsearchable {
    Field(String),
    /// The field is there, and not searched so.
    Operator(String),
}

pub(super) const CHARGES: Searchable = Searchable {
    kind: Kind::Charge,
    name: "charges",
    fields: &[
        ("amount", Sort::Number),
        ("billing_details.address.postal_code", Sort::Text),
        ("created", Sort::Number),
        ("currency", Sort::Token),
        ("customer", Sort::Token),
        ("disputed", Sort::Token),
        ("payment_method_details.*.brand", Sort::Token),
        ("payment_method_details.*.exp_month", Sort::Token),
        ("payment_method_details.*.exp_year", Sort::Token),
        ("payment_method_details.*.fingerprint", Sort::Token),
        ("payment_method_details.*.last4", Sort::Token),
        ("refunded", Sort::Token),
        ("status", Sort::Token),
    ],
};

pub(super) const CUSTOMERS: Searchable = Searchable {
    kind: Kind::Customer,
    name: "customers",
    fields: &[
        ("created", Sort::Number),
        ("email", Sort::Text),
        ("name", Sort::Text),
        ("phone", Sort::Text),
    ],
};

pub(super) const INVOICES: Searchable = Searchable {
    kind: Kind::Invoice,
    name: "invoices",
    fields: &[
        ("created", Sort::Number),
        ("currency", Sort::Token),
        ("customer", Sort::Token),
        ("last_finalization_error_code", Sort::Token),
        ("last_finalization_error_type", Sort::Token),
        ("number", Sort::Text),
        ("receipt_number", Sort::Text),
        ("status", Sort::Text),
        ("subscription", Sort::Text),
        ("total", Sort::Number),
    ],
};

pub(super) const PAYMENT_INTENTS: Searchable = Searchable {
    kind: Kind::PaymentIntent,
    name: "payment_intents",
    fields: &[
        ("amount", Sort::Number),
        ("created", Sort::Number),
        ("currency", Sort::Token),
        ("customer", Sort::Token),
        ("status", Sort::Token),
    ],
};

pub(super) const PRICES: Searchable = Searchable {
    kind: Kind::Price,
    name: "prices",
    fields: &[
        ("active", Sort::Token),
        ("currency", Sort::Token),
        ("lookup_key", Sort::Text),
        ("product", Sort::Text),
        ("type", Sort::Token),
    ],
};

pub(super) const PRODUCTS: Searchable = Searchable {
    kind: Kind::Product,
    name: "products",
    fields: &[
        ("active", Sort::Token),
        ("description", Sort::Text),
        ("name", Sort::Text),
        ("shippable", Sort::Token),
        ("url", Sort::Text),
    ],
};

pub(super) const SUBSCRIPTIONS: Searchable = Searchable {
    kind: Kind::Subscription,
    name: "subscriptions",
    fields: &[
        ("canceled_at", Sort::Number),
        ("created", Sort::Number),
        ("status", Sort::Text),
    ],
};

impl Searchable {
    /// Refuses a query that asks for what cannot be searched.
    pub(super) fn check(&self, query: &Query) -> Result<(), Unsearchable> {
        query.clauses.iter().try_for_each(|clause| {
            let (name, sort) = match &clause.field {
                Field::Metadata(_) => ("metadata", Sort::Text),
                Field::Named(name) => {
                    let known = self.fields.iter().find(|(known, _)| fits(known, name));
                    let (_, sort) = known.ok_or_else(|| Unsearchable::Field(name.clone()))?;
                    (name.as_str(), *sort)
                }
            };
            let number = |it: &String| it.parse::<i64>().is_ok();
            let good = match clause.operator {
                Operator::Is => sort != Sort::Number || clause.value.as_ref().is_none_or(number),
                Operator::Has => sort == Sort::Text,
                Operator::Greater
                | Operator::GreaterOrEqual
                | Operator::Less
                | Operator::LessOrEqual => {
                    sort == Sort::Number && clause.value.as_ref().is_some_and(number)
                }
            };
            good.then_some(())
                .ok_or_else(|| Unsearchable::Operator(name.to_owned()))
        })
    }
}

/// Whether a field's name is of a known field; a star there stands for any one part.
fn fits(known: &str, name: &str) -> bool {
    let (known, name): (Vec<_>, Vec<_>) = (known.split('.').collect(), name.split('.').collect());
    let same = |(known, name): (&&str, &&str)| *known == "*" || known == name;
    known.len() == name.len() && known.iter().zip(&name).all(same)
}

/// Whether an object is one that a query asks for.
pub(super) fn matches(query: &Query, object: &Value) -> bool {
    let mut clauses = query.clauses.iter();
    match query.joined {
        Joined::And => clauses.all(|clause| is_wanted(clause, object)),
        Joined::Or => clauses.any(|clause| is_wanted(clause, object)),
    }
}

fn is_wanted(clause: &Clause, object: &Value) -> bool {
    let value = match &clause.field {
        Field::Metadata(key) => &object["metadata"][key],
        Field::Named(name) => place(name, object),
    };
    does_match(clause, value) == (clause.wanted == Wanted::Matching)
}

/// What a field names. Some are called as they were when an invoice told more of itself.
fn place<'a>(name: &str, object: &'a Value) -> &'a Value {
    let name = match (name, object["object"].as_str()) {
        ("subscription", Some("invoice")) => "parent.subscription_details.subscription",
        ("last_finalization_error_code", _) => "last_finalization_error.code",
        ("last_finalization_error_type", _) => "last_finalization_error.type",
        (name, _) => name,
    };
    name.split('.').fold(object, |node, part| &node[part])
}

fn does_match(clause: &Clause, value: &Value) -> bool {
    let Some(wanted) = &clause.value else {
        return value.is_null();
    };
    let told = match value {
        Value::Null | Value::Array(_) | Value::Object(_) => return false,
        Value::String(text) => text.to_lowercase(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    let wanted = wanted.to_lowercase();
    let numbers = told.parse::<i64>().ok().zip(wanted.parse::<i64>().ok());
    match clause.operator {
        Operator::Is => told == wanted,
        Operator::Has => told.contains(&wanted),
        Operator::Greater => numbers.is_some_and(|(told, wanted)| told > wanted),
        Operator::GreaterOrEqual => numbers.is_some_and(|(told, wanted)| told >= wanted),
        Operator::Less => numbers.is_some_and(|(told, wanted)| told < wanted),
        Operator::LessOrEqual => numbers.is_some_and(|(told, wanted)| told <= wanted),
    }
}
