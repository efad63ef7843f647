//! A price as a poster says it: the amount as the language writes it, and how often it is paid.

use countertop_domain::{Money, Recurring};
use fixed_decimal::Decimal;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_locale_core::Locale;

use crate::Language;

/// What is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// That much, once.
    Once(Money),
    /// That much, again and again.
    Again(Money, Recurring),
    /// As much as the customer chooses, where it says so at least that much.
    Chosen(Option<Money>),
}

impl Price {
    /// As a sentence of the language.
    pub(crate) fn said(&self, language: Language) -> String {
        let words = language.words();
        match self {
            Self::Once(amount) => written(*amount, language),
            Self::Again(amount, every) => again(&written(*amount, language), every, language),
            Self::Chosen(None) => words.chosen.to_owned(),
            Self::Chosen(Some(least)) => filled(words.chosen_from, &written(*least, language)),
        }
    }
}

fn again(amount: &str, every: &Recurring, language: Language) -> String {
    let words = language.words();
    let intervals = ["day", "week", "month", "year"];
    let Some(unit) = intervals.iter().position(|it| *it == every.interval) else {
        return amount.to_owned();
    };
    if every.interval_count == 1 {
        return filled(words.each[unit], amount);
    }
    let often = filled(words.every[unit], &every.interval_count.to_string());
    format!("{amount} {often}")
}

fn filled(sentence: &str, gap: &str) -> String {
    sentence.replacen("{}", gap, 1)
}

/// An amount as the language writes it. Source: CLDR, by ICU4X; where that has nothing, the plain number
/// with the currency's code.
pub(crate) fn written(amount: Money, language: Language) -> String {
    by_cldr(amount, language).unwrap_or_else(|| {
        let code = amount.currency().code().to_uppercase();
        format!("{}\u{a0}{code}", amount.to_decimal())
    })
}

fn by_cldr(amount: Money, language: Language) -> Option<String> {
    let locale: Locale = language.locale().parse().ok()?;
    let currency: CurrencyType = amount.currency().code().parse().ok()?;
    let format =
        CurrencyFormatter::try_new_symbol(locale.into(), currency, Default::default()).ok()?;
    let value: Decimal = amount.to_decimal().parse().ok()?;
    Some(format.format_fixed_decimal(&value).to_string())
}

#[cfg(test)]
mod tests {
    use countertop_domain::Currency;

    use super::*;

    fn money(minor: i64, currency: &str) -> Money {
        Money::new(minor, Currency::parse(currency).unwrap()).unwrap()
    }

    fn check(price: Price, tag: &str, expected: &str) {
        let said = price.said(Language::of(tag).unwrap());
        assert_eq!(said.replace('\u{a0}', " "), expected, "{tag}");
    }

    #[test]
    fn an_amount_is_written_as_the_language_does() {
        for (minor, currency, tag, expected) in [
            (8650, "eur", "en", "€86.50"),
            (123_450, "eur", "de", "1.234,50 €"),
            (123_450, "eur", "fr", "1\u{202f}234,50 €"),
            (500, "jpy", "ja", "￥500"),
            (500, "jpy", "en", "¥500"),
            (12_345, "kwd", "en", "KWD 12.345"),
            (8650, "brl", "pt-BR", "R$ 86,50"),
            (8650, "eur", "pt", "86,50 €"),
            (8650, "eur", "nl", "€ 86,50"),
        ] {
            check(Price::Once(money(minor, currency)), tag, expected);
        }
    }

    #[test]
    fn how_often_it_is_paid_is_said() {
        let every = |interval_count, interval: &str| Recurring {
            interval: interval.to_owned(),
            interval_count,
        };
        let price = money(3000, "eur");
        check(
            Price::Again(price, every(1, "month")),
            "en",
            "€30.00 a month",
        );
        check(
            Price::Again(price, every(3, "month")),
            "de",
            "30,00 € alle 3 Monate",
        );
        check(
            Price::Again(price, every(2, "week")),
            "fr",
            "30,00 € toutes les 2 semaines",
        );
        // An interval that Stripe may invent is left out.
        check(Price::Again(price, every(1, "moon")), "en", "€30.00");
    }

    #[test]
    fn what_the_customer_chooses_is_said() {
        check(Price::Chosen(None), "en", "You choose the amount");
        check(
            Price::Chosen(Some(money(500, "eur"))),
            "de",
            "Den Betrag bestimmen Sie, ab 5,00 €",
        );
    }
}
