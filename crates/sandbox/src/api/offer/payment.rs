//! How what is sold is paid: the ways to pay, and what stands on the customer's statement.

use serde_json::Value;

use super::super::error::ApiError;
use super::Mode;
use super::lists::PAYABLE;

/// How the account's part of a card's statement descriptor begins; a suffix comes after it.
const PREFIX: &str = "PRACTICE";
/// Between the two parts stand an asterisk and a space.
const LONGEST: usize = 22;
const SHORTEST: usize = 5;

/// Checks that the ways to pay that were asked for go with the currency and the mode, and that
/// somebody can pay with one of them here.
pub(crate) fn check_method_types(
    types: &Value,
    currency: &str,
    mode: Mode,
) -> Result<(), ApiError> {
    let Some(types) = types.as_array() else {
        return Ok(());
    };
    let refused = |message: String| Err(ApiError::invalid(message).param("payment_method_types"));
    for name in types.iter().filter_map(Value::as_str) {
        if currency != "eur" && matches!(name, "multibanco" | "sepa_debit") {
            return refused(format!(
                "Invalid currency: {currency}. The payment method `{name}` only supports the \
                 following currencies: `eur`."
            ));
        }
        if mode == Mode::Subscription && name == "multibanco" {
            return refused(format!(
                "The payment method `{name}` cannot be used in `subscription` mode."
            ));
        }
    }
    let payable = |name: &Value| PAYABLE.iter().any(|known| name == known);
    if types.iter().any(payable) {
        return Ok(());
    }
    refused(format!(
        "Nobody could pay here with any of these. The practice store takes {}.",
        PAYABLE.join(", ")
    ))
}

/// Checks what is to stand on the customer's statement. `path` is where the two parameters stand.
pub(crate) fn check_descriptors(data: &Value, path: &str) -> Result<(), ApiError> {
    for (name, before) in [
        ("statement_descriptor", 0),
        ("statement_descriptor_suffix", PREFIX.len() + 2),
    ] {
        let Some(text) = data[name].as_str() else {
            continue;
        };
        let refused = |message: String| {
            Err(ApiError::invalid(message).param(super::super::params::below(path, name)))
        };
        if text.contains(['<', '>', '"', '\'', '*', '\\']) {
            return refused(
                "The statement descriptor must not contain any of the characters <, >, \\, ', \", \
                 *."
                .to_owned(),
            );
        }
        let letters = text.chars().any(|it| it.is_ascii_alphabetic());
        if !text.is_ascii() || (before == 0 && !letters) {
            return refused(
                "The statement descriptor must contain at least one letter, and Latin characters \
                 only."
                    .to_owned(),
            );
        }
        let length = before + text.len();
        if !(SHORTEST..=LONGEST).contains(&length) {
            return refused(format!(
                "The statement descriptor must be between {SHORTEST} and {LONGEST} characters; \
                 with the account's prefix it is {length}."
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn descriptors_are_checked() {
        for (name, text, good) in [
            ("statement_descriptor", "BAKERY CAKE", true),
            ("statement_descriptor", "CAKE", false),
            ("statement_descriptor", "12345", false),
            ("statement_descriptor", "CAKE*SHOP", false),
            ("statement_descriptor", "BÄCKEREI", false),
            ("statement_descriptor_suffix", "CAKE", true),
            ("statement_descriptor_suffix", "12", true),
            ("statement_descriptor_suffix", "TWELVE CHARS", true),
            ("statement_descriptor_suffix", "THIRTEEN CHAR", false),
            ("statement_descriptor_suffix", "A'B", false),
        ] {
            let checked = check_descriptors(&json!({ name: text }), "payment_intent_data");
            assert_eq!(checked.is_ok(), good, "{name} {text}");
        }
    }
}
