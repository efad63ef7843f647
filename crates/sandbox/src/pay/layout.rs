//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use crate::SHOP_NAME;

/// A page with the practice store's banner.
pub(super) fn layout(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) " · " (SHOP_NAME) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/pay/style.css";
            }
            body {
                header.practice {
                    p { strong { "Practice store" } " No real money moves here." }
                }
                (content)
            }
        }
    }
}

/// The shop's sign and name.
pub(super) fn shop() -> Markup {
    html! {
        p.shop {
            svg.sign viewBox="0 0 24 24" aria-hidden="true" {
                rect width="24" height="24" rx="6" {}
                path d="M6 9.5h12M6 14.5h12" {}
            }
            (SHOP_NAME)
        }
    }
}
