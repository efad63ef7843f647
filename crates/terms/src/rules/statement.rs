//! What stands on the customer's bank statement.
//!
//! Source: Stripe's documentation, "Statement descriptors".

use super::Facts;
use super::found::Found;

/// Longest text on a statement.
const LONGEST: usize = 22;
/// Shortest.
const SHORTEST: usize = 5;
/// What Stripe puts between the account's prefix and a suffix: an asterisk and a space.
const BETWEEN: usize = 2;
/// What a statement must not hold.
const REFUSED: [char; 6] = ['<', '>', '\\', '\'', '"', '*'];

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let data = &facts.terms.payment_intent_data;
    let whole = "payment_intent_data[statement_descriptor]";
    if !data.statement_descriptor.is_empty() {
        descriptor(&data.statement_descriptor, whole, found);
        let methods = &facts.terms.payment_method_types;
        if methods.is_empty() || methods.iter().any(|it| it == "card") {
            found.warning(
                whole,
                "Cards do not show this, but your account's prefix and the suffix: write a suffix for \
                 them.",
            );
        }
    }
    if !data.statement_descriptor_suffix.is_empty() {
        let prefix = facts.context.statement_prefix.as_deref();
        suffix(&data.statement_descriptor_suffix, prefix, found);
    }
}

fn descriptor(text: &str, param: &str, found: &mut Found) {
    if characters(text, param, found) {
        return;
    }
    let length = text.chars().count();
    if !has_letter(text) {
        found.problem(
            param,
            "A bank statement needs at least one letter: write a name, such as CAKES 2026.",
        );
    } else if !(SHORTEST..=LONGEST).contains(&length) {
        found.problem(
            param,
            format!(
                "The text on the statement has {length} characters, and banks show {SHORTEST} to \
                 {LONGEST}: make it fit."
            ),
        );
    }
}

fn suffix(text: &str, prefix: Option<&str>, found: &mut Found) {
    let param = "payment_intent_data[statement_descriptor_suffix]";
    if characters(text, param, found) {
        return;
    }
    let length = text.chars().count();
    let Some(prefix) = prefix.filter(|prefix| !prefix.is_empty()) else {
        if length > LONGEST {
            found.problem(
                param,
                format!(
                    "The suffix has {length} characters, and with your account's prefix it has up to \
                     {LONGEST}: shorten it."
                ),
            );
        }
        return;
    };
    let whole = prefix.chars().count() + BETWEEN + length;
    if !(SHORTEST..=LONGEST).contains(&whole) {
        let room = LONGEST.saturating_sub(prefix.chars().count() + BETWEEN);
        found.problem(
            param,
            format!(
                "With your account's prefix {prefix} the statement has {whole} characters, and banks \
                 show {SHORTEST} to {LONGEST}: write up to {room} here."
            ),
        );
    } else if !has_letter(prefix) && !has_letter(text) {
        found.problem(
            param,
            "A bank statement needs at least one letter, and neither your prefix nor this has one: \
             write one.",
        );
    }
}

/// Whether there is a character that no statement shows; then it is said.
fn characters(text: &str, param: &str, found: &mut Found) -> bool {
    if text.contains(REFUSED) {
        found.problem(
            param,
            "A bank statement cannot show < > \\ ' \" and *: write it without them.",
        );
        return true;
    }
    if !text.chars().all(|it| it == ' ' || it.is_ascii_graphic()) {
        found.problem(
            param,
            "A bank statement shows Latin letters, digits and plain signs only: write it with those.",
        );
        return true;
    }
    false
}

fn has_letter(text: &str) -> bool {
    text.chars().any(|it| it.is_ascii_alphabetic())
}
