//! Invoices: of subscriptions, and of one-off sales that asked for one.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::billing::{self, Collected};
use crate::state::{Kind, PageQuery, Work};

const ID: Shape = Shape::Text(255);

const UPDATE: &[Param] = &[
    optional("auto_advance", Shape::Boolean),
    optional("description", Shape::Text(1500)),
    optional("footer", Shape::Text(5000)),
    clearable("metadata", Shape::Metadata),
];

const PAY: &[Param] = &[
    optional("off_session", Shape::Boolean),
    optional("paid_out_of_band", Shape::Boolean),
    optional("payment_method", ID),
];

const LIST: &[Param] = &[
    optional(
        "collection_method",
        Shape::Choice(&["charge_automatically", "send_invoice"]),
    ),
    optional("created", Shape::Range),
    optional("customer", ID),
    optional(
        "status",
        Shape::Choice(&["draft", "open", "paid", "uncollectible", "void"]),
    ),
    optional("subscription", ID),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/invoices", LIST, list_all),
    get("/v1/invoices/{}", retrieve),
    post("/v1/invoices/{}", UPDATE, update),
    list_route("/v1/invoices/{}/lines", &[], lines),
    post("/v1/invoices/{}/finalize", &[], finalize),
    post(
        "/v1/invoices/{}/mark_uncollectible",
        &[],
        mark_uncollectible,
    ),
    post("/v1/invoices/{}/pay", PAY, pay),
    post("/v1/invoices/{}/void", &[], void),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::Invoice, &["customer", "status", "collection_method"]);
    if let Some(id) = call.text("subscription") {
        query = query.with("_subscription", id);
    }
    list::answer(work, &query, "/v1/invoices")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Invoice, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Invoice, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn lines(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let invoice = existing(work, call.id())?;
    let all = invoice["lines"]["data"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let url = format!("/v1/invoices/{}/lines", call.id());
    let page = call.page_of(all).ok_or_else(|| {
        ApiError::invalid("No such line item: it is not on this invoice.")
            .code("resource_missing")
            .param("starting_after")
    })?;
    Ok(list::envelope(page.objects, page.has_more, &url))
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    for name in ["auto_advance", "description", "footer"] {
        let Some(value) = call.params.get(name) else {
            continue;
        };
        if before["status"] != "draft" {
            return Err(
                ApiError::invalid("Finalized invoices can't be updated in this way.").param(name),
            );
        }
        after[name] = value.clone();
    }
    if call.params.get("auto_advance") == Some(&json!(false)) {
        after["automatically_finalizes_at"] = Value::Null;
        after["_due"] = Value::Null;
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::Invoice, &after)?;
    work.announce_change("invoice.updated", &before, &after)?;
    Ok(after)
}

fn finalize(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let invoice = existing(work, call.id())?;
    if invoice["status"] != "draft" {
        return Err(ApiError::invalid(
            "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
        )
        .code("invoice_not_editable"));
    }
    let invoice = billing::finalize(work, invoice, None)?;
    match invoice["amount_due"] == 0 {
        true => Ok(billing::mark_paid(work, invoice)?),
        false => Ok(invoice),
    }
}

fn void(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let invoice = existing(work, call.id())?;
    match invoice["status"].as_str() {
        Some("open" | "uncollectible") => Ok(billing::void(work, invoice)?),
        status => Err(ApiError::invalid(format!(
            "You can only void an open or uncollectible invoice. This invoice is {}.",
            status.unwrap_or_default()
        ))),
    }
}

fn mark_uncollectible(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let invoice = existing(work, call.id())?;
    match invoice["status"] == "open" {
        true => Ok(billing::mark_uncollectible(work, invoice)?),
        false => Err(ApiError::invalid(
            "You can only mark an open invoice as uncollectible.",
        )),
    }
}

fn pay(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut invoice = existing(work, call.id())?;
    match invoice["status"].as_str() {
        Some("draft") => invoice = billing::finalize(work, invoice, None)?,
        Some("open" | "uncollectible") => {}
        Some("paid") => {
            return Err(ApiError::invalid("Invoice is already paid"));
        }
        _ => {
            return Err(ApiError::invalid(
                "This invoice can no longer be paid: it is void.",
            ));
        }
    }
    if call.params.get("paid_out_of_band") == Some(&json!(true)) {
        return Ok(billing::mark_paid_outside(work, invoice)?);
    }
    let method = method(work, &invoice, call.text("payment_method"))?;
    match billing::collect(work, invoice, method)? {
        Collected::Paid(invoice) | Collected::Processing(invoice) => Ok(invoice),
        Collected::Declined(_, decline) => Err(ApiError::card(&decline).kept()),
        Collected::NoMethod(_) => Err(ApiError::invalid(
            "Cannot charge a customer that has no active payment method. Attach one, or name one \
             with payment_method.",
        )
        .code("missing")),
    }
}

/// What the invoice is to be paid with: what was named, else what its subscription or its customer
/// has.
fn method(
    work: &mut Work<'_>,
    invoice: &Value,
    named: Option<&str>,
) -> Result<Option<Value>, ApiError> {
    let Some(id) = named else {
        return Ok(billing::method_of_invoice(work, invoice)?);
    };
    let method = work.find(Kind::PaymentMethod, id)?;
    match method {
        Some(method) if method["customer"] == invoice["customer"] => Ok(Some(method)),
        Some(_) => Err(ApiError::invalid(format!(
            "The customer does not have a payment method with the ID {id}. The payment method must \
             be attached to the customer."
        ))
        .param("payment_method")),
        None => Err(ApiError::no_such_param(
            Kind::PaymentMethod,
            id,
            "payment_method",
        )),
    }
}

/// The payments of an invoice, as an expanded one holds them.
pub(super) fn payments(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    let query = PageQuery {
        limit: 10,
        ..PageQuery::newest(Kind::InvoicePayment).with("invoice", id)
    };
    list::answer(work, &query, "/v1/invoice_payments")
}
