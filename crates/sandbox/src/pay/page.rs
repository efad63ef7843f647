//! The page on which a customer pays.

use maud::{Markup, html};
use serde_json::Value;

use super::form::Form;
use super::input::{self, Input, Need, error_of};
use super::layout::{layout, shop};
use super::{amount, path_of};
use crate::SHOP_NAME;
use crate::checkout::{AddressEntry, FieldError, Visit};
use crate::payment::TEST_CARDS;

/// All that the page shows.
pub(super) struct View<'a> {
    pub(super) visit: &'a Visit,
    /// What was filled in before.
    pub(super) form: &'a Form,
    pub(super) errors: &'a [FieldError],
    /// Why the last attempt failed.
    pub(super) alert: Option<&'a str>,
}

/// The page.
pub(super) fn page(view: &View<'_>) -> Markup {
    let total = money(&view.visit.session, "amount_total");
    let title = format!("Pay {total}");
    layout(
        &title,
        &html! {
            main.checkout {
                // Pressing Enter uses a form's first button, which must not be one in the summary.
                button.unseen type="submit" form="pay" tabindex="-1" aria-hidden="true" {}
                (summary(view, &total))
                section.panel {
                    h1.unseen { "Pay " (total) " to " (SHOP_NAME) }
                    (alert(view))
                    form #pay method="post" action=(path_of(&view.visit.session)) novalidate[true] {
                        (contact(view))
                        (addresses(view))
                        (questions(view))
                        @if view.visit.session["amount_total"] != 0 { (card(view)) }
                        (consent(view))
                        (note(&view.visit.session, "submit"))
                        button.primary type="submit" { (verb(&view.visit.session)) " " (total) }
                        (note(&view.visit.session, "after_submit"))
                    }
                    (test_cards())
                }
            }
        },
    )
}

fn money(session: &Value, field: &str) -> String {
    let code = session["currency"].as_str().unwrap_or_default();
    amount(session[field].as_i64().unwrap_or(0), code)
}

fn verb(session: &Value) -> &'static str {
    match session["submit_type"].as_str() {
        Some("book") => "Book",
        Some("donate") => "Donate",
        Some("subscribe") => "Subscribe",
        _ => "Pay",
    }
}

