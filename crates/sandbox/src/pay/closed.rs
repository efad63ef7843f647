//! The pages that say why nothing can be bought.

use maud::{Markup, html};

use super::language::Language;
use super::layout::{Frame, shop};
use super::words;
use crate::checkout::{Closed, Refused};
use crate::http::BodyError;

/// A headline and a sentence.
struct Message {
    title: &'static str,
    text: String,
}

/// Why nothing can be bought, and where it can be tried anew.
pub(super) fn page(refused: &Refused, again: Option<&str>, language: Language) -> Markup {
    message(&said(refused, language), again, language)
}

/// Why a form could not be read.
pub(super) fn unread(error: BodyError, language: Language) -> Markup {
    let words = &language.words().after;
    let text = match error {
        BodyError::TooLarge => words.too_large,
        BodyError::Late => words.too_late,
    };
    let said = Message {
        title: words.go_back,
        text: text.to_owned(),
    };
    message(&said, None, language)
}

/// The merchant's own words stand where there are any.
fn said(refused: &Refused, language: Language) -> Message {
    let words = &language.words().after;
    let or = |own: &Option<String>, usual: &str| own.clone().unwrap_or_else(|| usual.to_owned());
    let (title, text) = match refused {
        Refused::Closed(closed) => match closed {
            Closed::Unknown => (words.not_found, words.not_found_why.to_owned()),
            Closed::SoldOut(own) => (words.sold_out, or(own, words.sold_out_why)),
            Closed::Inactive(own) => (words.inactive, or(own, words.inactive_why)),
            Closed::Expired => (words.expired, words.expired_why.to_owned()),
            Closed::Complete => (words.already_paid, words.already_paid_why.to_owned()),
        },
        Refused::Fields(errors) => {
            let problems = errors
                .iter()
                .map(|error| words::problem(&error.problem, language));
            (words.go_back, problems.collect::<Vec<_>>().join(" "))
        }
        Refused::Card(decline) => (words.go_back, words::decline(decline, language).to_owned()),
        Refused::State(_) => (words.wrong, words.wrong_why.to_owned()),
    };
    Message { title, text }
}

fn message(message: &Message, again: Option<&str>, language: Language) -> Markup {
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
            @if let Some(path) = again {
                p { a href=(path) { (language.words().after.start_again) } }
            }
        }
    })
}
