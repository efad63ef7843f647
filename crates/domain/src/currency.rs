//! The currencies that Stripe charges in, and what is special about each.
//!
//! Source: Stripe's documentation, "Supported currencies": zero-decimal and three-decimal
//! currencies, special cases, minimum and maximum charge amounts.

use serde::{Deserialize, Serialize};

/// A three-letter ISO 4217 code, kept in lower case as Stripe writes it.
///
/// Any three letters are accepted from Stripe, so that a currency added tomorrow is still shown;
/// what a person types goes through [`Currency::supported`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Why a text is not a currency that can be charged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CurrencyError {
    /// Not three letters.
    #[error("'{0}' is not a currency: write three letters, such as eur or usd")]
    NotACode(String),
    /// Three letters, but nothing that Stripe charges in.
    #[error("Stripe does not charge in '{0}': use a currency such as eur, usd, gbp or jpy")]
    Unsupported(String),
}

/// Every currency that Stripe presents to customers.
const SUPPORTED: &str = "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd \
    bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd \
    fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr \
    kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn \
    nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek \
    sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst \
    xaf xcd xcg xof xpf yer zar zmw";

const ZERO_DECIMAL: &str = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";
const THREE_DECIMAL: &str = "bhd jod kwd omr tnd";

/// Smallest charge in minor units. The settlement currency of the account decides in the end, so
/// this is a warning beforehand, not a proof.
const MINIMUM: &[(&str, i64)] = &[
    ("usd", 50),
    ("eur", 50),
    ("chf", 50),
    ("cad", 50),
    ("aud", 50),
    ("nzd", 50),
    ("sgd", 50),
    ("brl", 50),
    ("aed", 200),
    ("gbp", 30),
    ("jpy", 50),
    ("hkd", 400),
    ("mxn", 1000),
    ("dkk", 250),
    ("nok", 300),
    ("sek", 300),
    ("pln", 200),
    ("czk", 1500),
    ("huf", 17500),
    ("inr", 50),
    ("myr", 200),
    ("ron", 200),
    ("bgn", 100),
    ("thb", 1000),
];

/// Largest charge for most currencies: eight digits.
const MAXIMUM: i64 = 99_999_999;
/// Largest charge in Indonesian rupiah: twelve digits.
const MAXIMUM_IDR: i64 = 999_999_999_999;

impl Currency {
    /// Reads a code in any case, whether Stripe charges in it or not.
    ///
    /// # Errors
    /// When it is not three ASCII letters.
    pub fn parse(code: &str) -> Result<Self, CurrencyError> {
        match code.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self([a, b, c].map(|letter| letter.to_ascii_lowercase())))
            }
            _ => Err(CurrencyError::NotACode(code.to_owned())),
        }
    }

    /// Reads a code that a person typed: it must be one that Stripe charges in.
    ///
    /// # Errors
    /// When it is no code, or not one of Stripe's.
    pub fn supported(code: &str) -> Result<Self, CurrencyError> {
        let currency = Self::parse(code)?;
        if currency.listed_in(SUPPORTED) {
            Ok(currency)
        } else {
            Err(CurrencyError::Unsupported(code.to_owned()))
        }
    }

    /// Every currency that Stripe charges in, in alphabetical order.
    pub fn all() -> impl Iterator<Item = Self> {
        SUPPORTED
            .split_ascii_whitespace()
            .filter_map(|code| Self::parse(code).ok())
    }

    /// The code in lower case, as Stripe writes it.
    pub fn code(&self) -> &str {
        // Only ASCII letters get in, so this is always text.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// How many decimals an amount has: the power of ten between its major and minor unit, as the
    /// API counts it (so 2 for ISK and UGX).
    pub fn exponent(&self) -> u32 {
        if self.listed_in(ZERO_DECIMAL) {
            0
        } else if self.listed_in(THREE_DECIMAL) {
            3
        } else {
            2
        }
    }

    /// The step between chargeable amounts, in minor units: 100 where the two decimals must be 00
    /// (ISK, UGX), 10 where the third decimal must be 0, else 1.
    pub fn step(&self) -> i64 {
        match self.code() {
            "isk" | "ugx" => 100,
            _ if self.exponent() == 3 => 10,
            _ => 1,
        }
    }

    /// The smallest amount that Stripe charges, in minor units, where it names one.
    pub fn minimum_charge(&self) -> Option<i64> {
        MINIMUM
            .iter()
            .find(|(code, _)| *code == self.code())
            .map(|(_, minor)| *minor)
    }

    /// The largest amount that Stripe charges, in minor units.
    pub fn maximum_charge(&self) -> i64 {
        if self.code() == "idr" {
            MAXIMUM_IDR
        } else {
            MAXIMUM
        }
    }

    fn listed_in(&self, list: &str) -> bool {
        list.split_ascii_whitespace()
            .any(|code| code == self.code())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Currency({})", self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&code).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::supported(code).unwrap()
    }

    #[test]
    fn exponents_and_steps_follow_stripes_special_cases() {
        for (code, exponent, step) in [
            ("EUR", 2, 1),
            ("jpy", 0, 1),
            ("krw", 0, 1),
            ("isk", 2, 100),
            ("ugx", 2, 100),
            ("huf", 2, 1),
            ("twd", 2, 1),
            ("kwd", 3, 10),
            ("tnd", 3, 10),
        ] {
            let currency = currency(code);
            assert_eq!(
                (currency.exponent(), currency.step()),
                (exponent, step),
                "{code}"
            );
        }
    }

    #[test]
    fn every_special_case_is_a_supported_currency() {
        for code in [ZERO_DECIMAL, THREE_DECIMAL]
            .iter()
            .flat_map(|list| list.split_ascii_whitespace())
            .chain(MINIMUM.iter().map(|(code, _)| *code))
        {
            currency(code);
        }
    }

    #[test]
    fn what_is_no_currency_is_refused_with_what_to_write() {
        for code in ["", "eu", "euro", "€", "12a"] {
            assert_eq!(
                Currency::supported(code),
                Err(CurrencyError::NotACode(code.into()))
            );
        }
        assert_eq!(
            Currency::supported("xyz"),
            Err(CurrencyError::Unsupported("xyz".into()))
        );
        assert!(
            Currency::parse("xyz").is_ok(),
            "but what Stripe sends is shown"
        );
    }
}
