//! Who is to be erased.

use std::fmt;

use countertop_domain::CustomerId;

/// Who is to be erased: as Stripe knows them, or by the address that they gave.
#[derive(Clone, PartialEq, Eq)]
pub enum Person {
    /// One of Stripe's customers.
    Customer(CustomerId),
    /// Everyone with this e-mail address; in lower case. Read with [`Person::by_email`].
    Email(String),
}

/// A text that is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no e-mail address: write one such as name@example.com")]
pub struct PersonError;

impl Person {
    /// By an e-mail address, in any case.
    ///
    /// # Errors
    /// When it is none.
    pub fn by_email(text: &str) -> Result<Self, PersonError> {
        let text = text.trim().to_lowercase();
        let (name, domain) = text.rsplit_once('@').ok_or(PersonError)?;
        let is_odd = |it: char| it.is_whitespace() || it.is_control() || "<>,;\"".contains(it);
        let is_whole = !name.is_empty() && domain.contains('.') && !domain.starts_with('.');
        if !is_whole || domain.ends_with('.') || text.contains(is_odd) {
            return Err(PersonError);
        }
        Ok(Self::Email(text))
    }

    /// What was asked for, as it is hashed for the record.
    pub(crate) fn asked(&self) -> String {
        match self {
            Self::Customer(id) => format!("customer {id}"),
            Self::Email(address) => format!("email {address}"),
        }
    }
}

/// Who it is must not come into a log.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Customer(_) => "Customer([REDACTED])",
            Self::Email(_) => "Email([REDACTED])",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_in_any_case_and_shown_in_none() {
        let person = Person::by_email(" Ana@Example.COM ").unwrap();
        assert_eq!(person, Person::Email("ana@example.com".to_owned()));
        assert!(!format!("{person:?}").to_lowercase().contains("ana"));
        for text in [
            "",
            "ana",
            "@example.com",
            "ana@",
            "ana@host",
            "a b@example.com",
            "Ana <ana@example.com>",
        ] {
            assert_eq!(Person::by_email(text), Err(PersonError), "{text}");
        }
    }
}
