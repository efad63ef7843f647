//! Rates between currencies: a fixed table, so that a practice store needs no network and the same
//! seed gives the same figures. They are plausible, not true.

use countertop_domain::Currency;
use serde_json::{Number, Value};

use super::decimal::{Decimal, rounded};

/// The account's own currency.
pub(crate) const HOME: &str = "eur";

/// What one unit of a currency is worth in euros, in millionths.
const IN_EUROS: &[(&str, i128)] = &[
    ("aed", 250_000),
    ("aud", 600_000),
    ("bgn", 511_300),
    ("brl", 158_000),
    ("cad", 670_000),
    ("chf", 1_062_000),
    ("cny", 127_000),
    ("czk", 40_200),
    ("dkk", 134_000),
    ("eur", 1_000_000),
    ("gbp", 1_168_000),
    ("hkd", 118_000),
    ("huf", 2_550),
    ("idr", 56),
    ("ils", 252_000),
    ("inr", 10_700),
    ("isk", 6_800),
    ("jpy", 6_100),
    ("krw", 661),
    ("kwd", 3_010_000),
    ("mxn", 49_500),
    ("myr", 209_000),
    ("nok", 85_500),
    ("nzd", 545_000),
    ("php", 15_800),
    ("pln", 234_000),
    ("ron", 200_900),
    ("sar", 245_000),
    ("sek", 88_200),
    ("sgd", 705_000),
    ("thb", 27_000),
    ("try", 24_500),
    ("twd", 29_800),
    ("uah", 21_800),
    ("usd", 921_500),
    ("vnd", 36),
    ("zar", 50_400),
];
/// The rate of a currency that is not in the table.
const ANY: i128 = 100_000;

/// A currency by its code, as objects hold it.
pub(super) fn currency(code: &str) -> Option<Currency> {
    Currency::parse(code).ok()
}

/// How much one minor unit of a currency is in minor units of the account's.
///
/// The rate goes between minor units, as the documentation of balance transactions has it: the
/// amount of the charge, multiplied by it, is the amount of the transaction.
pub(super) fn to_home(from: Currency) -> Decimal {
    let home = Currency::parse(HOME).map_or(2, |home| home.exponent());
    let places = i64::from(home) - i64::from(from.exponent());
    Decimal::of(rate(from), 6).shifted(places)
}

/// An amount in minor units of a currency, in those of the account's.
pub(super) fn convert(amount: i64, rate: Decimal) -> i64 {
    let (above, below) = rate.fraction();
    i64::try_from(rounded(i128::from(amount) * above, below)).unwrap_or(i64::MAX)
}

/// So many cents of a euro in minor units of a currency, rounded to whole units of it.
pub(super) fn from_euros(cents: i64, to: Currency) -> i64 {
    if to.code() == HOME {
        return cents;
    }
    let whole = rounded(i128::from(cents) * 10_000, rate(to));
    let minor = whole * 10_i128.pow(to.exponent());
    i64::try_from(minor).unwrap_or(i64::MAX)
}

/// A rate as Stripe writes it: a number.
pub(super) fn number(rate: Decimal) -> Value {
    // The text of the decimal is the number's own; nothing is calculated with it.
    let number: Option<Number> = serde_json::from_str(&rate.to_string()).ok();
    number.map_or(Value::Null, Value::Number)
}

fn rate(of: Currency) -> i128 {
    let known = IN_EUROS.iter().find(|(code, _)| *code == of.code());
    known.map_or(ANY, |(_, rate)| *rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::supported(code).unwrap()
    }

    #[test]
    fn amounts_are_converted_exactly() {
        for (amount, code, written, home) in [
            (1000, "usd", "0.9215", 922),
            (1000, "jpy", "0.61", 610),
            (1000, "kwd", "0.301", 301),
            (-1000, "gbp", "1.168", -1168),
            (1, "huf", "0.00255", 0),
        ] {
            let rate = to_home(currency(code));
            assert_eq!(number(rate).to_string(), written, "{code}");
            assert_eq!(convert(amount, rate), home, "{code}");
        }
    }

    #[test]
    fn euros_become_whole_units() {
        for (code, minor) in [("eur", 2000), ("usd", 2200), ("jpy", 3279), ("kwd", 7000)] {
            assert_eq!(from_euros(2000, currency(code)), minor, "{code}");
        }
    }

    #[test]
    fn the_table_names_real_currencies_in_order() {
        assert!(IN_EUROS.is_sorted_by(|a, b| a.0 < b.0));
        for (code, rate) in IN_EUROS {
            assert!(Currency::supported(code).is_ok(), "{code}");
            assert!(*rate > 0);
        }
    }
}
