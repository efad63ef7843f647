//! Amounts as people write them.

use countertop_domain::{Currency, Money};

use super::DecimalSign;

/// An amount in minor units. Signs that part thousands may stand where they belong, or not at all.
///
/// # Errors
/// A sentence, when it is no amount.
pub(super) fn minor(text: &str, sign: DecimalSign, currency: Currency) -> Result<i64, String> {
    let plain = plain(text, sign).ok_or_else(|| {
        let (example, other) = match sign {
            DecimalSign::Point => ("1234.50", "a comma"),
            DecimalSign::Comma => ("1234,50", "a point"),
        };
        format!(
            "'{text}' is not an amount: write digits alone, such as {example}; where decimals are \
             written with {other}, say so when reading the table."
        )
    })?;
    let money = Money::from_decimal(&plain, currency).map_err(|error| sentence(&error))?;
    Ok(money.minor())
}

/// The error as a sentence of its own.
fn sentence(error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => text,
    }
}

/// Digits with at most one point.
fn plain(text: &str, sign: DecimalSign) -> Option<String> {
    let (decimal, thousands) = match sign {
        DecimalSign::Point => ('.', ','),
        DecimalSign::Comma => (',', '.'),
    };
    let (whole, fraction) = match text.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_space = |it: char| matches!(it, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let groups: Vec<&str> = whole.split(|it| it == thousands || is_space(it)).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, others) = groups.split_first()?;
    let are_groups = others.is_empty() || first.len() <= 3 && others.iter().all(|it| it.len() == 3);
    if !are_groups || !groups.iter().all(|it| digits(it)) {
        return None;
    }
    match fraction {
        Some(fraction) if digits(fraction) => Some(format!("{}.{fraction}", groups.concat())),
        Some(_) => None,
        None => Some(groups.concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, sign: DecimalSign, code: &str, expected: Option<i64>) {
        let currency = Currency::supported(code).unwrap();
        assert_eq!(minor(text, sign, currency).ok(), expected, "{text} {code}");
    }

    #[test]
    fn amounts_are_read_as_the_table_writes_them() {
        use DecimalSign::{Comma, Point};
        for (text, sign, code, expected) in [
            ("86.50", Point, "eur", Some(8650)),
            ("86.5", Point, "eur", Some(8650)),
            ("86", Point, "eur", Some(8600)),
            ("1,234.50", Point, "usd", Some(123_450)),
            ("1234.50", Point, "usd", Some(123_450)),
            ("1.234,50", Comma, "eur", Some(123_450)),
            ("1\u{202f}234,50", Comma, "eur", Some(123_450)),
            ("1’234.50", Point, "chf", Some(123_450)),
            ("1.234.567", Comma, "jpy", Some(1_234_567)),
            ("1.234", Point, "bhd", Some(1234)),
            ("1,234", Comma, "bhd", Some(1234)),
            // What might be read in two ways is refused.
            ("1.234", Point, "eur", None),
            ("86,5", Point, "eur", None),
            ("86.50", Comma, "eur", None),
            ("1,23,456", Point, "usd", None),
            ("12.50", Point, "jpy", None),
            ("€86.50", Point, "eur", None),
            ("-5", Point, "eur", None),
            ("86.", Point, "eur", None),
            (".5", Point, "eur", None),
            ("1e3", Point, "eur", None),
            ("", Point, "eur", None),
            ("999999999999999999999", Point, "eur", None),
        ] {
            check(text, sign, code, expected);
        }
    }
}
