//! Who the customer is, where the order goes, and who is billed.

use maud::{Markup, html};

use super::address::{self, Of};
use super::input::{Change, Input, Need, Select};
use super::page::note;
use super::view::{View, list};
use crate::checkout::asks_for_billing;

/// Tax ids that are asked for by name; every other kind is typed as a number alone. Stripe's word,
/// and how people call it.
const TAX_IDS: &[(&str, &str)] = &[
    ("eu_vat", "VAT (EU)"),
    ("gb_vat", "VAT (GB)"),
    ("ch_vat", "MWST / TVA / IVA (CH)"),
    ("no_vat", "MVA (NO)"),
    ("us_ein", "EIN (US)"),
    ("ca_bn", "BN (CA)"),
    ("au_abn", "ABN (AU)"),
    ("in_gst", "GSTIN (IN)"),
    ("jp_trn", "登録番号 (JP)"),
    ("br_cnpj", "CNPJ (BR)"),
    ("mx_rfc", "RFC (MX)"),
];

/// E-mail, phone and names.
pub(super) fn contact(view: &View<'_>) -> Markup {
    let session = view.session();
    let given = &view.form.submission;
    let words = &view.words().form;
    html! {
        fieldset {
            legend { (words.contact) }
            (email(view))
            @if session["phone_number_collection"]["enabled"] == true {
                @let mut phone = Input::text("phone", words.phone, &given.phone).completed_by("tel");
                @let () = phone.kind = "tel";
                (phone.show(view))
            }
            (name(view, "individual", &given.individual_name))
            (name(view, "business", &given.business_name))
        }
    }
}

fn email(view: &View<'_>) -> Markup {
    let session = view.session();
    let given = &view.form.submission.email;
    let prefilled = session["_known_email"].as_str().unwrap_or_default();
    let email = if given.is_empty() { prefilled } else { given };
    let mut input = Input::text("email", view.words().form.email, email).completed_by("email");
    input.kind = "email";
    if session["_email_is_locked"] == true {
        input.value = prefilled;
        input.change = Change::Locked;
    }
    input.show(view)
}

/// A name that the link collects besides the one on the card.
fn name(view: &View<'_>, kind: &str, given: &str) -> Markup {
    let asked = &view.session()["name_collection"][kind];
    let words = &view.words().form;
    let (field, label, completed_by) = match kind {
        "business" => ("business_name", words.business_name, "organization"),
        _ => ("individual_name", words.individual_name, "name"),
    };
    let mut input = Input::text(field, label, given).completed_by(completed_by);
    if asked["optional"] == true {
        input.need = Need::Optional;
    }
    html! {
        @if asked["enabled"] == true { (input.show(view)) }
    }
}

/// Where the order goes.
pub(super) fn shipping(view: &View<'_>) -> Markup {
    let asked = &view.session()["shipping_address_collection"];
    let countries: Vec<_> = list(&asked["allowed_countries"])
        .iter()
        .filter_map(|country| country.as_str())
        .collect();
    html! {
        @if !asked.is_null() {
            fieldset {
                legend { (view.words().form.shipping_address) }
                (address::fields(view, Of::Shipping, Some(&countries)))
                (note(view, "shipping_address"))
            }
        }
    }
}

/// Who is billed. Where the order is shipped, that address will do.
pub(super) fn billing(view: &View<'_>) -> Markup {
    let session = view.session();
    let words = &view.words().form;
    let ships = !session["shipping_address_collection"].is_null();
    let is_new = view.form.submission.email.is_empty();
    html! {
        @if asks_for_billing(session) {
            fieldset {
                legend { (words.billing_address) }
                @if ships {
                    div.tick {
                        input #bills-to-shipping name="bills_to_shipping" type="checkbox"
                            checked[is_new || view.form.bills_to_shipping];
                        label for="bills-to-shipping" { (words.as_shipping) }
                    }
                }
                div.address { (address::fields(view, Of::Billing, None)) }
            }
        }
    }
}

/// A business's tax id.
pub(super) fn tax_id(view: &View<'_>) -> Markup {
    let asked = &view.session()["tax_id_collection"];
    let given = &view.form.submission.tax_id;
    let words = &view.words().form;
    let need = match asked["required"].as_str() {
        Some("if_supported") => Need::Required,
        _ => Need::Optional,
    };
    let select = Select {
        name: "tax_id[type]",
        label: words.tax_id_type,
        value: &given.kind,
        options: TAX_IDS,
        autocomplete: "off",
        need,
    };
    let mut number = Input::text("tax_id[value]", words.tax_id_value, &given.value);
    number.need = need;
    html! {
        @if asked["enabled"] == true {
            fieldset {
                legend { (words.tax_id) }
                div.pair {
                    (select.show(view))
                    (number.show(view))
                }
            }
        }
    }
}
