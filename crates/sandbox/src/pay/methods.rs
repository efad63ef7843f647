//! How the customer pays: one method, or a choice of several that opens without a script.

use maud::{Markup, html};

use super::form::Method;
use super::input::Input;
use super::view::{View, list};
use super::words::fill;
use super::{test_accounts, test_cards};
use crate::SHOP_NAME;

/// The methods of the session, each with its fields. Those that the page does not know are left
/// out.
pub(super) fn methods(view: &View<'_>) -> Markup {
    let words = &view.words().form;
    if view.is_free() {
        return html! { p.hint { (words.nothing_to_pay) } (name_alone(view)) };
    }
    let taken = list(&view.session()["payment_method_types"]);
    let is_taken = |method: &Method| taken.iter().any(|it| *it == method.name());
    let known: Vec<Method> = Method::ALL.into_iter().filter(is_taken).collect();
    html! {
        fieldset {
            legend { (words.payment) }
            @if view.total() == 0 && !view.is_chosen() { p.hint { (words.card_for_later) } }
            @match known.as_slice() {
                [] => (fields(Method::Card, view)),
                [only] => (fields(*only, view)),
                [first, ..] => div.methods {
                    @for method in &known { (choice(*method, *first, &known, view)) }
                },
            }
        }
    }
}

/// One of several methods, open when it is chosen.
fn choice(method: Method, first: Method, known: &[Method], view: &View<'_>) -> Markup {
    let chosen = if known.contains(&view.form.method) {
        view.form.method
    } else {
        first
    };
    let id = format!("method-{}", method.name().replace('_', "-"));
    html! {
        div.method {
            input id=(id) name="payment_method" type="radio" value=(method.name())
                checked[method == chosen];
            label for=(id) { (title(method, view)) }
            div.method-fields { (fields(method, view)) }
        }
    }
}

fn title(method: Method, view: &View<'_>) -> &'static str {
    let words = &view.words().form;
    match method {
        Method::Card => words.card,
        Method::SepaDebit => words.sepa_debit,
        Method::Multibanco => words.multibanco,
    }
}

fn fields(method: Method, view: &View<'_>) -> Markup {
    match method {
        Method::Card => card(view),
        Method::SepaDebit => sepa_debit(view),
        Method::Multibanco => multibanco(view),
    }
}

/// Browsers are asked not to offer stored cards: only test cards belong here.
fn card(view: &View<'_>) -> Markup {
    let words = &view.words().form;
    html! {
        (Input::text("card_number", words.card_number, "")
            .digits("4242 4242 4242 4242").show(view))
        div.pair {
            (Input::text("exp", words.expiry, "").digits(words.expiry_format).show(view))
            (Input::text("cvc", words.cvc, "").digits("123").show(view))
        }
        (name_on_card(view))
        (test_cards::fold(view))
    }
}

fn name_on_card(view: &View<'_>) -> Markup {
    let label = view.words().form.name_on_card;
    let mut input = Input::text("name", label, &view.form.submission.name).completed_by("cc-name");
    if view.form.method != Method::Card {
        // What is wrong with the name is said where the customer typed it.
        input.called = Some("");
    }
    input.show(view)
}

fn sepa_debit(view: &View<'_>) -> Markup {
    let words = &view.words().form;
    let mandate = fill(words.sepa_mandate, &[("shop", SHOP_NAME)]);
    let mut iban = Input::text("iban", words.iban, "");
    iban.placeholder = Some("DE89 3704 0044 0532 0130 00");
    html! {
        p.hint { (words.sepa_about) }
        (iban.show(view))
        (holder(Method::SepaDebit, words.account_holder, view))
        p.hint { (mandate) }
        (test_accounts::accounts(view))
    }
}

fn multibanco(view: &View<'_>) -> Markup {
    let words = &view.words().form;
    html! {
        p.hint { (words.multibanco_about) }
        (holder(Method::Multibanco, words.full_name, view))
        (test_accounts::vouchers(view))
    }
}

/// The customer's name, which each method asks for in its own words.
fn holder(method: Method, label: &str, view: &View<'_>) -> Markup {
    let name = format!("name[{}]", method.name());
    let mut input = Input::text(&name, label, &view.form.submission.name).completed_by("name");
    input.called = (view.form.method == method).then_some("name");
    input.show(view)
}

/// The customer's name, where no method asks for it.
fn name_alone(view: &View<'_>) -> Markup {
    let words = &view.words().form;
    Input::text("name", words.full_name, &view.form.submission.name)
        .completed_by("name")
        .show(view)
}
