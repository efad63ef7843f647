//! Webhook endpoints: where events are delivered.

use countertop_stripe_wire::API_VERSION;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata};
use crate::chance::secret_letters;
use crate::state::{Kind, PageQuery, StateError, Work};

/// Most endpoints of an account.
const MOST_ENDPOINTS: usize = 16;
const EVENTS: Shape = Shape::List(&Shape::Text(100), 400);

const CREATE: &[Param] = &[
    required("enabled_events", EVENTS),
    required("url", Shape::Address),
    clearable("api_version", Shape::Text(40)),
    optional("connect", Shape::Boolean),
    clearable("description", Shape::Text(5000)),
    optional("metadata", Shape::Metadata),
];

const UPDATE: &[Param] = &[
    optional("enabled_events", EVENTS),
    optional("url", Shape::Address),
    clearable("description", Shape::Text(5000)),
    optional("disabled", Shape::Boolean),
    clearable("metadata", Shape::Metadata),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/webhook_endpoints", CREATE, create),
    list_route("/v1/webhook_endpoints", &[], list_all),
    get("/v1/webhook_endpoints/{}", retrieve),
    post("/v1/webhook_endpoints/{}", UPDATE, update),
    delete("/v1/webhook_endpoints/{}", remove),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    if work.all(PageQuery::newest(Kind::WebhookEndpoint))?.len() >= MOST_ENDPOINTS {
        return Err(ApiError::invalid(format!(
            "You have reached the maximum of {MOST_ENDPOINTS} test webhook endpoints."
        )));
    }
    let mut endpoint = build(work);
    for name in ["api_version", "description", "enabled_events", "url"] {
        if let Some(value) = call.params.get(name) {
            endpoint[name] = value.clone();
        }
    }
    endpoint["metadata"] = metadata::of_new(call.params.get("metadata"));
    let secret = new_secret();
    work.insert(Kind::WebhookEndpoint, &endpoint)?;
    work.set_secret(endpoint["id"].as_str().unwrap_or_default(), &secret)?;
    // The one answer that tells the secret.
    endpoint["secret"] = json!(secret.expose_secret());
    Ok(endpoint)
}

fn build(work: &mut Work<'_>) -> Value {
    json!({
        "id": work.new_id(Kind::WebhookEndpoint),
        "object": "webhook_endpoint",
        "api_version": null,
        "application": null,
        "created": work.now(),
        "description": null,
        "enabled_events": ["*"],
        "livemode": false,
        "metadata": {},
        "status": "enabled",
        "url": null,
    })
}

/// A new signing secret.
pub(crate) fn new_secret() -> SecretString {
    SecretString::from(format!("whsec_{}", secret_letters(32)))
}

/// The endpoint of the address that the practice store was started with: made at the first start,
/// later moved to where the address is now. Gives its secret; that of the last start when there is
/// no address now.
pub(crate) fn keep_own_endpoint(
    work: &mut Work<'_>,
    url: Option<&str>,
    secret: Option<&SecretString>,
) -> Result<Option<SecretString>, StateError> {
    let known = match work.own_endpoint()? {
        Some(id) => work.find(Kind::WebhookEndpoint, &id)?,
        None => None,
    };
    let endpoint = match (known, url) {
        (None, None) => return Ok(None),
        (None, Some(url)) => make_own(work, url)?,
        (Some(mut endpoint), Some(url)) if endpoint["url"] != url => {
            endpoint["url"] = json!(url);
            work.replace(Kind::WebhookEndpoint, &endpoint)?;
            work.deliver_at_once(endpoint["id"].as_str().unwrap_or_default())?;
            endpoint
        }
        (Some(endpoint), _) => endpoint,
    };
    let id = endpoint["id"].as_str().unwrap_or_default();
    let known = work.secret_of(id)?;
    let secret = secret.cloned().or(known).unwrap_or_else(new_secret);
    work.set_secret(id, &secret)?;
    Ok(Some(secret))
}

fn make_own(work: &mut Work<'_>, url: &str) -> Result<Value, StateError> {
    let mut endpoint = build(work);
    endpoint["api_version"] = json!(API_VERSION);
    endpoint["description"] = json!("The shop's own receiver");
    endpoint["url"] = json!(url);
    work.insert(Kind::WebhookEndpoint, &endpoint)?;
    work.remember_endpoint(endpoint["id"].as_str().unwrap_or_default())?;
    Ok(endpoint)
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    list::answer(
        work,
        &call.query(Kind::WebhookEndpoint, &[]),
        "/v1/webhook_endpoints",
    )
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::WebhookEndpoint, id)?
        .ok_or_else(|| ApiError::no_such(Kind::WebhookEndpoint, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut endpoint = existing(work, call.id())?;
    for name in ["description", "enabled_events", "url"] {
        if let Some(value) = call.params.get(name) {
            endpoint[name] = value.clone();
        }
    }
    if let Some(disabled) = call.params.get("disabled") {
        endpoint["status"] = json!(if disabled == true {
            "disabled"
        } else {
            "enabled"
        });
        if disabled == true {
            work.give_up_deliveries(call.id())?;
        }
    }
    metadata::merge(&mut endpoint["metadata"], call.params.get("metadata"));
    work.replace(Kind::WebhookEndpoint, &endpoint)?;
    Ok(endpoint)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())?;
    work.remove(Kind::WebhookEndpoint, call.id())?;
    work.forget_deliveries(call.id())?;
    Ok(json!({ "id": call.id(), "object": "webhook_endpoint", "deleted": true }))
}