fn alert(view: &View<'_>) -> Markup {
    let text = match (view.alert, view.errors.first()) {
        (Some(text), _) => text,
        (None, Some(_)) => "Please check what is marked below.",
        (None, None) => return html! {},
    };
    html! { p #alert .alert role="alert" { (text) } }
}

fn summary(view: &View<'_>, total: &str) -> Markup {
    let items = &view.visit.items;
    html! {
        section.summary aria-label="Your order" {
            (shop())
            p.total { (total) }
            ul.items {
                @for item in items { (line(item, view)) }
            }
            @if items.len() > 1 {
                p.sum { span { "Total" } span { (total) } }
            }
            @if let Some(error) = error_of(view.errors, "quantity") { p.error { (error) } }
        }
    }
}

fn line(item: &Value, view: &View<'_>) -> Markup {
    let name = item["description"].as_str().unwrap_or_default();
    let code = item["currency"].as_str().unwrap_or_default();
    let quantity = item["quantity"].as_i64().unwrap_or(1);
    let unit = item["price"]["unit_amount"].as_i64();
    let bounds = &item["adjustable_quantity"];
    html! {
        li {
            div.item {
                span.name { (name) }
                @if item["price"]["custom_unit_amount"].is_null() {
                    span.amount { (amount(item["amount_total"].as_i64().unwrap_or(0), code)) }
                }
            }
            @if !item["price"]["custom_unit_amount"].is_null() {
                (chosen_amount(item, view))
            } @else if let (Some(least), Some(most)) =
                (bounds["minimum"].as_i64(), bounds["maximum"].as_i64()) {
                @let name_of_field = format!("quantity[{}]", item["id"].as_str().unwrap_or_default());
                (input::quantity(&name_of_field, name, quantity, least, most, view.errors))
            } @else if quantity != 1 {
                p.hint {
                    (quantity) " × "
                    @if let Some(unit) = unit { (amount(unit, code)) }
                }
            }
        }
    }
}

/// The field for an amount that the customer chooses.
fn chosen_amount(item: &Value, view: &View<'_>) -> Markup {
    let code = item["currency"].as_str().unwrap_or_default();
    let typed = view.form.typed_amount.as_str();
    let stored = item["amount_total"].as_i64().filter(|amount| *amount != 0);
    let preset = stored.or(item["price"]["custom_unit_amount"]["preset"].as_i64());
    let plain = preset
        .map(|minor| super::money::plain(minor, code))
        .unwrap_or_default();
    let value = if typed.is_empty() {
        plain.as_str()
    } else {
        typed
    };
    let error = error_of(view.errors, "amount");
    html! {
        div.quantity {
            label for="amount" { "Amount in " (code.to_uppercase()) }
            input #amount name="amount" type="text" inputmode="decimal" value=(value) form="pay"
                required aria-invalid=[error.map(|_| "true")]
                aria-describedby=[error.map(|_| "amount-error")];
            button.quiet type="submit" form="pay" name="update" value="total" formnovalidate {
                "Update"
            }
            @if let Some(error) = error { p.error #amount-error { (error) } }
        }
    }
}

fn contact(view: &View<'_>) -> Markup {
    let session = &view.visit.session;
    let given = &view.form.submission;
    let prefilled = session["customer_email"].as_str().unwrap_or_default();
    let email = if given.email.is_empty() {
        prefilled
    } else {
        &given.email
    };
    let mut input = Input::text("email", "E-mail", email).completed_by("email");
    input.kind = "email";
    html! {
        (input.show(view.errors))
        @if session["phone_number_collection"]["enabled"] == true {
            @let phone = Input::text("phone", "Phone", &given.phone).completed_by("tel");
            (phone.show(view.errors))
        }
    }
}

fn addresses(view: &View<'_>) -> Markup {
    let session = &view.visit.session;
    let given = &view.form.submission;
    html! {
        @if !session["shipping_address_collection"].is_null() {
            (address("shipping", "Shipping address", &given.shipping, view))
            (note(session, "shipping_address"))
        }
        @if session["billing_address_collection"] == "required" {
            (address("billing", "Billing address", &given.billing, view))
        }
    }
}

fn address(name: &str, title: &str, given: &AddressEntry, view: &View<'_>) -> Markup {
    let field = |part: &str| format!("{name}[{part}]");
    let (line1, line2) = (field("line1"), field("line2"));
    let (code, city, country) = (field("postal_code"), field("city"), field("country"));
    let show = |input: Input<'_>| input.show(view.errors);
    html! {
        fieldset {
            legend { (title) }
            (show(Input::text(&line1, "Street and number", &given.line1)
                .completed_by("address-line1")))
            (show(Input::text(&line2, "More", &given.line2)
                .completed_by("address-line2").optional()))
            div.pair {
                (show(Input::text(&code, "Postal code", &given.postal_code)
                    .completed_by("postal-code")))
                (show(Input::text(&city, "Town", &given.city).completed_by("address-level2")))
            }
            (show(Input::text(&country, "Country, as two letters", &given.country)
                .completed_by("country")))
        }
    }
}

fn questions(view: &View<'_>) -> Markup {
    let fields = view.visit.session["custom_fields"].as_array();
    html! {
        @for field in fields.map(Vec::as_slice).unwrap_or_default() { (question(field, view)) }
    }
}

fn question(field: &Value, view: &View<'_>) -> Markup {
    let key = field["key"].as_str().unwrap_or_default();
    let kind = field["type"].as_str().unwrap_or_default();
    let title = field["label"]["custom"].as_str().unwrap_or_default();
    let details = &field[kind];
    let name = format!("custom_fields[{key}]");
    let given = view.form.submission.answers.get(key).map(String::as_str);
    let value = given
        .or(details["default_value"].as_str())
        .unwrap_or_default();
    let need = if field["optional"] == true {
        Need::Optional
    } else {
        Need::Required
    };
    if kind == "dropdown" {
        let options = details["options"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let options: Vec<_> = options
            .iter()
            .filter_map(|option| Some((option["value"].as_str()?, option["label"].as_str()?)))
            .collect();
        return input::select(&name, title, value, &options, need, view.errors);
    }
    let mut input = Input::text(&name, title, value);
    input.need = need;
    input.maxlength = details["maximum_length"].as_u64();
    input.inputmode = (kind == "numeric").then_some("numeric");
    input.show(view.errors)
}

/// Browsers are asked not to offer stored cards: only test cards belong here.
fn card(view: &View<'_>) -> Markup {
    let show = |input: Input<'_>| input.show(view.errors);
    html! {
        fieldset {
            legend { "Card" }
            (show(Input::text("card_number", "Card number", "").digits("4242 4242 4242 4242")))
            div.pair {
                (show(Input::text("exp", "Expiry", "").digits("MM / YY")))
                (show(Input::text("cvc", "CVC", "").digits("123")))
            }
            (show(Input::text("name", "Name on the card", &view.form.submission.name)
                .completed_by("name")))
        }
    }
}

fn consent(view: &View<'_>) -> Markup {
    let asked = &view.visit.session["consent_collection"];
    let given = &view.form.submission;
    let terms = view.visit.session["custom_text"]["terms_of_service_acceptance"]["message"]
        .as_str()
        .unwrap_or("I agree to the shop's terms of service.");
    let news = format!("{SHOP_NAME} may send me news by e-mail.");
    html! {
        @if asked["terms_of_service"] == "required" {
            (input::tick(
                "terms_of_service", terms, Need::Required, given.accepts_terms, view.errors,
            ))
        }
        @if asked["promotions"] == "auto" {
            (input::tick("promotions", &news, Need::Optional, given.wants_promotions, view.errors))
        }
    }
}

/// The merchant's own words at one of the places that Stripe has for them.
fn note(session: &Value, place: &str) -> Markup {
    html! {
        @if let Some(text) = session["custom_text"][place]["message"].as_str() {
            p.hint { (text) }
        }
    }
}

fn test_cards() -> Markup {
    let named = TEST_CARDS
        .iter()
        .filter_map(|card| Some((card, card.purpose?)));
    html! {
        section.test-cards aria-labelledby="test-cards" {
            h2 #test-cards { "Cards to practise with" }
            dl {
                @for (card, purpose) in named {
                    div {
                        dt { (purpose) }
                        dd { (spaced(card.number)) }
                    }
                }
            }
            p.hint {
                "With any expiry in the future and any CVC. Do not enter a real card: it is \
                 declined, and nothing of it but the last four digits is kept."
            }
        }
    }
}

/// A number in groups of four.
fn spaced(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
