//! Values on the command line: what they must look like, and the sentence for those that do not.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use countertop_domain::{Currency, CustomerId, PaymentLinkId};
use countertop_print::Language;
use countertop_store::{Cursor, Person};
use url::Url;

/// Longest name of what is sold, in characters.
const LONGEST_NAME: usize = 250;
/// Most of one thing in one checkout.
const MOST: u32 = 999_999;
/// Longest key under which a link is made.
const LONGEST_KEY: usize = 200;
/// Most rows of a list.
const MOST_ROWS: u32 = 1000;
/// Most payments that a practice store is made with.
const MOST_PAYMENTS: u32 = 1_000_000;

/// An address and port that only this computer reaches.
pub fn loopback(text: &str) -> Result<SocketAddr, String> {
    let Ok(address) = text.parse::<SocketAddr>() else {
        return Err(format!(
            "'{text}' is not an address and port: write 127.0.0.1:4242, or port 0 for a free one"
        ));
    };
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err(format!(
            "{address} can be reached from the network: listen on 127.0.0.1 or [::1]; a tunnel \
             brings Stripe to it"
        ))
    }
}

/// A web address.
pub fn web_address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or_else(|| {
        format!("'{text}' is not a web address: write one like http://127.0.0.1:4242/webhook")
    })
}

/// Any word: a status that Stripe adds tomorrow is passed on as Stripe writes it.
pub fn status(text: &str) -> Result<String, String> {
    let is_word = |text: &str| text.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    if !text.is_empty() && is_word(text) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "'{text}' is not a status: write a word like succeeded, failed or refunded"
        ))
    }
}

/// A currency that Stripe charges in.
pub fn currency(text: &str) -> Result<Currency, String> {
    Currency::supported(text).map_err(|error| error.to_string())
}

/// A payment link's id.
pub fn link_id(text: &str) -> Result<PaymentLinkId, String> {
    PaymentLinkId::new(text).map_err(|error| error.to_string())
}

/// A language that posters speak.
pub fn poster_language(text: &str) -> Result<Language, String> {
    let tags = Language::ALL.map(Language::tag).join(", ");
    Language::of(text)
        .ok_or_else(|| format!("posters are not printed in '{text}': give one of {tags}"))
}

/// What a link is made under.
pub fn once_key(text: &str) -> Result<String, String> {
    let is_plain = (1..=LONGEST_KEY).contains(&text.len());
    if is_plain && text.bytes().all(|it| it.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "'{text}' cannot be a key: write 1 to {LONGEST_KEY} letters, digits or signs without spaces"
        ))
    }
}

/// A customer, by Stripe's id.
pub fn customer(text: &str) -> Result<Person, String> {
    let id = CustomerId::new(text).map_err(|error| error.to_string())?;
    Ok(Person::Customer(id))
}

/// Everyone with an e-mail address.
pub fn email(text: &str) -> Result<Person, String> {
    Person::by_email(text).map_err(|error| error.to_string())
}

/// A place in a list.
pub fn cursor(text: &str) -> Result<Cursor, String> {
    text.parse().map_err(|error| format!("'{text}': {error}"))
}

/// What is sold, as the customer reads it.
pub fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    match name.chars().count() {
        0 => Err("the name is empty: say what is sold".to_owned()),
        1..=LONGEST_NAME => Ok(name.to_owned()),
        _ => Err(format!(
            "the name has more than {LONGEST_NAME} characters: shorten it"
        )),
    }
}

/// An amount in a currency's minor unit; whether it can be charged is for its currency to say.
pub fn amount(text: &str) -> Result<i64, String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if text
        .strip_prefix('-')
        .is_some_and(|rest| is_number(&rest.replace(['.', ','], "")))
    {
        return Err(format!(
            "'{text}' is below zero: a price is a positive amount"
        ));
    }
    if let Some((whole, decimals)) = text.split_once(['.', ','])
        && is_number(whole)
        && is_number(decimals)
    {
        return Err(format!(
            "'{text}' has decimals: write the amount as an integer in the currency's minor unit, \
             such as 1250 for 12.50 EUR"
        ));
    }
    if !is_number(text) {
        return Err(format!(
            "'{text}' is not an amount: write an integer in the currency's minor unit, such as \
             1250 for 12.50 EUR"
        ));
    }
    text.parse()
        .map_err(|_| format!("'{text}' is too large for an amount"))
}

/// An amount that is something.
pub fn some_amount(text: &str) -> Result<i64, String> {
    match amount(text)? {
        0 => Err(format!(
            "'{text}' is nothing: write 1 or more, or leave it out for all"
        )),
        some => Ok(some),
    }
}

/// How many are sold at once.
pub fn quantity(text: &str) -> Result<NonZeroU32, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number: &NonZeroU32| number.get() <= MOST);
    number.ok_or_else(|| format!("'{text}' is not a quantity: write an integer from 1 to {MOST}"))
}

/// How many rows of a list.
pub fn limit(text: &str) -> Result<u32, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=MOST_ROWS).contains(number));
    number.ok_or_else(|| {
        format!("'{text}' is not a number of rows: write an integer from 1 to {MOST_ROWS}")
    })
}

/// What a practice store's chance begins with.
pub fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        format!(
            "'{text}' is not a seed: write an integer from 0 to {}",
            u64::MAX
        )
    })
}

/// How many payments a practice store has had before.
pub fn payments(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| *number <= MOST_PAYMENTS);
    number.ok_or_else(|| {
        format!("'{text}' is not a number of payments: write an integer from 0 to {MOST_PAYMENTS}")
    })
}
