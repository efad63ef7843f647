//! What the merchant keeps here of a customer: a draft or a saved address that holds their e-mail
//! address is removed whole.

use std::collections::BTreeSet;

use countertop_stripe_wire::digest_id;
use rusqlite::Connection;

use super::search::{self, Search};
use crate::told::sha256;
use crate::{StoreError, document, erasure, payment};

/// The documents that hold an address of the customer, each with its JSON.
pub(super) struct Documents(Vec<(i64, String)>);

impl Documents {
    pub(super) fn of(connection: &Connection, search: &Search) -> Result<Self, StoreError> {
        let payments = payment::among(connection, search.ids())?;
        let of_payments = payment::emails(connection, &payments)?;
        let mut emails: BTreeSet<_> = of_payments.iter().map(|it| it.to_lowercase()).collect();
        emails.extend(search.email().map(str::to_owned));
        let mut bodies = document::bodies(connection)?;
        bodies.retain(|(_, body)| holds_any(body, &emails));
        Ok(Self(bodies))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Removes them. In a backup that was made before they are known again by their digest.
    pub(super) fn remove(&self, connection: &Connection) -> rusqlite::Result<()> {
        for (seq, body) in &self.0 {
            document::remove(connection, *seq)?;
            erasure::cover(connection, [&digest(body)])?;
        }
        Ok(())
    }
}

/// Removes those that an erasure has removed from the ledger that was there before.
pub(super) fn remove_again(connection: &Connection) -> rusqlite::Result<()> {
    for (seq, body) in document::bodies(connection)? {
        if erasure::is_covered(connection, &digest(&body))? {
            document::remove(connection, seq)?;
        }
    }
    Ok(())
}

fn digest(body: &str) -> String {
    digest_id(&sha256(body.as_bytes()))
}

fn holds_any(body: &str, emails: &BTreeSet<String>) -> bool {
    let mut found = false;
    document::texts(body, &mut |text| {
        let is_held = |email: &String| search::holds(text, email) || holds_part(text, email);
        found = found || emails.iter().any(is_held);
    });
    found
}

/// Whether a word of the text is so much of the address that it tells whose it is, as in a search that is kept:
/// its beginning with the sign, or letters on both sides of that.
fn holds_part(text: &str, email: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|it: char| it.is_whitespace() || it == '"');
    words.any(|word| match word.split_once('@') {
        Some(("", _)) | None => false,
        Some((_, "")) => email.starts_with(word),
        Some(_) => email.contains(word),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_an_address_that_tells_whose_it_is_counts_and_no_less() {
        for (text, held) in [
            ("vogt@exam", true),
            ("status:refunded \"Lena.Vogt@\"", true),
            ("vogt@", false),
            ("@example.com", false),
            ("lena", false),
            ("tom@example.com", false),
        ] {
            assert_eq!(holds_part(text, "lena.vogt@example.com"), held, "{text}");
        }
    }
}
