//! Answers of the API as the ledger keeps them.

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, SystemClock};
use countertop_store::Fetched;
use countertop_stripe_client::{Page, Reply};

/// What is asked for with an intent: its newest charge, and what that is settled by.
pub(crate) const WITH_AN_INTENT: &[&str] = &["latest_charge.balance_transaction"];
/// The same with a charge.
pub(crate) const WITH_A_CHARGE: &[&str] = &["balance_transaction"];

/// An answer.
pub(crate) fn fetched(reply: Reply) -> Fetched {
    Fetched {
        request_id: reply.request_id.unwrap_or_default(),
        at: reply.date.unwrap_or_else(now),
        body: reply.body.to_vec(),
    }
}

/// The objects of a page, each by itself: told again it is known again, and one can be erased without
/// the others.
pub(crate) fn fetched_one_by_one(page: &Page) -> Vec<Fetched> {
    let request_id = page.request_id.clone().unwrap_or_default();
    let at = date(page);
    let fetched = page.objects.iter().map(|object| Fetched {
        request_id: request_id.clone(),
        at,
        body: object.json.get().as_bytes().to_vec(),
    });
    fetched.collect()
}

/// When a page was read, by Stripe's clock.
pub(crate) fn date(page: &Page) -> UnixSeconds {
    page.date.unwrap_or_else(now)
}

/// For an answer without a `Date`: our own clock.
fn now() -> UnixSeconds {
    SystemClock.now()
}
