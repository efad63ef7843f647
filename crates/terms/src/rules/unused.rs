//! What is written, but not sent, because it belongs to something that is off or not chosen.

use super::found::Found;
use crate::{CustomField, Dropdown, InvoiceData, Lengths, LineItem, LinkTerms};

pub(super) fn check(terms: &LinkTerms, found: &mut Found) {
    for (index, item) in terms.line_items.iter().enumerate() {
        line_item(item, &format!("line_items[{index}]"), found);
    }
    for (index, asked) in terms.custom_fields.iter().enumerate() {
        question(asked, &format!("custom_fields[{index}]"), found);
    }
    after_completion(terms, found);
    let invoice = &terms.invoice_creation;
    if !invoice.enabled && invoice.invoice_data != InvoiceData::default() {
        found.warning(
            "invoice_creation[enabled]",
            "No invoice is made, so what is written for it is not used: switch it on if it should be.",
        );
    }
    let tax_id = &terms.tax_id_collection;
    if !tax_id.enabled && tax_id.required == "if_supported" {
        found.warning(
            "tax_id_collection[enabled]",
            "No tax id is asked for, so none can be required: switch it on if it should be.",
        );
    }
}

fn line_item(item: &LineItem, path: &str, found: &mut Found) {
    let choice = &item.adjustable_quantity;
    if !choice.enabled && (choice.minimum.is_some() || choice.maximum.is_some()) {
        found.warning(
            format!("{path}[adjustable_quantity][enabled]"),
            "The customer cannot change the quantity, so its bounds are not used: allow it if they \
             should be.",
        );
    }
    let chosen = &item.custom_unit_amount;
    let bounds = [chosen.preset, chosen.minimum, chosen.maximum];
    if !chosen.enabled && bounds.iter().any(Option::is_some) {
        found.warning(
            format!("{path}[custom_unit_amount][enabled]"),
            "The price is fixed, so the amounts to choose between are not used: let the customer choose \
             if they should be.",
        );
    }
    if chosen.enabled && item.price_data.unit_amount.is_some() {
        found.warning(
            format!("{path}[price_data][unit_amount]"),
            "The customer says how much, so the fixed price is not used.",
        );
    }
    let recurring = &item.price_data.recurring;
    if recurring.interval.is_empty() && recurring.interval_count.is_some() {
        found.warning(
            format!("{path}[price_data][recurring][interval]"),
            "This is paid once, as no interval is chosen: choose one if it should recur.",
        );
    }
}

fn question(asked: &CustomField, path: &str, found: &mut Found) {
    for (kind, is_said) in [
        ("text", asked.text != Lengths::default()),
        ("numeric", asked.numeric != Lengths::default()),
        ("dropdown", asked.dropdown != Dropdown::default()),
    ] {
        if is_said && asked.kind != kind && !asked.kind.is_empty() {
            found.warning(
                format!("{path}[{kind}]"),
                format!(
                    "The question is of another kind, so what is written for {kind} is not used."
                ),
            );
        }
    }
}

fn after_completion(terms: &LinkTerms, found: &mut Found) {
    let after = &terms.after_completion;
    let unused =
        "Something else comes after the payment, so this is not used: choose it if it should be.";
    if !after.hosted_confirmation.custom_message.is_empty()
        && matches!(&*after.kind, "" | "redirect")
    {
        let param = "after_completion[hosted_confirmation][custom_message]";
        found.warning(param, unused);
    }
    if !after.redirect.url.is_empty() && matches!(&*after.kind, "" | "hosted_confirmation") {
        found.warning("after_completion[redirect][url]", unused);
    }
}
