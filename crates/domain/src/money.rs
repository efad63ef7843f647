//! Amounts of money: integers in a currency's minor unit, never a float.

use serde::{Deserialize, Serialize};

use crate::Currency;

/// The largest magnitude of an amount, so that JavaScript holds it exactly: 2^53 − 1.
const LIMIT: i64 = (1 << 53) - 1;

/// An amount in the minor unit of its currency (cents for EUR, yen for JPY).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Beyond ±(2^53 − 1) minor units.
    #[error("the amount is too large to be exact")]
    TooLarge,
    /// Two currencies in one sum.
    #[error("amounts in {0} and {1} cannot be added")]
    CurrencyMismatch(Currency, Currency),
    /// Not a plain decimal number.
    #[error("'{0}' is not an amount: write digits with a decimal point, such as 12.50")]
    NotANumber(String),
    /// More decimals than the currency has.
    #[error("{currency} amounts have {allowed} decimals at most; '{text}' has more")]
    TooManyDecimals {
        /// What was written.
        text: String,
        /// In which currency.
        currency: Currency,
        /// How many decimals the currency has.
        allowed: u32,
    },
    /// Not a multiple of the currency's smallest chargeable step.
    #[error("{currency} amounts must be a multiple of {step} minor units")]
    NotAMultiple {
        /// In which currency.
        currency: Currency,
        /// The step in minor units.
        step: i64,
    },
    /// Below zero where something is to be paid.
    #[error("the amount must not be below zero")]
    Negative,
    /// Below what Stripe charges.
    #[error("Stripe charges at least {minimum} minor units of {currency}")]
    BelowMinimum {
        /// In which currency.
        currency: Currency,
        /// The smallest charge in minor units.
        minimum: i64,
    },
    /// Above what Stripe charges.
    #[error("Stripe charges at most {maximum} minor units of {currency}")]
    AboveMaximum {
        /// In which currency.
        currency: Currency,
        /// The largest charge in minor units.
        maximum: i64,
    },
}

impl Money {
    /// An amount of `minor` units.
    ///
    /// # Errors
    /// Beyond ±(2^53 − 1).
    pub fn new(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if minor.abs_diff(0) > LIMIT.unsigned_abs() {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self { minor, currency })
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// When the currencies differ or the sum leaves the exact range.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = self
            .minor
            .checked_add(other.minor)
            .ok_or(MoneyError::TooLarge)?;
        Self::new(minor, self.currency)
    }

