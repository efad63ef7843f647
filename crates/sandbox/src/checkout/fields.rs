//! Checks what a customer filled in against what the session asks.

use serde_json::{Value, json};

use super::check::{Check, FieldError, LONGEST};
use super::submission::{AddressEntry, Submission};
use crate::api::{has_tax_ids, is_tax_id};

/// Everything that is wrong with a submission, the line items apart.
pub(super) fn check(session: &Value, submission: &Submission) -> Vec<FieldError> {
    let mut check = Check::default();
    email(&mut check, session, &submission.email);
    check.filled("name", &submission.name, "Enter the name on the card.");
    if session["phone_number_collection"]["enabled"] == true {
        let digits = submission.phone.bytes().filter(u8::is_ascii_digit).count();
        if !(5..=20).contains(&digits) || submission.phone.chars().count() > 40 {
            check.refuse("phone", "Enter a phone number.");
        }
    }
    names(&mut check, session, submission);
    tax_id(&mut check, session, submission);
    if asks_for_billing(session) {
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

/// Whether a session asks for the billing address: because the shop wants it, for the tax, or to
/// know whether there has to be a tax id.
pub(crate) fn asks_for_billing(session: &Value) -> bool {
    session["billing_address_collection"] == "required"
        || session["automatic_tax"]["enabled"] == true
        || session["tax_id_collection"]["required"] == "if_supported"
}

/// A tax id is good, and there where the customer's country has one that the shop wants.
fn tax_id(check: &mut Check, session: &Value, submission: &Submission) {
    let asked = &session["tax_id_collection"];
    let given = &submission.tax_id;
    if asked["enabled"] != true {
        return;
    }
    if !given.value.trim().is_empty() {
        if !is_tax_id(&given.kind, given.value.trim()) {
            check.refuse("tax_id[value]", "This is no tax id of this kind.");
        }
    } else if asked["required"] == "if_supported" && has_tax_ids(&submission.billing.country) {
        check.refuse("tax_id[value]", "Enter the tax id of your business.");
    }
}

fn names(check: &mut Check, session: &Value, submission: &Submission) {
    for (which, typed, words) in [
        (
            "business",
            &submission.business_name,
            "Enter the name of your business.",
        ),
        (
            "individual",
            &submission.individual_name,
            "Enter your name.",
        ),
    ] {
        let field = format!("{which}_name");
        let asked = &session["name_collection"][which];
        if asked["enabled"] == true && asked["optional"] != true {
            check.filled(&field, typed, words);
        } else {
            check.short(&field, typed);
        }
    }
}

fn email(check: &mut Check, session: &Value, email: &str) {
    let email = email.trim();
    if session["_email_is_locked"] == true && session["_known_email"] != email {
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
