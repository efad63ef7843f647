//! What a customer fills in on a pay page.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::payment::{CardEntry, OtherMethod};

/// A filled-in pay page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Submission {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    /// None where nothing is to be paid.
    pub(crate) card: Option<CardEntry>,
    /// What is paid with instead of a card.
    pub(crate) other_method: Option<OtherMethod>,
    /// How many of which line item, by its id; those left out keep their quantity.
    pub(crate) quantities: BTreeMap<String, i64>,
    /// What the customer chose to pay, in minor units.
    pub(crate) amount: Option<i64>,
    /// Answers to the link's questions, by their keys.
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) billing: AddressEntry,
    pub(crate) shipping: AddressEntry,
    pub(crate) accepts_terms: bool,
    pub(crate) wants_promotions: bool,
    /// A promotion code as it was typed. An empty text takes away the one that is applied; None
    /// leaves it.
    pub(crate) promotion_code: Option<String>,
    /// How many of which optional item, by the id that [`Visit::optional`](super::Visit) gives it;
    /// 0 is not taken. Those left out stay as they are.
    pub(crate) optional: BTreeMap<String, i64>,
    /// The id of the shipping rate that was chosen; None keeps the present one.
    pub(crate) shipping_option: Option<String>,
    pub(crate) tax_id: TaxIdEntry,
    pub(crate) business_name: String,
    pub(crate) individual_name: String,
}

/// A tax id as it was typed; both are empty where none is given.
#[derive(Debug, Clone, Default)]
pub(crate) struct TaxIdEntry {
    /// Stripe's word for what it is, such as `eu_vat`.
    pub(crate) kind: String,
    pub(crate) value: String,
}

impl TaxIdEntry {
    /// The tax ids of a session's customer, of which there is one at most.
    pub(super) fn json(&self) -> Value {
        match self.value.trim() {
            "" => json!([]),
            value => json!([{ "type": self.kind, "value": value }]),
        }
    }
}

/// An address as it was typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct AddressEntry {
    pub(crate) line1: String,
    pub(crate) line2: String,
    pub(crate) postal_code: String,
    pub(crate) city: String,
    pub(crate) state: String,
    pub(crate) country: String,
}

impl AddressEntry {
    /// The address as Stripe writes it; what was left empty is null.
    pub(super) fn json(&self) -> Value {
        json!({
            "city": text(&self.city),
            "country": text(&self.country),
            "line1": text(&self.line1),
            "line2": text(&self.line2),
            "postal_code": text(&self.postal_code),
            "state": text(&self.state),
        })
    }
}

/// A text, or null where nothing was typed.
pub(super) fn text(typed: &str) -> Value {
    match typed.trim() {
        "" => Value::Null,
        typed => json!(typed),
    }
}

/// Fills what a session asks for and the submission lacks with values that pass.
pub(crate) fn test_values(session: &Value, submission: &mut Submission) {
    let fill = |field: &mut String, value: &str| {
        if field.is_empty() {
            value.clone_into(field);
        }
    };
    let known = session["_known_email"].as_str();
    fill(
        &mut submission.email,
        known.unwrap_or("customer@example.com"),
    );
    fill(&mut submission.name, "Jenny Rosen");
    fill(&mut submission.phone, "+49 30 901820");
    fill(&mut submission.business_name, "Example Company");
    fill(&mut submission.individual_name, "Jenny Rosen");
    if session["tax_id_collection"]["required"] == "if_supported" {
        fill(&mut submission.tax_id.kind, "eu_vat");
        fill(&mut submission.tax_id.value, "DE123456789");
    }
    let allowed = session["shipping_address_collection"]["allowed_countries"].as_array();
    let country = allowed
        .and_then(|all| all.first())
        .and_then(Value::as_str)
        .unwrap_or("DE");
    for (address, country) in [
        (&mut submission.billing, "DE"),
        (&mut submission.shipping, country),
    ] {
        fill(&mut address.line1, "1 Example Street");
        fill(&mut address.postal_code, "10115");
        fill(&mut address.city, "Berlin");
        fill(&mut address.country, country);
    }
    submission.accepts_terms = true;
    let fields = session["custom_fields"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for field in fields {
        let key = field["key"].as_str().unwrap_or_default();
        if !submission.answers.contains_key(key) {
            submission
                .answers
                .insert(key.to_owned(), test_answer(field));
        }
    }
}

/// An answer that a question takes.
fn test_answer(field: &Value) -> String {
    let kind = field["type"].as_str().unwrap_or_default();
    let details = &field[kind];
    if let Some(usual) = details["default_value"].as_str() {
        return usual.to_owned();
    }
    if kind == "dropdown" {
        return details["options"][0]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
    }
    let length = |name: &str| {
        details[name]
            .as_u64()
            .and_then(|length| usize::try_from(length).ok())
    };
    let least = length("minimum_length").unwrap_or(1);
    let most = length("maximum_length").unwrap_or(255);
    let words = if kind == "numeric" {
        "1234567890"
    } else {
        "Practice "
    };
    let usual = if kind == "numeric" { 4 } else { 8 };
    words
        .chars()
        .cycle()
        .take(usual.clamp(least, most.max(least)))
        .collect()
}