    /// The difference of two amounts of one currency.
    ///
    /// # Errors
    /// As for [`Money::checked_add`].
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.checked_add(Self {
            minor: -other.minor,
            currency: other.currency,
        })
    }

    /// Reads a decimal number in major units, such as `12.50`, exactly.
    ///
    /// # Errors
    /// When it is no plain decimal number, has more decimals than the currency, or is too large.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let not_a_number = || MoneyError::NotANumber(text.to_owned());
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || digits.ends_with('.') {
            return Err(not_a_number());
        }
        let allowed = currency.exponent();
        let places = u32::try_from(fraction.len()).map_err(|_| not_a_number())?;
        if places > allowed {
            return Err(MoneyError::TooManyDecimals {
                text: text.to_owned(),
                currency,
                allowed,
            });
        }
        let minor = format!("{whole}{fraction}")
            .parse::<i64>()
            .ok()
            .and_then(|number| number.checked_mul(10_i64.pow(allowed - places)))
            .ok_or(MoneyError::TooLarge)?;
        Self::new(sign * minor, currency)
    }

    /// The amount in major units with all the currency's decimals, such as `12.50` or `-0.05`.
    /// For files and logs; people see what the window formats for their locale.
    pub fn to_decimal(self) -> String {
        let exponent = self.currency.exponent() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!(
            "{:0>width$}",
            self.minor.unsigned_abs(),
            width = exponent + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// Whether Stripe would charge this amount: a positive multiple of the currency's step, within
    /// its smallest and largest charge.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn check_chargeable(self) -> Result<(), MoneyError> {
        let currency = self.currency;
        if self.minor < 0 {
            return Err(MoneyError::Negative);
        }
        let step = currency.step();
        if self.minor % step != 0 {
            return Err(MoneyError::NotAMultiple { currency, step });
        }
        let minimum = currency.minimum_charge().unwrap_or(1);
        if self.minor < minimum {
            return Err(MoneyError::BelowMinimum { currency, minimum });
        }
        let maximum = currency.maximum_charge();
        if self.minor > maximum {
            return Err(MoneyError::AboveMaximum { currency, maximum });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        Currency::supported(code).unwrap()
    }

    #[test]
    fn decimals_are_read_exactly() {
        for (text, code, minor) in [
            ("12.50", "eur", 1250),
            ("12.5", "eur", 1250),
            ("12", "eur", 1200),
            ("-0.05", "eur", -5),
            ("500", "jpy", 500),
            ("1.230", "kwd", 1230),
            ("0.29", "usd", 29),
        ] {
            let money = Money::from_decimal(text, currency(code)).unwrap();
            assert_eq!(money.minor(), minor, "{text} {code}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "", ".", "-", "1.", ".5", "1,5", "1e3", "--1", "+1", "١", " 1",
        ] {
            let refused = Money::from_decimal(text, currency("eur"));
            assert_eq!(refused, Err(MoneyError::NotANumber(text.into())));
        }
        for (text, code) in [("1.005", "eur"), ("1.0", "jpy"), ("1.0000", "kwd")] {
            let refused = Money::from_decimal(text, currency(code));
            assert!(
                matches!(refused, Err(MoneyError::TooManyDecimals { .. })),
                "{text} {code}"
            );
        }
        let refused = Money::from_decimal("99999999999999999999", currency("eur"));
        assert_eq!(refused, Err(MoneyError::TooLarge));
    }

    #[test]
    fn currencies_are_never_added_to_each_other() {
        let euro = Money::new(1, currency("eur")).unwrap();
        let dollar = Money::new(1, currency("usd")).unwrap();
        assert!(matches!(
            euro.checked_add(dollar),
            Err(MoneyError::CurrencyMismatch(..))
        ));
    }

    #[test]
    fn chargeable_amounts_follow_minimum_maximum_and_step() {
        let check = |minor, code| {
            Money::new(minor, currency(code))
                .unwrap()
                .check_chargeable()
        };
        assert!(check(50, "eur").is_ok());
        assert!(matches!(
            check(49, "eur"),
            Err(MoneyError::BelowMinimum { minimum: 50, .. })
        ));
        assert!(matches!(
            check(0, "lkr"),
            Err(MoneyError::BelowMinimum { minimum: 1, .. })
        ));
        assert!(matches!(check(-1, "eur"), Err(MoneyError::Negative)));
        assert!(matches!(
            check(150, "isk"),
            Err(MoneyError::NotAMultiple { step: 100, .. })
        ));
        assert!(matches!(
            check(1005, "kwd"),
            Err(MoneyError::NotAMultiple { step: 10, .. })
        ));
        assert!(matches!(
            check(100_000_000, "eur"),
            Err(MoneyError::AboveMaximum { .. })
        ));
        assert!(check(100_000_000, "idr").is_ok());
    }

    proptest! {
        #[test]
        fn a_decimal_survives_the_round_trip(
            minor in -LIMIT..=LIMIT,
            code in prop::sample::select(vec!["eur", "jpy", "kwd", "isk"]),
        ) {
            let money = Money::new(minor, currency(code)).unwrap();
            let read = Money::from_decimal(&money.to_decimal(), currency(code)).unwrap();
            prop_assert_eq!(read, money);
        }

        #[test]
        fn sums_are_exact_or_refused(a in any::<i64>(), b in any::<i64>()) {
            let euro = currency("eur");
            if let (Ok(x), Ok(y)) = (Money::new(a, euro), Money::new(b, euro)) {
                match x.checked_add(y) {
                    Ok(sum) => prop_assert_eq!(i128::from(sum.minor()), i128::from(a) + i128::from(b)),
                    Err(error) => {
                        prop_assert_eq!(error, MoneyError::TooLarge);
                        let sum = i128::from(a) + i128::from(b);
                        prop_assert!(sum.abs() > i128::from(LIMIT));
                    }
                }
            }
        }
    }
}
