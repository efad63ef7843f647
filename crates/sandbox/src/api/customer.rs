//! Customers: people whom the shop remembers.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata};
use crate::state::{Kind, Work};

const ADDRESS: Shape = Shape::Object(&[
    clearable("city", Shape::Text(5000)),
    clearable("country", Shape::Text(2)),
    clearable("line1", Shape::Text(5000)),
    clearable("line2", Shape::Text(5000)),
    clearable("postal_code", Shape::Text(100)),
    clearable("state", Shape::Text(5000)),
]);

const WRITE: &[Param] = &[
    clearable("address", ADDRESS),
    clearable("description", Shape::Text(5000)),
    clearable("email", Shape::Text(512)),
    clearable("metadata", Shape::Metadata),
    clearable("name", Shape::Text(256)),
    clearable("phone", Shape::Text(20)),
    optional("preferred_locales", Shape::List(&Shape::Text(10), 10)),
    optional("tax_exempt", Shape::Choice(&["exempt", "none", "reverse"])),
];

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("email", Shape::Text(512)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/customers", WRITE, create),
    list_route("/v1/customers", LIST, list_all),
    get("/v1/customers/{}", retrieve),
    post("/v1/customers/{}", WRITE, update),
    delete("/v1/customers/{}", remove),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut customer = build(work);
    apply(&mut customer, call);
    work.insert(Kind::Customer, &customer)?;
    work.announce("customer.created", &customer)?;
    Ok(customer)
}

/// A customer of whom nothing is known yet.
pub(crate) fn build(work: &mut Work<'_>) -> Value {
    json!({
        "id": work.new_id(Kind::Customer),
        "object": "customer",
        "address": null,
        "balance": 0,
        "created": work.now(),
        "currency": null,
        "default_source": null,
        "delinquent": false,
        "description": null,
        "discount": null,
        "email": null,
        "invoice_prefix": work.chance().word(8).to_uppercase(),
        "invoice_settings": {
            "custom_fields": null,
            "default_payment_method": null,
            "footer": null,
            "rendering_options": null,
        },
        "livemode": false,
        "metadata": {},
        "name": null,
        "next_invoice_sequence": 1,
        "phone": null,
        "preferred_locales": [],
        "shipping": null,
        "tax_exempt": "none",
        "test_clock": null,
    })
}

fn apply(customer: &mut Value, call: &Call) {
    for (name, value) in call.params.iter().filter(|(name, _)| *name != "metadata") {
        customer[name] = match name.as_str() {
            "address" => address(value),
            _ => value.clone(),
        };
    }
    metadata::merge(&mut customer["metadata"], call.params.get("metadata"));
}

/// An address, in which nothing is left out.
fn address(given: &Value) -> Value {
    let Some(given) = given.as_object() else {
        return Value::Null;
    };
    let mut address = json!({
        "city": null,
        "country": null,
        "line1": null,
        "line2": null,
        "postal_code": null,
        "state": null,
    });
    for (name, value) in given {
        address[name] = value.clone();
    }
    address
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    list::answer(
        work,
        &call.query(Kind::Customer, &["email"]),
        "/v1/customers",
    )
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Customer, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Customer, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    apply(&mut after, call);
    work.replace(Kind::Customer, &after)?;
    work.announce_change("customer.updated", &before, &after)?;
    Ok(after)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let customer = existing(work, call.id())?;
    work.remove(Kind::Customer, call.id())?;
    work.announce("customer.deleted", &customer)?;
    Ok(json!({ "id": call.id(), "object": "customer", "deleted": true }))
}
