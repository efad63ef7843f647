//! Amounts as a customer reads them.

use countertop_domain::{Currency, Money};

/// Symbols that are clear on their own; every other currency shows its code.
const SYMBOLS: &[(&str, &str)] = &[
    ("aud", "A$"),
    ("brl", "R$"),
    ("cad", "CA$"),
    ("cny", "CN¥"),
    ("eur", "€"),
    ("gbp", "£"),
    ("hkd", "HK$"),
    ("ils", "₪"),
    ("inr", "₹"),
    ("jpy", "¥"),
    ("krw", "₩"),
    ("mxn", "MX$"),
    ("nzd", "NZ$"),
    ("php", "₱"),
    ("twd", "NT$"),
    ("usd", "$"),
    ("vnd", "₫"),
];

/// An amount in minor units with its currency, such as `€1,234.50` or `CHF 12.00`.
pub(crate) fn amount(minor: i64, code: &str) -> String {
    let decimal = plain(minor, code);
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", decimal.as_str()),
    };
    let number = grouped(digits);
    match SYMBOLS.iter().find(|(known, _)| *known == code) {
        Some((_, symbol)) => format!("{sign}{symbol}{number}"),
        None => format!("{sign}{}\u{a0}{number}", code.to_uppercase()),
    }
}

/// Reads an amount that a customer typed, in major units with a point or comma, as minor units.
pub(super) fn read_amount(typed: &str, code: &str) -> Option<i64> {
    let currency = Currency::parse(code).ok()?;
    let plain: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
    let plain = plain.replace(',', ".");
    Money::from_decimal(&plain, currency).ok().map(Money::minor)
}

/// An amount in major units for an input field, such as `1234.50`.
pub(super) fn plain(minor: i64, code: &str) -> String {
    Currency::parse(code)
        .ok()
        .and_then(|currency| Money::new(minor, currency).ok())
        .map_or_else(|| minor.to_string(), Money::to_decimal)
}

/// Digits with a comma between each three before the decimal point.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_their_currency() {
        for (minor, code, expected) in [
            (8650, "eur", "€86.50"),
            (5, "usd", "$0.05"),
            (123_456_789, "usd", "$1,234,567.89"),
            (1500, "jpy", "¥1,500"),
            (100_000, "chf", "CHF\u{a0}1,000.00"),
            (1230, "kwd", "KWD\u{a0}1.230"),
            (-250, "eur", "-€2.50"),
            (0, "eur", "€0.00"),
        ] {
            assert_eq!(amount(minor, code), expected);
        }
    }

    #[test]
    fn typed_amounts_are_read() {
        for (typed, code, expected) in [
            ("12.50", "eur", Some(1250)),
            (" 12,5 ", "eur", Some(1250)),
            ("7", "jpy", Some(7)),
            ("1.234,50", "eur", None),
            ("", "eur", None),
            ("abc", "eur", None),
        ] {
            assert_eq!(read_amount(typed, code), expected, "{typed}");
        }
    }
}
