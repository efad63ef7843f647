//! Stripe's fees: by default 1.5 % and 0.25 in the currency's units for a payment, 20 euros for a
//! dispute, no tax on them.

use countertop_domain::Currency;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::decimal::{Decimal, rounded};
use super::exchange;

/// The most that a share may be.
const MOST_PERCENT: Decimal = Decimal::of(100, 0);
/// The most that a fixed part may be, in hundredths.
const MOST_FIXED: i64 = 1_000_000;

/// What Stripe takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rate {
    /// The share of a payment, in percent.
    percent: Decimal,
    /// The fixed part of it, in hundredths of the currency's major unit.
    fixed: i64,
    /// The tax on fees, in percent.
    tax_percent: Decimal,
    /// What a dispute costs, in cents of a euro.
    dispute: i64,
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            percent: Decimal::of(15, 1),
            fixed: 25,
            tax_percent: Decimal::ZERO,
            dispute: 2000,
        }
    }
}

/// A fee, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fee {
    amount: i64,
    tax: i64,
    description: &'static str,
}

impl Rate {
    pub(super) fn check(&self) -> Result<(), String> {
        for percent in [self.percent, self.tax_percent] {
            let (above, below) = percent.fraction();
            if above > MOST_PERCENT.fraction().0 * below {
                return Err(format!("A share of {percent} % is more than there is."));
            }
        }
        for fixed in [self.fixed, self.dispute] {
            if !(0..=MOST_FIXED).contains(&fixed) {
                return Err(format!(
                    "A fee of {fixed} is not between 0 and {MOST_FIXED}."
                ));
            }
        }
        Ok(())
    }

    /// The fee on a payment, never more than its amount. The exact sum of share and fixed part is
    /// rounded half up to what the currency can pay out, so a currency without decimals gets whole
    /// units, and one whose last decimal is always 0 keeps it so.
    pub(super) fn payment(&self, amount: i64, currency: Currency) -> Fee {
        let unit = 10_i128.pow(currency.exponent());
        let (percent, below) = self.percent.fraction();
        // In hundredths of the share's last decimal, so that nothing is lost before the one rounding.
        let above = i128::from(amount) * percent + i128::from(self.fixed) * unit * below;
        let fee = stepped(above, below * 100, currency).min(amount);
        let tax = self.tax(fee, currency).min(amount - fee);
        Fee {
            amount: fee,
            tax,
            description: "Stripe processing fees",
        }
    }

    /// The fee for a dispute.
    pub(super) fn dispute(&self, currency: Currency) -> Fee {
        let fee = exchange::from_euros(self.dispute, currency);
        Fee {
            amount: fee,
            tax: self.tax(fee, currency),
            description: "Dispute fee",
        }
    }

    fn tax(&self, fee: i64, currency: Currency) -> i64 {
        let (percent, below) = self.tax_percent.fraction();
        stepped(i128::from(fee) * percent, below * 100, currency)
    }
}

/// What a merchant pays for a payment who has not agreed on anything else.
pub(crate) fn usual_payment(amount: i64, code: &str) -> i64 {
    let fee = |currency| Rate::default().payment(amount, currency).total();
    Currency::parse(code).map_or(0, fee)
}

/// What such a merchant pays for a dispute.
pub(crate) fn usual_dispute(code: &str) -> i64 {
    let fee = |currency| Rate::default().dispute(currency).total();
    Currency::parse(code).map_or(0, fee)
}

/// A fraction of minor units, rounded half up to the currency's step.
fn stepped(above: i128, below: i128, currency: Currency) -> i64 {
    let step = i128::from(currency.step());
    let rounded = rounded(above, below * step) * step;
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

impl Fee {
    /// What it takes in all.
    pub(super) fn total(self) -> i64 {
        self.amount + self.tax
    }

    /// One percent of an amount, at least half a unit: what an instant payout costs.
    pub(super) fn instant(amount: i64, currency: Currency) -> Self {
        let least = stepped(10_i128.pow(currency.exponent()), 2, currency);
        Self {
            amount: stepped(i128::from(amount), 100, currency).max(least),
            tax: 0,
            description: "Instant Payout fee",
        }
    }

    /// The same fee given back.
    pub(super) fn given_back(self) -> Self {
        Self {
            amount: -self.amount,
            tax: -self.tax,
            ..self
        }
    }

    /// The fee as `fee_details` tell it.
    pub(super) fn details(self, currency: &str) -> Vec<Value> {
        let line = |amount: i64, description: &str, kind: &str| {
            json!({
                "amount": amount,
                "application": null,
                "currency": currency,
                "description": description,
                "type": kind,
            })
        };
        let mut lines = vec![line(self.amount, self.description, "stripe_fee")];
        if self.tax != 0 {
            lines.push(line(self.tax, "VAT", "tax"));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::supported(code).unwrap()
    }

    fn rate(percent: &str, fixed: i64, tax: &str) -> Rate {
        let given = json!({ "percent": percent, "fixed": fixed, "tax_percent": tax });
        serde_json::from_value(given).unwrap()
    }

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
            let fee = Rate::default().payment(amount, currency(code));
            assert_eq!(fee.total(), expected, "{amount} {code}");
        }
    }

    #[test]
    fn rates_and_taxes_are_the_merchants_own() {
        for (percent, fixed, tax, amount, fee, taxed) in [
            ("1.5", 25, "19", 1250, 44, 8),
            ("2.9", 30, "0", 1000, 59, 0),
            ("0", 0, "19", 1000, 0, 0),
            ("1.25", 0, "7.5", 1000, 13, 1),
            // Never more than there is.
            ("100", 0, "19", 1000, 1000, 0),
        ] {
            let fee_taken = rate(percent, fixed, tax).payment(amount, currency("eur"));
            assert_eq!((fee_taken.amount, fee_taken.tax), (fee, taxed), "{percent}");
            let lines = fee_taken.details("eur");
            let sum: i64 = lines.iter().map(|it| it["amount"].as_i64().unwrap()).sum();
            assert_eq!(sum, fee_taken.total());
            assert_eq!(lines.len(), if taxed == 0 { 1 } else { 2 });
        }
        assert!(rate("100.1", 0, "0").check().is_err());
        assert!(rate("1", -1, "0").check().is_err());
        assert!(Rate::default().check().is_ok());
    }

    #[test]
    fn a_dispute_costs_about_as_much_in_every_currency() {
        let cost = |code: &str| Rate::default().dispute(currency(code)).total();
        assert_eq!(cost("eur"), 2000);
        assert!((2000..2600).contains(&cost("usd")));
        assert!((2000..5000).contains(&cost("jpy")));
    }

    #[test]
    fn an_instant_payout_costs_one_percent() {
        let cost = |amount, code: &str| Fee::instant(amount, currency(code)).total();
        assert_eq!(cost(100_000, "eur"), 1000);
        assert_eq!(cost(1000, "eur"), 50);
        assert_eq!(cost(40, "jpy"), 1);
    }
}
