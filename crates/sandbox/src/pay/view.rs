//! All that the page on which a customer pays is made of.

use std::collections::BTreeMap;

use serde_json::Value;

use super::form::Form;
use super::language::{Language, Reader};
use super::words::Words;
use super::{money, words};
use crate::checkout::{FieldError, Visit, asks_for_means};

/// All that the page shows.
pub(super) struct View<'a> {
    pub(super) visit: &'a Visit,
    /// The products of its items, by their ids.
    pub(super) products: &'a BTreeMap<String, Value>,
    /// What was filled in before.
    pub(super) form: &'a Form,
    pub(super) notice: &'a Notice,
    pub(super) reader: &'a Reader,
    pub(super) language: Language,
}

/// What is wrong with a field.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// The field's name in the form.
    pub(super) field: String,
    /// Empty where it is said above the form.
    pub(super) sentence: String,
}

/// What a page says about what was filled in before.
#[derive(Debug, Default)]
pub(super) struct Notice {
    pub(super) marks: Vec<Mark>,
    /// Why the last attempt failed.
    pub(super) alert: Option<String>,
    /// What the customer should look at before they go on.
    pub(super) look: Option<String>,
}

/// The fields in the order of the page, by what their names begin with.
const IN_ORDER: [&str; 15] = [
    "quantity",
    "amount",
    "optional",
    "promotion_code",
    "shipping_option",
    "email",
    "phone",
    "individual_name",
    "business_name",
    "shipping",
    "custom_fields",
    "iban",
    "name",
    "billing",
    "tax_id",
];

impl Notice {
    /// What is wrong, in the order of the page.
    pub(super) fn of_errors(mut errors: Vec<FieldError>, language: Language) -> Self {
        errors.sort_by_key(|error| {
            let name = error.field.split('[').next().unwrap_or_default();
            let place = IN_ORDER.iter().position(|field| *field == name);
            place.unwrap_or(IN_ORDER.len())
        });
        let mark = |error: FieldError| Mark {
            sentence: words::problem(&error.problem, language),
            field: error.field,
        };
        Self {
            marks: errors.into_iter().map(mark).collect(),
            ..Self::default()
        }
    }

    pub(super) fn to_look_at(text: String) -> Self {
        Self {
            look: Some(text),
            ..Self::default()
        }
    }
}

impl View<'_> {
    pub(super) fn words(&self) -> &'static Words {
        self.language.words()
    }

    pub(super) fn session(&self) -> &Value {
        &self.visit.session
    }

    /// An amount in the session's currency.
    pub(super) fn amount(&self, minor: i64) -> String {
        money::amount(minor, self.currency(), self.language)
    }

    pub(super) fn currency(&self) -> &str {
        self.session()["currency"].as_str().unwrap_or_default()
    }

    /// What is to be paid now, in minor units.
    pub(super) fn total(&self) -> i64 {
        self.session()["amount_total"].as_i64().unwrap_or(0)
    }

    /// Whether the customer names the amount.
    pub(super) fn is_chosen(&self) -> bool {
        let is_chosen = |item: &Value| !item["price"]["custom_unit_amount"].is_null();
        self.visit.items.iter().any(is_chosen)
    }

    /// Whether there is nothing to pay, now or later.
    pub(super) fn is_free(&self) -> bool {
        self.total() == 0 && !self.is_chosen() && !asks_for_means(self.session())
    }

    /// The price that comes again and again, where the session sells a subscription.
    pub(super) fn recurring(&self) -> Option<&Value> {
        let recurring = |item: &&Value| !item["price"]["recurring"].is_null();
        let item = self.visit.items.iter().find(recurring)?;
        Some(&item["price"]["recurring"])
    }
}

/// The elements of a list; none where it is null.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
