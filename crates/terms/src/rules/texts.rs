//! What the customer reads, and what comes after the payment.

use url::{Host, Url};

use super::found::Found;
use super::words::AFTER_COMPLETION;
use super::{Facts, Mode};

/// Longest text on the pay page.
const LONGEST_TEXT: usize = 1200;
/// Longest message after the payment, and once the link is inactive.
const LONGEST_MESSAGE: usize = 500;
/// Longest address.
const LONGEST_ADDRESS: usize = 5000;
/// Largest limit of finished checkouts.
const MOST_SESSIONS: u32 = 999_999_999;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    on_the_page(facts, found);
    after_completion(facts, found);
    found.at_most(
        "inactive_message",
        "The message",
        &terms.inactive_message,
        LONGEST_MESSAGE,
    );
    let submit = &terms.submit_type;
    found.one_of(
        "submit_type",
        "The word on the button",
        submit,
        super::words::SUBMIT,
    );
    if submit == "subscribe" && facts.is_surely(Mode::Payment) {
        found.warning(
            "submit_type",
            "The button says Subscribe, but nothing of the link recurs: choose another word if that is \
             not what you want.",
        );
    }
    limit(terms.restrictions.completed_sessions.limit, found);
}

fn on_the_page(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    let text = &terms.custom_text;
    for (name, message) in [
        ("submit", &text.submit.message),
        ("after_submit", &text.after_submit.message),
        ("shipping_address", &text.shipping_address.message),
        (
            "terms_of_service_acceptance",
            &text.terms_of_service_acceptance.message,
        ),
    ] {
        let param = format!("custom_text[{name}][message]");
        found.at_most(&param, "The text", message, LONGEST_TEXT);
    }
    let is_sent = !terms
        .shipping_address_collection
        .allowed_countries
        .is_empty();
    if !text.shipping_address.message.is_empty() && !is_sent {
        found.problem(
            "custom_text[shipping_address][message]",
            "No shipping address is asked for, so Stripe would not show this: ask for one, or remove \
             the text.",
        );
    }
    let agrees = terms.consent_collection.terms_of_service == "required";
    if !text.terms_of_service_acceptance.message.is_empty() && !agrees {
        found.problem(
            "custom_text[terms_of_service_acceptance][message]",
            "Nobody has to agree to your terms of service, so Stripe would not show this: require \
             consent, or remove the text.",
        );
    }
}

fn after_completion(facts: &Facts<'_>, found: &mut Found) {
    let after = &facts.terms.after_completion;
    found.one_of(
        "after_completion[type]",
        "What comes after the payment",
        &after.kind,
        AFTER_COMPLETION,
    );
    found.at_most(
        "after_completion[hosted_confirmation][custom_message]",
        "The message",
        &after.hosted_confirmation.custom_message,
        LONGEST_MESSAGE,
    );
    let url = "after_completion[redirect][url]";
    let address = &after.redirect.url;
    if after.kind == "redirect" && address.is_empty() {
        found.problem(
            url,
            "It is not said where the customer goes after the payment: write an address, or show a \
             message instead.",
        );
    }
    found.address(url, "Where the customer goes", address, is_this_computer);
    found.at_most(url, "The address", address, LONGEST_ADDRESS);
}

/// Plain http is fine on the merchant's own computer only.
fn is_this_computer(url: &Url) -> bool {
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    url.scheme() == "http" && is_loopback
}

fn limit(limit: Option<u32>, found: &mut Found) {
    let param = "restrictions[completed_sessions][limit]";
    match limit {
        Some(0) => found.problem(
            param,
            "With a limit of 0 nobody could pay: write 1 or more, or leave it empty.",
        ),
        Some(1) => found.warning(
            param,
            "The first payment closes the link: who opens it later reads that it is inactive.",
        ),
        Some(most) if most > MOST_SESSIONS => found.problem(
            param,
            "The limit is larger than Stripe counts: write up to 999,999,999, or leave it empty.",
        ),
        Some(_) | None => {}
    }
}
