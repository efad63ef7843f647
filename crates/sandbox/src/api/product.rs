//! Products: what is sold.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata, price};
use crate::state::{Kind, PageQuery, Work};

const LONGEST_NAME: usize = 250;
const TEXT: Shape = Shape::Text(5000);
const IMAGES: Shape = Shape::List(&Shape::Address, 8);
const FEATURES: Shape = Shape::List(&Shape::Object(&[required("name", Shape::Text(80))]), 15);
const DIMENSIONS: Shape = Shape::Object(&[
    required("height", Shape::Decimal),
    required("length", Shape::Decimal),
    required("weight", Shape::Decimal),
    required("width", Shape::Decimal),
]);

const TAX_DETAILS: Shape = Shape::Object(&[
    optional("performance_location", Shape::Text(255)),
    clearable("tax_code", Shape::Text(255)),
]);

/// What a product may be made with inside of a line item.
pub(super) const ITEM_PRODUCT_DATA: &[Param] = &[
    required("name", Shape::Text(LONGEST_NAME)),
    optional("description", TEXT),
    optional("images", IMAGES),
    optional("metadata", Shape::Metadata),
    optional("tax_code", Shape::Text(255)),
    optional("tax_details", TAX_DETAILS),
    optional("unit_label", Shape::Text(12)),
];

/// What a product may be made with inside of a price.
pub(super) const PRICE_PRODUCT_DATA: &[Param] = &[
    required("name", Shape::Text(LONGEST_NAME)),
    optional("active", Shape::Boolean),
    optional("id", Shape::Text(255)),
    optional("metadata", Shape::Metadata),
    optional("statement_descriptor", Shape::Text(22)),
    optional("tax_code", Shape::Text(255)),
    optional("tax_details", TAX_DETAILS),
    optional("unit_label", Shape::Text(12)),
];

const CREATE: &[Param] = &[
    required("name", Shape::Text(LONGEST_NAME)),
    optional("id", Shape::Text(255)),
    optional("active", Shape::Boolean),
    optional(
        "default_price_data",
        Shape::Object(price::DEFAULT_PRICE_DATA),
    ),
    optional("description", TEXT),
    optional("images", IMAGES),
    optional("marketing_features", FEATURES),
    optional("metadata", Shape::Metadata),
    optional("package_dimensions", DIMENSIONS),
    optional("shippable", Shape::Boolean),
    optional("statement_descriptor", Shape::Text(22)),
    optional("tax_code", Shape::Text(255)),
    optional("tax_details", TAX_DETAILS),
    optional("type", Shape::Choice(&["good", "service"])),
    optional("unit_label", Shape::Text(12)),
    optional("url", Shape::Address),
];

const UPDATE: &[Param] = &[
    optional("name", Shape::Text(LONGEST_NAME)),
    optional("active", Shape::Boolean),
    optional("default_price", Shape::Text(255)),
    clearable("description", TEXT),
    clearable("images", IMAGES),
    clearable("marketing_features", FEATURES),
    clearable("metadata", Shape::Metadata),
    clearable("package_dimensions", DIMENSIONS),
    optional("shippable", Shape::Boolean),
    optional("statement_descriptor", Shape::Text(22)),
    clearable("tax_code", Shape::Text(255)),
    clearable("tax_details", TAX_DETAILS),
    clearable("unit_label", Shape::Text(12)),
    clearable("url", Shape::Address),
];

const LIST: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("created", Shape::Range),
    optional("ids", Shape::List(&Shape::Text(255), 100)),
    optional("shippable", Shape::Boolean),
    optional("type", Shape::Choice(&["good", "service"])),
    optional("url", Shape::Text(5000)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/products", CREATE, create),
    list_route("/v1/products", LIST, list_all),
    get("/v1/products/{}", retrieve),
    post("/v1/products/{}", UPDATE, update),
    delete("/v1/products/{}", remove),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut product = build(work, &call.params)?;
    work.insert(Kind::Product, &product)?;
    work.announce("product.created", &product)?;
    if let Some(Value::Object(given)) = call.params.get("default_price_data") {
        let mut given = given.clone();
        given.insert("product".to_owned(), product["id"].clone());
        let price = price::make(work, &given, "default_price_data")?;
        product["default_price"] = price["id"].clone();
        work.replace(Kind::Product, &product)?;
    }
    Ok(product)
}

/// Makes the product of a price that is given inline.
pub(super) fn make(work: &mut Work<'_>, given: &Map<String, Value>) -> Result<Value, ApiError> {
    let product = build(work, given)?;
    work.insert(Kind::Product, &product)?;
    work.announce("product.created", &product)?;
    Ok(product)
}

