//! A link's address with parameters of its own: whom it is for, in which language, how it is told from others.
//!
//! Stripe drops a parameter that breaks a rule and says nothing, so each is checked before. Source: Stripe's
//! documentation, "Customize checkout for payment links" and "Track a payment link".

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

/// Longest reference of the merchant's own.
const LONGEST_REFERENCE: usize = 200;
/// Longest value of a campaign's parameter.
const LONGEST_UTM: usize = 150;
/// Longest address of a customer: the most that mail allows.
const LONGEST_EMAIL: usize = 254;
/// Longest promotion code.
const LONGEST_CODE: usize = 500;

/// The languages that Stripe's pay page can be asked for, as it names them.
pub const LOCALES: &[&str] = &[
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr",
    "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt",
    "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
];

/// What is added to a link's address; what is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AddressParts {
    /// The customer's e-mail address, filled in beforehand.
    pub email: String,
    /// Whether the customer cannot change it.
    pub is_email_locked: bool,
    /// A promotion code, filled in beforehand.
    pub promo_code: String,
    /// The language of the pay page, as Stripe names it.
    pub locale: String,
    /// The merchant's own reference, which comes back with the payment.
    pub reference: String,
    /// The campaign's source, such as `newsletter`.
    pub utm_source: String,
    /// Its medium, such as `email`.
    pub utm_medium: String,
    /// Its name.
    pub utm_campaign: String,
    /// Its search word.
    pub utm_term: String,
    /// Which of several links it was.
    pub utm_content: String,
}

/// A part that Stripe would drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressProblem {
    /// The parameter as the address names it, such as `client_reference_id`.
    pub param: &'static str,
    /// One sentence: what, why, what to do.
    pub sentence: String,
}

/// An address that nothing can be added to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the link's address cannot be read: {0}")]
pub struct NoAddress(url::ParseError);

impl AddressParts {
    /// What Stripe would drop.
    pub fn check(&self) -> Vec<AddressProblem> {
        let mut problems = Vec::new();
        let mut take = |param, sentence: Option<String>| {
            problems.extend(sentence.map(|sentence| AddressProblem { param, sentence }));
        };
        let email = if self.is_email_locked {
            "locked_prefilled_email"
        } else {
            "prefilled_email"
        };
        take(email, self.check_email());
        take("prefilled_promo_code", check_code(&self.promo_code));
        take("locale", check_locale(&self.locale));
        take("client_reference_id", check_reference(&self.reference));
        for (param, value) in self.utm() {
            take(param, check_utm(param, value));
        }
        problems
    }

    /// The link's address with what was written; what it had of these before is replaced.
    ///
    /// # Errors
    /// When the link's address is none.
    pub fn on(&self, link: &str) -> Result<String, NoAddress> {
        let mut url = Url::parse(link).map_err(NoAddress)?;
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_ours(name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        let given: Vec<(&str, &str)> = self
            .pairs()
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        url.set_query(None);
        if !kept.is_empty() || !given.is_empty() {
            url.query_pairs_mut().extend_pairs(kept).extend_pairs(given);
        }
        Ok(url.into())
    }

    /// What an address has of these.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(address: &str) -> Result<Self, NoAddress> {
        let url = Url::parse(address).map_err(NoAddress)?;
        let mut parts = Self::default();
        for (name, value) in url.query_pairs() {
            let value = value.into_owned();
            match name.as_ref() {
                "prefilled_email" if !parts.is_email_locked => parts.email = value,
                "locked_prefilled_email" => {
                    parts.email = value;
                    parts.is_email_locked = true;
                }
                "prefilled_promo_code" => parts.promo_code = value,
                "locale" => parts.locale = value,
                "client_reference_id" => parts.reference = value,
                "utm_source" => parts.utm_source = value,
                "utm_medium" => parts.utm_medium = value,
                "utm_campaign" => parts.utm_campaign = value,
                "utm_term" => parts.utm_term = value,
                "utm_content" => parts.utm_content = value,
                _ => {}
            }
        }
        Ok(parts)
    }

