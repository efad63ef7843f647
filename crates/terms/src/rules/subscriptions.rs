//! What is paid again and again.

use super::booked::own_account;
use super::found::Found;
use super::words::TRIAL_END;
use super::{Facts, Mode};

/// Longest description.
const LONGEST_DESCRIPTION: usize = 500;
/// Longest trial, in days.
const LONGEST_TRIAL: u32 = 730;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let data = &facts.terms.subscription_data;
    let end = &data.trial_settings.end_behavior.missing_payment_method;
    let trial_end = "subscription_data[trial_settings][end_behavior][missing_payment_method]";
    if facts.is_surely(Mode::Payment) {
        for (param, is_said) in [
            (
                "subscription_data[description]",
                !data.description.is_empty(),
            ),
            ("subscription_data[metadata]", !data.metadata.is_empty()),
            (
                "subscription_data[trial_period_days]",
                data.trial_period_days.is_some(),
            ),
            (trial_end, !end.is_empty()),
        ] {
            if is_said {
                found.problem(
                    param,
                    "This is for subscriptions, and nothing of the link recurs: give an item an \
                     interval, or leave it empty.",
                );
            }
        }
        return;
    }
    found.at_most(
        "subscription_data[description]",
        "The description",
        &data.description,
        LONGEST_DESCRIPTION,
    );
    let issuer = &data.invoice_settings.issuer;
    own_account(issuer, "subscription_data[invoice_settings][issuer]", found);
    if data
        .trial_period_days
        .is_some_and(|days| !(1..=LONGEST_TRIAL).contains(&days))
    {
        found.problem(
            "subscription_data[trial_period_days]",
            format!(
                "A trial has 1 to {LONGEST_TRIAL} days: write such a number, or leave it empty."
            ),
        );
    }
    found.one_of(trial_end, "What follows the trial", end, TRIAL_END);
    if !end.is_empty() && data.trial_period_days.is_none() {
        found.warning(
            trial_end,
            "There is no trial that could end: set how many days it has.",
        );
    }
}
