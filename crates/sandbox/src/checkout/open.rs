//! Opening a checkout session for a visit of a payment link, and closing it.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::{Closed, Refused, Visitor};
use crate::api::copy_item;
use crate::state::{Kind, PageQuery, StateError, Work};

/// How long a session stays open, in seconds: Stripe's 24 hours.
const OPEN_FOR: i64 = 24 * 3600;
/// How many sessions are closed at once.
const AT_ONCE: usize = 100;

/// A visit: the session, what it sells, and what may be chosen besides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visit {
    /// Null for a session that was made by a call of the API.
    pub(crate) link: Value,
    pub(crate) session: Value,
    pub(crate) items: Vec<Value>,
    /// The optional items: `id`, `description`, `price`, `quantity` (how many are offered),
    /// `adjustable_quantity`, and `taken` (how many the customer takes, 0 for none).
    #[expect(dead_code, reason = "optional items are not priced yet")]
    pub(crate) optional: Vec<Value>,
    /// The shipping rates to choose from; the chosen one is the session's `shipping_cost`.
    #[expect(dead_code, reason = "shipping is not priced yet")]
    pub(crate) shipping: Vec<Value>,
    /// The discounts that are applied: `coupon` and `promotion_code` as objects (the second may be
    /// null), and `amount`.
    #[expect(dead_code, reason = "discounts are not priced yet")]
    pub(crate) discounts: Vec<Value>,
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
    may_be_bought(link, &sold)?;
    let mut session = new_session(work, link);
    session["client_reference_id"] = json!(visitor.client_reference_id);
    session["customer_email"] = json!(visitor.prefilled_email);
    session["_email_is_locked"] = json!(visitor.email_is_locked);
    session["_utm"] = json!(visitor.utm);
    session["locale"] = json!(visitor.locale.as_deref().unwrap_or("auto"));
    let id = session["id"].as_str().unwrap_or_default().to_owned();
    let mut items = Vec::new();
    for sold in sold {
        items.push(copy_item(work, &sold, &id));
    }
    set_total(&mut session, &items);
    work.insert(Kind::CheckoutSession, &session)?;
    for item in &items {
        work.insert(Kind::Item, item)?;
    }
    Ok(Visit {
        link: link.clone(),
        session,
        items,
        ..Visit::default()
    })
}

fn may_be_bought(link: &Value, items: &[Value]) -> Result<(), Closed> {
    let words = || link["inactive_message"].as_str().map(str::to_owned);
    if link["active"] != true {
        return Err(Closed::Inactive(words()));
    }
    let limit = &link["restrictions"]["completed_sessions"];
    if let (Some(count), Some(most)) = (limit["count"].as_i64(), limit["limit"].as_i64())
        && count >= most
    {
        return Err(Closed::SoldOut(words()));
    }
    if items
        .iter()
        .any(|item| item["price"]["type"] == "recurring")
    {
        return Err(Closed::Subscription);
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
    let items = work.all(PageQuery::items_of(&id))?;
    may_be_bought(&link, &items)?;
    Ok(Visit {
        link,
        session,
        items,
        ..Visit::default()
    })
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

/// The sum of some line items, in minor units.
pub(super) fn total(items: &[Value]) -> i64 {
    items
        .iter()
        .filter_map(|item| item["amount_total"].as_i64())
        .fold(0, i64::saturating_add)
}

/// Writes the sum of its line items on a session.
pub(super) fn set_total(session: &mut Value, items: &[Value]) {
    let total = json!(total(items));
    session["amount_subtotal"] = total.clone();
    session["amount_total"] = total;
}

fn new_session(work: &mut Work<'_>, link: &Value) -> Value {
    let id = work.new_id(Kind::CheckoutSession);
    let slug = link["_slug"].as_str().unwrap_or_default();
    let url = format!("/pay/{slug}/{id}");
    let now = work.now();
    let expires_at = UnixSeconds(now.0 + OPEN_FOR);
    let mut session = unset();
    for (name, value) in [
        ("id", json!(id)),
        ("_due", json!(expires_at)),
        ("_slug", json!(slug)),
        ("created", json!(now)),
        ("currency", link["currency"].clone()),
        ("custom_fields", questions(link)),
        ("expires_at", json!(expires_at)),
        ("payment_link", link["id"].clone()),
        ("url", json!(url)),
    ] {
        session[name] = value;
    }
    for name in [
        "allow_promotion_codes",
        "billing_address_collection",
        "consent_collection",
        "custom_text",
        "customer_creation",
        "invoice_creation",
        "metadata",
        "name_collection",
        "payment_method_collection",
        "phone_number_collection",
        "shipping_address_collection",
        "submit_type",
        "tax_id_collection",
    ] {
        session[name] = link[name].clone();
    }
    session
}

/// A session with nothing in it yet, in Stripe's current shape.
fn unset() -> Value {
    json!({
        "object": "checkout.session",
        "adaptive_pricing": { "enabled": false },
        "after_expiration": null,
        "automatic_tax":
            { "enabled": false, "liability": null, "provider": null, "status": null },
        "branding_settings": null,
        "cancel_url": "https://stripe.com",
        "client_reference_id": null,
        "client_secret": null,
        "collected_information": null,
        "consent": null,
        "currency_conversion": null,
        "customer": null,
        "customer_account": null,
        "customer_details": null,
        "customer_email": null,
        "discounts": [],
        "integration_identifier": null,
        "invoice": null,
        "livemode": false,
        "locale": "auto",
        "managed_payments": null,
        "mode": "payment",
        "optional_items": null,
        "origin_context": null,
        "payment_intent": null,
        "payment_method_configuration_details": null,
        "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "permissions": null,
        "recovered_from": null,
        "saved_payment_method_options": null,
        "setup_intent": null,
        "shipping_cost": null,
        "shipping_options": [],
        "status": "open",
        "subscription": null,
        "success_url": "https://stripe.com",
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
        "ui_mode": "hosted_page",
        "wallet_options": null,
    })
}

/// The link's questions, each with room for its answer.
fn questions(link: &Value) -> Value {
    let mut fields = link["custom_fields"].clone();
    for field in fields.as_array_mut().into_iter().flatten() {
        let kind = field["type"].as_str().unwrap_or_default().to_owned();
        field[kind]["value"] = Value::Null;
    }
    fields
}
