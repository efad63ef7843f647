//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use super::language::Language;
use crate::SHOP_NAME;

/// What a page's frame says of it.
pub(super) struct Frame<'a> {
    pub(super) title: &'a str,
    pub(super) language: Language,
    /// Its own address, where it can be read again in the other language.
    pub(super) path: Option<&'a str>,
}

impl Frame<'_> {
    /// A page with the practice store's mark above it.
    pub(super) fn around(&self, content: &Markup) -> Markup {
        let words = &self.language.words().form;
        html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (self.title) " · " (SHOP_NAME) }
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href="/pay/style.css";
                }
                body {
                    header.practice {
                        p { strong { (words.practice) } " " (words.no_money) }
                        (self.languages())
                    }
                    (content)
                }
            }
        }
    }

    /// The way to the same page in the other language.
    fn languages(&self) -> Markup {
        let words = &self.language.words().form;
        html! {
            @if let Some(path) = self.path {
                nav aria-label=(words.other_language) {
                    @for other in Language::ALL {
                        @if other != self.language {
                            a href={ (path) "?locale=" (other.tag()) } hreflang=(other.tag())
                                lang=(other.tag()) { (other.name()) }
                        }
                    }
                }
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
