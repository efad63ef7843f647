//! Opening a checkout session for a visit of a payment link, and closing it.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::choice::usable;
use super::pricing::price;
use super::problem::CodeProblem;
use super::session::of_link;
use super::{Closed, Refused, Visitor, discount};
use crate::api::copy_item;
use crate::state::{Kind, PageQuery, StateError, Work};

/// How many sessions are closed at once.
const AT_ONCE: usize = 100;

/// A visit: the session, what it sells, and what may be chosen besides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visit {
    pub(crate) session: Value,
    pub(crate) items: Vec<Value>,
    /// The optional items: `id`, `description`, `price`, `quantity` (how many are offered),
    /// `adjustable_quantity`, and `taken` (how many the customer takes, 0 for none).
    pub(crate) optional: Vec<Value>,
    /// The shipping rates to choose from; the chosen one is the session's `shipping_cost`.
    pub(crate) shipping: Vec<Value>,
    /// The discounts that are applied: `coupon` and `promotion_code` as objects (the second may be
    /// null), and `amount`.
    pub(crate) discounts: Vec<Value>,
}

impl Visit {
    pub(super) fn new(session: Value, items: Vec<Value>) -> Self {
        let shipping = list(&session["_shipping"]).to_vec();
        let mut visit = Self {
            session,
            items,
            shipping,
            ..Self::default()
        };
        visit.describe();
        visit
    }

    /// Says what of that which may be chosen is chosen now.
    pub(super) fn describe(&mut self) {
        self.optional = list(&self.session["_optional"]).to_vec();
        for offered in &mut self.optional {
            let is_it = |item: &&Value| item["_optional"] == offered["id"];
            let taken = self
                .items
                .iter()
                .find(is_it)
                .map_or(json!(0), |item| item["quantity"].clone());
            offered["taken"] = taken;
        }
        let discount = &self.session["_discount"];
        self.discounts = match discount.is_null() {
            true => Vec::new(),
            false => vec![json!({
                "amount": self.session["total_details"]["amount_discount"],
                "coupon": discount["coupon"],
                "promotion_code": discount["promotion_code"],
            })],
        };
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The link at an address.
pub(crate) fn link_by_slug(work: &Work<'_>, slug: &str) -> Result<Option<Value>, StateError> {
    let query = PageQuery {
        limit: 1,
        ..PageQuery::newest(Kind::PaymentLink).with("_slug", slug)
    };
    Ok(work
        .page(&query)?
        .and_then(|page| page.objects.into_iter().next()))
}

/// Opens a session for a new visit of a link.
pub(crate) fn open_session(
    work: &mut Work<'_>,
    link: &Value,
    visitor: &Visitor,
) -> Result<Visit, Refused> {
    let link_id = link["id"].as_str().unwrap_or_default();
    let sold = work.all(PageQuery::items_of(link_id))?;
    may_be_bought(link)?;
    let session = of_link(work, link, &sold, visitor)?;
    let id = session["id"].as_str().unwrap_or_default().to_owned();
    let mut items = Vec::new();
    for sold in sold {
        items.push(copy_item(work, &sold, &id));
    }
    let mut visit = Visit::new(session, items);
    if let Some(code) = visitor.prefilled_promo_code.as_deref()
        && visit.session["allow_promotion_codes"] == true
        && let Ok((code, coupon)) = usable(work, &visit, code, "")?
    {
        discount::apply(work, &mut visit.session, coupon, code);
    }
    keep(work, &mut visit)?;
    Ok(visit)
}

/// Prices and keeps a session that was made by a call of the API.
pub(crate) fn keep_session(
    work: &mut Work<'_>,
    session: Value,
    items: Vec<Value>,
) -> Result<Value, StateError> {
    let mut visit = Visit::new(session, items);
    keep(work, &mut visit)?;
    Ok(visit.session)
}

/// Works out again what a session comes to: what it offers has changed.
pub(crate) fn price_again(work: &Work<'_>, session: &mut Value) -> Result<(), StateError> {
    let id = session["id"].as_str().unwrap_or_default();
    let mut items = work.all(PageQuery::items_of(id))?;
    price(session, &mut items);
    Ok(())
}

/// Why a discount does not fit a session; none when it does.
pub(crate) fn discount_misfit(
    work: &Work<'_>,
    session: &Value,
    items: &[Value],
    found: (&Value, &Value),
) -> Result<Option<CodeProblem>, StateError> {
    let buyer = discount::Buyer {
        customer: &session["customer"],
        email: session["customer_email"].as_str().unwrap_or_default(),
    };
    discount::misfit(work, session, items, found, buyer)
}

/// Prices a new session and keeps it with what it sells.
fn keep(work: &mut Work<'_>, visit: &mut Visit) -> Result<(), StateError> {
    price(&mut visit.session, &mut visit.items);
    visit.describe();
    work.insert(Kind::CheckoutSession, &visit.session)?;
    for item in &visit.items {
        work.insert(Kind::Item, item)?;
    }
    Ok(())
}

fn may_be_bought(link: &Value) -> Result<(), Closed> {
    let words = || link["inactive_message"].as_str().map(str::to_owned);
    if link["active"] == false {
        return Err(Closed::Inactive(words()));
    }
    let limit = &link["restrictions"]["completed_sessions"];
    if let (Some(count), Some(most)) = (limit["count"].as_i64(), limit["limit"].as_i64())
        && count >= most
    {
        return Err(Closed::SoldOut(words()));
    }
    Ok(())
}

/// A session by its id, whatever state it is in.
pub(crate) fn find_session(work: &Work<'_>, id: &str) -> Result<Option<Value>, StateError> {
    work.find(Kind::CheckoutSession, id)
}

/// A session that can still be paid, with its link as it is now.
pub(crate) fn visit(work: &mut Work<'_>, session: Value) -> Result<Visit, Refused> {
    let id = session["id"].as_str().unwrap_or_default().to_owned();
    if session["status"] == "complete" {
        return Err(Closed::Complete.into());
    }
    let over = session["expires_at"]
        .as_i64()
        .is_some_and(|end| end <= work.now().0);
    if session["status"] != "open" || over {
        return Err(Closed::Expired.into());
    }
    let link = session["payment_link"].as_str().unwrap_or_default();
    let link = work.find(Kind::PaymentLink, link)?.unwrap_or_default();
    may_be_bought(&link)?;
    let items = work.all(PageQuery::items_of(&id))?;
    Ok(Visit::new(session, items))
}

/// When the first open session expires.
pub(crate) fn next_expiry(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    work.first_due(Kind::CheckoutSession)
}

/// Closes a batch of the sessions whose time is over; tells how many.
pub(crate) fn expire_overdue(work: &mut Work<'_>) -> Result<usize, StateError> {
    let sessions = work.overdue(Kind::CheckoutSession, AT_ONCE)?;
    let count = sessions.len();
    for session in sessions {
        expire(work, session)?;
    }
    Ok(count)
}

/// Closes an open session without a payment.
pub(crate) fn expire(work: &mut Work<'_>, mut session: Value) -> Result<Value, StateError> {
    session["status"] = json!("expired");
    session["_due"] = Value::Null;
    session["url"] = Value::Null;
    work.replace(Kind::CheckoutSession, &session)?;
    work.announce("checkout.session.expired", &session)?;
    Ok(session)
}
