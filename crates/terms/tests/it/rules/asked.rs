//! What the customer reads and is asked.

use countertop_terms::LinkTerms;

use super::{passed, refused, warned};
use crate::made::cake;

#[test]
fn texts_fit_their_places() {
    refused(
        cake,
        &[
            (
                |it| it.custom_text.submit.message = "x".repeat(1201),
                "custom_text[submit][message]",
            ),
            (
                |it| it.custom_text.after_submit.message = "x".repeat(5000),
                "custom_text[after_submit][message]",
            ),
            (
                |it| it.custom_text.submit.message = " \n ".into(),
                "custom_text[submit][message]",
            ),
            (
                |it| it.custom_text.shipping_address.message = "To the door".into(),
                "custom_text[shipping_address][message]",
            ),
            (
                |it| it.custom_text.terms_of_service_acceptance.message = "I agree".into(),
                "custom_text[terms_of_service_acceptance][message]",
            ),
            (
                |it| it.inactive_message = "é".repeat(501),
                "inactive_message",
            ),
            (
                |it| {
                    it.after_completion.kind = "hosted_confirmation".into();
                    it.after_completion.hosted_confirmation.custom_message = "x".repeat(501);
                },
                "after_completion[hosted_confirmation][custom_message]",
            ),
            (
                |it| it.after_completion.kind = "party".into(),
                "after_completion[type]",
            ),
            (|it| redirect(it, ""), "after_completion[redirect][url]"),
            (
                |it| redirect(it, "example.com"),
                "after_completion[redirect][url]",
            ),
            (
                |it| redirect(it, "http://example.com"),
                "after_completion[redirect][url]",
            ),
            (
                |it| redirect(it, "javascript:alert(1)"),
                "after_completion[redirect][url]",
            ),
            (
                |it| redirect(it, "https://"),
                "after_completion[redirect][url]",
            ),
            (|it| it.submit_type = "gift".into(), "submit_type"),
            (
                |it| it.restrictions.completed_sessions.limit = Some(0),
                "restrictions[completed_sessions][limit]",
            ),
            (
                |it| it.restrictions.completed_sessions.limit = Some(1_000_000_000),
                "restrictions[completed_sessions][limit]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| it.custom_text.submit.message = "🎂".repeat(1200),
            |it| it.inactive_message = "سلام".repeat(125),
            |it| redirect(it, "https://example.com/thanks?id={CHECKOUT_SESSION_ID}"),
            |it| redirect(it, "http://localhost:3000/thanks"),
            |it| redirect(it, "http://127.0.0.1/thanks"),
            |it| redirect(it, "http://[::1]/thanks"),
            |it| it.submit_type = "book".into(),
            |it| it.restrictions.completed_sessions.limit = Some(2),
        ],
    );
    warned(
        cake,
        &[
            (
                |it| it.restrictions.completed_sessions.limit = Some(1),
                "restrictions[completed_sessions][limit]",
            ),
            (|it| it.submit_type = "subscribe".into(), "submit_type"),
            (
                |it| it.after_completion.redirect.url = "https://example.com".into(),
                "after_completion[redirect][url]",
            ),
            (
                |it| it.after_completion.hosted_confirmation.custom_message = "Thanks".into(),
                "after_completion[hosted_confirmation][custom_message]",
            ),
        ],
    );
}

fn redirect(terms: &mut LinkTerms, url: &str) {
    terms.after_completion.kind = "redirect".into();
    terms.after_completion.redirect.url = url.into();
}

#[test]
fn addresses_and_consent_are_stripes_words() {
    refused(
        cake,
        &[
            (
                |it| it.billing_address_collection = "always".into(),
                "billing_address_collection",
            ),
            (
                |it| ships(it, &["DE", "XX"]),
                "shipping_address_collection[allowed_countries][1]",
            ),
            (
                |it| ships(it, &["DE", "de"]),
                "shipping_address_collection[allowed_countries][1]",
            ),
            (
                |it| {
                    it.tax_id_collection.enabled = true;
                    it.tax_id_collection.required = "always".into();
                },
                "tax_id_collection[required]",
            ),
            (
                |it| it.consent_collection.promotions = "required".into(),
                "consent_collection[promotions]",
            ),
            (
                |it| it.consent_collection.terms_of_service = "auto".into(),
                "consent_collection[terms_of_service]",
            ),
            (
                |it| {
                    let agreement = &mut it.consent_collection.payment_method_reuse_agreement;
                    agreement.position = "below".into();
                },
                "consent_collection[payment_method_reuse_agreement][position]",
            ),
        ],
    );
    warned(
        cake,
        &[
            (
                |it| it.consent_collection.promotions = "auto".into(),
                "consent_collection[promotions]",
            ),
            (
                |it| {
                    it.consent_collection.terms_of_service = "required".into();
                    it.custom_text.terms_of_service_acceptance.message = "I agree".into();
                },
                "consent_collection[terms_of_service]",
            ),
            (
                |it| it.tax_id_collection.required = "if_supported".into(),
                "tax_id_collection[enabled]",
            ),
        ],
    );
    passed(
        cake,
        &[|it| {
            ships(it, &["DE", "at", "CH"]);
            it.custom_text.shipping_address.message = "To the door".into();
        }],
    );
}

fn ships(terms: &mut LinkTerms, countries: &[&str]) {
    let countries = countries.iter().map(|&it| it.to_owned());
    terms.shipping_address_collection.allowed_countries = countries.collect();
}

fn shipped() -> LinkTerms {
    let mut terms = cake();
    ships(&mut terms, &["DE"]);
    let mut option = countertop_terms::ShippingOption::default();
    option.new_rate.display_name = "By bicycle".into();
    option.new_rate.amount = Some(450);
    terms.shipping_options = vec![option];
    terms
}

#[test]
fn ways_of_shipping_need_an_address_and_one_payment() {
    refused(
        shipped,
        &[
            (
                |it| it.shipping_address_collection.allowed_countries.clear(),
                "shipping_options",
            ),
            (
                |it| it.line_items[0].price_data.recurring.interval = "month".into(),
                "shipping_options",
            ),
            (
                |it| it.shipping_options = vec![it.shipping_options[0].clone(); 6],
                "shipping_options",
            ),
            (
                |it| it.shipping_options[0].shipping_rate = "shr_1".into(),
                "shipping_options[0][shipping_rate]",
            ),
            (
                |it| it.shipping_options[0] = Default::default(),
                "shipping_options[0][shipping_rate]",
            ),
            (
                |it| {
                    it.shipping_options[0] = Default::default();
                    it.shipping_options[0].shipping_rate = "bicycle".into();
                },
                "shipping_options[0][shipping_rate]",
            ),
            (
                |it| it.shipping_options[0].new_rate.display_name.clear(),
                "shipping_options[0][new_rate][display_name]",
            ),
            (
                |it| it.shipping_options[0].new_rate.display_name = "x".repeat(101),
                "shipping_options[0][new_rate][display_name]",
            ),
            (
                |it| it.shipping_options[0].new_rate.amount = None,
                "shipping_options[0][new_rate][amount]",
            ),
            (
                |it| it.shipping_options[0].new_rate.amount = Some(-1),
                "shipping_options[0][new_rate][amount]",
            ),
        ],
    );
    passed(
        shipped,
        &[
            |it| it.shipping_options[0].new_rate.amount = Some(0),
            |it| it.shipping_options = vec![it.shipping_options[0].clone(); 5],
        ],
    );
}
