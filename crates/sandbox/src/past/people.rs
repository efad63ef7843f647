//! The people who bought: each always the same for a seed.

use sha2::{Digest, Sha256};

use super::names::{HOSTS, Name, Order, TONGUES, Tongue};
use crate::chance::Chance;
use crate::checkout::AddressEntry;

/// Someone who buys, perhaps again and again.
#[derive(Debug, Clone)]
pub(super) struct Buyer {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) address: AddressEntry,
}

/// A buyer by their number.
pub(super) fn buyer(root: &Chance, number: u32) -> Buyer {
    let mut chance = root.branch("buyer", u64::from(number));
    let all = TONGUES.iter().map(|tongue| tongue.share).sum();
    let tongue = weighted(
        chance.below(all),
        TONGUES.iter().map(|tongue| (tongue, tongue.share)),
    );
    let Some(tongue) = tongue else {
        return Buyer::unknown();
    };
    let first = pick(&mut chance, tongue.first);
    let last = pick(&mut chance, tongue.last);
    Buyer {
        name: full_name(&mut chance, tongue, first, last),
        email: email(&mut chance, first, last),
        phone: digits(&mut chance, "+49 40 5550###"),
        address: address(&mut chance, tongue),
    }
}

impl Buyer {
    fn unknown() -> Self {
        Self {
            name: "Unknown".to_owned(),
            email: "unknown@example.com".to_owned(),
            phone: String::new(),
            address: AddressEntry::default(),
        }
    }
}

/// What an e-mail address is looked up by.
pub(super) fn digest(email: &str) -> i64 {
    let digest: [u8; 32] = Sha256::digest(email).into();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

/// The one of several that a draw falls on, each as often as its weight says.
pub(super) fn weighted<T>(mut draw: u64, choices: impl IntoIterator<Item = (T, u64)>) -> Option<T> {
    for (choice, weight) in choices {
        match draw.checked_sub(weight) {
            Some(rest) => draw = rest,
            None => return Some(choice),
        }
    }
    None
}

fn pick(chance: &mut Chance, names: &'static [Name]) -> Name {
    chance.one_of(names).copied().unwrap_or_default()
}

fn full_name(chance: &mut Chance, tongue: &Tongue, first: Name, last: Name) -> String {
    let (first, last) = (first.0, last.0);
    match tongue.order {
        Order::LastFirst => return format!("{last} {first}"),
        Order::LastFirstTogether => return format!("{last}{first}"),
        Order::FirstLast => {}
    }
    match chance.below(1000) {
        // A few names are longer than any column.
        0..3 => {
            let more: Vec<_> = (0..6).map(|_| pick(chance, tongue.first).0).collect();
            let other = pick(chance, tongue.last).0;
            format!("{first} {} {last} {other}", more.join(" "))
        }
        3..40 => format!("{first} {last}-{}", pick(chance, tongue.last).0),
        40..90 => format!("{first} {} {last}", pick(chance, tongue.first).0),
        _ => format!("{first} {last}"),
    }
}

fn email(chance: &mut Chance, first: Name, last: Name) -> String {
    let host = weighted(chance.below(10), HOSTS.into_iter().zip([7, 1, 2])).unwrap_or(HOSTS[0]);
    let (first, last) = (first.1, last.1);
    let number = chance.below(100_000);
    let initial = first.get(..1).unwrap_or_default();
    let user = match chance.below(6) {
        0 => format!("{initial}.{last}{number}"),
        1 => format!("{last}.{first}{number}"),
        2 => format!("{first}{number}"),
        3 => format!("{first}_{last}+shop{number}"),
        _ => format!("{first}.{last}{number}"),
    };
    format!("{user}@{host}")
}

fn address(chance: &mut Chance, tongue: &Tongue) -> AddressEntry {
    let (town, code) = chance.one_of(tongue.towns).copied().unwrap_or_default();
    let street = chance.one_of(tongue.streets).copied().unwrap_or_default();
    let house = 1 + chance.below(120);
    let line1 = match tongue.country {
        "GB" | "FR" => format!("{house} {street}"),
        _ => format!("{street} {house}"),
    };
    AddressEntry {
        line1,
        postal_code: digits(chance, code),
        city: town.to_owned(),
        country: tongue.country.to_owned(),
        ..AddressEntry::default()
    }
}

/// A text with a digit for each `#`.
fn digits(chance: &mut Chance, pattern: &str) -> String {
    let mut rest = chance.below(1_000_000_000);
    let mut digit = || {
        let digit = u32::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        char::from_digit(digit, 10).unwrap_or('0')
    };
    let filled = pattern.chars();
    filled
        .map(|it| if it == '#' { digit() } else { it })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::chance::seed_bytes;

    #[test]
    fn buyers_are_always_the_same_and_write_in_many_scripts() {
        let root = Chance::new(seed_bytes(Some(1)), 0);
        let buyers: Vec<_> = (0..4000).map(|number| buyer(&root, number)).collect();
        for (number, known) in (0..50).zip(&buyers) {
            assert_eq!(buyer(&root, number).email, known.email);
        }
        let addresses: BTreeSet<_> = buyers.iter().map(|it| &it.email).collect();
        assert!(addresses.len() > 3950, "{}", addresses.len());
        for script in [
            'ö', '’', 'Ł', 'Κ', 'Ш', 'ا', 'ן', '葵', '伟', '김', 'श', 'ễ',
        ] {
            let with = buyers.iter().filter(|it| it.name.contains(script)).count();
            assert!(with > 0, "{script}");
        }
        for buyer in &buyers {
            assert!(
                HOSTS
                    .iter()
                    .any(|host| buyer.email.ends_with(&format!("@{host}")))
            );
            assert!(buyer.email.is_ascii() && buyer.name.chars().count() < 200);
            assert!(!buyer.address.city.is_empty() && !buyer.address.postal_code.contains('#'));
        }
        assert!(buyers.iter().any(|it| it.name.chars().count() > 50));
    }
}
