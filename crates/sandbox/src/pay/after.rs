//! The page after a payment, and the shop's own page instead of it.

use maud::{Markup, html};
use serde_json::Value;

use super::facts::{self, Fact};
use super::language::{Language, Reader};
use super::layout::{Frame, shop};
use super::load::Finished;
use super::sums::{self, Last};
use super::words::After;
use super::{id_of, money, path_of, prose};

/// How a finished session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Paid,
    /// There was nothing to pay.
    Free,
    /// Nothing was due today; the subscription begins with a trial.
    Trial,
    /// Authorised: the merchant captures later.
    Reserved,
    /// A bank debit on its way.
    Processing,
    /// A voucher that waits for its payment.
    Voucher,
    /// The debit bounced, or the voucher was not paid in time.
    Failed,
}

impl Standing {
    pub(super) fn of(finished: &Finished) -> Self {
        let session = &finished.session;
        if !finished.intent.is_null() {
            return Self::of_intent(&finished.intent);
        }
        match (&session["payment_status"], &session["mode"]) {
            (status, mode) if *status == "no_payment_required" && *mode == "subscription" => {
                Self::Trial
            }
            (status, _) if *status == "no_payment_required" => Self::Free,
            (status, _) if *status == "unpaid" => Self::Processing,
            _ => Self::Paid,
        }
    }

    /// How a payment stands that no customer works at any more.
    pub(super) fn of_intent(intent: &Value) -> Self {
        match intent["status"].as_str() {
            Some("requires_capture") => Self::Reserved,
            Some("processing") => Self::Processing,
            Some("requires_action") => Self::Voucher,
            Some("requires_payment_method" | "canceled") => Self::Failed,
            _ => Self::Paid,
        }
    }

    /// In a word, and in a sentence.
    pub(super) fn said(self, words: &'static After) -> (&'static str, &'static str) {
        match self {
            Self::Paid => (words.paid, words.thanks),
            Self::Free => (words.complete, words.complete_why),
            Self::Trial => (words.trial, words.trial_why),
            Self::Reserved => (words.reserved, words.reserved_why),
            Self::Processing => (words.processing, words.processing_why),
            Self::Voucher => (words.voucher, words.voucher_why),
            Self::Failed => (words.failed, words.failed_why),
        }
    }

    /// How its tag looks. The word in it says the same.
    pub(super) fn tone(self) -> &'static str {
        match self {
            Self::Paid | Self::Free | Self::Trial => "good",
            Self::Reserved | Self::Processing | Self::Voucher => "waiting",
            Self::Failed => "bad",
        }
    }
}

/// The confirmation of a finished session.
pub(super) fn confirmation(finished: &Finished, reader: &Reader, language: Language) -> Markup {
    let words = &language.words().after;
    let session = &finished.session;
    let standing = Standing::of(finished);
    let (word, sentence) = standing.said(words);
    let own = session["_after_completion"]["hosted_confirmation"]["custom_message"].as_str();
    let own = own.filter(|_| standing != Standing::Failed);
    let path = path_of(session);
    let frame = Frame {
        title: word,
        language,
        path: Some(&path),
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            (tag(standing.tone(), word))
            h1.total { (money::of_object(session, "amount_total", language)) }
            @match own {
                Some(own) => (prose::paragraphs(own)),
                None => p { (sentence) },
            }
            (items(&finished.items, language))
            @if sums::are_worth_it(session, &finished.items) {
                (sums::of_session(session, Last::Total, language))
            }
            (facts::list(&facts(finished, language)))
            @if standing == Standing::Voucher {
                p { a href=(voucher_of(finished, reader)) { (words.see_voucher) } }
            }
            @if standing == Standing::Paid && !finished.charge.is_null() {
                p { a href=(receipt_of(finished, reader)) { (words.see_receipt) } }
            }
            @if standing == Standing::Processing { p.aside { (words.days_pass) } }
        }
    })
}

fn voucher_of(finished: &Finished, reader: &Reader) -> String {
    reader.keep(&format!("/pay/voucher/{}", id_of(&finished.intent)))
}

fn receipt_of(finished: &Finished, reader: &Reader) -> String {
    reader.keep(&format!("/pay/receipt/{}", id_of(&finished.charge)))
}

/// A state in a word, with the colour that goes with it.
pub(super) fn tag(tone: &str, word: &str) -> Markup {
    html! {
        p.tag data-tone=(tone) {
            @if tone == "good" {
                svg viewBox="0 0 24 24" aria-hidden="true" { path d="M5 12.5l4.5 4.5L19 7.5" {} }
            }
            (word)
        }
    }
}

fn facts(finished: &Finished, language: Language) -> Vec<Fact> {
    let words = &language.words().after;
    let session = &finished.session;
    let customer = &session["customer_details"];
    let shipped = &session["collected_information"]["shipping_details"];
    let method = &finished.charge["payment_method_details"];
    let when = finished.charge["created"].as_i64();
    [
        facts::date(words.date, when, language),
        facts::method(words.paid_with, method, language),
        facts::text(words.email, &customer["email"]),
        facts::address(words.ships_to, shipped, language),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was bought.
pub(super) fn items(items: &[Value], language: Language) -> Markup {
    html! {
        @if !items.is_empty() {
            ul.items {
                @for item in items { (line(item, language)) }
            }
        }
    }
}

fn line(item: &Value, language: Language) -> Markup {
    let quantity = item["quantity"].as_i64().unwrap_or(1);
    html! {
        li {
            p.name.what {
                (item["description"].as_str().unwrap_or_default())
                @if quantity != 1 { span.hint { " × " (quantity) } }
            }
            p.amount { (money::of_object(item, "amount_subtotal", language)) }
        }
    }
}
