//! Webhook endpoints: where events are delivered.

use countertop_stripe_wire::API_VERSION;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::error::ApiError;
use super::event_types::EVENT_TYPES;
use super::params::{Param, Shape, clearable, either, optional, required};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata};
use crate::chance::secret_letters;
use crate::state::{FAILING_SINCE, Kind, PageQuery, StateError, Work};

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
    may_have_another(work)?;
    check_events(call.params.get("enabled_events"), "enabled_events")?;
    check_version(call.text("api_version"), "api_version")?;
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

/// Refuses one endpoint too many. Event destinations count as well.
pub(super) fn may_have_another(work: &Work<'_>) -> Result<(), ApiError> {
    let endpoints = work.all(PageQuery::newest(Kind::WebhookEndpoint))?;
    let destinations = work.all(PageQuery::newest(Kind::EventDestination))?;
    if endpoints.len() + destinations.len() < MOST_ENDPOINTS {
        return Ok(());
    }
    Err(ApiError::invalid(format!(
        "You have reached the maximum of {MOST_ENDPOINTS} test webhook endpoints."
    )))
}

/// Refuses types of events that there are not. All of them is a star, alone or among others.
pub(super) fn check_events(types: Option<&Value>, param: &str) -> Result<(), ApiError> {
    let types = types.and_then(Value::as_array);
    let types = types.map(Vec::as_slice).unwrap_or_default();
    for (index, asked) in types.iter().enumerate() {
        let known = asked
            .as_str()
            .is_some_and(|asked| asked == "*" || EVENT_TYPES.binary_search(&asked).is_ok());
        if !known {
            let param = format!("{param}[{index}]");
            let all = either(EVENT_TYPES);
            return Err(
                ApiError::invalid(format!("Invalid {param}: must be one of {all}")).param(param),
            );
        }
    }
    Ok(())
}

/// Refuses what is no version of the API: a date, since 2024 with a name after it.
pub(super) fn check_version(version: Option<&str>, param: &str) -> Result<(), ApiError> {
    let Some(version) = version else {
        return Ok(());
    };
    let (date, name) = version.split_once('.').unwrap_or((version, "a"));
    let good = date.parse::<jiff::civil::Date>().is_ok()
        && date.len() == 10
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase());
    if good {
        return Ok(());
    }
    let message = format!("Invalid Stripe API version: {version}");
    Err(ApiError::invalid(message).param(param))
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
    check_events(call.params.get("enabled_events"), "enabled_events")?;
    for name in ["description", "enabled_events", "url"] {
        if let Some(value) = call.params.get(name) {
            endpoint[name] = value.clone();
        }
    }
    match call.params.get("disabled") {
        Some(Value::Bool(true)) => {
            endpoint["status"] = json!("disabled");
            work.give_up_deliveries(call.id())?;
        }
        Some(_) => {
            endpoint["status"] = json!("enabled");
            endpoint[FAILING_SINCE] = Value::Null;
        }
        None => {}
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