fn build(work: &mut Work<'_>, given: &Map<String, Value>) -> Result<Value, ApiError> {
    check_descriptor(given)?;
    let id = match given.get("id").and_then(Value::as_str) {
        Some(id) if work.find(Kind::Product, id)?.is_some() => {
            return Err(ApiError::invalid("Product already exists.")
                .code("resource_already_exists")
                .param("id"));
        }
        Some(id) => id.to_owned(),
        None => work.new_id(Kind::Product),
    };
    let field = |name: &str| given.get(name).cloned().unwrap_or(Value::Null);
    let or = |name: &str, usual: Value| given.get(name).cloned().unwrap_or(usual);
    Ok(json!({
        "id": id,
        "object": "product",
        "active": or("active", json!(true)),
        "created": work.now(),
        "default_price": null,
        "description": field("description"),
        "images": or("images", json!([])),
        "livemode": false,
        "marketing_features": or("marketing_features", json!([])),
        "metadata": metadata::of_new(given.get("metadata")),
        "name": field("name"),
        "package_dimensions": dimensions(&field("package_dimensions")),
        "shippable": field("shippable"),
        "statement_descriptor": field("statement_descriptor"),
        "tax_code": field("tax_code"),
        "tax_details": tax_details(&field("tax_details")),
        "type": or("type", json!("service")),
        "unit_label": field("unit_label"),
        "updated": work.now(),
        "url": field("url"),
    }))
}

/// Lengths and weights are sent as text, and are numbers.
fn dimensions(given: &Value) -> Value {
    if given.is_null() {
        return Value::Null;
    }
    let number = |name: &str| {
        given[name]
            .as_str()
            .and_then(|text| text.parse::<f64>().ok())
    };
    json!({
        "height": number("height"),
        "length": number("length"),
        "weight": number("weight"),
        "width": number("width"),
    })
}

fn tax_details(given: &Value) -> Value {
    match given.is_null() {
        true => Value::Null,
        false => json!({
            "performance_location": given["performance_location"],
            "tax_code": given["tax_code"],
        }),
    }
}

/// What stands on the customer's statement when a subscription to the product is paid.
fn check_descriptor(given: &Map<String, Value>) -> Result<(), ApiError> {
    let Some(text) = given.get("statement_descriptor").and_then(Value::as_str) else {
        return Ok(());
    };
    let letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    if !letters || !text.is_ascii() || text.contains(['<', '>', '\\', '"', '\'', '*']) {
        return Err(ApiError::invalid(
            "The statement descriptor must contain at least one letter, Latin characters only, and \
             none of the characters <, >, \\, ', \", *.",
        )
        .param("statement_descriptor"));
    }
    Ok(())
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::Product, &["active", "shippable", "type", "url"]);
    let Some(ids) = call.params.get("ids").and_then(Value::as_array) else {
        return list::answer(work, &query, "/v1/products");
    };
    if query.cursor.is_some() {
        return Err(ApiError::invalid(
            "You cannot use ids together with starting_after or ending_before.",
        )
        .param("ids"));
    }
    let limit = query.limit;
    let mut found = work.all(query)?;
    found.retain(|product| ids.contains(&product["id"]));
    let has_more = found.len() > limit;
    found.truncate(limit);
    Ok(list::envelope(found, has_more, "/v1/products"))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Product, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Product, id))
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    if let Some(id) = call.text("default_price") {
        let price = work.find(Kind::Price, id)?;
        let Some(price) = price.filter(|price| price["product"] == before["id"]) else {
            return Err(ApiError::no_such_param(Kind::Price, id, "default_price"));
        };
        if price["active"] == false {
            return Err(ApiError::invalid(
                "The default price of a product must be an active price.",
            )
            .param("default_price"));
        }
    }
    check_descriptor(&call.params)?;
    let mut after = before.clone();
    for (name, value) in call.params.iter().filter(|(name, _)| *name != "metadata") {
        let is_list = matches!(name.as_str(), "images" | "marketing_features");
        after[name] = match name.as_str() {
            _ if value.is_null() && is_list => json!([]),
            "package_dimensions" => dimensions(value),
            "tax_details" => tax_details(value),
            _ => value.clone(),
        };
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    if after != before {
        after["updated"] = json!(work.now());
        work.replace(Kind::Product, &after)?;
        work.announce_change("product.updated", &before, &after)?;
    }
    Ok(after)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let product = existing(work, call.id())?;
    let query = PageQuery {
        limit: 1,
        ..PageQuery::newest(Kind::Price).with("product", call.id())
    };
    if work
        .page(&query)?
        .is_some_and(|prices| !prices.objects.is_empty())
    {
        return Err(ApiError::invalid(
            "This product cannot be deleted because it has one or more user-created prices.",
        ));
    }
    work.remove(Kind::Product, call.id())?;
    work.announce("product.deleted", &product)?;
    Ok(json!({ "id": call.id(), "object": "product", "deleted": true }))
}
