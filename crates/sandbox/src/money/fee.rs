//! Stripe's fee: 1.5 % and 0.25 in the currency's units.

use countertop_domain::Currency;

/// The share, in thousandths.
const PER_MILLE: i128 = 15;
/// The fixed part, in hundredths of the currency's major unit.
const FIXED_HUNDREDTHS: i128 = 25;

/// The fee on an amount, both in minor units. The exact sum of share and fixed part is rounded
/// half up to what the currency can pay out, so a currency without decimals gets whole units, and
/// one whose last decimal is always 0 keeps it so. Never more than the amount.
pub(super) fn fee(amount: i64, currency: Currency) -> i64 {
    let unit = 10_i128.pow(currency.exponent());
    let step = i128::from(currency.step());
    // In thousandths of a minor unit, so that nothing is lost before the one rounding.
    let exact = i128::from(amount) * PER_MILLE + unit * FIXED_HUNDREDTHS * 10;
    let rounded = (exact + step * 500).div_euclid(step * 1000) * step;
    i64::try_from(rounded).unwrap_or(i64::MAX).min(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_are_rounded_half_up_in_the_currencys_own_units() {
        for (amount, code, expected) in [
            // 18.75 + 25 = 43.75
            (1250, "eur", 44),
            // 15 + 25
            (1000, "usd", 40),
            // 0.75 + 25 = 25.75
            (50, "eur", 26),
            // 7.5 + 25 = 32.5
            (500, "eur", 33),
            // 14.985 + 25 = 39.985
            (999, "gbp", 40),
            // 7.5 + 0.25 = 7.75
            (500, "jpy", 8),
            // 1.35 + 0.25 = 1.6
            (90, "jpy", 2),
            // 15 + 250 = 265, in steps of ten
            (1000, "kwd", 270),
            // 15 + 25 = 40, in steps of a hundred
            (1000, "isk", 0),
            (5000, "isk", 100),
            (10, "eur", 10),
            (0, "eur", 0),
            (99_999_999, "eur", 1_500_025),
        ] {
            let currency = Currency::supported(code).unwrap();
            assert_eq!(fee(amount, currency), expected, "{amount} {code}");
        }
    }
}
