//! Stripe's JSON objects, read into the domain's.
//!
//! Fields are read one by one and leniently: what Stripe adds, drops, nulls or reshapes in another
//! API version costs that field, never the object.

mod account;
mod balance_transaction;
mod catalogue;
mod charge;
mod expandable;
mod intent;
mod invoice;
mod link;
mod payout;
mod radar;
mod reversal;
mod session;
mod source;

use countertop_domain::Object;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::lenient::lenient;
use expandable::Expandable;

lenient! {
    struct Family {
        object: String,
    }
}

/// How deep objects inside objects are read. Stripe expands four levels; the others are for lists,
/// and for what old API versions held unasked.
const DEEPEST: usize = 8;

/// Reads an object of the API and everything expanded inside it. An object of another family, or
/// one without a usable id, gives nothing.
pub fn read(raw: &RawValue) -> Vec<Object> {
    let mut found = Found::default();
    found.expand(raw);
    found.objects
}

/// Reads the bytes of an API answer, be it one object or a list.
pub fn read_answer(body: &[u8]) -> Vec<Object> {
    serde_json::from_slice::<&RawValue>(body)
        .map(read)
        .unwrap_or_default()
}

/// What was found so far.
#[derive(Default)]
struct Found {
    objects: Vec<Object>,
    depth: usize,
}

impl Found {
    fn push(&mut self, object: Object) {
        self.objects.push(object);
    }

    /// Reads an object inside the one that is being read.
    fn expand(&mut self, raw: &RawValue) {
        if self.depth < DEEPEST {
            self.depth += 1;
            self.collect(raw);
            self.depth -= 1;
        }
    }

    /// Reads those that were expanded.
    fn expand_all(&mut self, fields: &[Expandable<'_>]) {
        for object in fields.iter().filter_map(Expandable::object) {
            self.expand(object);
        }
    }

    fn collect(&mut self, raw: &RawValue) {
        let family = parse::<Family>(raw).and_then(|it| it.object);
        match family.as_deref() {
            Some("payment_intent") => intent::collect(raw, self),
            Some("charge") => charge::collect(raw, self),
            Some("checkout.session") => session::collect(raw, self),
            Some("refund") => reversal::collect_refund(raw, self),
            Some("dispute") => reversal::collect_dispute(raw, self),
            Some("payment_link") => link::collect(raw, self),
            Some("balance_transaction") => balance_transaction::collect(raw, self),
            Some("payout") => payout::collect(raw, self),
            Some("invoice") => invoice::collect(raw, self),
            Some("invoice_payment") => invoice::collect_payment(raw, self),
            Some("subscription") => invoice::collect_subscription(raw, self),
            Some("radar.early_fraud_warning") => radar::collect_warning(raw, self),
            Some("review") => radar::collect_review(raw, self),
            Some("product") => catalogue::collect_product(raw, self),
            Some("price") => catalogue::collect_price(raw, self),
            Some("reporting.report_run") => account::collect_report_run(raw, self),
            Some("balance") => account::collect_balance(raw, self),
            Some("list") => expandable::List::of(raw).each(|item| self.expand(item)),
            _ => {}
        }
    }
}

/// A wire struct from an object's bytes; none when they are no JSON object.
fn parse<'de, T: Deserialize<'de>>(raw: &'de RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}
