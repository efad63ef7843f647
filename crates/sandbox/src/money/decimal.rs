//! Exact decimal numbers: shares and rates are written as text and never become floats.

use serde::{Deserialize, Serialize};

/// Most decimals.
const MOST_DECIMALS: usize = 9;
/// Most digits before the point.
const MOST_WHOLE: usize = 9;

/// A decimal number that is not negative, such as `1.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Decimal {
    digits: i128,
    decimals: u32,
}

/// A text that is no such number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no decimal number: write digits, such as \"1.5\"")]
pub(crate) struct NotDecimal(String);

impl Decimal {
    pub(super) const ZERO: Self = Self::of(0, 0);

    /// So many digits, of which so many are decimals.
    pub(super) const fn of(digits: i128, decimals: u32) -> Self {
        Self { digits, decimals }
    }

    /// This number as a fraction: what is above and below its line.
    pub(super) fn fraction(self) -> (i128, i128) {
        (self.digits, 10_i128.pow(self.decimals))
    }

    /// The number with its point moved to the right by so many places, to the left when negative.
    pub(super) fn shifted(self, places: i64) -> Self {
        let decimals = i64::from(self.decimals) - places;
        match u32::try_from(decimals) {
            Ok(decimals) => Self { decimals, ..self },
            Err(_) => {
                let zeros = u32::try_from(-decimals).unwrap_or(0);
                Self::of(self.digits * 10_i128.pow(zeros), 0)
            }
        }
    }
}

/// A fraction rounded half away from nought.
pub(super) fn rounded(above: i128, below: i128) -> i128 {
    let (whole, rest) = (above / below, above % below);
    whole + above.signum() * i128::from(rest.abs() * 2 >= below)
}

impl TryFrom<String> for Decimal {
    type Error = NotDecimal;

    fn try_from(text: String) -> Result<Self, NotDecimal> {
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, MOST_WHOLE) || !digits(decimals, MOST_DECIMALS) {
            return Err(NotDecimal(text));
        }
        let all = format!("{whole}{decimals}").parse();
        let decimals = u32::try_from(decimals.len());
        match (all, decimals) {
            (Ok(digits), Ok(decimals)) => Ok(Self::of(digits, decimals)),
            _ => Err(NotDecimal(text)),
        }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let decimals = usize::try_from(self.decimals).unwrap_or(0);
        let digits = format!("{:0>width$}", self.digits, width = decimals + 1);
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        match rest.trim_end_matches('0') {
            "" => f.write_str(whole),
            rest => write!(f, "{whole}.{rest}"),
        }
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Decimal, NotDecimal> {
        Decimal::try_from(text.to_owned())
    }

    #[test]
    fn numbers_are_read_and_written() {
        for (text, written) in [
            ("1.5", "1.5"),
            ("0", "0"),
            ("19", "19"),
            ("0.000000001", "0.000000001"),
            ("2.50", "2.5"),
            ("007.0", "7"),
        ] {
            assert_eq!(read(text).unwrap().to_string(), written, "{text}");
        }
        for text in ["", ".", "1.", ".5", "-1", "1,5", "1e3", "1.0000000001", "٣"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn points_move_and_halves_are_rounded_up() {
        for (text, places, written) in
            [("0.0061", 2, "0.61"), ("1.5", -2, "0.015"), ("3", 2, "300")]
        {
            assert_eq!(read(text).unwrap().shifted(places).to_string(), written);
        }
        for (above, below, whole) in [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (0, 7, 0)] {
            assert_eq!(rounded(above, below), whole, "{above}/{below}");
        }
    }
}
