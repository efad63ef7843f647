//! A price that is made with the link.

use countertop_domain::{Currency, CurrencyError, Money};

use super::found::Found;
use super::words::{INTERVALS, TAX_BEHAVIORS};
use super::{products, totals};
use crate::{NewProduct, PriceData, Recurring};

/// Most digits before and after the point of an amount in parts of the minor unit.
const MOST_DIGITS: usize = 12;

impl PriceData {
    /// Whether it says what is sold or for how much. The currency alone says neither.
    pub(crate) fn sells_something(&self) -> bool {
        self.unit_amount.is_some()
            || !self.unit_amount_decimal.is_empty()
            || !self.product.is_empty()
            || self.product_data != NewProduct::default()
    }
}

pub(super) fn check(price: &PriceData, is_chosen: bool, path: &str, found: &mut Found) {
    let path = format!("{path}[price_data]");
    let currency = currency(&price.currency, &format!("{path}[currency]"), found);
    if !is_chosen {
        amount(price, currency, &path, found);
    }
    products::check(price, &path, found);
    recurring(&price.recurring, &format!("{path}[recurring]"), found);
    found.one_of(
        &format!("{path}[tax_behavior]"),
        "The tax behaviour",
        &price.tax_behavior,
        TAX_BEHAVIORS,
    );
}

/// A currency that Stripe charges in.
pub(super) fn currency(code: &str, param: &str, found: &mut Found) -> Option<Currency> {
    match Currency::supported(code) {
        Ok(currency) => return Some(currency),
        Err(_) if code.is_empty() => found.problem(
            param,
            "No currency is chosen, and a price needs one: choose a currency, such as eur or usd.",
        ),
        Err(CurrencyError::NotACode(_)) => found.problem(
            param,
            "This is not a currency: write three letters, such as eur or usd.",
        ),
        Err(error @ CurrencyError::Unsupported(_)) => found.problem(param, format!("{error}.")),
    }
    None
}

fn amount(price: &PriceData, currency: Option<Currency>, path: &str, found: &mut Found) {
    let param = format!("{path}[unit_amount]");
    match (price.unit_amount, price.unit_amount_decimal.as_str()) {
        (None, "") => found.problem(
            param,
            "No price is set, and Stripe needs to know what to charge: write an amount.",
        ),
        (Some(_), "") => whole_amount(price.unit_amount.unwrap_or_default(), currency, &param, found),
        (None, decimal) => {
            decimal_amount(decimal, currency, &format!("{path}[unit_amount_decimal]"), found);
        }
        (Some(_), _) => found.problem(
            param,
            "The price is written twice, in whole and in parts of the minor unit: keep one of them.",
        ),
    }
}

/// An amount that Stripe stores: not below zero, a multiple of the step, not above the most. Whether it
/// is enough to be charged is said of the sum.
pub(super) fn whole_amount(minor: i64, currency: Option<Currency>, param: &str, found: &mut Found) {
    if minor < 0 {
        found.problem(
            param,
            "The amount is below zero: write what the customer pays.",
        );
        return;
    }
    let Some(currency) = currency else { return };
    let most = currency.maximum_charge();
    if minor > most {
        found.problem(
            param,
            format!(
                "The amount is above the most that Stripe charges, {}: write less.",
                totals::shown(most, currency)
            ),
        );
    } else if minor % currency.step() != 0 {
        found.problem(param, step_sentence(currency));
    }
}

fn step_sentence(currency: Currency) -> String {
    let code = currency.code().to_uppercase();
    if currency.exponent() == 3 {
        return format!(
            "The last of the three decimals must be 0 in {code}, as Stripe charges no finer: write \
             an amount such as {}.",
            decimal(5120, currency)
        );
    }
    format!(
        "Amounts in {code} have no decimals at Stripe: write a whole amount, such as {}.",
        decimal(50_000, currency)
    )
}

fn decimal(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency)
        .map(Money::to_decimal)
        .unwrap_or_default()
}

/// An amount in parts of the minor unit.
fn decimal_amount(text: &str, currency: Option<Currency>, param: &str, found: &mut Found) {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| {
        (1..=MOST_DIGITS).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match whole.parse::<i64>() {
        Ok(minor) if digits(whole) && digits(fraction) => {
            whole_amount(minor, currency, param, found);
        }
        _ => found.problem(
            param,
            format!(
                "This is not an amount in minor units: write digits and up to {MOST_DIGITS} decimals \
                 behind a point, such as 12.5."
            ),
        ),
    }
}

/// How often it is paid.
fn recurring(recurring: &Recurring, path: &str, found: &mut Found) {
    let interval = recurring.interval.as_str();
    found.one_of(
        &format!("{path}[interval]"),
        "The interval",
        interval,
        INTERVALS,
    );
    let most = match interval {
        "year" => 3,
        "month" => 36,
        "week" => 156,
        _ => 1095,
    };
    match recurring.interval_count {
        Some(0) => found.problem(
            format!("{path}[interval_count]"),
            "The payment would be due every 0 times: write 1 or more.",
        ),
        Some(count) if count > most => found.problem(
            format!("{path}[interval_count]"),
            format!(
                "That is more than three years, the longest time between two payments: write up to \
                 {most} for {interval}."
            ),
        ),
        _ => {}
    }
}
