//! Customers: people whom the shop remembers.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::people::{self, ADDRESS, RECIPIENT};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata, payment_method, source};
use crate::state::{Kind, PageQuery, Work};

const ID: Shape = Shape::Text(255);
const NAME: Shape = Shape::Text(150);

const INVOICE_SETTINGS: Shape = Shape::Object(&[
    clearable(
        "custom_fields",
        Shape::List(
            &Shape::Object(&[
                required("name", Shape::Text(40)),
                required("value", Shape::Text(140)),
            ]),
            4,
        ),
    ),
    clearable("default_payment_method", ID),
    clearable("footer", Shape::Text(5000)),
    clearable(
        "rendering_options",
        Shape::Object(&[
            clearable(
                "amount_tax_display",
                Shape::Choice(&["exclude_tax", "include_inclusive_tax"]),
            ),
            clearable("template", ID),
        ]),
    ),
]);

const CREATE: &[Param] = &[
    clearable("address", ADDRESS),
    optional("balance", Shape::Integer(i64::MIN, i64::MAX)),
    clearable("business_name", NAME),
    clearable("description", Shape::Text(5000)),
    clearable("email", Shape::Text(512)),
    clearable("individual_name", NAME),
    optional("invoice_prefix", Shape::Text(12)),
    optional("invoice_settings", INVOICE_SETTINGS),
    clearable("metadata", Shape::Metadata),
    clearable("name", Shape::Text(256)),
    optional("next_invoice_sequence", Shape::Integer(1, 1_000_000_000)),
    optional("payment_method", ID),
    clearable("phone", Shape::Text(20)),
    optional("preferred_locales", Shape::List(&Shape::Text(10), 10)),
    clearable("shipping", RECIPIENT),
    optional("source", ID),
    clearable("tax_exempt", Shape::Choice(&["exempt", "none", "reverse"])),
];

const UPDATE: &[Param] = &[
    clearable("address", ADDRESS),
    optional("balance", Shape::Integer(i64::MIN, i64::MAX)),
    clearable("business_name", NAME),
    optional("default_source", ID),
    clearable("description", Shape::Text(5000)),
    clearable("email", Shape::Text(512)),
    clearable("individual_name", NAME),
    optional("invoice_prefix", Shape::Text(12)),
    optional("invoice_settings", INVOICE_SETTINGS),
    clearable("metadata", Shape::Metadata),
    clearable("name", Shape::Text(256)),
    optional("next_invoice_sequence", Shape::Integer(1, 1_000_000_000)),
    clearable("phone", Shape::Text(20)),
    optional("preferred_locales", Shape::List(&Shape::Text(10), 10)),
    clearable("shipping", RECIPIENT),
    optional("source", ID),
    clearable("tax_exempt", Shape::Choice(&["exempt", "none", "reverse"])),
];

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("email", Shape::Text(512)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/customers", CREATE, create),
    list_route("/v1/customers", LIST, list_all),
    get("/v1/customers/{}", retrieve),
    post("/v1/customers/{}", UPDATE, update),
    delete("/v1/customers/{}", remove),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut customer = build(work);
    apply(work, &mut customer, call)?;
    work.insert(Kind::Customer, &customer)?;
    work.announce("customer.created", &customer)?;
    let before = customer.clone();
    if let Some(id) = call.text("payment_method") {
        let method = payment_method::existing_or_test(work, id)?
            .ok_or_else(|| ApiError::no_such_param(Kind::PaymentMethod, id, "payment_method"))?;
        let owner = customer["id"].as_str().unwrap_or_default().to_owned();
        payment_method::save(work, method, &owner)?;
    }
    add_source(work, &mut customer, call)?;
    if customer != before {
        work.replace(Kind::Customer, &customer)?;
    }
    Ok(customer)
}

fn add_source(work: &mut Work<'_>, customer: &mut Value, call: &Call) -> Result<(), ApiError> {
    if let Some(token) = call.text("source") {
        let card = source::add(work, customer, token)?;
        customer["default_source"] = card["id"].clone();
    }
    Ok(())
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

fn apply(work: &Work<'_>, customer: &mut Value, call: &Call) -> Result<(), ApiError> {
    if let Some(email) = call.text("email")
        && !email.contains('@')
    {
        return Err(ApiError::invalid(format!("Invalid email address: {email}"))
            .code("email_invalid")
            .param("email"));
    }
    for (name, value) in &call.params {
        match name.as_str() {
            "metadata" => metadata::merge(&mut customer["metadata"], Some(value)),
            "payment_method" | "source" => {}
            "address" => customer["address"] = people::address(value),
            "shipping" => customer["shipping"] = people::recipient(value),
            "invoice_settings" => invoice_settings(work, customer, value)?,
            "business_name" | "individual_name" if value.is_null() => {
                customer.as_object_mut().map(|it| it.remove(name));
            }
            "tax_exempt" if value.is_null() => customer["tax_exempt"] = json!("none"),
            "default_source" => {
                let id = value.as_str().unwrap_or_default();
                let card = source::of_customer(work, id, customer)?;
                customer["default_source"] = card["id"].clone();
            }
            name => customer[name] = value.clone(),
        }
    }
    Ok(())
}

/// Invoices are paid by default with one of the customer's own methods.
fn invoice_settings(work: &Work<'_>, customer: &mut Value, given: &Value) -> Result<(), ApiError> {
    let nothing = Map::new();
    for (name, value) in given.as_object().unwrap_or(&nothing) {
        if name == "default_payment_method"
            && let Some(id) = value.as_str()
        {
            let method = work.find(Kind::PaymentMethod, id)?.ok_or_else(|| {
                ApiError::no_such_param(
                    Kind::PaymentMethod,
                    id,
                    "invoice_settings[default_payment_method]",
                )
            })?;
            if method["customer"] != customer["id"] {
                return Err(ApiError::invalid(format!(
                    "The customer does not have a payment method with the ID {id}. The payment \
                     method must be attached to the customer."
                ))
                .code("resource_missing")
                .param("invoice_settings[default_payment_method]"));
            }
        }
        customer["invoice_settings"][name] = value.clone();
    }
    Ok(())
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

/// A customer who was deleted is still known as that.
fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    match work.find(Kind::DeletedCustomer, call.id())? {
        Some(deleted) => Ok(deleted),
        None => existing(work, call.id()),
    }
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    apply(work, &mut after, call)?;
    add_source(work, &mut after, call)?;
    work.replace(Kind::Customer, &after)?;
    work.announce_change("customer.updated", &before, &after)?;
    Ok(after)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let customer = existing(work, call.id())?;
    let id = call.id();
    for mut method in work.all(PageQuery::newest(Kind::PaymentMethod).with("customer", id))? {
        method["customer"] = Value::Null;
        method["_used"] = json!(true);
        work.replace(Kind::PaymentMethod, &method)?;
    }
    work.remove(Kind::Customer, id)?;
    let deleted = json!({ "id": id, "object": "customer", "deleted": true });
    work.insert(Kind::DeletedCustomer, &deleted)?;
    work.announce("customer.deleted", &customer)?;
    Ok(deleted)
}
