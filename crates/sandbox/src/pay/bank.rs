//! The page on which a customer confirms with their bank: 3-D Secure.

use maud::{Markup, html};
use serde_json::Value;

use super::language::{Language, Reader};
use super::layout::{Frame, shop};
use super::words::fill;
use super::{money, path_of};

/// The page on which the bank asks.
pub(super) fn page(session: &Value, reader: &Reader, language: Language) -> Markup {
    let words = &language.words().after;
    let total = money::of_object(session, "amount_total", language);
    let path = format!("{}/authenticate", path_of(session));
    let frame = Frame {
        title: words.confirm,
        language,
        path: Some(&path),
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            h1 { (words.confirm) }
            p { (fill(words.bank_asks, &[("total", &total)])) }
            form method="post" action=(reader.keep(&path)) {
                button.primary type="submit" name="result" value="complete" { (words.confirm) }
                button.secondary type="submit" name="result" value="fail" { (words.refuse) }
            }
        }
    })
}
