//! Checks what a customer filled in against what the session asks.

use countertop_domain::{Currency, Money};
use serde_json::{Value, json};

use super::submission::{AddressEntry, Submission};

/// A field of the form that has to be filled in otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    /// The field's name in the form.
    pub(crate) field: String,
    /// One sentence for the customer.
    pub(crate) message: String,
}

const LONGEST: usize = 500;

/// Collects what is wrong, so that the page can say it all at once.
struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            message: message.into(),
        });
    }

    fn filled(&mut self, field: &str, value: &str, message: &str) {
        if value.trim().is_empty() {
            self.refuse(field, message);
        } else if value.chars().count() > LONGEST {
            self.refuse(field, format!("Use at most {LONGEST} characters."));
        }
    }
}

/// Everything that is wrong with a submission, the line items apart.
pub(super) fn check(session: &Value, submission: &Submission) -> Vec<FieldError> {
    let mut check = Check { errors: Vec::new() };
    email(&mut check, session, &submission.email);
    check.filled("name", &submission.name, "Enter the name on the card.");
    if session["phone_number_collection"]["enabled"] == true {
        let digits = submission.phone.bytes().filter(u8::is_ascii_digit).count();
        if !(5..=20).contains(&digits) || submission.phone.chars().count() > 40 {
            check.refuse("phone", "Enter a phone number.");
        }
    }
    if session["billing_address_collection"] == "required" {
        address(&mut check, "billing", &submission.billing, None);
    }
    if let Some(countries) = session["shipping_address_collection"]["allowed_countries"].as_array()
    {
        address(
            &mut check,
            "shipping",
            &submission.shipping,
            Some(countries),
        );
    }
    questions(&mut check, session, submission);
    if session["consent_collection"]["terms_of_service"] == "required" && !submission.accepts_terms
    {
        check.refuse("terms_of_service", "Accept the terms to go on.");
    }
    check.errors
}

fn email(check: &mut Check, session: &Value, email: &str) {
    let email = email.trim();
    if session["_email_is_locked"] == true && session["customer_email"] != email {
        return check.refuse("email", "The e-mail address of this checkout is fixed.");
    }
    let good = email
        .split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    let clean = !email
        .chars()
        .any(|it| it.is_whitespace() || it.is_control());
    if email.is_empty() {
        check.refuse("email", "Enter your e-mail address.");
    } else if !good || !clean || email.chars().count() > LONGEST {
        check.refuse("email", "Your e-mail address is not complete.");
    }
}

fn address(check: &mut Check, name: &str, entry: &AddressEntry, countries: Option<&Vec<Value>>) {
    let field = |part: &str| format!("{name}[{part}]");
    check.filled(
        &field("line1"),
        &entry.line1,
        "Enter the street and number.",
    );
    check.filled(
        &field("postal_code"),
        &entry.postal_code,
        "Enter the postal code.",
    );
    check.filled(&field("city"), &entry.city, "Enter the town.");
    let country = entry.country.trim();
    let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code {
        check.refuse(
            &field("country"),
            "Enter the country as two letters, such as DE.",
        );
    } else if countries.is_some_and(|allowed| !allowed.contains(&json!(country))) {
        check.refuse(&field("country"), "The shop does not ship to this country.");
    }
}

