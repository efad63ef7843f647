//! The languages of the pay pages, and which of them a customer reads.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use serde_json::Value;
use url::form_urlencoded;

use super::words::{ENGLISH, GERMAN, Words};

/// A language that the pages are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    English,
    German,
}

impl Language {
    pub(super) const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag, as HTML and Stripe write it.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its own name for itself.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// Everything that the pages say.
    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
        }
    }

    /// The language of a tag such as `de` or `de-AT`.
    fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(language))
    }
}

/// Who reads a page: what their request says of languages and of where they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Reader {
    /// What the address asks for in `locale`.
    asked: Option<Language>,
    /// The browser's languages, the dearest first.
    accepted: Vec<String>,
}

impl Reader {
    fn new(query: &str, accepted: &str) -> Self {
        let asked = form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "locale")
            .and_then(|(_, locale)| Language::of_tag(&locale));
        Self {
            asked,
            accepted: by_preference(accepted),
        }
    }

    /// The language for a page of a session: the address's, else the session's, else the browser's.
    pub(super) fn language(&self, session: &Value) -> Language {
        let of_session = || session["locale"].as_str().and_then(Language::of_tag);
        let accepted = || self.accepted.iter().find_map(|tag| Language::of_tag(tag));
        self.asked
            .or_else(of_session)
            .or_else(accepted)
            .unwrap_or_default()
    }

    /// The language for a page that belongs to no session.
    pub(super) fn usual_language(&self) -> Language {
        self.language(&Value::Null)
    }

    /// The country that the browser's languages tell, such as `AT` of `de-AT`.
    pub(super) fn country(&self) -> Option<String> {
        let region = |tag: &String| {
            let region = tag.split('-').skip(1).find(|part| part.len() == 2)?;
            Some(region.to_ascii_uppercase())
        };
        self.accepted.iter().find_map(region)
    }

    /// An address of ours that goes on in the language that was asked for.
    pub(super) fn keep(&self, path: &str) -> String {
        match self.asked {
            Some(language) => format!("{path}?locale={}", language.tag()),
            None => path.to_owned(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accepted = parts.headers.get(ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|value| value.to_str().ok());
        Ok(Self::new(
            parts.uri.query().unwrap_or_default(),
            accepted.unwrap_or_default(),
        ))
    }
}

/// The tags of an `Accept-Language` header, the dearest first.
fn by_preference(header: &str) -> Vec<String> {
    let mut tags: Vec<(f32, &str)> = header
        .split(',')
        .filter_map(|part| {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let weight = weight.trim().parse().ok().filter(|it| *it > 0.0)?;
            Some((weight, tag.trim()))
        })
        .collect();
    tags.sort_by(|one, other| other.0.total_cmp(&one.0));
    tags.into_iter().map(|(_, tag)| tag.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_address_decides_then_the_session_then_the_browser() {
        use Language::{English, German};
        for (query, session, accepted, language) in [
            ("", json!(null), "", English),
            ("", json!("auto"), "de-DE,de;q=0.9,en;q=0.8", German),
            ("", json!("auto"), "fr-FR,en;q=0.5,de;q=0.8", German),
            ("", json!("auto"), "en,de;q=0", English),
            ("", json!("auto"), "de;q=0.1;x,*;q=abc", English),
            ("", json!("de"), "en-GB", German),
            ("", json!("fr"), "de", German),
            ("locale=de", json!("en"), "en", German),
            ("a=b&locale=en-GB", json!("de"), "de", English),
            ("locale=fr", json!(null), "de", German),
            ("locale=auto", json!(null), "de", German),
        ] {
            let reader = Reader::new(query, accepted);
            let session = json!({ "locale": session });
            assert_eq!(
                reader.language(&session),
                language,
                "{query} {session} {accepted}"
            );
        }
    }

    #[test]
    fn what_an_address_asked_for_is_kept() {
        for (query, kept) in [
            ("locale=de-AT", "/pay/a?locale=de"),
            ("locale=fr", "/pay/a"),
            ("", "/pay/a"),
        ] {
            assert_eq!(Reader::new(query, "de").keep("/pay/a"), kept, "{query}");
        }
    }

    #[test]
    fn a_browser_may_tell_its_country() {
        for (accepted, country) in [
            ("de-AT,de;q=0.9", Some("AT")),
            ("de,en-gb;q=0.9", Some("GB")),
            ("zh-Hant-TW", Some("TW")),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(
                Reader::new("", accepted).country().as_deref(),
                country,
                "{accepted}"
            );
        }
    }
}
