//! Reading the pay page's form.

use secrecy::SecretString;
use url::form_urlencoded;

use super::language::Language;
use super::money::read_amount;
use crate::checkout::{
    AddressEntry, AmountProblem, FieldError, Problem, QuantityProblem, Submission,
};
use crate::payment::{CardEntry, OtherMethod};

/// What a customer sent.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) submission: Submission,
    /// The amount as it was typed, where the customer chooses it.
    pub(super) typed_amount: String,
    pub(super) method: Method,
    /// Whether the billing address is the shipping address.
    pub(super) bills_to_shipping: bool,
    /// The total that the page showed, where a customer's choice changes it.
    pub(super) shown_total: Option<i64>,
    pub(super) wants: Wants,
    /// What could not even be read.
    pub(super) errors: Vec<FieldError>,
}

/// What the customer pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Wants {
    #[default]
    Pay,
    /// Only the total is to be worked out again.
    Total,
}

/// How the customer wants to pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Method {
    #[default]
    Card,
    SepaDebit,
    Multibanco,
}

impl Method {
    /// All that the page knows, in its order.
    pub(super) const ALL: [Self; 3] = [Self::Card, Self::SepaDebit, Self::Multibanco];

    /// Stripe's word for it, also in the form.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::SepaDebit => "sepa_debit",
            Self::Multibanco => "multibanco",
        }
    }

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }
}

/// What is put together once all fields are read.
#[derive(Default)]
struct Parts {
    card_number: Option<String>,
    exp: String,
    cvc: String,
    iban: String,
    /// The customer's name as it stands with each method.
    names: Vec<(Method, String)>,
    changes: Vec<String>,
}

impl Form {
    /// Reads a form's body. Fields that no page has are ignored, as browsers' extensions add some.
    pub(super) fn read(body: &[u8], currency: &str, language: Language) -> Self {
        let mut form = Self::default();
        let mut parts = Parts::default();
        for (name, value) in form_urlencoded::parse(body) {
            let value = value.into_owned();
            match name.as_ref() {
                "card_number" => parts.card_number = Some(value),
                "exp" => parts.exp = value,
                "cvc" => parts.cvc = value,
                "iban" => parts.iban = value,
                "update" => parts.changes.push(value),
                "amount" => form.amount(value, currency, language),
                name if form.text(name, &value) => {}
                name => form.field(name, value, &mut parts),
            }
        }
        form.put_together(parts);
        form
    }

    /// What a customer can see of what is wrong: not the same twice, where one address is both.
    pub(super) fn visible(&self, mut errors: Vec<FieldError>) -> Vec<FieldError> {
        errors.retain(|error| !(self.bills_to_shipping && error.field.starts_with("billing[")));
        errors
    }

    fn put_together(&mut self, parts: Parts) {
        let submission = &mut self.submission;
        let entry = |number| CardEntry {
            number: SecretString::from(number),
            exp: parts.exp,
            cvc: Some(SecretString::from(parts.cvc)),
        };
        match self.method {
            Method::Card => submission.card = parts.card_number.map(entry),
            Method::SepaDebit => {
                let iban = SecretString::from(parts.iban);
                submission.other_method = Some(OtherMethod::SepaDebit { iban });
            }
            Method::Multibanco => submission.other_method = Some(OtherMethod::Multibanco),
        }
        if let Some((_, name)) = parts
            .names
            .into_iter()
            .find(|(method, name)| *method == self.method && !name.trim().is_empty())
        {
            submission.name = name;
        }
        if self.bills_to_shipping {
            submission.billing = submission.shipping.clone();
        }
        for change in parts.changes {
            self.wants = Wants::Total;
            if let Some(item) = change.strip_prefix("add:") {
                submission.optional.insert(item.to_owned(), 1);
            } else if let Some(item) = change.strip_prefix("remove:") {
                submission.optional.insert(item.to_owned(), 0);
            } else if change == "no_promotion_code" {
                submission.promotion_code = Some(String::new());
            }
        }
    }

    /// Takes a field that is kept as it is typed; tells whether it was one.
    fn text(&mut self, name: &str, value: &str) -> bool {
        let submission = &mut self.submission;
        let field = match name {
            "email" => &mut submission.email,
            "name" => &mut submission.name,
            "phone" => &mut submission.phone,
            "individual_name" => &mut submission.individual_name,
            "business_name" => &mut submission.business_name,
            "tax_id[type]" => &mut submission.tax_id.kind,
            "tax_id[value]" => &mut submission.tax_id.value,
            _ => return false,
        };
        value.clone_into(field);
        true
    }

    fn field(&mut self, name: &str, value: String, parts: &mut Parts) {
        let submission = &mut self.submission;
        if let Some(key) = within(name, "custom_fields") {
            submission.answers.insert(key.to_owned(), value);
        } else if let Some(item) = within(name, "quantity") {
            match self.quantity(name, &value) {
                Some(quantity) => self.submission.quantities.insert(item.to_owned(), quantity),
                None => None,
            };
        } else if let Some(item) = within(name, "optional") {
            match self.quantity(name, &value) {
                Some(quantity) => self.submission.optional.insert(item.to_owned(), quantity),
                None => None,
            };
        } else if let Some(part) = within(name, "billing") {
            address(&mut submission.billing, part, value);
        } else if let Some(part) = within(name, "shipping") {
            address(&mut submission.shipping, part, value);
        } else if let Some(method) = within(name, "name").and_then(Method::of_name) {
            parts.names.push((method, value));
        } else {
            self.choice(name, value);
        }
    }

    fn choice(&mut self, name: &str, value: String) {
        let submission = &mut self.submission;
        match name {
            "payment_method" => self.method = Method::of_name(&value).unwrap_or_default(),
            "promotion_code" => submission.promotion_code = Some(value),
            "shipping_option" => submission.shipping_option = Some(value),
            "terms_of_service" => submission.accepts_terms = true,
            "promotions" => submission.wants_promotions = true,
            "bills_to_shipping" => self.bills_to_shipping = true,
            "shown_total" => self.shown_total = value.parse().ok(),
            _ => {}
        }
    }

    fn amount(&mut self, typed: String, currency: &str, language: Language) {
        self.submission.amount = read_amount(&typed, currency, language);
        if self.submission.amount.is_none() && !typed.trim().is_empty() {
            let currency = currency.to_owned();
            let unread = Problem::Amount(AmountProblem::Unread { currency });
            self.errors.push(FieldError::new("amount", unread));
        }
        self.typed_amount = typed;
    }

    /// A whole number; what else was typed is refused.
    fn quantity(&mut self, field: &str, typed: &str) -> Option<i64> {
        let quantity = typed.trim().parse().ok();
        if quantity.is_none() {
            let unread = Problem::Quantity(QuantityProblem::Unread);
            self.errors.push(FieldError::new(field, unread));
        }
        quantity
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
