//! Invoice payments: which intent pays which invoice.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional, required};
use super::route::{Call, Route, get, list as list_route};
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("invoice", Shape::Text(255)),
    optional(
        "payment",
        Shape::Object(&[
            required("type", Shape::Choice(&["payment_intent", "payment_record"])),
            optional("payment_intent", Shape::Text(255)),
            optional("payment_record", Shape::Text(255)),
        ]),
    ),
    optional("status", Shape::Choice(&["canceled", "open", "paid"])),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/invoice_payments", LIST, list_all),
    get("/v1/invoice_payments/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::InvoicePayment, &["invoice", "status"]);
    if let Some(payment) = call.params.get("payment") {
        if payment["type"] == "payment_record" {
            // There are no payment records here.
            return Ok(list::envelope(Vec::new(), false, "/v1/invoice_payments"));
        }
        let Some(intent) = payment["payment_intent"].as_str() else {
            return Err(ApiError::missing("payment[payment_intent]"));
        };
        query = query.with("_intent", intent);
    }
    list::answer(work, &query, "/v1/invoice_payments")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::InvoicePayment, id)?
        .ok_or_else(|| ApiError::no_such(Kind::InvoicePayment, id))
}
