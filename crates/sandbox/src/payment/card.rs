//! Reading a card that was typed.
//!
//! A card's number lives only as long as the request that brings it; what is kept is its brand, its
//! last four digits, its expiry, and a fingerprint that is the same for the same number.

use secrecy::{ExposeSecret, SecretString};

use super::decline::{self, Decline};
use super::test_card::TestCard;

/// A card as it was typed.
#[derive(Debug, Clone)]
pub(crate) struct CardEntry {
    pub(crate) number: SecretString,
    pub(crate) exp: String,
    /// None where none was asked for; the API takes a card without one.
    pub(crate) cvc: Option<SecretString>,
}

/// A card that can be real: its number has the right length and check digit.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    /// Its digits. They end with the request.
    pub(crate) number: SecretString,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) has_cvc: HasCvc,
    /// None for a card that is not one of Stripe's test cards.
    pub(crate) test: Option<&'static TestCard>,
}

/// Whether a security code was given: a bank cannot check what it was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HasCvc {
    Yes,
    No,
}

impl Card {
    /// A test card as its test id stands for it: with a security code, and good for a year.
    pub(crate) fn of_test(test: &'static TestCard, year: i64, month: i64) -> Self {
        Self {
            number: SecretString::from(test.number),
            exp_month: month,
            exp_year: year + 1,
            has_cvc: HasCvc::Yes,
            test: Some(test),
        }
    }

    pub(crate) fn brand(&self) -> &'static str {
        self.test
            .map_or_else(|| brand_of(self.number.expose_secret()), |test| test.brand)
    }

    pub(crate) fn funding(&self) -> &'static str {
        self.test.map_or("credit", |test| test.funding)
    }

    pub(crate) fn country(&self) -> &'static str {
        self.test.map_or("US", |test| test.country)
    }

    pub(crate) fn last4(&self) -> &str {
        let number = self.number.expose_secret();
        number.get(number.len() - 4..).unwrap_or_default()
    }
}

impl CardEntry {
    /// A number with an expiry and code that are good for any test card.
    pub(crate) fn of_number(number: &str) -> Self {
        Self {
            number: SecretString::from(number.to_owned()),
            exp: "12 / 34".to_owned(),
            cvc: Some(SecretString::from("1234".to_owned())),
        }
    }

    /// Reads what was typed. `year` and `month` are now, by which an expiry is judged.
    pub(crate) fn read(&self, year: i64, month: i64) -> Result<Card, Decline> {
        let number: String = digits_of(self.number.expose_secret())?;
        if number.len() < 12 {
            return Err(decline::INCOMPLETE_NUMBER);
        }
        if number.len() > 19 || !has_check_digit(&number) {
            return Err(decline::INCORRECT_NUMBER);
        }
        let (exp_month, exp_year) = read_expiry(&self.exp)?;
        if exp_year > year + 50 {
            return Err(decline::INVALID_YEAR);
        }
        if (exp_year, exp_month) < (year, month) {
            return Err(decline::PAST_EXPIRY);
        }
        let has_cvc = match &self.cvc {
            Some(cvc) if is_cvc(cvc.expose_secret()) => HasCvc::Yes,
            Some(_) => return Err(decline::INVALID_CVC),
            None => HasCvc::No,
        };
        Ok(Card {
            test: TestCard::numbered(&number),
            number: SecretString::from(number),
            exp_month,
            exp_year,
            has_cvc,
        })
    }
}

fn is_cvc(typed: &str) -> bool {
    let typed = typed.trim();
    (3..=4).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a number that may have spaces and dashes between them.
fn digits_of(typed: &str) -> Result<String, Decline> {
    let kept: String = typed
        .chars()
        .filter(|it| !it.is_whitespace() && *it != '-')
        .collect();
    if kept.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(kept)
    } else {
        Err(decline::INCORRECT_NUMBER)
    }
}

