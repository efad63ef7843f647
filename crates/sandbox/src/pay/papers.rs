//! Pages that belong to no checkout: a charge's receipt, an invoice, a voucher to pay, a mandate.

use maud::{Markup, html};
use serde_json::Value;

use super::after::{Standing, tag};
use super::facts::{self, Fact};
use super::language::{Language, Reader};
use super::layout::{Frame, shop};
use super::words::{After, fill};
use super::{id_of, money, path_of, sums};
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
    let path = format!("/pay/receipt/{}", id_of(charge));
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

/// A voucher to pay.
pub(super) struct Voucher {
    pub(super) intent: Value,
    /// The session that it pays; null where it pays none.
    pub(super) session: Value,
}

/// The voucher: what to type at a cash machine, or what became of it.
pub(super) fn voucher(voucher: &Voucher, reader: &Reader, language: Language) -> Markup {
    let words = &language.words().after;
    let intent = &voucher.intent;
    let details = &intent["next_action"]["multibanco_display_details"];
    let standing = match Standing::of_intent(intent) {
        // A voucher whose days are over waits for money that may still be on its way.
        Standing::Voucher if details.is_null() => Standing::Failed,
        standing => standing,
    };
    let path = format!("/pay/voucher/{}", id_of(intent));
    let frame = Frame {
        title: words.voucher_title,
        language,
        path: Some(&path),
    };
    let (word, sentence) = standing.said(words);
    frame.around(&html! {
        main.message.panel {
            (shop())
            (tag(standing.tone(), word))
            h1 {
                (words.voucher_title) " "
                span.total { (money::of_object(intent, "amount", language)) }
            }
            p { (sentence) }
            @if standing == Standing::Voucher { (to_pay(details, intent, &reader.keep(&path), language)) }
            @if !voucher.session.is_null() {
                p { a href=(reader.keep(&path_of(&voucher.session))) { (words.to_order) } }
            }
        }
    })
}

/// The numbers of a voucher, and the practice store's own way to pay it.
fn to_pay(details: &Value, intent: &Value, action: &str, language: Language) -> Markup {
    let words = &language.words().after;
    let reference = details["reference"].as_str().unwrap_or_default();
    let amount = money::of_object(intent, "amount", language);
    let facts: Vec<Fact> = [
        facts::text(words.entity, &details["entity"]),
        Some(facts::line(words.reference, grouped(reference))),
        Some(facts::line(words.amount, amount)),
        facts::date(words.valid_until, details["expires_at"].as_i64(), language),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        div.voucher { (facts::list(&facts)) }
        p.hint { (words.voucher_steps) }
        form method="post" action=(action) {
            p.aside { (words.voucher_practice) }
            button type="submit" { (words.pay_voucher) }
        }
    }
}

/// A customer's leave to debit their account.
pub(super) fn mandate(mandate: &Value, language: Language) -> Markup {
    let words = &language.words().after;
    let details = &mandate["payment_method_details"]["sepa_debit"];
    let given = mandate["customer_acceptance"]["accepted_at"].as_i64();
    let path = format!("/pay/mandate/{}", id_of(mandate));
    let frame = Frame {
        title: words.mandate,
        language,
        path: Some(&path),
    };
    let facts: Vec<Fact> = [
        facts::text(words.reference, &details["reference"]),
        facts::date(words.date, given, language),
    ]
    .into_iter()
    .flatten()
    .collect();
    frame.around(&html! {
        main.message.panel {
            (shop())
            h1 { (words.mandate) }
            p { (fill(words.mandate_about, &[("shop", SHOP_NAME)])) }
            (facts::list(&facts))
        }
    })
}

/// What there is to say where a customer has nothing to confirm any more.
pub(super) fn over(standing: Standing, language: Language) -> Markup {
    let words = &language.words().after;
    let (word, sentence) = match standing {
        Standing::Failed => (words.failed, words.not_confirmed),
        Standing::Paid
        | Standing::Free
        | Standing::Trial
        | Standing::Reserved
        | Standing::Processing
        | Standing::Voucher => (words.bank_over, words.back_to_shop),
    };
    let frame = Frame {
        title: word,
        language,
        path: None,
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            h1 { (word) }
            p { (sentence) }
        }
    })
}

/// Digits in threes, as cash machines show them.
fn grouped(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let groups = digits
        .chunks(3)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}
