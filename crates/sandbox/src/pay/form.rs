//! Reading the pay page's form.

use secrecy::SecretString;
use url::form_urlencoded;

use super::money::read_amount;
use crate::checkout::{AddressEntry, FieldError, Submission};
use crate::payment::CardEntry;

/// What a customer sent.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) submission: Submission,
    /// The amount as it was typed, where the customer chooses it.
    pub(super) typed_amount: String,
    /// Whether only the total was to be worked out again.
    pub(super) wants: Wants,
    /// What could not even be read.
    pub(super) errors: Vec<FieldError>,
}

/// What the customer pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Wants {
    #[default]
    Pay,
    Total,
}

impl Form {
    /// Reads a form's body. Fields that no page has are ignored, as browsers' extensions add some.
    pub(super) fn read(body: &[u8], currency: &str) -> Self {
        let mut form = Self::default();
        let (mut number, mut exp, mut cvc) = (None, String::new(), String::new());
        for (name, value) in form_urlencoded::parse(body) {
            match name.as_ref() {
                "card_number" => number = Some(value.into_owned()),
                "exp" => exp = value.into_owned(),
                "cvc" => cvc = value.into_owned(),
                "amount" => form.amount(&value, currency),
                "update" => form.wants = Wants::Total,
                name => form.field(name, value.into_owned()),
            }
        }
        form.submission.card = number.map(|number| CardEntry {
            number: SecretString::from(number),
            exp,
            cvc: SecretString::from(cvc),
        });
        form
    }

    fn amount(&mut self, typed: &str, currency: &str) {
        typed.clone_into(&mut self.typed_amount);
        self.submission.amount = read_amount(typed, currency);
        if self.submission.amount.is_none() && !typed.trim().is_empty() {
            self.refuse("amount", "Enter an amount, such as 12.50.");
        }
    }

    fn field(&mut self, name: &str, value: String) {
        let submission = &mut self.submission;
        if let Some(key) = within(name, "custom_fields") {
            submission.answers.insert(key.to_owned(), value);
        } else if let Some(item) = within(name, "quantity") {
            match value.trim().parse() {
                Ok(quantity) => {
                    submission.quantities.insert(item.to_owned(), quantity);
                }
                Err(_) => self.refuse(name, "Enter a whole number."),
            }
        } else if let Some(part) = within(name, "billing") {
            address(&mut submission.billing, part, value);
        } else if let Some(part) = within(name, "shipping") {
            address(&mut submission.shipping, part, value);
        } else {
            match name {
                "email" => submission.email = value,
                "name" => submission.name = value,
                "phone" => submission.phone = value,
                "terms_of_service" => submission.accepts_terms = true,
                "promotions" => submission.wants_promotions = true,
                _ => {}
            }
        }
    }

    fn refuse(&mut self, field: &str, message: &str) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            message: message.to_owned(),
        });
    }
}

/// The `KEY` of `name[KEY]`.
fn within<'a>(name: &'a str, outer: &str) -> Option<&'a str> {
    name.strip_prefix(outer)?
        .strip_prefix('[')?
        .strip_suffix(']')
}

fn address(address: &mut AddressEntry, part: &str, value: String) {
    match part {
        "line1" => address.line1 = value,
        "line2" => address.line2 = value,
        "postal_code" => address.postal_code = value,
        "city" => address.city = value,
        "state" => address.state = value,
        "country" => address.country = value.trim().to_uppercase(),
        _ => {}
    }
}
