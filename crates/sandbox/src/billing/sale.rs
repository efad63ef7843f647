//! What a completed checkout begins: a subscription with its first invoice, or the invoice of a
//! one-off sale.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::collect::mark_paid;
use super::invoice::{Order, draw_up, finalize, text};
use super::line::{self, Line};
use super::subscription::{self, set_due, use_discount};
use super::{discount, period};
use crate::state::{Kind, PageQuery, StateError, Work};

const DAY: i64 = 24 * 3600;

/// How a checkout was paid.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Payment<'a> {
    /// With this intent.
    Paid(&'a Value),
    /// A debit is on its way.
    Waits(&'a Value),
    /// There was nothing to pay today; with the method that later payments are made with, null for
    /// none.
    Nothing(&'a Value),
}

/// When the trial ends that a session begins with; none without one. A trial that was set by its
/// length begins now.
fn trial_end(session: &Value, now: UnixSeconds) -> Option<UnixSeconds> {
    let data = &session["_subscription_data"];
    let by_days = data["trial_period_days"]
        .as_i64()
        .map(|days| now.0 + days * DAY);
    by_days
        .or(data["trial_end"].as_i64().filter(|end| *end > now.0))
        .map(UnixSeconds)
}

/// Begins what a session sold, and writes on the session what that is.
pub(crate) fn sold(
    work: &mut Work<'_>,
    session: &mut Value,
    payment: Payment<'_>,
) -> Result<(), StateError> {
    if session["mode"] == "subscription" {
        return begin(work, session, payment);
    }
    match payment {
        Payment::Paid(intent) if session["invoice_creation"]["enabled"] == true => {
            invoice_of_sale(work, session, intent)
        }
        Payment::Paid(_) | Payment::Waits(_) | Payment::Nothing(_) => Ok(()),
    }
}

/// The money for a session came after it was complete: where the shop wants an invoice, it is drawn
/// up now.
pub(crate) fn sold_later(
    work: &mut Work<'_>,
    session: &mut Value,
    intent: &Value,
) -> Result<(), StateError> {
    match session["mode"] == "payment" && session["invoice"].is_null() {
        true => sold(work, session, Payment::Paid(intent)),
        false => Ok(()),
    }
}

/// Begins a subscription. One that is paid for begins unpaid, as Stripe tells it, and is active
/// with the payment.
fn begin(work: &mut Work<'_>, session: &mut Value, payment: Payment<'_>) -> Result<(), StateError> {
    let sold = work.all(PageQuery::items_of(&text(&session["id"])))?;
    let is_recurring = |item: &&Value| item["price"]["type"] == "recurring";
    let recurring: Vec<_> = sold.iter().filter(is_recurring).collect();
    let trial_end = trial_end(session, work.now());
    let method = method_of(work, payment)?;
    let mut begun = subscription::of_session(work, session, &recurring, (&method, trial_end));
    let customer = customer_of(work, session)?;
    begun["status"] = match (trial_end, payment) {
        (_, Payment::Paid(_)) => json!("incomplete"),
        (Some(_), _) => json!("trialing"),
        (None, Payment::Waits(_) | Payment::Nothing(_)) => json!("active"),
    };
    with_discount(work, &mut begun, session)?;
    set_due(&mut begun);
    work.insert(Kind::Subscription, &begun)?;
    work.announce("customer.subscription.created", &begun)?;
    let invoice = first_invoice(work, session, (&begun, &sold), &customer, trial_end)?;
    let before = begun.clone();
    begun["latest_invoice"] = invoice["id"].clone();
    use_discount(work, &mut begun, &invoice)?;
    session["subscription"] = begun["id"].clone();
    session["invoice"] = invoice["id"].clone();
    work.replace(Kind::Subscription, &begun)?;
    let invoice = finalize(work, invoice, intent_of(payment))?;
    if let Payment::Paid(_) = payment {
        begun["status"] = json!(if trial_end.is_some() {
            "trialing"
        } else {
            "active"
        });
        subscription::change(work, &before, begun)?;
    }
    link(work, payment, &invoice)?;
    match payment {
        Payment::Waits(_) => Ok(()),
        Payment::Paid(_) | Payment::Nothing(_) => mark_paid(work, invoice).map(drop),
    }
}

fn intent_of(payment: Payment<'_>) -> Option<&Value> {
    match payment {
        Payment::Paid(intent) | Payment::Waits(intent) => Some(intent),
        Payment::Nothing(_) => None,
    }
}

/// Notes on an intent which invoice it pays, so that what becomes of it later becomes of that too.
fn link(work: &mut Work<'_>, payment: Payment<'_>, invoice: &Value) -> Result<(), StateError> {
    let Some(intent) = intent_of(payment) else {
        return Ok(());
    };
    if let Some(mut intent) = work.find(Kind::PaymentIntent, &text(&intent["id"]))? {
        intent["_invoice"] = invoice["id"].clone();
        work.replace(Kind::PaymentIntent, &intent)?;
    }
    Ok(())
}

fn method_of(work: &Work<'_>, payment: Payment<'_>) -> Result<Value, StateError> {
    match payment {
        Payment::Paid(intent) | Payment::Waits(intent) => {
            let id = text(&intent["payment_method"]);
            Ok(work.find(Kind::PaymentMethod, &id)?.unwrap_or_default())
        }
        Payment::Nothing(method) => Ok(method.clone()),
    }
}

fn customer_of(work: &Work<'_>, session: &Value) -> Result<Value, StateError> {
    let id = text(&session["customer"]);
    Ok(work.find(Kind::Customer, &id)?.unwrap_or_default())
}

/// Gives a subscription the discount that its session was made with. One that goes on becomes the
/// subscription's own.
fn with_discount(
    work: &mut Work<'_>,
    begun: &mut Value,
    session: &Value,
) -> Result<(), StateError> {
    let given = &session["_discount"];
    if given.is_null() {
        return Ok(());
    }
    begun["_discount"] = given.clone();
    if discount::is_for_once(given) {
        discount::keep(
            work,
            given,
            &session["customer"],
            ("checkout_session", &Value::Null),
        )?;
        return Ok(());
    }
    begun["discounts"] = json!([given["id"]]);
    let owner = ("subscription", &begun["id"]);
    let object = discount::keep(work, given, &session["customer"], owner)?;
    work.announce("customer.discount.created", &object)
}

/// The line of what is sold once.
fn line_of(item: &Value, now: UnixSeconds) -> Line {
    Line {
        price: item["price"].clone(),
        quantity: item["quantity"].as_i64().unwrap_or(1),
        description: item["description"].as_str().unwrap_or_default().to_owned(),
        amount: item["amount_subtotal"].as_i64().unwrap_or(0),
        item: Value::Null,
        period: (now, now),
    }
}

/// Draws up the invoice that a subscription begins with: its first period or its trial, and what
/// was bought along with it.
fn first_invoice(
    work: &mut Work<'_>,
    session: &Value,
    (begun, sold): (&Value, &[Value]),
    customer: &Value,
    trial_end: Option<UnixSeconds>,
) -> Result<Value, StateError> {
    let now = work.now();
    let end = trial_end.unwrap_or_else(|| period::end_of(now, now, &begun["_recurring"]));
    let mut own_items = begun["items"]["data"].as_array().into_iter().flatten();
    let mut lines: Vec<_> = sold.iter().map(|item| line_of(item, now)).collect();
    let is_recurring = |line: &&mut Line| line.price["type"] == "recurring";
    for line in lines.iter_mut().filter(is_recurring) {
        line.item = own_items.next().cloned().unwrap_or_default();
        line.period = (now, end);
        line.description = match trial_end {
            Some(_) => format!("Trial period for {}", line.description),
            None => line::recurring_words(&line.description, &line.price, line.quantity),
        };
    }
    let order = Order {
        customer,
        currency: session["currency"].as_str().unwrap_or_default(),
        reason: "subscription_create",
        subscription: begun,
        lines,
        discount: &begun["_discount"],
        shipping_cost: &session["shipping_cost"],
        period: (now, now),
    };
    draw_up(work, &order, |_| {})
}

/// The invoice of a one-off sale that was paid: a document, drawn up, made final and paid at once.
fn invoice_of_sale(
    work: &mut Work<'_>,
    session: &mut Value,
    intent: &Value,
) -> Result<(), StateError> {
    let now = work.now();
    let customer = customer_of(work, session)?;
    let sold = work.all(PageQuery::items_of(&text(&session["id"])))?;
    let order = Order {
        customer: &customer,
        currency: session["currency"].as_str().unwrap_or_default(),
        reason: "manual",
        subscription: &Value::Null,
        lines: sold.iter().map(|item| line_of(item, now)).collect(),
        discount: &session["_discount"],
        shipping_cost: &session["shipping_cost"],
        period: (now, now),
    };
    if !session["_discount"].is_null() {
        let none = ("checkout_session", &session["id"]);
        discount::keep(work, &session["_discount"], &session["customer"], none)?;
    }
    let data = session["invoice_creation"]["invoice_data"].clone();
    let invoice = draw_up(work, &order, |invoice| worded(invoice, &data))?;
    let invoice = finalize(work, invoice, Some(intent))?;
    session["invoice"] = invoice["id"].clone();
    mark_paid(work, invoice).map(drop)
}

/// Puts the shop's own words on an invoice.
fn worded(invoice: &mut Value, data: &Value) {
    for name in [
        "account_tax_ids",
        "custom_fields",
        "description",
        "footer",
        "issuer",
        "metadata",
    ] {
        if !data[name].is_null() {
            invoice[name] = data[name].clone();
        }
    }
    let rendering = &data["rendering_options"];
    if !rendering.is_null() {
        invoice["rendering"] = json!({
            "amount_tax_display": rendering["amount_tax_display"],
            "pdf": null,
            "template": rendering["template"],
            "template_version": null,
        });
    }
}
