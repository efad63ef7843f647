//! What the address of a visit says about the visitor, in the parameters that a link's URL takes.

use url::form_urlencoded;

/// Longest of the shop's own references.
const LONGEST_REFERENCE: usize = 200;
/// Longest value of a campaign's parameter.
const LONGEST_UTM: usize = 150;
const LONGEST_EMAIL: usize = 500;
const LONGEST_CODE: usize = 500;

/// The languages that a pay page may be asked for. Those that it does not have show English.
pub(crate) const LOCALES: &[&str] = &[
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr",
    "fr-CA", "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl",
    "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
];

/// What the address of a visit says about the visitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Visitor {
    /// The shop's own reference, which comes back on the session.
    pub(crate) client_reference_id: Option<String>,
    pub(crate) prefilled_email: Option<String>,
    /// Whether the customer may put another address in its place.
    pub(crate) email_is_locked: bool,
    pub(crate) prefilled_promo_code: Option<String>,
    pub(crate) locale: Option<String>,
    /// The campaign's parameters, which go on to the shop's own page after the payment.
    pub(crate) utm: Vec<(String, String)>,
}

impl Visitor {
    /// Reads the query of a link's address. Stripe drops invalid values without a word, and so do
    /// we.
    pub(crate) fn read(query: &str) -> Self {
        let mut visitor = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            visitor.take(&name, value.into_owned());
        }
        visitor
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "client_reference_id" if is_word(&value, LONGEST_REFERENCE) => {
                self.client_reference_id = Some(value);
            }
            "prefilled_email" if is_email(&value) && !self.email_is_locked => {
                self.prefilled_email = Some(value);
            }
            "locked_prefilled_email" if is_email(&value) => {
                self.prefilled_email = Some(value);
                self.email_is_locked = true;
            }
            "prefilled_promo_code" if is_word(&value, LONGEST_CODE) => {
                self.prefilled_promo_code = Some(value);
            }
            "locale" if LOCALES.contains(&value.as_str()) => self.locale = Some(value),
            utm if utm.starts_with("utm_") && is_word(&value, LONGEST_UTM) => {
                self.utm.push((utm.to_owned(), value));
            }
            _ => {}
        }
    }
}

/// Letters, digits, hyphens and underscores, at least one.
fn is_word(text: &str, longest: usize) -> bool {
    let good = |it: u8| it.is_ascii_alphanumeric() || it == b'_' || it == b'-';
    !text.is_empty() && text.len() <= longest && text.bytes().all(good)
}

fn is_email(text: &str) -> bool {
    text.len() <= LONGEST_EMAIL && text.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_parameters_are_taken_and_bad_ones_dropped() {
        let some = |text: &str| Some(text.to_owned());
        let long = "x".repeat(201);
        for (query, visitor) in [
            (
                "client_reference_id=order_7-b&locale=de&prefilled_promo_code=SPRING-24",
                Visitor {
                    client_reference_id: some("order_7-b"),
                    locale: some("de"),
                    prefilled_promo_code: some("SPRING-24"),
                    ..Visitor::default()
                },
            ),
            (
                "locked_prefilled_email=a%40example.com&prefilled_email=b%40example.com",
                Visitor {
                    prefilled_email: some("a@example.com"),
                    email_is_locked: true,
                    ..Visitor::default()
                },
            ),
            (
                "utm_source=news&utm_campaign=may%20fair&utm_medium=mail",
                Visitor {
                    utm: vec![
                        ("utm_source".to_owned(), "news".to_owned()),
                        ("utm_medium".to_owned(), "mail".to_owned()),
                    ],
                    ..Visitor::default()
                },
            ),
            (
                "client_reference_id=a+b&locale=tlh&prefilled_email=nobody&other=1",
                Visitor::default(),
            ),
            (
                &format!("client_reference_id={long}&utm_term={long}"),
                Visitor::default(),
            ),
            ("", Visitor::default()),
        ] {
            assert_eq!(Visitor::read(query), visitor, "{query}");
        }
    }
}
