//! Pages that belong to no checkout: a charge's receipt.

use maud::{Markup, html};
use serde_json::Value;

use super::after::tag;
use super::facts::{self, Fact};
use super::language::Language;
use super::layout::{Frame, shop};
use super::words::{After, fill};
use super::{money, sums};
use crate::SHOP_NAME;

/// A charge, with what was bought where that is known.
pub(super) struct Receipt {
    pub(super) charge: Value,
    /// The session that it pays; null where it pays none.
    pub(super) session: Value,
    pub(super) items: Vec<Value>,
}

/// A charge's receipt.
pub(super) fn receipt(receipt: &Receipt, language: Language) -> Markup {
    let words = &language.words().after;
    let charge = &receipt.charge;
    let path = format!("/pay/receipt/{}", super::id_of(charge));
    let (tone, word) = standing(charge, words);
    let frame = Frame {
        title: words.receipt,
        language,
        path: Some(&path),
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            (tag(tone, word))
            h1 {
                (fill(words.receipt_from, &[("shop", SHOP_NAME)]))
                " " span.total { (money::of_object(charge, "amount", language)) }
            }
            (super::after::items(&receipt.items, language))
            @if sums::are_worth_it(&receipt.session, &receipt.items) {
                (sums::of_session(&receipt.session, sums::Last::Total, language))
            }
            (facts::list(&facts_of(charge, words, language)))
        }
    })
}

/// How a charge stands: the tone of its tag, and the word in it.
fn standing(charge: &Value, words: &'static After) -> (&'static str, &'static str) {
    match charge["status"].as_str() {
        Some("failed") => ("bad", words.not_charged),
        Some("pending") => ("waiting", words.pending),
        _ if charge["refunded"] == true => ("quiet", words.refunded),
        _ if charge["amount_refunded"] != 0 => ("quiet", words.partly_refunded),
        _ if charge["captured"] == false => ("waiting", words.reserved),
        _ => ("good", words.paid),
    }
}

fn facts_of(charge: &Value, words: &'static After, language: Language) -> Vec<Fact> {
    let refunded = charge["amount_refunded"]
        .as_i64()
        .filter(|minor| *minor > 0);
    let refunded = refunded.map(|_| money::of_object(charge, "amount_refunded", language));
    [
        facts::text(words.number, &charge["receipt_number"]),
        facts::date(words.date, charge["created"].as_i64(), language),
        facts::method(words.paid_with, &charge["payment_method_details"], language),
        facts::text(words.email, &charge["billing_details"]["email"]),
        facts::text(words.about, &charge["description"]),
        refunded.map(|amount| facts::line(words.refunded, amount)),
        facts::address(words.ships_to, &charge["shipping"], language),
    ]
    .into_iter()
    .flatten()
    .collect()
}
