//! Reading what a page shows.

use std::collections::BTreeMap;

use serde_json::Value;

use super::id_of;
use super::papers::Receipt;
use crate::checkout::{self, Closed, Refused, Visit};
use crate::state::{Kind, PageQuery, StateError, Work};

/// A session that an address names.
pub(super) enum Loaded {
    Open(Box<Visit>),
    Complete(Box<Finished>),
}

/// A finished session, with all that its confirmation shows.
pub(super) struct Finished {
    pub(super) session: Value,
    pub(super) items: Vec<Value>,
    /// Null where there was nothing to pay.
    pub(super) intent: Value,
    /// The intent's last charge; null before there is one.
    pub(super) charge: Value,
}

/// The session at an address.
pub(super) fn session(work: &mut Work<'_>, slug: &str, id: &str) -> Result<Loaded, Refused> {
    let session = checkout::find_session(work, id)?
        .filter(|session| session["_slug"] == *slug)
        .ok_or(Closed::Unknown)?;
    if session["status"] == "complete" {
        return Ok(Loaded::Complete(Box::new(finished(work, session)?)));
    }
    Ok(Loaded::Open(Box::new(checkout::visit(work, session)?)))
}

/// A session that can still be paid, as it is now: another tab may have changed it.
pub(super) fn again(work: &mut Work<'_>, id: &str) -> Result<Visit, Refused> {
    let session = checkout::find_session(work, id)?.ok_or(Closed::Unknown)?;
    checkout::visit(work, session)
}

fn finished(work: &Work<'_>, session: Value) -> Result<Finished, StateError> {
    let find = |kind: Kind, id: &Value| work.find(kind, id.as_str().unwrap_or_default());
    let intent = find(Kind::PaymentIntent, checkout::intent_of(&session))?.unwrap_or_default();
    Ok(Finished {
        items: work.all(PageQuery::items_of(&id_of(&session)))?,
        charge: find(Kind::Charge, &intent["latest_charge"])?.unwrap_or_default(),
        intent,
        session,
    })
}

/// What the attempt of a session that waits for its customer is paid with; null where none waits.
pub(super) fn waiting_method(work: &Work<'_>, session: &Value) -> Result<Value, StateError> {
    let id = checkout::intent_of(session).as_str().unwrap_or_default();
    let intent = work.find(Kind::PaymentIntent, id)?.unwrap_or_default();
    method_of(work, &intent)
}

/// What an intent is paid with; null where that is not known.
pub(super) fn method_of(work: &Work<'_>, intent: &Value) -> Result<Value, StateError> {
    let id = intent["payment_method"].as_str().unwrap_or_default();
    Ok(work.find(Kind::PaymentMethod, id)?.unwrap_or_default())
}

/// A charge with what it pays; None where there is no such charge.
pub(super) fn receipt(work: &Work<'_>, id: &str) -> Result<Option<Receipt>, StateError> {
    let Some(charge) = work.find(Kind::Charge, id)? else {
        return Ok(None);
    };
    let session = session_of(work, &charge["payment_intent"])?;
    let items = match session["id"].as_str() {
        Some(id) => work.all(PageQuery::items_of(id))?,
        None => Vec::new(),
    };
    Ok(Some(Receipt {
        charge,
        session,
        items,
    }))
}

/// The session that an intent pays; null where it pays none.
pub(super) fn session_of(work: &Work<'_>, intent: &Value) -> Result<Value, StateError> {
    let intent = work.find(Kind::PaymentIntent, intent.as_str().unwrap_or_default())?;
    let session = checkout::session_of_intent(work, &intent.unwrap_or_default())?;
    Ok(session.unwrap_or_default())
}

/// The products of a visit, by their ids: items tell their names, but not how they look.
pub(super) fn products(
    work: &Work<'_>,
    visit: &Visit,
) -> Result<BTreeMap<String, Value>, StateError> {
    let mut products = BTreeMap::new();
    for item in visit.items.iter().chain(&visit.optional) {
        let id = item["price"]["product"].as_str().unwrap_or_default();
        if let Some(product) = work.find(Kind::Product, id)? {
            products.insert(id.to_owned(), product);
        }
    }
    Ok(products)
}
