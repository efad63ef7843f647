//! How a payment is taxed and booked: tax, invoices, who sells.

use super::facts::Sold;
use super::found::Found;
use super::words::TAX_DISPLAY;
use super::{Facts, Mode, keys};
use crate::{InvoiceData, Issuer};

/// Most tax ids of the account's own.
const MOST_TAX_IDS: usize = 20;
/// Most lines at an invoice's top.
const MOST_LINES: usize = 4;
const LONGEST_LINE_NAME: usize = 40;
const LONGEST_LINE: usize = 140;
const LONGEST_DESCRIPTION: usize = 1500;
const LONGEST_FOOTER: usize = 5000;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    if terms.automatic_tax.enabled {
        tax(facts, found);
    }
    if terms.invoice_creation.enabled {
        if facts.mode == Mode::Subscription {
            found.problem(
                "invoice_creation[enabled]",
                "A subscription makes invoices anyway, so Stripe refuses to be told: switch it off.",
            );
        } else {
            invoice(&terms.invoice_creation.invoice_data, found);
        }
    }
    if terms.managed_payments.enabled {
        found.warning(
            "managed_payments[enabled]",
            "Stripe then sells in your place and answers for tax and disputes: your account has to be \
             admitted to Managed Payments.",
        );
    }
}

fn tax(facts: &Facts<'_>, found: &mut Found) {
    own_account(
        &facts.terms.automatic_tax.liability,
        "automatic_tax[liability]",
        found,
    );
    for (index, item) in facts.terms.line_items.iter().enumerate() {
        if let Sold::New(price) = facts.sold(item)
            && price.tax_behavior.is_empty()
        {
            found.warning(
                format!("line_items[{index}][price_data][tax_behavior]"),
                "It is not said whether the price includes tax: Stripe takes the default of your tax \
                 settings, and refuses the link where there is none.",
            );
        }
    }
}

/// Who issues or is liable: another account only on platforms.
pub(super) fn own_account(issuer: &Issuer, path: &str, found: &mut Found) {
    if !issuer.kind.is_empty() {
        found.problem(
            format!("{path}[type]"),
            "Another account can only be named by platforms, which this program does not serve: choose \
             self.",
        );
    }
}

fn invoice(data: &InvoiceData, found: &mut Found) {
    let path = "invoice_creation[invoice_data]";
    let at = |name: &str| format!("{path}[{name}]");
    if data.account_tax_ids.len() > MOST_TAX_IDS {
        found.problem(
            at("account_tax_ids"),
            format!("An invoice shows up to {MOST_TAX_IDS} tax ids: take some away."),
        );
    }
    for (index, id) in data.account_tax_ids.iter().enumerate() {
        let param = format!("{}[{index}]", at("account_tax_ids"));
        found.id(&param, "a tax id of your account", id, "txi_");
    }
    lines(data, &at("custom_fields"), found);
    found.at_most(
        &at("description"),
        "The description",
        &data.description,
        LONGEST_DESCRIPTION,
    );
    found.at_most(&at("footer"), "The footer", &data.footer, LONGEST_FOOTER);
    own_account(&data.issuer, &at("issuer"), found);
    keys::metadata(&data.metadata, &at("metadata"), found);
    let rendering = &data.rendering_options;
    found.one_of(
        &format!("{path}[rendering_options][amount_tax_display]"),
        "How tax is shown",
        &rendering.amount_tax_display,
        TAX_DISPLAY,
    );
    found.id(
        &format!("{path}[rendering_options][template]"),
        "an invoice template",
        &rendering.template,
        "inrtem_",
    );
}

fn lines(data: &InvoiceData, path: &str, found: &mut Found) {
    if data.custom_fields.len() > MOST_LINES {
        found.problem(
            path,
            format!(
                "There are {} lines at the invoice's top, and Stripe prints up to {MOST_LINES}: take \
                 some away.",
                data.custom_fields.len()
            ),
        );
    }
    for (index, line) in data.custom_fields.iter().enumerate() {
        for (name, what, text, most) in [
            ("name", "The line's name", &line.name, LONGEST_LINE_NAME),
            ("value", "The line", &line.value, LONGEST_LINE),
        ] {
            let param = format!("{path}[{index}][{name}]");
            if text.trim().is_empty() {
                found.problem(
                    param,
                    format!("{what} is empty: write it, or take the line away."),
                );
            } else {
                found.at_most(&param, what, text, most);
            }
        }
    }
}
