//! Metadata: keys of the merchant's own.
//!
//! Source: Stripe's API reference, "Metadata".

use std::collections::{BTreeMap, BTreeSet};

use super::found::{Found, short};
use super::{Facts, Mode};

/// How many keys of a link and its payments are kept free for marks of this program.
pub const OWN_KEYS: usize = 4;

/// Most keys of an object.
const MOST: usize = 50;
const LONGEST_KEY: usize = 40;
const LONGEST_VALUE: usize = 500;

/// Whether this program puts the key on what it makes: it is then known again, and not counted among
/// the merchant's.
pub fn is_own_key(key: &str) -> bool {
    key == "made_with" || key.starts_with("countertop_")
}

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    marked(&terms.metadata, &terms.metadata, "metadata", found);
    let (path, keys) = match facts.mode {
        Mode::Payment => (
            "payment_intent_data[metadata]",
            &terms.payment_intent_data.metadata,
        ),
        Mode::Subscription => (
            "subscription_data[metadata]",
            &terms.subscription_data.metadata,
        ),
    };
    marked(keys, &terms.metadata, path, found);
}

/// Keys of something that this program marks: a payment has those of its link, too.
fn marked(
    keys: &BTreeMap<String, String>,
    of_link: &BTreeMap<String, String>,
    path: &str,
    found: &mut Found,
) {
    each(keys, path, found);
    let all: BTreeSet<&String> = keys.keys().chain(of_link.keys()).collect();
    let count = all.iter().filter(|key| !is_own_key(key)).count();
    let room = MOST - OWN_KEYS;
    if !keys.is_empty() && count > room {
        found.problem(
            path,
            format!(
                "There are {count} keys, and there is room for {room}: Stripe takes {MOST}, and this \
                 program needs {OWN_KEYS} to know its links again. Take some away."
            ),
        );
    }
}

/// Keys of something else.
pub(super) fn metadata(keys: &BTreeMap<String, String>, path: &str, found: &mut Found) {
    each(keys, path, found);
    if keys.len() > MOST {
        found.problem(
            path,
            format!(
                "There are {} keys, and Stripe takes {MOST}: take some away.",
                keys.len()
            ),
        );
    }
}

fn each(keys: &BTreeMap<String, String>, path: &str, found: &mut Found) {
    for (key, value) in keys {
        let param = format!("{path}[{}]", short(key));
        if key.trim().is_empty() {
            found.problem(path, "A key has no name: write one, or take the line away.");
        } else if key.contains(['[', ']']) {
            found.problem(
                param,
                "Stripe takes no square brackets in a key: write it without them.",
            );
        } else if key.chars().count() > LONGEST_KEY {
            found.at_most(&param, "The key", key, LONGEST_KEY);
        } else if value.trim().is_empty() {
            found.problem(
                param,
                "This key has no value, and Stripe drops such keys: write one, or take the line away.",
            );
        } else {
            found.at_most(&param, "The value", value, LONGEST_VALUE);
        }
    }
}
