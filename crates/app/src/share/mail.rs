//! A mail that passes a link on, to be begun in the merchant's own program.

use url::form_urlencoded::byte_serialize;

use super::{address, sold};
use crate::App;
use crate::ipc::{IpcError, MailDraft, QrQuery};

impl App {
    /// The beginning of a mail with a link's address, or that of one of its variants.
    ///
    /// # Errors
    /// When there is no such link or variant, or the ledger cannot be read.
    pub async fn link_mail(&self, query: QrQuery) -> Result<MailDraft, IpcError> {
        self.read(move |ledger| {
            let shared = address(ledger, &query.id, query.variant.as_deref())?;
            let item = one_line(&sold(&shared.link));
            let text = format!("{item}\r\n{}\r\n", shared.url);
            let url = mailto(&shared.parts.email, &item, text.trim_start());
            Ok(MailDraft { url })
        })
        .await
    }
}

/// A `mailto:` address. Source: RFC 6068.
fn mailto(to: &str, subject: &str, body: &str) -> String {
    let (subject, body) = (encoded(subject), encoded(body));
    format!("mailto:{}?subject={subject}&body={body}", encoded(to))
}

/// Everything but letters and digits as `%HH`; a form's plus sign would be read as one.
fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// A text on one line: no line of it becomes a line of the mail's head.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|it: char| it.is_whitespace() || it.is_control())
        .filter(|it| !it.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_encoded_whole() {
        let url = mailto(
            "ana+1@example.com",
            &one_line("Cake & tea?\r\nBcc: x@y.z"),
            "Torte · 5 €\r\nhttps://a/?b=c&d\r\n",
        );
        assert_eq!(
            url,
            "mailto:ana%2B1%40example.com?subject=Cake%20%26%20tea%3F%20Bcc%3A%20x%40y.z\
             &body=Torte%20%C2%B7%205%20%E2%82%AC%0D%0Ahttps%3A%2F%2Fa%2F%3Fb%3Dc%26d%0D%0A"
        );
    }
}
