//! What the customer is asked, and what they agree to.

use super::Facts;
use super::found::Found;
use super::words::{AGREEMENT, BILLING, PROMOTIONS, TAX_ID, TERMS_OF_SERVICE};

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    found.one_of(
        "billing_address_collection",
        "The billing address",
        &terms.billing_address_collection,
        BILLING,
    );
    found.one_of(
        "tax_id_collection[required]",
        "Whether a tax id is required",
        &terms.tax_id_collection.required,
        TAX_ID,
    );
    consent(facts, found);
}

fn consent(facts: &Facts<'_>, found: &mut Found) {
    let consent = &facts.terms.consent_collection;
    let promotions = "consent_collection[promotions]";
    found.one_of(
        promotions,
        "Consent to promotions",
        &consent.promotions,
        PROMOTIONS,
    );
    if consent.promotions == "auto" {
        found.warning(
            promotions,
            "Stripe asks for this consent only where shop and customer are in the United States.",
        );
    }
    let service = "consent_collection[terms_of_service]";
    found.one_of(
        service,
        "Consent to the terms of service",
        &consent.terms_of_service,
        TERMS_OF_SERVICE,
    );
    if consent.terms_of_service == "required" {
        found.warning(
            service,
            "Stripe links to your terms of service, so their address has to be in the public details \
             of your Dashboard.",
        );
    }
    let position = "consent_collection[payment_method_reuse_agreement][position]";
    let agreement = &consent.payment_method_reuse_agreement.position;
    found.one_of(position, "Where the agreement stands", agreement, AGREEMENT);
    if agreement == "hidden" {
        found.warning(
            position,
            "Stripe then says nothing about using a saved method again: tell the customer yourself, \
             where the law asks for it.",
        );
    }
}
