//! How the money is taken, once or again and again.

use countertop_terms::LinkTerms;

use super::{found, passed, refused, warned};
use crate::made::{cake, monthly};

#[test]
fn what_is_for_one_payment_is_refused_in_a_subscription() {
    refused(
        monthly,
        &[
            (
                |it| it.customer_creation = "always".into(),
                "customer_creation",
            ),
            (
                |it| it.invoice_creation.enabled = true,
                "invoice_creation[enabled]",
            ),
            (
                |it| it.payment_intent_data.capture_method = "manual".into(),
                "payment_intent_data[capture_method]",
            ),
            (
                |it| it.payment_intent_data.description = "Cake".into(),
                "payment_intent_data[description]",
            ),
            (
                |it| key(&mut it.payment_intent_data.metadata, "a", "b"),
                "payment_intent_data[metadata]",
            ),
            (
                |it| it.payment_intent_data.setup_future_usage = "off_session".into(),
                "payment_intent_data[setup_future_usage]",
            ),
            (
                |it| it.payment_intent_data.statement_descriptor = "BAKERY".into(),
                "payment_intent_data[statement_descriptor]",
            ),
            (
                |it| it.payment_intent_data.statement_descriptor_suffix = "CAKE".into(),
                "payment_intent_data[statement_descriptor_suffix]",
            ),
            (
                |it| methods(it, &["card", "multibanco"]),
                "payment_method_types[1]",
            ),
        ],
    );
    passed(
        monthly,
        &[
            // What is usual is not sent.
            |it| it.customer_creation = "if_required".into(),
            |it| it.payment_method_collection = "if_required".into(),
            |it| it.submit_type = "subscribe".into(),
        ],
    );
}

#[test]
fn what_is_for_subscriptions_is_refused_in_one_payment() {
    refused(
        cake,
        &[
            (
                |it| it.payment_method_collection = "if_required".into(),
                "payment_method_collection",
            ),
            (
                |it| it.subscription_data.description = "Cake".into(),
                "subscription_data[description]",
            ),
            (
                |it| key(&mut it.subscription_data.metadata, "a", "b"),
                "subscription_data[metadata]",
            ),
            (
                |it| it.subscription_data.trial_period_days = Some(14),
                "subscription_data[trial_period_days]",
            ),
            (
                |it| trial_end(it, "cancel"),
                "subscription_data[trial_settings][end_behavior][missing_payment_method]",
            ),
        ],
    );
    passed(cake, &[|it| it.payment_method_collection = "always".into()]);
    // A price that is not known may recur: nobody is refused for it.
    let mut terms = cake();
    terms.line_items[0].price_data = Default::default();
    terms.line_items[0].price = "price_of_elsewhere".into();
    terms.subscription_data.trial_period_days = Some(14);
    assert_eq!(found(&terms).problems, []);
}

fn key(metadata: &mut std::collections::BTreeMap<String, String>, key: &str, value: &str) {
    metadata.insert(key.into(), value.into());
}

#[test]
fn trials_end() {
    refused(
        monthly,
        &[
            (
                |it| it.subscription_data.trial_period_days = Some(0),
                "subscription_data[trial_period_days]",
            ),
            (
                |it| it.subscription_data.trial_period_days = Some(731),
                "subscription_data[trial_period_days]",
            ),
            (
                |it| it.subscription_data.description = "x".repeat(501),
                "subscription_data[description]",
            ),
            (
                |it| {
                    it.subscription_data.trial_period_days = Some(7);
                    trial_end(it, "forget");
                },
                "subscription_data[trial_settings][end_behavior][missing_payment_method]",
            ),
            (
                |it| it.subscription_data.invoice_settings.issuer.kind = "account".into(),
                "subscription_data[invoice_settings][issuer][type]",
            ),
        ],
    );
    passed(
        monthly,
        &[
            |it| it.subscription_data.trial_period_days = Some(1),
            |it| {
                it.subscription_data.trial_period_days = Some(730);
                trial_end(it, "pause");
            },
        ],
    );
    warned(
        monthly,
        &[(
            |it| trial_end(it, "pause"),
            "subscription_data[trial_settings][end_behavior][missing_payment_method]",
        )],
    );
}

fn trial_end(terms: &mut LinkTerms, word: &str) {
    let end = &mut terms.subscription_data.trial_settings.end_behavior;
    end.missing_payment_method = word.into();
}

#[test]
fn methods_go_with_the_currency() {
    refused(
        cake,
        &[
            (|it| methods(it, &["cash"]), "payment_method_types[0]"),
            (
                |it| methods(it, &["card", "card"]),
                "payment_method_types[1]",
            ),
            (
                |it| methods(it, &["card", "twint"]),
                "payment_method_types[1]",
            ),
            (
                |it| {
                    it.line_items[0].price_data.currency = "usd".into();
                    methods(it, &["card", "sepa_debit"]);
                },
                "payment_method_types[1]",
            ),
            (
                |it| blocked(it, &["diners"]),
                "payment_method_options[card][restrictions][brands_blocked][0]",
            ),
            (
                |it| blocked(it, &["visa", "visa"]),
                "payment_method_options[card][restrictions][brands_blocked][1]",
            ),
            (
                |it| it.customer_creation = "never".into(),
                "customer_creation",
            ),
            (
                |it| it.payment_intent_data.capture_method = "later".into(),
                "payment_intent_data[capture_method]",
            ),
            (
                |it| it.payment_intent_data.setup_future_usage = "always".into(),
                "payment_intent_data[setup_future_usage]",
            ),
            (
                |it| it.payment_intent_data.description = "x".repeat(1001),
                "payment_intent_data[description]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| methods(it, &["card", "sepa_debit", "multibanco"]),
            |it| blocked(it, &["american_express"]),
            |it| it.payment_intent_data.capture_method = "automatic".into(),
        ],
    );
    warned(
        cake,
        &[
            (
                |it| it.payment_intent_data.capture_method = "manual".into(),
                "payment_intent_data[capture_method]",
            ),
            (
                |it| {
                    methods(it, &["sepa_debit"]);
                    blocked(it, &["visa"]);
                },
                "payment_method_options[card][restrictions][brands_blocked]",
            ),
            (
                |it| {
                    blocked(
                        it,
                        &[
                            "visa",
                            "mastercard",
                            "american_express",
                            "discover_global_network",
                        ],
                    );
                },
                "payment_method_options[card][restrictions][brands_blocked]",
            ),
        ],
    );
}

fn methods(terms: &mut LinkTerms, methods: &[&str]) {
    terms.payment_method_types = methods.iter().map(|&it| it.to_owned()).collect();
}

fn blocked(terms: &mut LinkTerms, brands: &[&str]) {
    let restrictions = &mut terms.payment_method_options.card.restrictions;
    restrictions.brands_blocked = brands.iter().map(|&it| it.to_owned()).collect();
}
