//! Amounts as a customer reads and types them.

use countertop_domain::{Currency, Money};
use serde_json::Value;

use super::language::Language;

/// Signs that are clear on their own; every other currency shows its code.
const SIGNS: &[(&str, &str)] = &[
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

/// An amount in minor units with its currency: `€1,234.50` or `CHF 12.00` in English, `1.234,50 €`
/// or `12,00 CHF` in German.
pub(crate) fn amount(minor: i64, code: &str, language: Language) -> String {
    let decimal = decimal(minor, code);
    let (minus, digits) = match decimal.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", decimal.as_str()),
    };
    let number = grouped(digits, language);
    let sign = sign(code, language);
    match (language, sign) {
        (Language::English, Some(sign)) => format!("{minus}{sign}{number}"),
        (Language::English, None) => format!("{minus}{}\u{a0}{number}", code.to_uppercase()),
        (Language::German, Some(sign)) => format!("{minus}{number}\u{a0}{sign}"),
        (Language::German, None) => format!("{minus}{number}\u{a0}{}", code.to_uppercase()),
    }
}

/// An amount that an object tells in one of its fields, in the object's currency.
pub(super) fn of_object(object: &Value, field: &str, language: Language) -> String {
    let code = object["currency"].as_str().unwrap_or_default();
    amount(object[field].as_i64().unwrap_or(0), code, language)
}

fn sign(code: &str, language: Language) -> Option<&'static str> {
    if code == "aud" {
        return Some(match language {
            Language::English => "A$",
            Language::German => "AU$",
        });
    }
    let known = SIGNS.iter().find(|(known, _)| *known == code);
    known.map(|(_, sign)| *sign)
}

/// What stands between the thousands, and before the decimals.
fn marks(language: Language) -> (char, char) {
    match language {
        Language::English => (',', '.'),
        Language::German => ('.', ','),
    }
}

/// Reads an amount that a customer typed, in major units, as minor units. Groups of three digits
/// may be marked as the language does it; a point or comma elsewhere is a decimal one.
pub(super) fn read_amount(typed: &str, code: &str, language: Language) -> Option<i64> {
    let currency = Currency::parse(code).ok()?;
    let typed: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
    let (group, point) = marks(language);
    let (whole, fraction) = match typed.rsplit_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None if is_grouped(&typed, group) => (typed.as_str(), None),
        None => match typed.rsplit_once(group) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (typed.as_str(), None),
        },
    };
    if whole.contains(group) && !is_grouped(whole, group) {
        return None;
    }
    let whole = whole.replace(group, "");
    let plain = match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    };
    Money::from_decimal(&plain, currency).ok().map(Money::minor)
}

/// Whether every mark stands before three digits, and one to three stand before the first.
fn is_grouped(typed: &str, group: char) -> bool {
    let parts: Vec<&str> = typed.split(group).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [first, others @ ..] = parts.as_slice() else {
        return false;
    };
    !others.is_empty()
        && (1..=3).contains(&first.len())
        && others.iter().all(|part| part.len() == 3)
        && parts.iter().all(digits)
}

/// An amount in major units for an input field, such as `1234.50`, in German `1234,50`.
pub(super) fn plain(minor: i64, code: &str, language: Language) -> String {
    decimal(minor, code).replace('.', &marks(language).1.to_string())
}

fn decimal(minor: i64, code: &str) -> String {
    Currency::parse(code)
        .ok()
        .and_then(|currency| Money::new(minor, currency).ok())
        .map_or_else(|| minor.to_string(), Money::to_decimal)
}

/// Digits with a mark between each three before the decimals.
fn grouped(digits: &str, language: Language) -> String {
    let (group, point) = marks(language);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push(point);
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, German};

    #[test]
    fn amounts_are_written_in_their_currency_and_language() {
        for (minor, code, english, german) in [
            (8650, "eur", "€86.50", "86,50 €"),
            (5, "usd", "$0.05", "0,05 $"),
            (123_456_789, "usd", "$1,234,567.89", "1.234.567,89 $"),
            (1500, "jpy", "¥1,500", "1.500 ¥"),
            (100_000, "chf", "CHF 1,000.00", "1.000,00 CHF"),
            (1230, "kwd", "KWD 1.230", "1,230 KWD"),
            (999, "aud", "A$9.99", "9,99 AU$"),
            (-250, "eur", "-€2.50", "-2,50 €"),
            (0, "eur", "€0.00", "0,00 €"),
        ] {
            for (language, expected) in [(English, english), (German, german)] {
                let written = amount(minor, code, language).replace('\u{a0}', " ");
                assert_eq!(written, expected);
            }
        }
    }

    #[test]
    fn typed_amounts_are_read() {
        for (typed, code, english, german) in [
            ("12.50", "eur", Some(1250), Some(1250)),
            (" 12,5 ", "eur", Some(1250), Some(1250)),
            ("7", "jpy", Some(7), Some(7)),
            ("1.234,50", "eur", None, Some(123_450)),
            ("1,234.50", "eur", Some(123_450), None),
            ("1,234", "eur", Some(123_400), None),
            ("1.234", "eur", None, Some(123_400)),
            ("1.234.567", "eur", None, Some(123_456_700)),
            ("1,234,567", "eur", Some(123_456_700), None),
            ("12,34,567", "eur", None, None),
            ("1,2345.00", "eur", None, None),
            ("1 234", "eur", Some(123_400), Some(123_400)),
            ("-5", "eur", Some(-500), Some(-500)),
            ("", "eur", None, None),
            ("abc", "eur", None, None),
            (",", "eur", None, None),
        ] {
            for (language, expected) in [(English, english), (German, german)] {
                assert_eq!(read_amount(typed, code, language), expected, "{typed}");
            }
        }
    }

    #[test]
    fn an_amount_in_a_field_is_read_back() {
        for (minor, code) in [
            (123_450, "eur"),
            (1500, "jpy"),
            (1230, "kwd"),
            (200_000, "eur"),
        ] {
            for language in Language::ALL {
                let shown = plain(minor, code, language);
                assert_eq!(read_amount(&shown, code, language), Some(minor), "{shown}");
            }
        }
    }
}
