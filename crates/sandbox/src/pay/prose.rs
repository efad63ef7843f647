//! The merchant's own words: lines, and links as `[words](https://address)`.

use maud::{Markup, html};

/// A text in paragraphs, which blank lines end.
pub(super) fn paragraphs(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        @for paragraph in text.split("\n\n").filter(|it| !it.trim().is_empty()) {
            p { (lines(paragraph)) }
        }
    }
}

fn lines(text: &str) -> Markup {
    html! {
        @for (index, line) in text.trim().lines().enumerate() {
            @if index > 0 { br; }
            (links(line))
        }
    }
}

/// A text whose links can be followed. What is no web address stays as it is typed.
pub(super) fn links(text: &str) -> Markup {
    match first_link(text) {
        None => html! { (text) },
        Some(link) => html! {
            (link.before)
            a href=(link.address) target="_blank" rel="noopener noreferrer" { (link.words) }
            (links(link.after))
        },
    }
}

struct Link<'a> {
    before: &'a str,
    words: &'a str,
    address: &'a str,
    after: &'a str,
}

fn first_link(text: &str) -> Option<Link<'_>> {
    let mut middle = 0;
    loop {
        middle += text.get(middle..)?.find("](")?;
        let start = text[..middle].rfind('[');
        let rest = &text[middle + 2..];
        let address = rest.split_once(')');
        if let (Some(start), Some((address, after))) = (start, address)
            && is_web_address(address)
            && start + 1 < middle
        {
            return Some(Link {
                before: &text[..start],
                words: &text[start + 1..middle],
                address,
                after,
            });
        }
        middle += 2;
    }
}

fn is_web_address(text: &str) -> bool {
    url::Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_links_are_shown_as_such() {
        let anchor = |address: &str, words: &str| {
            format!(
                "<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer\">{words}</a>"
            )
        };
        for (text, shown) in [
            (
                "One\ntwo\r\n\r\nthree",
                "<p>One<br>two</p><p>three</p>".to_owned(),
            ),
            (
                "See [our terms](https://shop.example/terms) and [more](http://a.example).",
                format!(
                    "<p>See {} and {}.</p>",
                    anchor("https://shop.example/terms", "our terms"),
                    anchor("http://a.example", "more")
                ),
            ),
            (
                "[bad](javascript:alert(1)) [ok](https://a.example)",
                format!(
                    "<p>[bad](javascript:alert(1)) {}</p>",
                    anchor("https://a.example", "ok")
                ),
            ),
            (
                "[](https://a.example)",
                "<p>[](https://a.example)</p>".to_owned(),
            ),
            ("a](b [c](", "<p>a](b [c](</p>".to_owned()),
            ("<b>", "<p>&lt;b&gt;</p>".to_owned()),
            ("\n \n", String::new()),
        ] {
            assert_eq!(paragraphs(text).into_string(), shown, "{text}");
        }
    }
}
