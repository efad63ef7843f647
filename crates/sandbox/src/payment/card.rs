//! Cards: Stripe's test numbers and what each does, and reading what was typed.
//!
//! A card's number lives only as long as the request that brings it: [`CardEntry::read`] leaves
//! brand, last four digits and expiry. Source: Stripe's documentation, "Test card numbers".

use secrecy::{ExposeSecret, SecretString};

use super::decline::{self, Decline};

/// What a bank does with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    Approve,
    Decline(Decline),
    /// Asks the customer to confirm, then does as the second part says.
    Authenticate(&'static Behaviour),
}

/// One of Stripe's test cards.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TestCard {
    pub(crate) number: &'static str,
    brand: &'static str,
    funding: &'static str,
    country: &'static str,
    behaviour: Behaviour,
    /// What it is for, in a few words; those with words are named on the pay page.
    pub(crate) purpose: Option<&'static str>,
}

const fn card(number: &'static str, brand: &'static str, behaviour: Behaviour) -> TestCard {
    TestCard {
        number,
        brand,
        funding: "credit",
        country: "US",
        behaviour,
        purpose: None,
    }
}

const fn visa(number: &'static str, behaviour: Behaviour) -> TestCard {
    card(number, "visa", behaviour)
}

impl TestCard {
    const fn of(mut self, funding: &'static str, country: &'static str) -> Self {
        self.funding = funding;
        self.country = country;
        self
    }

    const fn named(mut self, purpose: &'static str) -> Self {
        self.purpose = Some(purpose);
        self
    }
}

const APPROVE: Behaviour = Behaviour::Approve;
const DECLINE: Behaviour = Behaviour::Decline(decline::GENERIC);
const CONFIRM: Behaviour = Behaviour::Authenticate(&APPROVE);

/// Every test card that the practice store knows.
pub(crate) const TEST_CARDS: &[TestCard] = &[
    visa("4242424242424242", APPROVE).named("Paid at once"),
    visa("4000002500003155", CONFIRM).named("Asks to confirm"),
    visa("4000000000000002", DECLINE).named("Declined"),
    visa(
        "4000000000009995",
        Behaviour::Decline(decline::INSUFFICIENT_FUNDS),
    )
    .named("Too little money"),
    visa("4000056655665556", APPROVE).of("debit", "US"),
    visa("4000002760000016", APPROVE).of("credit", "DE"),
    visa("4000002500000003", APPROVE).of("credit", "FR"),
    visa("4000008260000000", APPROVE).of("credit", "GB"),
    visa("4000000000000077", APPROVE),
    visa("4000003720000278", APPROVE),
    visa("4000000000003055", APPROVE),
    card("5555555555554444", "mastercard", APPROVE),
    card("2223003122003222", "mastercard", APPROVE),
    card("5200828282828210", "mastercard", APPROVE).of("debit", "US"),
    card("5105105105105100", "mastercard", APPROVE).of("prepaid", "US"),
    card("378282246310005", "amex", APPROVE),
    card("371449635398431", "amex", APPROVE),
    card("6011111111111117", "discover", APPROVE),
    card("6011000990139424", "discover", APPROVE),
    card("3056930009020004", "diners", APPROVE),
    card("36227206271667", "diners", APPROVE),
    card("3566002020360505", "jcb", APPROVE).of("credit", "JP"),
    card("6200000000000005", "unionpay", APPROVE).of("credit", "CN"),
    visa("4000000000009987", Behaviour::Decline(decline::LOST_CARD)),
    visa("4000000000009979", Behaviour::Decline(decline::STOLEN_CARD)),
    visa(
        "4000000000000069",
        Behaviour::Decline(decline::EXPIRED_CARD),
    ),
    visa(
        "4000000000000127",
        Behaviour::Decline(decline::INCORRECT_CVC),
    ),
    visa(
        "4000000000000119",
        Behaviour::Decline(decline::PROCESSING_ERROR),
    ),
    visa("4000000000006975", Behaviour::Decline(decline::VELOCITY)),
    visa("4000000000000341", DECLINE),
    visa("4100000000000019", Behaviour::Decline(decline::FRAUDULENT)),
    visa("4000000000003220", CONFIRM),
    visa("4000000000003063", CONFIRM),
    visa("4000002760003184", CONFIRM),
    visa("4000003800000446", CONFIRM),
    visa("4000008400001629", Behaviour::Authenticate(&DECLINE)),
    visa(
        "4000008260003178",
        Behaviour::Authenticate(&Behaviour::Decline(decline::INSUFFICIENT_FUNDS)),
    ),
];

/// A card as it was typed.
#[derive(Debug, Clone)]
pub(crate) struct CardEntry {
    pub(crate) number: SecretString,
    pub(crate) exp: String,
    pub(crate) cvc: SecretString,
}

/// What is kept of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) brand: &'static str,
    pub(crate) funding: &'static str,
    pub(crate) country: &'static str,
    pub(crate) last4: String,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) behaviour: Behaviour,
}

impl CardEntry {
    /// A number with an expiry and code that are good for any test card.
    pub(crate) fn of_number(number: &str) -> Self {
        Self {
            number: SecretString::from(number.to_owned()),
            exp: "12 / 34".to_owned(),
            cvc: SecretString::from("1234".to_owned()),
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
        let cvc = self.cvc.expose_secret().trim();
        if !(3..=4).contains(&cvc.len()) || !cvc.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(decline::INVALID_CVC);
        }
        let known = TEST_CARDS.iter().find(|card| card.number == number);
        let last4 = number
            .get(number.len() - 4..)
            .unwrap_or_default()
            .to_owned();
        Ok(Card {
            brand: known.map_or_else(|| brand_of(&number), |card| card.brand),
            funding: known.map_or("credit", |card| card.funding),
            country: known.map_or("US", |card| card.country),
            last4,
            exp_month,
            exp_year,
            behaviour: known.map_or(Behaviour::Decline(decline::LIVE_CARD), |card| {
                card.behaviour
            }),
        })
    }
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
            cvc: SecretString::from(cvc.to_owned()),
        }
    }

    #[test]
    fn every_test_card_has_its_check_digit_and_is_read() {
        for card in TEST_CARDS {
            let read = CardEntry::of_number(card.number).read(2026, 11).unwrap();
            assert_eq!(read.behaviour, card.behaviour, "{}", card.number);
            assert!(card.number.ends_with(&read.last4));
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
    fn a_real_card_is_declined_and_never_shown() {
        let real = entry("4111111111111111", "12/34", "123");
        let read = real.read(2026, 11).unwrap();
        assert_eq!(read.behaviour, Behaviour::Decline(decline::LIVE_CARD));
        assert!(!format!("{real:?} {read:?}").contains("41111111"));
    }
}
