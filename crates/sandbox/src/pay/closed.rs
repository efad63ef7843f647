//! The pages that say why nothing can be bought.

use maud::{Markup, html};

use super::language::Language;
use super::layout::{Frame, shop};
use crate::checkout::{Closed, Refused};
use crate::http::BodyError;

/// A headline and a sentence.
struct Message<'a> {
    title: &'static str,
    text: &'a str,
}

/// Why nothing can be bought.
pub(super) fn page(refused: &Refused, language: Language) -> Markup {
    message(&said(refused, language), language)
}

/// Why a form could not be read.
pub(super) fn unread(error: BodyError, language: Language) -> Markup {
    let words = &language.words().after;
    let text = match error {
        BodyError::TooLarge => words.too_large,
        BodyError::Late => words.too_late,
    };
    let title = words.go_back;
    message(&Message { title, text }, language)
}

/// The merchant's own words stand where there are any.
fn said(refused: &Refused, language: Language) -> Message<'_> {
    let words = &language.words().after;
    let (title, text) = match refused {
        Refused::Closed(closed) => match closed {
            Closed::Unknown => (words.not_found, words.not_found_why),
            Closed::SoldOut(own) => (words.sold_out, own.as_deref().unwrap_or(words.sold_out_why)),
            Closed::Inactive(own) => (words.inactive, own.as_deref().unwrap_or(words.inactive_why)),
            Closed::Subscription => (words.inactive, words.inactive_why),
            Closed::Expired => (words.expired, words.expired_why),
            Closed::Complete => (words.already_paid, words.already_paid_why),
        },
        Refused::Fields(errors) => {
            let first = errors.first().map(|error| error.message.as_str());
            (words.go_back, first.unwrap_or(words.wrong_why))
        }
        Refused::Card(decline) => (words.go_back, super::words::decline(decline, language)),
        Refused::State(_) => (words.wrong, words.wrong_why),
    };
    Message { title, text }
}

fn message(message: &Message<'_>, language: Language) -> Markup {
    let frame = Frame {
        title: message.title,
        language,
        path: None,
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            h1 { (message.title) }
            p { (message.text) }
        }
    })
}
