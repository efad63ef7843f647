//! Checkout sessions: visits of pay pages.

mod create;
mod discount;
mod params;
mod settings;

use serde_json::{Value, json};

use super::error::ApiError;
use super::route::{Call, Route, get, list as list_route, post};
use super::{item, list, metadata, offer};
use crate::checkout;
use crate::state::{Kind, Work};

pub(super) const ROUTES: &[Route] = &[
    post("/v1/checkout/sessions", params::CREATE, create::create),
    list_route("/v1/checkout/sessions", params::LIST, list_all),
    get("/v1/checkout/sessions/{}", retrieve),
    post("/v1/checkout/sessions/{}", params::UPDATE, update),
    list_route("/v1/checkout/sessions/{}/line_items", &[], line_items),
    post("/v1/checkout/sessions/{}/expire", &[], expire),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    const FILTERS: &[&str] = &[
        "payment_intent",
        "subscription",
        "payment_link",
        "customer",
        "status",
    ];
    let mut query = call.query(Kind::CheckoutSession, FILTERS);
    let details = call.params.get("customer_details");
    if let Some(email) = details.and_then(|details| details["email"].as_str()) {
        query = query.with("_email", email.trim().to_lowercase());
    }
    list::answer(work, &query, "/v1/checkout/sessions")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::CheckoutSession, id)?
        .ok_or_else(|| ApiError::no_such(Kind::CheckoutSession, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn line_items(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    item::page(work, call, Kind::CheckoutSession)
}

/// Metadata can always be changed, the rest while the session is open.
fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut session = existing(work, call.id())?;
    for name in ["collected_information", "shipping_options"] {
        if call.params.contains_key(name) && session["status"] != "open" {
            return Err(ApiError::invalid(format!(
                "You can only update `{name}` of an open Checkout Session. This one has a status \
                 of `{}`.",
                session["status"].as_str().unwrap_or_default()
            ))
            .param(name));
        }
    }
    metadata::merge(&mut session["metadata"], call.params.get("metadata"));
    if let Some(details) = call.params.get("collected_information") {
        collect(&mut session, &details["shipping_details"])?;
    }
    if let Some(options) = call.params.get("shipping_options") {
        let currency = session["currency"].as_str().unwrap_or_default();
        let options = offer::shipping::options(work, options, currency)?;
        checkout::offer_shipping(work, &mut session, &options)?;
        checkout::price_again(work, &mut session)?;
    }
    work.replace(Kind::CheckoutSession, &session)?;
    Ok(session)
}

/// Where to send what is bought, as the shop knows it already.
fn collect(session: &mut Value, details: &Value) -> Result<(), ApiError> {
    if details.is_null() {
        return Ok(());
    }
    let countries = session["shipping_address_collection"]["allowed_countries"].as_array();
    let allowed = countries.is_none_or(|all| all.contains(&details["address"]["country"]));
    if !allowed {
        return Err(ApiError::invalid("The shop does not ship to this country.")
            .param("collected_information[shipping_details][address][country]"));
    }
    let part = |name: &str| details["address"][name].clone();
    session["collected_information"] = json!({
        "business_name": null,
        "individual_name": null,
        "shipping_details": {
            "address": {
                "city": part("city"),
                "country": part("country"),
                "line1": part("line1"),
                "line2": part("line2"),
                "postal_code": part("postal_code"),
                "state": part("state"),
            },
            "name": details["name"],
        },
    });
    Ok(())
}

fn expire(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let session = existing(work, call.id())?;
    if session["status"] != "open" {
        return Err(ApiError::invalid(format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout \
             Session has a status of `{}`.",
            session["status"].as_str().unwrap_or_default()
        )));
    }
    Ok(checkout::expire(work, session)?)
}
