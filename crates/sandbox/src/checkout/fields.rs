//! Checks what a customer filled in against what the session asks.

use serde_json::{Value, json};

use super::check::{Check, FieldError, LONGEST, length};
use super::problem::{AnswerProblem, Blank, Problem, Wrong};
use super::submission::{AddressEntry, Submission};
use crate::api::{has_tax_ids, is_tax_id};

/// Everything that is wrong with a submission, the line items apart.
pub(super) fn check(session: &Value, submission: &Submission) -> Vec<FieldError> {
    let mut check = Check::default();
    email(&mut check, session, &submission.email);
    check.filled("name", &submission.name, Problem::Missing(Blank::Name));
    if session["phone_number_collection"]["enabled"] == true {
        let digits = submission.phone.bytes().filter(u8::is_ascii_digit).count();
        if !(5..=20).contains(&digits) || submission.phone.chars().count() > 40 {
            check.refuse("phone", Problem::Missing(Blank::Phone));
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
        check.refuse("terms_of_service", Problem::Missing(Blank::Terms));
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
            check.refuse("tax_id[value]", Problem::Wrong(Wrong::TaxId));
        }
    } else if asked["required"] == "if_supported" && has_tax_ids(&submission.billing.country) {
        check.refuse("tax_id[value]", Problem::Missing(Blank::TaxId));
    }
}

fn names(check: &mut Check, session: &Value, submission: &Submission) {
    for (which, typed, blank) in [
        ("business", &submission.business_name, Blank::BusinessName),
        (
            "individual",
            &submission.individual_name,
            Blank::IndividualName,
        ),
    ] {
        let field = format!("{which}_name");
        let asked = &session["name_collection"][which];
        if asked["enabled"] == true && asked["optional"] != true {
            check.filled(&field, typed, Problem::Missing(blank));
        } else {
            check.short(&field, typed);
        }
    }
}

fn email(check: &mut Check, session: &Value, email: &str) {
    let email = email.trim();
    if session["_email_is_locked"] == true && session["_known_email"] != email {
        return check.refuse("email", Problem::Wrong(Wrong::EmailFixed));
    }
    let good = email
        .split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    let clean = !email
        .chars()
        .any(|it| it.is_whitespace() || it.is_control());
    if email.is_empty() {
        check.refuse("email", Problem::Missing(Blank::Email));
    } else if !good || !clean || length(email) > LONGEST {
        check.refuse("email", Problem::Wrong(Wrong::EmailIncomplete));
    }
}

fn address(check: &mut Check, name: &str, entry: &AddressEntry, countries: Option<&Vec<Value>>) {
    let field = |part: &str| format!("{name}[{part}]");
    check.filled(
        &field("line1"),
        &entry.line1,
        Problem::Missing(Blank::Street),
    );
    check.filled(
        &field("postal_code"),
        &entry.postal_code,
        Problem::Missing(Blank::PostalCode),
    );
    check.filled(&field("city"), &entry.city, Problem::Missing(Blank::Town));
    let country = entry.country.trim();
    let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code {
        check.refuse(&field("country"), Problem::Missing(Blank::Country));
    } else if countries.is_some_and(|allowed| !allowed.contains(&json!(country))) {
        check.refuse(&field("country"), Problem::Wrong(Wrong::CountryNotServed));
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
        if let Err(problem) = answer_fits(field, answer) {
            check.refuse(&name, problem);
        }
    }
    for key in submission.answers.keys() {
        if !fields.iter().any(|field| field["key"] == *key) {
            check.refuse(
                &format!("custom_fields[{key}]"),
                Problem::Answer(AnswerProblem::NotAsked),
            );
        }
    }
}

fn answer_fits(field: &Value, answer: &str) -> Result<(), Problem> {
    let kind = field["type"].as_str().unwrap_or_default();
    let details = &field[kind];
    if answer.is_empty() {
        return match field["optional"] == true {
            true => Ok(()),
            false => Err(Problem::Missing(Blank::Answer)),
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
            .ok_or(Problem::Answer(AnswerProblem::NotInList));
    }
    if kind == "numeric" && !answer.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::Answer(AnswerProblem::OnlyDigits));
    }
    let length = length(answer);
    let least = details["minimum_length"].as_u64().unwrap_or(0);
    let most = details["maximum_length"].as_u64().unwrap_or(255);
    if length < least {
        return Err(Problem::Answer(AnswerProblem::TooShort { least }));
    }
    if length > most {
        return Err(Problem::Answer(AnswerProblem::TooLong { most }));
    }
    Ok(())
}
