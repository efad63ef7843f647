//! The test cards, listed on the page for whoever practises.

use maud::{Markup, html};

use super::view::View;
use crate::payment::TestCard;

/// The fold with the test cards.
pub(super) fn fold(view: &View<'_>) -> Markup {
    let words = &view.words().cards;
    let named = TestCard::all().filter_map(|card| Some((card, card.purpose?)));
    html! {
        details.test-cards {
            summary { (words.title) }
            dl {
                @for (card, purpose) in named {
                    div {
                        dt { (purpose) }
                        dd { code { (spaced(card.number)) } }
                    }
                }
            }
            p.hint { (words.hint) }
        }
    }
}

/// A number in groups of four.
fn spaced(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
