//! An invoice, as its customer may look at it.

use maud::{Markup, html};
use serde_json::Value;

use super::after::tag;
use super::facts::{self, Fact};
use super::language::Language;
use super::layout::{Frame, shop};
use super::view::list;
use super::words::{After, fill};
use super::{dates, id_of, money, prose};
use crate::SHOP_NAME;

/// The invoice.
pub(super) fn page(invoice: &Value, language: Language) -> Markup {
    let words = &language.words().after;
    let number = invoice["number"].as_str().unwrap_or_default();
    let title = fill(words.invoice, &[("number", number)]);
    let path = format!("/pay/invoice/{}", id_of(invoice));
    let (tone, word) = standing(invoice, words);
    let frame = Frame {
        title: &title,
        language,
        path: Some(&path),
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            (tag(tone, word))
            h1 { (title) " " span.total { (money::of_object(invoice, "total", language)) } }
            (own_words(invoice, "description"))
            (facts::list(&facts_of(invoice, words, language)))
            ul.items {
                @for item in list(&invoice["lines"]["data"]) { (line(item, language)) }
            }
            (sums(invoice, language))
            (own_words(invoice, "footer"))
        }
    })
}

/// How an invoice stands: the tone of its tag, and the word in it.
fn standing(invoice: &Value, words: &'static After) -> (&'static str, &'static str) {
    match invoice["status"].as_str() {
        Some("paid") => ("good", words.paid),
        Some("void") => ("quiet", words.void),
        Some("uncollectible") => ("quiet", words.written_off),
        _ => ("waiting", words.to_pay),
    }
}

/// What the merchant wrote on it.
fn own_words(invoice: &Value, place: &str) -> Markup {
    html! {
        @if let Some(text) = invoice[place].as_str() {
            div.note { (prose::paragraphs(text)) }
        }
    }
}

/// Whose it is, and its dates.
fn facts_of(invoice: &Value, words: &'static After, language: Language) -> Vec<Fact> {
    let transitions = &invoice["status_transitions"];
    let day =
        |name, seconds: &Value| Some(facts::line(name, dates::day(seconds.as_i64()?, language)));
    let known = [
        Some(facts::line(words.invoice_from, SHOP_NAME.to_owned())),
        facts::text(words.invoice_for, &invoice["customer_name"]),
        facts::text(words.email, &invoice["customer_email"]),
        day(words.date, &transitions["finalized_at"]),
        day(words.due, &invoice["due_date"]),
        day(words.paid_on, &transitions["paid_at"]),
    ];
    known.into_iter().flatten().collect()
}

/// One line, with the time that it is for where that is longer than a moment.
fn line(item: &Value, language: Language) -> Markup {
    let period = &item["period"];
    let (start, end) = (period["start"].as_i64(), period["end"].as_i64());
    html! {
        li {
            div.what {
                p.name { (item["description"].as_str().unwrap_or_default()) }
                @if let (Some(start), Some(end)) = (start, end) {
                    @if start < end {
                        p.hint { (dates::day(start, language)) " – " (dates::day(end, language)) }
                    }
                }
            }
            p.amount { (money::of_object(item, "amount", language)) }
        }
    }
}

/// What it comes to, what was paid of it and what is left.
fn sums(invoice: &Value, language: Language) -> Markup {
    let words = language.words();
    let written = |name: &str| money::of_object(invoice, name, language);
    let code = invoice["currency"].as_str().unwrap_or_default();
    let off = total_of(&invoice["total_discount_amounts"]);
    let tax = total_of(&invoice["total_taxes"]);
    let row = |name: &str, amount: String| html! { div { dt { (name) } dd { (amount) } } };
    html! {
        dl.sums {
            (row(words.order.subtotal, written("subtotal")))
            @if off != 0 { (row(words.order.discount, money::amount(-off, code, language))) }
            @if !invoice["shipping_cost"].is_null() {
                @let cost = &invoice["shipping_cost"]["amount_subtotal"];
                @let cost = money::amount(cost.as_i64().unwrap_or(0), code, language);
                (row(words.order.shipping, cost))
            }
            @if tax != 0 { (row(words.order.tax, money::amount(tax, code, language))) }
            (row(words.order.total, written("total")))
            (row(words.after.amount_paid, written("amount_paid")))
            div.last {
                dt { (words.after.amount_due) }
                dd { (written("amount_remaining")) }
            }
        }
    }
}

/// The sum of the amounts in a list.
fn total_of(parts: &Value) -> i64 {
    let amounts = list(parts)
        .iter()
        .filter_map(|part| part["amount"].as_i64());
    amounts.fold(0, i64::saturating_add)
}