fn questions(check: &mut Check, session: &Value, submission: &Submission) {
    let fields = session["custom_fields"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for field in fields {
        let key = field["key"].as_str().unwrap_or_default();
        let answer = submission
            .answers
            .get(key)
            .map(|it| it.trim())
            .unwrap_or_default();
        let name = format!("custom_fields[{key}]");
        if let Err(message) = answer_fits(field, answer) {
            check.refuse(&name, message);
        }
    }
    for key in submission.answers.keys() {
        if !fields.iter().any(|field| field["key"] == *key) {
            check.refuse(
                &format!("custom_fields[{key}]"),
                "This link does not ask that.",
            );
        }
    }
}

fn answer_fits(field: &Value, answer: &str) -> Result<(), String> {
    let kind = field["type"].as_str().unwrap_or_default();
    let details = &field[kind];
    if answer.is_empty() {
        return match field["optional"] == true {
            true => Ok(()),
            false => Err("Fill in this field.".to_owned()),
        };
    }
    if kind == "dropdown" {
        let options = details["options"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let known = options.iter().any(|option| option["value"] == answer);
        return known
            .then_some(())
            .ok_or_else(|| "Choose one of the list.".to_owned());
    }
    if kind == "numeric" && !answer.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("Use digits only.".to_owned());
    }
    let length = u64::try_from(answer.chars().count()).unwrap_or(u64::MAX);
    let least = details["minimum_length"].as_u64().unwrap_or(0);
    let most = details["maximum_length"].as_u64().unwrap_or(255);
    if length < least {
        return Err(format!("Use at least {least} characters."));
    }
    if length > most {
        return Err(format!("Use at most {most} characters."));
    }
    Ok(())
}

/// Checks and sets quantities and amounts of the session's line items as the customer chose them.
pub(super) fn choose(items: &mut [Value], submission: &Submission) -> Vec<FieldError> {
    let mut check = Check { errors: Vec::new() };
    for id in submission.quantities.keys() {
        if !items.iter().any(|item| item["id"] == *id) {
            check.refuse(&format!("quantity[{id}]"), "This link does not sell that.");
        }
    }
    for item in items.iter_mut() {
        let id = item["id"].as_str().unwrap_or_default().to_owned();
        if let Some(wanted) = submission.quantities.get(&id) {
            quantity(&mut check, item, &id, *wanted);
        }
        let unit = match item["price"]["custom_unit_amount"].is_null() {
            true => item["price"]["unit_amount"]
                .as_i64()
                .or_else(|| decimal_unit(item)),
            false => chosen_unit(&mut check, item, submission.amount),
        };
        let quantity = item["quantity"].as_i64().unwrap_or(1);
        match unit.unwrap_or(0).checked_mul(quantity) {
            Some(total) => {
                item["amount_subtotal"] = json!(total);
                item["amount_total"] = json!(total);
            }
            None => check.refuse("amount", "The amount is too large."),
        }
    }
    if check.errors.is_empty() {
        total_fits(&mut check, items);
    }
    check.errors
}

/// A price in parts of the minor unit, rounded half up as Stripe does on the line.
fn decimal_unit(item: &Value) -> Option<i64> {
    let text = item["price"]["unit_amount_decimal"].as_str()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let up = i64::from(fraction.bytes().next().is_some_and(|digit| digit >= b'5'));
    whole.parse::<i64>().ok()?.checked_add(up)
}

fn quantity(check: &mut Check, item: &mut Value, id: &str, wanted: i64) {
    let field = format!("quantity[{id}]");
    let bounds = &item["adjustable_quantity"];
    if item["quantity"] == wanted {
        return;
    }
    let (Some(least), Some(most)) = (bounds["minimum"].as_i64(), bounds["maximum"].as_i64()) else {
        check.refuse(&field, "The quantity of this item is fixed.");
        return;
    };
    if (least..=most).contains(&wanted) {
        item["quantity"] = json!(wanted);
    } else {
        check.refuse(&field, format!("Choose a quantity from {least} to {most}."));
    }
}

fn chosen_unit(check: &mut Check, item: &Value, chosen: Option<i64>) -> Option<i64> {
    let bounds = &item["price"]["custom_unit_amount"];
    let Some(amount) = chosen.or(bounds["preset"].as_i64()) else {
        check.refuse("amount", "Enter an amount.");
        return None;
    };
    let code = item["currency"].as_str().unwrap_or_default();
    let shown = |minor: i64| crate::pay::amount(minor, code);
    if bounds["minimum"]
        .as_i64()
        .is_some_and(|least| amount < least)
    {
        let least = bounds["minimum"].as_i64().unwrap_or(0);
        check.refuse("amount", format!("Enter at least {}.", shown(least)));
    } else if bounds["maximum"].as_i64().is_some_and(|most| amount > most) {
        let most = bounds["maximum"].as_i64().unwrap_or(0);
        check.refuse("amount", format!("Enter at most {}.", shown(most)));
    }
    Some(amount)
}

/// Stripe's smallest and largest charge. Nothing at all may be free.
fn total_fits(check: &mut Check, items: &[Value]) {
    let total = super::open::total(items);
    let code = items
        .first()
        .and_then(|item| item["currency"].as_str())
        .unwrap_or_default();
    let Ok(currency) = Currency::supported(code) else {
        return;
    };
    if total == 0 {
        if items.iter().all(|item| item["quantity"] == 0) {
            check.refuse("quantity", "Choose at least one item.");
        }
        return;
    }
    let fits = Money::new(total, currency).and_then(Money::check_chargeable);
    if fits.is_err() {
        let least = currency.minimum_charge().unwrap_or(currency.step());
        let most = currency.maximum_charge();
        let shown = |minor: i64| crate::pay::amount(minor, code);
        let message = format!(
            "The total must be between {} and {}.",
            shown(least),
            shown(most)
        );
        check.refuse("amount", message);
    }
}
