//! What the customer agrees to.

use maud::{Markup, html};

use super::input::{Need, tick};
use super::prose;
use super::view::View;
use super::words::fill;
use crate::SHOP_NAME;

/// The boxes that the link asks to tick.
pub(super) fn consent(view: &View<'_>) -> Markup {
    let session = view.session();
    let asked = &session["consent_collection"];
    let given = &view.form.submission;
    let words = &view.words().form;
    let shop = [("shop", SHOP_NAME)];
    let own = session["custom_text"]["terms_of_service_acceptance"]["message"].as_str();
    let terms = own.map_or_else(|| fill(words.terms, &shop), str::to_owned);
    let news = html! { (fill(words.promotions, &shop)) };
    html! {
        @if asked["terms_of_service"] == "required" {
            (tick(
                "terms_of_service", &prose::links(&terms), Need::Required, given.accepts_terms, view,
            ))
        }
        @if asked["promotions"] == "auto" {
            (tick("promotions", &news, Need::Optional, given.wants_promotions, view))
        }
    }
}
