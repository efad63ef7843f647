//! The page on which a customer pays: the order on one side, the form on the other.

use maud::{Markup, html};

use super::input::id;
use super::layout::Frame;
use super::path_of;
use super::view::View;
use super::words::fill;
use super::{consent, contact, methods, prose, questions, summary};
use crate::SHOP_NAME;

/// How many of the fields at fault are listed above the form; more would only be in the way.
const LISTED: usize = 4;

/// The page.
pub(super) fn page(view: &View<'_>) -> Markup {
    let path = path_of(view.session());
    let title = fill(view.words().order.pay_to, &[("shop", SHOP_NAME)]);
    let frame = Frame {
        title: &title,
        language: view.language,
        path: Some(&path),
    };
    frame.around(&html! {
        main.checkout {
            // Pressing Enter uses a form's first button, which must not be one in the summary.
            button.unseen type="submit" form="pay" tabindex="-1" aria-hidden="true" {}
            (summary::summary(view))
            div.side {
                (said(view))
                form #pay method="post" action=(view.reader.keep(&path)) novalidate[true] {
                    @if summary::is_open_to_change(view) {
                        input type="hidden" name="shown_total" value=(view.total());
                    }
                    (contact::contact(view))
                    (contact::shipping(view))
                    (questions::questions(view))
                    (methods::methods(view))
                    (contact::billing(view))
                    (contact::tax_id(view))
                    (consent::consent(view))
                    (note(view, "submit"))
                    button.primary type="submit" { (verb(view)) }
                    (note(view, "after_submit"))
                }
            }
        }
    })
}

/// What the button says. An amount that the customer names stands in its field alone.
fn verb(view: &View<'_>) -> String {
    let words = &view.words().form;
    if view.is_free() {
        return words.place_order.to_owned();
    }
    if view.recurring().is_some() && view.total() == 0 {
        return words.start_trial.to_owned();
    }
    let (text, of_chosen) = match view.session()["submit_type"].as_str() {
        Some("book") => (words.book, words.book_chosen),
        Some("donate") => (words.donate, words.donate_chosen),
        Some("subscribe") => (words.subscribe, words.pay_chosen),
        _ if view.recurring().is_some() => (words.subscribe, words.pay_chosen),
        _ => (words.pay, words.pay_chosen),
    };
    match view.is_chosen() {
        true => of_chosen.to_owned(),
        false => fill(text, &[("total", &view.amount(view.total()))]),
    }
}

/// What is said of the last attempt, above the form.
fn said(view: &View<'_>) -> Markup {
    let notice = view.notice;
    html! {
        @if let Some(text) = &notice.alert {
            div #alert .alert role="alert" { p { (text) } }
        } @else if !notice.marks.is_empty() {
            div #alert .alert role="alert" {
                p { (view.words().form.check_marked) }
                @if notice.marks.len() <= LISTED {
                    ul {
                        @for mark in &notice.marks {
                            li { a href={ "#" (id(&mark.field)) } { (mark.sentence) } }
                        }
                    }
                }
            }
        } @else if let Some(text) = &notice.look {
            div #alert .alert.look role="alert" { p { (text) } }
        }
    }
}

/// The merchant's own words at one of the places that Stripe has for them.
pub(super) fn note(view: &View<'_>, place: &str) -> Markup {
    let text = view.session()["custom_text"][place]["message"].as_str();
    html! {
        @if let Some(text) = text {
            div.note { (prose::paragraphs(text)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::*;
    use crate::checkout::Visit;
    use crate::pay::form::Form;
    use crate::pay::language::{Language, Reader};
    use crate::pay::view::Notice;

    fn shown(visit: &Visit, language: Language) -> String {
        let view = View {
            visit,
            products: &BTreeMap::new(),
            form: &Form::default(),
            notice: &Notice::default(),
            reader: &Reader::default(),
            language,
        };
        page(&view).into_string().replace('\u{a0}', " ")
    }

    fn subscription(recurring: Value, trial_days: Value) -> Visit {
        let due = if trial_days.is_null() { 2000 } else { 0 };
        let price = json!({ "recurring": recurring, "unit_amount": 1000 });
        Visit {
            session: json!({
                "_subscription_data": { "trial_period_days": trial_days },
                "amount_subtotal": due,
                "amount_total": due,
                "currency": "eur",
                "mode": "subscription",
                "payment_method_types": ["card"],
            }),
            items: vec![json!({
                "amount_subtotal": due,
                "currency": "eur",
                "description": "Bread box",
                "price": price,
                "quantity": 2,
            })],
            ..Visit::default()
        }
    }

    type Words = [&'static str; 4];

    /// Subscriptions of so many months, with so many days of trial, and what their pages say.
    const SUBSCRIPTIONS: &[(i64, Option<i64>, Words, Words)] = &[
        (
            1,
            None,
            [
                "Subscribe to Bread box",
                "€20.00",
                "per month",
                "Subscribe for €20.00",
            ],
            [
                "Bread box abonnieren",
                "20,00 €",
                "pro Monat",
                "Für 20,00 € abonnieren",
            ],
        ),
        (
            3,
            None,
            [
                "Subscribe to Bread box",
                "€20.00",
                "every 3 months",
                "Total due today",
            ],
            [
                "Bread box abonnieren",
                "20,00 €",
                "alle 3 Monate",
                "Heute fällig",
            ],
        ),
        (
            1,
            Some(14),
            [
                "Try Bread box",
                "14 days free",
                "Then €20.00 per month",
                "Start the trial",
            ],
            [
                "Bread box testen",
                "14 Tage kostenlos",
                "Danach 20,00 € pro Monat",
                "Probezeit",
            ],
        ),
        (
            1,
            Some(1),
            [
                "Try Bread box",
                "1 day free",
                "Nothing is due today",
                "name=\"card_number\"",
            ],
            [
                "Bread box testen",
                "1 Tag kostenlos",
                "Heute ist nichts zu",
                "card_number",
            ],
        ),
    ];

    #[test]
    fn a_subscription_says_what_comes_again_and_what_is_due_today() {
        for (months, trial_days, english, german) in SUBSCRIPTIONS {
            let recurring = json!({ "interval": "month", "interval_count": months });
            let visit = subscription(recurring, json!(trial_days));
            for (language, words) in [(Language::English, english), (Language::German, german)] {
                let page = shown(&visit, language);
                for words in words {
                    assert!(page.contains(words), "{words}: {page}");
                }
            }
        }
    }
}
