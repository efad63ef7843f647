//! How the money is taken.

use std::collections::BTreeSet;

use super::found::{Found, short};
use super::words::{
    CAPTURE, CARD_BRANDS, CUSTOMER_CREATION, FUTURE_USAGE, METHOD_COLLECTION, METHODS,
};
use super::{Facts, Mode, statement};

/// Longest description of a payment.
const LONGEST_DESCRIPTION: usize = 1000;

/// Methods that Stripe offers in some currencies only.
///
/// Source: Stripe's documentation, "Payment method support", the table of currencies.
const OF_CURRENCY: &[(&str, &[&str])] = &[
    ("au_becs_debit", &["aud"]),
    ("bacs_debit", &["gbp"]),
    ("bancontact", &["eur"]),
    ("blik", &["pln"]),
    ("boleto", &["brl"]),
    ("cashapp", &["usd"]),
    ("eps", &["eur"]),
    ("fpx", &["myr"]),
    ("ideal", &["eur"]),
    ("konbini", &["jpy"]),
    ("mb_way", &["eur"]),
    ("multibanco", &["eur"]),
    ("oxxo", &["mxn"]),
    ("p24", &["eur", "pln"]),
    ("paypay", &["jpy"]),
    ("promptpay", &["thb"]),
    ("sepa_debit", &["eur"]),
    ("swish", &["sek"]),
    ("twint", &["chf"]),
    ("us_bank_account", &["usd"]),
];
/// Methods that cannot be used again and again.
const NOT_RECURRING: &[&str] = &["multibanco"];

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    found.one_of(
        "customer_creation",
        "Whether a customer is made",
        &terms.customer_creation,
        CUSTOMER_CREATION,
    );
    if facts.mode == Mode::Subscription && !terms.customer_creation.is_empty() {
        found.problem(
            "customer_creation",
            "A subscription always makes a customer, so Stripe refuses to be told: leave it to Stripe.",
        );
    }
    method_collection(facts, found);
    methods(facts, found);
    brands(facts, found);
    intent(facts, found);
}

fn method_collection(facts: &Facts<'_>, found: &mut Found) {
    let param = "payment_method_collection";
    let collection = &facts.terms.payment_method_collection;
    found.one_of(
        param,
        "When a method of payment is asked for",
        collection,
        METHOD_COLLECTION,
    );
    if facts.is_surely(Mode::Payment) && !collection.is_empty() {
        found.problem(
            param,
            "What is paid once always needs a method of payment: this is for subscriptions, leave it to \
             Stripe.",
        );
    }
}

fn methods(facts: &Facts<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (index, name) in facts.terms.payment_method_types.iter().enumerate() {
        let param = format!("payment_method_types[{index}]");
        if !METHODS.contains(&name.as_str()) {
            found.problem(
                param,
                format!(
                    "'{}' is no method of payment that Stripe knows: choose one of the list, such as card.",
                    short(name)
                ),
            );
        } else if !seen.insert(name) {
            found.problem(param, format!("{name} is there twice: take one away."));
        } else {
            method(facts, name, &param, found);
        }
    }
}

fn method(facts: &Facts<'_>, name: &str, param: &str, found: &mut Found) {
    let fits = OF_CURRENCY.iter().find(|(other, _)| *other == name);
    if let (Some((_, codes)), Some(currency)) = (fits, facts.currency)
        && !codes.contains(&currency.code())
    {
        found.problem(
            param,
            format!(
                "{name} takes only {}, and the link is in {}: take it away, or price in {}.",
                upper(codes),
                currency.code().to_uppercase(),
                upper(codes)
            ),
        );
    } else if facts.mode == Mode::Subscription && NOT_RECURRING.contains(&name) {
        found.problem(
            param,
            format!("{name} cannot be used again and again: take it away from a subscription."),
        );
    }
}

fn upper(codes: &[&str]) -> String {
    super::found::either(codes)
        .to_uppercase()
        .replace(" OR ", " or ")
}

fn brands(facts: &Facts<'_>, found: &mut Found) {
    let path = "payment_method_options[card][restrictions][brands_blocked]";
    let blocked = &facts
        .terms
        .payment_method_options
        .card
        .restrictions
        .brands_blocked;
    let mut seen = BTreeSet::new();
    for (index, brand) in blocked.iter().enumerate() {
        let param = format!("{path}[{index}]");
        found.one_of(&param, "The brand of card", brand, CARD_BRANDS);
        if !seen.insert(brand) {
            found.problem(param, format!("{brand} is there twice: take one away."));
        }
    }
    let methods = &facts.terms.payment_method_types;
    if !blocked.is_empty() && !methods.is_empty() && !methods.iter().any(|it| it == "card") {
        found.warning(
            path,
            "Cards are not among the methods of payment, so there is none to refuse.",
        );
    } else if CARD_BRANDS
        .iter()
        .all(|brand| seen.iter().any(|it| *it == brand))
    {
        found.warning(
            path,
            "All large brands are refused: hardly a card is left to pay with.",
        );
    }
}

fn intent(facts: &Facts<'_>, found: &mut Found) {
    let data = &facts.terms.payment_intent_data;
    let path = |name: &str| format!("payment_intent_data[{name}]");
    if facts.mode == Mode::Subscription {
        for (name, is_said) in [
            ("capture_method", !data.capture_method.is_empty()),
            ("description", !data.description.is_empty()),
            ("metadata", !data.metadata.is_empty()),
            ("setup_future_usage", !data.setup_future_usage.is_empty()),
            (
                "statement_descriptor",
                !data.statement_descriptor.is_empty(),
            ),
            (
                "statement_descriptor_suffix",
                !data.statement_descriptor_suffix.is_empty(),
            ),
        ] {
            if is_said {
                found.problem(
                    path(name),
                    "This is for payments that are made once, and Stripe refuses it in a subscription: \
                     leave it empty.",
                );
            }
        }
        return;
    }
    found.one_of(
        &path("capture_method"),
        "When the money is taken",
        &data.capture_method,
        CAPTURE,
    );
    if data.capture_method == "manual" {
        found.warning(
            path("capture_method"),
            "The money is only held, for seven days with most cards: capture each payment in time. \
             Methods that cannot hold money are not offered.",
        );
    }
    found.at_most(
        &path("description"),
        "The description",
        &data.description,
        LONGEST_DESCRIPTION,
    );
    found.one_of(
        &path("setup_future_usage"),
        "How a saved method is used",
        &data.setup_future_usage,
        FUTURE_USAGE,
    );
    statement::check(facts, found);
}
