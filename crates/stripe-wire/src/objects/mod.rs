//! Stripe's JSON objects, read into the domain's.
//!
//! Fields are read one by one and leniently: what Stripe adds, drops, nulls or reshapes in another
//! API version costs that field, never the object.

mod balance;
mod charge;
mod expandable;
mod intent;
mod link;
mod reversal;
mod session;

use countertop_domain::Object;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::lenient;

#[derive(Deserialize)]
struct Family {
    #[serde(default, deserialize_with = "lenient::field")]
    object: Option<String>,
}

/// Reads an object of the API and everything expanded inside it. An object of another family, or
/// one without a usable id, gives nothing.
pub fn read(raw: &RawValue) -> Vec<Object> {
    let mut found = Vec::new();
    collect(raw, &mut found);
    found
}

/// Reads the bytes of an API answer, be it one object or a list.
pub fn read_answer(body: &[u8]) -> Vec<Object> {
    serde_json::from_slice::<&RawValue>(body)
        .map(read)
        .unwrap_or_default()
}

fn collect(raw: &RawValue, found: &mut Vec<Object>) {
    let family = serde_json::from_str::<Family>(raw.get())
        .ok()
        .and_then(|it| it.object);
    match family.as_deref() {
        Some("payment_intent") => intent::collect(raw, found),
        Some("charge") => charge::collect(raw, found),
        Some("checkout.session") => session::collect(raw, found),
        Some("refund") => reversal::collect_refund(raw, found),
        Some("dispute") => reversal::collect_dispute(raw, found),
        Some("payment_link") => link::collect(raw, found),
        Some("balance_transaction") => balance::collect(raw, found),
        Some("list") => expandable::List::of(raw).each(|item| collect(item, found)),
        _ => {}
    }
}

/// A wire struct from an object's bytes; none when they are no JSON object.
fn parse<'de, T: Deserialize<'de>>(raw: &'de RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}