    /// Without spaces around what was typed.
    pub fn trimmed(&self) -> Self {
        let trim = |text: &String| text.trim().to_owned();
        let email = trim(&self.email);
        Self {
            is_email_locked: self.is_email_locked && !email.is_empty(),
            email,
            promo_code: trim(&self.promo_code),
            locale: trim(&self.locale),
            reference: trim(&self.reference),
            utm_source: trim(&self.utm_source),
            utm_medium: trim(&self.utm_medium),
            utm_campaign: trim(&self.utm_campaign),
            utm_term: trim(&self.utm_term),
            utm_content: trim(&self.utm_content),
        }
    }

    /// Whether anything about a campaign was written; that comes back only with a redirect.
    pub fn has_campaign(&self) -> bool {
        self.utm().iter().any(|(_, value)| !value.is_empty())
    }

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let email = if self.is_email_locked {
            "locked_prefilled_email"
        } else {
            "prefilled_email"
        };
        let mut pairs = vec![
            (email, self.email.as_str()),
            ("prefilled_promo_code", &self.promo_code),
            ("locale", &self.locale),
            ("client_reference_id", &self.reference),
        ];
        pairs.extend(self.utm());
        pairs
    }

    fn utm(&self) -> [(&'static str, &str); 5] {
        [
            ("utm_source", &self.utm_source),
            ("utm_medium", &self.utm_medium),
            ("utm_campaign", &self.utm_campaign),
            ("utm_term", &self.utm_term),
            ("utm_content", &self.utm_content),
        ]
    }

    fn check_email(&self) -> Option<String> {
        let email = &self.email;
        if email.is_empty() {
            let sentence = "There is no e-mail address to lock: write one, or leave it unlocked.";
            return self.is_email_locked.then(|| sentence.to_owned());
        }
        let is_whole = email.rsplit_once('@').is_some_and(|(name, domain)| {
            !name.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !domain.contains("..")
        });
        let is_plain = !email.contains(|it: char| it.is_whitespace() || it.is_control());
        let one_at = email.matches('@').count() == 1;
        if is_whole && is_plain && one_at && email.len() <= LONGEST_EMAIL {
            return None;
        }
        Some("This is no e-mail address: write one such as ana@example.com.".to_owned())
    }
}

/// Whether a parameter is one of those that are written here.
fn is_ours(name: &str) -> bool {
    matches!(
        name,
        "prefilled_email"
            | "locked_prefilled_email"
            | "prefilled_promo_code"
            | "locale"
            | "client_reference_id"
            | "utm_source"
            | "utm_medium"
            | "utm_campaign"
            | "utm_term"
            | "utm_content"
    )
}

fn check_code(code: &str) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    let good = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    if !code.bytes().all(good) {
        return Some("A promotion code has only letters, digits and hyphens.".to_owned());
    }
    too_long(code, LONGEST_CODE, "A promotion code")
}

fn check_locale(locale: &str) -> Option<String> {
    if locale.is_empty() || LOCALES.contains(&locale) {
        return None;
    }
    Some("Stripe's pay page does not speak this language: choose one of the list.".to_owned())
}

fn check_reference(reference: &str) -> Option<String> {
    if reference.is_empty() {
        return None;
    }
    if !is_word(reference) {
        let sentence = "A reference has only letters without accents, digits, hyphens and \
             underscores; Stripe drops any other.";
        return Some(sentence.to_owned());
    }
    too_long(reference, LONGEST_REFERENCE, "A reference")
}

fn check_utm(param: &str, value: &str) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    if !is_word(value) {
        return Some(format!(
            "{param} has only letters without accents, digits, hyphens and underscores; Stripe \
             drops any other."
        ));
    }
    too_long(value, LONGEST_UTM, param)
}

fn too_long(value: &str, most: usize, what: &str) -> Option<String> {
    let long = value.len() > most;
    long.then(|| {
        format!(
            "{what} has at most {most} characters; this has {}.",
            value.len()
        )
    })
}

/// Letters, digits, hyphens and underscores.
fn is_word(text: &str) -> bool {
    let good = |it: u8| it.is_ascii_alphanumeric() || it == b'_' || it == b'-';
    text.bytes().all(good)
}
