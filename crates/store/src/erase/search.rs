//! Finding everything of one customer: from what was asked for over the ids that objects name, until
//! nothing more is found.

use std::collections::HashSet;

use countertop_stripe_wire::erasure::mentions;
use rusqlite::Connection;

use super::Person;
use crate::told::Bytes;
use crate::{StoreError, event_bytes, fetched};

/// What is looked for, and what was found so far.
pub(super) struct Search {
    /// The address, in lower case.
    email: Option<String>,
    /// The ids of what is the customer's.
    ids: HashSet<String>,
}

impl Search {
    /// Looks through everything that was told.
    pub(super) fn run(connection: &Connection, person: &Person) -> Result<Self, StoreError> {
        let mut search = match person {
            Person::Customer(id) => Self {
                email: None,
                ids: HashSet::from([id.to_string()]),
            },
            Person::Email(address) => Self {
                email: Some(address.clone()),
                ids: HashSet::new(),
            },
        };
        loop {
            let before = search.ids.len();
            event_bytes::bytes(connection, |it| search.take(&it))?;
            fetched::bytes(connection, |it| search.take(&it))?;
            if search.ids.len() == before {
                return Ok(search);
            }
        }
    }

    pub(super) fn ids(&self) -> &HashSet<String> {
        &self.ids
    }

    /// Whether a text holds the address, as it is or as addresses of pages write it.
    pub(super) fn holds(&self, text: &str) -> bool {
        self.email.as_ref().is_some_and(|it| holds(text, it))
    }

    /// The address that was asked for.
    pub(super) fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// Takes up the objects of a body that are found by themselves or by what they are tied to.
    fn take(&mut self, bytes: &Bytes) -> Result<(), StoreError> {
        let body = bytes.body()?;
        if !self.may_concern(body) {
            return Ok(());
        }
        for it in mentions(body, &|text| self.holds(text)) {
            let known = self.ids.contains(&it.id) || it.ties.iter().any(|id| self.ids.contains(id));
            if known || it.holds {
                self.ids.insert(it.id);
                self.ids.extend(it.ties);
            }
        }
        Ok(())
    }

    /// Whether taking the body apart may find something: a look that costs little.
    pub(super) fn may_concern(&self, body: &[u8]) -> bool {
        let text = String::from_utf8_lossy(body);
        // Any letter may be written as an escape.
        let by_address = self.email.as_ref().is_some_and(|email| {
            let domain = email.rsplit('@').next().unwrap_or_default();
            text.contains("\\u") || text.to_lowercase().contains(domain)
        });
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        by_address
            || text
                .split(|it| !is_part(it))
                .any(|word| self.ids.contains(word))
    }
}

/// Whether a text holds an address, which is in lower case, as it is or as addresses of pages write it.
pub(super) fn holds(text: &str, email: &str) -> bool {
    let text = text.to_lowercase();
    names(&text, email) || (text.contains('%') && names(&percent_decoded(&text), email))
}

/// Whether the address stands in the text, and not just as a part of a longer one.
fn names(text: &str, email: &str) -> bool {
    text.match_indices(email).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + email.len()..].chars();
        let (next, one_more) = (after.next(), after.next());
        let in_a_name = |it: char| it.is_alphanumeric() || "._%+-".contains(it);
        let in_a_domain = |it: char| it.is_alphanumeric() || it == '-';
        let goes_on = match next {
            Some('.') => one_more.is_some_and(in_a_domain),
            Some(next) => in_a_domain(next),
            None => false,
        };
        !before.is_some_and(in_a_name) && !goes_on
    })
}

/// A text in which `%40` stands for `@`.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        match hex.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_whole_and_only_whole() {
        let search = Search {
            email: Some("ana@example.com".to_owned()),
            ids: HashSet::new(),
        };
        for (text, held) in [
            ("ana@example.com", true),
            ("For ANA@Example.com.", true),
            ("<ana@example.com>", true),
            (
                "https://x.example/?prefilled_email=ana%40example.com&a=b",
                true,
            ),
            ("?e=%61na%40example.com", true),
            ("juana@example.com", false),
            ("x.ana@example.com", false),
            ("ana@example.com.mx", false),
            ("ana@example.company", false),
            ("ana@example", false),
            ("100%", false),
        ] {
            assert_eq!(search.holds(text), held, "{text}");
        }
    }
}
