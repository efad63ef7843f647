//! Tax ids: a customer's, and the account's own.

mod kind;

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional, required};
use super::route::{Call, Route, delete, get, list as list_route, post};
use crate::state::{Kind, PageQuery, StateError, Work};
use kind::{LONGEST, country, verification};

pub(crate) use kind::{TYPES, has_tax_ids, is_valid};

const VALUE: Shape = Shape::Text(LONGEST);
const OWNER: Shape = Shape::Object(&[
    required(
        "type",
        Shape::Choice(&["account", "application", "customer", "self"]),
    ),
    optional("account", Shape::Text(255)),
    optional("customer", Shape::Text(255)),
    optional("customer_account", Shape::Text(255)),
]);

const CREATE: &[Param] = &[
    required("type", Shape::Choice(TYPES)),
    required("value", VALUE),
    optional("owner", OWNER),
];
const CREATE_OF_CUSTOMER: &[Param] = &[
    required("type", Shape::Choice(TYPES)),
    required("value", VALUE),
];
const LIST: &[Param] = &[optional("owner", OWNER)];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/tax_ids", CREATE, create),
    list_route("/v1/tax_ids", LIST, list_all),
    get("/v1/tax_ids/{}", retrieve),
    delete("/v1/tax_ids/{}", remove),
    post(
        "/v1/customers/{}/tax_ids",
        CREATE_OF_CUSTOMER,
        create_of_customer,
    ),
    list_route("/v1/customers/{}/tax_ids", &[], list_of_customer),
    get("/v1/customers/{}/tax_ids/{}", retrieve_of_customer),
    delete("/v1/customers/{}/tax_ids/{}", remove_of_customer),
];

/// What an owner is kept as: the customer's id, or this word for the account itself.
const SELF: &str = "self";

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let owner = owner(work, &call.params)?;
    checked(work, call, &owner)
}

fn create_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call.id())?;
    checked(work, call, call.id())
}

fn checked(work: &mut Work<'_>, call: &Call, owner: &str) -> Result<Value, ApiError> {
    let kind = call.text("type").unwrap_or_default();
    let value = call.text("value").unwrap_or_default();
    if !is_valid(kind, value) {
        return Err(ApiError::invalid(format!("Invalid value for {kind}."))
            .code("tax_id_invalid")
            .param("value"));
    }
    Ok(make(work, owner, kind, value)?)
}

/// Keeps a tax id of a customer or, by the word `self`, of the account.
pub(crate) fn make(
    work: &mut Work<'_>,
    owner: &str,
    kind: &str,
    value: &str,
) -> Result<Value, StateError> {
    let of_customer = owner != SELF;
    let customer = of_customer.then_some(owner);
    let mut shown_owner = json!({
        "customer_account": null,
        "type": if of_customer { "customer" } else { SELF },
    });
    if let Some(customer) = customer {
        shown_owner["customer"] = json!(customer);
    }
    let tax_id = json!({
        "id": work.new_id(Kind::TaxId),
        "object": "tax_id",
        "_owner": owner,
        "country": country(kind, value),
        "created": work.now(),
        "customer": customer,
        "customer_account": null,
        "livemode": false,
        "owner": shown_owner,
        "type": kind,
        "value": value,
        "verification": of_customer.then(|| verification(kind, value)),
    });
    work.insert(Kind::TaxId, &tax_id)?;
    if of_customer {
        work.announce("customer.tax_id.created", &tax_id)?;
    }
    Ok(tax_id)
}

/// Whose tax ids are meant: the account's own when nothing is said.
fn owner(work: &Work<'_>, given: &Map<String, Value>) -> Result<String, ApiError> {
    let owner = given.get("owner").unwrap_or(&Value::Null);
    match owner["type"].as_str() {
        None | Some("self") => Ok(SELF.to_owned()),
        Some("customer") => {
            let Some(id) = owner["customer"].as_str() else {
                return Err(ApiError::missing("owner[customer]"));
            };
            match work.find(Kind::Customer, id)? {
                Some(_) => Ok(id.to_owned()),
                None => Err(ApiError::no_such_param(
                    Kind::Customer,
                    id,
                    "owner[customer]",
                )),
            }
        }
        Some(other) => Err(ApiError::invalid(format!(
            "The practice store is one account without connected ones: a tax id belongs to `self` \
             or a `customer`, not to an `{other}`."
        ))
        .param("owner[type]")),
    }
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let owner = owner(work, &call.params)?;
    let query = call.paged(PageQuery::newest(Kind::TaxId).with("_owner", owner));
    list::answer(work, &query, "/v1/tax_ids")
}

fn list_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call.id())?;
    let query = call.paged(PageQuery::newest(Kind::TaxId).with("_owner", call.id()));
    let url = format!("/v1/customers/{}/tax_ids", call.id());
    list::answer(work, &query, &url)
}

fn customer(work: &Work<'_>, id: &str) -> Result<(), ApiError> {
    match work.find(Kind::Customer, id)? {
        Some(_) => Ok(()),
        None => Err(ApiError::no_such(Kind::Customer, id)),
    }
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::TaxId, id)?
        .ok_or_else(|| ApiError::no_such(Kind::TaxId, id))
}

/// The tax id that the second id of a path names, of the customer that the first one does.
fn of_customer(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call.id())?;
    let id = call.ids.get(1).map(String::as_str).unwrap_or_default();
    let tax_id = existing(work, id)?;
    match tax_id["_owner"] == call.id() {
        true => Ok(tax_id),
        false => Err(ApiError::no_such(Kind::TaxId, id)),
    }
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn retrieve_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    of_customer(work, call)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let tax_id = existing(work, call.id())?;
    forget(work, &tax_id)
}

fn remove_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let tax_id = of_customer(work, call)?;
    forget(work, &tax_id)
}

fn forget(work: &mut Work<'_>, tax_id: &Value) -> Result<Value, ApiError> {
    let id = tax_id["id"].as_str().unwrap_or_default();
    work.remove(Kind::TaxId, id)?;
    if tax_id["_owner"] != SELF {
        work.announce("customer.tax_id.deleted", tax_id)?;
    }
    Ok(json!({ "id": id, "object": "tax_id", "deleted": true }))
}
