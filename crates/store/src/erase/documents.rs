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
        found = found || emails.iter().any(|email| search::holds(text, email));
    });
    found
}
