//! The page of a bank inside the practice store, on which a customer confirms a payment: 3-D
//! Secure.

use maud::{Markup, html};
use serde_json::Value;

use super::facts::{self, Fact};
use super::language::{Language, Reader};
use super::layout::Frame;
use super::money;
use crate::SHOP_NAME;

/// What a bank asks about.
pub(super) struct Question<'a> {
    /// What the amount stands on: a session's `amount_total`, or an intent's `amount`.
    pub(super) amount: Option<i64>,
    pub(super) currency: &'a str,
    /// What is paid with.
    pub(super) method: &'a Value,
    /// Where the answer goes.
    pub(super) path: &'a str,
}

/// The page on which the bank asks.
pub(super) fn page(question: &Question<'_>, reader: &Reader, language: Language) -> Markup {
    let words = &language.words().after;
    let total = money::amount(question.amount.unwrap_or(0), question.currency, language);
    let facts: Vec<Fact> = [
        Some(facts::line(words.shop, SHOP_NAME.to_owned())),
        facts::method(words.card, question.method, language),
    ]
    .into_iter()
    .flatten()
    .collect();
    let frame = Frame {
        title: words.bank_title,
        language,
        path: Some(question.path),
    };
    frame.around(&html! {
        main.bank {
            header {
                svg viewBox="0 0 24 24" aria-hidden="true" {
                    path d="M3 10l9-6 9 6M5 10v8M10 10v8M14 10v8M19 10v8M3 20h18" {}
                }
                p { strong { (words.bank) } " " (words.bank_is) }
            }
            h1 { (words.bank_title) }
            p.total { (total) }
            (facts::list(&facts))
            p { (words.bank_asks) }
            form method="post" action=(reader.keep(question.path)) {
                button.primary type="submit" name="result" value="complete" { (words.confirm) }
                button type="submit" name="result" value="fail" { (words.refuse) }
            }
            p.aside { (words.bank_practice) }
        }
    })
}