/// The Luhn check, which finds every single mistyped digit.
fn has_check_digit(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 1 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn brand_of(number: &str) -> &'static str {
    match number.as_bytes() {
        [b'4', ..] => "visa",
        [b'5' | b'2', ..] => "mastercard",
        [b'3', b'4' | b'7', ..] => "amex",
        [b'6', ..] => "discover",
        _ => "unknown",
    }
}

/// `12/34`, `12 / 2034`, `1234`, `2034-12` as month and year.
fn read_expiry(typed: &str) -> Result<(i64, i64), Decline> {
    let parts: Vec<&str> = typed
        .split(|it: char| !it.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (month, year) = match parts.as_slice() {
        [month, year] if month.len() <= 2 => (*month, *year),
        [year, month] if year.len() == 4 => (*month, *year),
        [both] if both.len() == 4 || both.len() == 6 => both.split_at(2),
        _ => return Err(decline::INCOMPLETE_EXPIRY),
    };
    let month: i64 = month.parse().map_err(|_| decline::INVALID_MONTH)?;
    if !(1..=12).contains(&month) {
        return Err(decline::INVALID_MONTH);
    }
    match (year.len(), year.parse::<i64>()) {
        (2, Ok(year)) => Ok((month, 2000 + year)),
        (4, Ok(year)) => Ok((month, year)),
        _ => Err(decline::INVALID_YEAR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: &str, exp: &str, cvc: &str) -> CardEntry {
        CardEntry {
            number: SecretString::from(number.to_owned()),
            exp: exp.to_owned(),
            cvc: Some(SecretString::from(cvc.to_owned())),
        }
    }

    #[test]
    fn every_test_card_has_its_check_digit_and_is_read() {
        for card in TestCard::all() {
            let read = CardEntry::of_number(card.number).read(2026, 11).unwrap();
            assert_eq!(read.test.unwrap().name(), card.name(), "{}", card.number);
            assert!(card.number.ends_with(read.last4()));
        }
    }

    #[test]
    fn what_was_typed_is_read_or_refused() {
        let good = "4242 4242-4242 4242";
        for (number, exp, cvc, refused) in [
            (good, "12/34", "123", None),
            (good, "12 / 2034", "1234", None),
            (good, "1234", "123", None),
            (good, "2034-12", "123", None),
            (good, "11/26", "123", None),
            (good, "10/26", "123", Some(decline::PAST_EXPIRY)),
            (good, "13/34", "123", Some(decline::INVALID_MONTH)),
            (good, "0/34", "123", Some(decline::INVALID_MONTH)),
            (good, "12/99", "123", Some(decline::INVALID_YEAR)),
            (good, "12", "123", Some(decline::INCOMPLETE_EXPIRY)),
            (good, "", "123", Some(decline::INCOMPLETE_EXPIRY)),
            (good, "12/34", "12", Some(decline::INVALID_CVC)),
            (good, "12/34", "12a", Some(decline::INVALID_CVC)),
            ("", "12/34", "123", Some(decline::INCOMPLETE_NUMBER)),
            (
                "4242 4242",
                "12/34",
                "123",
                Some(decline::INCOMPLETE_NUMBER),
            ),
            (
                "4242424242424241",
                "12/34",
                "123",
                Some(decline::INCORRECT_NUMBER),
            ),
            (
                "4242x42424242424",
                "12/34",
                "123",
                Some(decline::INCORRECT_NUMBER),
            ),
            (
                "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
                "12/34",
                "123",
                Some(decline::INCORRECT_NUMBER),
            ),
        ] {
            let read = entry(number, exp, cvc).read(2026, 11);
            assert_eq!(read.err(), refused, "{number} {exp} {cvc}");
        }
    }

    #[test]
    fn a_real_card_is_no_test_card_and_never_shown() {
        let real = entry("4111111111111111", "12/34", "123");
        let read = real.read(2026, 11).unwrap();
        assert!(read.test.is_none());
        assert!(!format!("{real:?} {read:?}").contains("41111111"));
    }
}
