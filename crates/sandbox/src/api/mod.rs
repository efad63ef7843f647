//! The API under `/v1/`: one table of routes, one way through which every call goes.

mod account;
mod auth;
mod balance;
mod bank_account;
mod charge;
mod checkout_session;
mod coupon;
mod customer;
mod describe;
mod dispute;
mod early_fraud_warning;
mod error;
mod event;
mod event_destination;
mod event_types;
mod expand;
mod includable;
mod item;
mod json;
mod list;
mod metadata;
mod offer;
mod params;
mod payment_intent;
mod payment_link;
mod payment_method;
mod payout;
mod price;
mod product;
mod promotion_code;
mod refund;
mod route;
mod shipping_rate;
mod stripecli;
mod tax_id;
mod thin_event;
mod webhook_endpoint;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use countertop_stripe_wire::{API_VERSION, form};
use secrecy::SecretString;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub(crate) use customer::build as new_customer;
pub use describe::{ApiCall, ApiParameter, api_calls};
pub(crate) use error::ApiError;
pub(crate) use item::copy as copy_item;
pub(crate) use payment_link::{announce_new_address, make as make_link};
pub(crate) use price::line_amount;
pub(crate) use shipping_rate::amount as shipping_amount;
pub(crate) use tax_id::{has_tax_ids, is_valid as is_tax_id, make as keep_tax_id};
pub(crate) use webhook_endpoint::{keep_own_endpoint, new_secret};

use crate::chance::secret_letters;
use crate::http::read_body;
use crate::state::{Answered, Cause, State, Work, pretty};
use route::{Call, Route};

/// Largest body of a call.
const LARGEST_BODY: usize = 1024 * 1024;
/// Longest idempotency key, as Stripe's.
const LONGEST_KEY: usize = 255;

/// An answer on its way out.
struct Answer {
    status: StatusCode,
    body: String,
    request_id: String,
    /// The request whose answer this repeats.
    original: Option<String>,
}

/// Answers a request under `/v1/`.
pub(crate) async fn answer(
    state: &State,
    api_key: &SecretString,
    request: Request<Body>,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    match call(state, api_key, &parts, body).await {
        Ok(answer) => response(&parts.headers, answer),
        Err(error) => refuse(&parts.headers, &error),
    }
}

/// The answer to a request that is refused.
pub(crate) fn refuse(asked: &HeaderMap, error: &ApiError) -> Response<Body> {
    let answer = Answer {
        status: error.status,
        body: pretty(&error.body()).unwrap_or_default(),
        request_id: format!("req_{}", secret_letters(14)),
        original: None,
    };
    response(asked, answer)
}

async fn call(
    state: &State,
    api_key: &SecretString,
    parts: &Parts,
    body: Body,
) -> Result<Answer, ApiError> {
    let path = parts.uri.path();
    let (route, ids) = route::find(&parts.method, path)
        .ok_or_else(|| ApiError::unrecognized(parts.method.as_str(), path))?;
    auth::check(&parts.headers, api_key)?;
    let given = parameters(parts, body).await?;
    if route.method == Method::GET {
        let (call, expand) = route.call(ids, given)?;
        return state
            .read(move |work| run(work, route, &call, &expand))
            .await;
    }
    let idempotency_key = idempotency_key(&parts.headers)?;
    let path = path.to_owned();
    let cause = Cause {
        idempotency_key,
        ..Cause::request()
    };
    state
        .write(cause, move |work| once(work, route, path, ids, given))
        .await
}

/// What was sent: the query of a GET or DELETE, the form of a POST.
async fn parameters(parts: &Parts, body: Body) -> Result<Map<String, Value>, ApiError> {
    let query = parts.uri.query().unwrap_or_default();
    if parts.method == Method::POST && json::speaks(parts.uri.path()) {
        return json::read(&parts.headers, body).await;
    }
    let text = if parts.method == Method::POST {
        let kind = parts
            .headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let is_form = |kind: &str| kind.starts_with("application/x-www-form-urlencoded");
        if kind.is_some_and(|kind| !is_form(kind)) {
            return Err(ApiError::invalid(
                "Invalid request (check that your POST content type is \
                 application/x-www-form-urlencoded). If you have any questions, we can help at \
                 https://support.stripe.com/.",
            ));
        }
        let body = read_body(body, LARGEST_BODY)
            .await
            .map_err(|error| ApiError::invalid(error.to_string()).status(error.status()))?;
        let body = String::from_utf8(body.into())
            .map_err(|_| ApiError::invalid("Invalid request: the body is not UTF-8 text."))?;
        if query.is_empty() {
            body
        } else {
            format!("{query}&{body}")
        }
    } else {
        query.to_owned()
    };
    match form::decode(&text) {
        Value::Object(given) => Ok(given),
        // A form whose keys are all numbers; no call has such parameters.
        _ => Err(ApiError::invalid("Received unknown parameters").code("parameter_unknown")),
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(key) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    match key.to_str() {
        Ok("") => Ok(None),
        Ok(key) if key.len() <= LONGEST_KEY => Ok(Some(key.to_owned())),
        _ => Err(ApiError::invalid(format!(
            "Idempotency keys may have up to {LONGEST_KEY} characters."
        ))),
    }
}

/// Runs a call that writes, unless its key was used before.
fn once(
    work: &mut Work<'_>,
    route: &'static Route,
    path: String,
    ids: Vec<String>,
    given: Map<String, Value>,
) -> Result<Answer, ApiError> {
    let Some(key) = work.idempotency_key().map(str::to_owned) else {
        let (call, expand) = route.call(ids, given)?;
        return run(work, route, &call, &expand);
    };
    let digest = Sha256::digest(form::encode(&Value::Object(given.clone()))).to_vec();
    if let Some(first) = work.answered(&key)? {
        return replay(&key, first, &path, &digest, work);
    }
    let (call, expand) = route.call(ids, given)?;
    let answer = run(work, route, &call, &expand)?;
    let kept = Answered {
        path,
        digest,
        body: answer.body.clone(),
        request_id: answer.request_id.clone(),
    };
    work.keep_answer(&key, &kept)?;
    Ok(answer)
}

fn replay(
    key: &str,
    first: Answered,
    path: &str,
    digest: &[u8],
    work: &Work<'_>,
) -> Result<Answer, ApiError> {
    let instead =
        format!("Try using a key other than '{key}' if you meant to execute a different request.");
    if first.path != path {
        return Err(ApiError::idempotency(format!(
            "Keys for idempotent requests can only be used for the same endpoint they were first \
             used for ('{path}' vs '{}'). {instead}",
            first.path
        )));
    }
    if first.digest != digest {
        return Err(ApiError::idempotency(format!(
            "Keys for idempotent requests can only be used with the same parameters they were \
             first used with. {instead}"
        )));
    }
    Ok(Answer {
        status: StatusCode::OK,
        body: first.body,
        request_id: work.request_id().unwrap_or_default().to_owned(),
        original: Some(first.request_id),
    })
}

fn run(
    work: &mut Work<'_>,
    route: &Route,
    call: &Call,
    expand: &[String],
) -> Result<Answer, ApiError> {
    let stored = (route.answer)(work, call)?;
    let mut shown = work.render(&stored)?;
    for path in expand {
        expand::expand(work, &mut shown, path)?;
    }
    let request_id = work.request_id().map(str::to_owned);
    Ok(Answer {
        status: StatusCode::OK,
        body: pretty(&shown)?,
        request_id: request_id.unwrap_or_else(|| format!("req_{}", secret_letters(14))),
        original: None,
    })
}

fn response(asked: &HeaderMap, answer: Answer) -> Response<Body> {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("no-cache, no-store"),
    );
    let version = asked.get("stripe-version").cloned();
    let version = version.unwrap_or(HeaderValue::from_static(API_VERSION));
    headers.insert("stripe-version", version);
    if let Some(key) = asked.get("idempotency-key") {
        headers.insert("idempotency-key", key.clone());
    }
    if let Ok(id) = HeaderValue::from_str(&answer.request_id) {
        headers.insert("request-id", id);
    }
    if let Some(Ok(original)) = answer.original.map(|id| HeaderValue::from_str(&id)) {
        headers.insert("original-request", original);
        headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    if answer.status == StatusCode::UNAUTHORIZED {
        let realm = HeaderValue::from_static("Bearer realm=\"Stripe\"");
        headers.insert("www-authenticate", realm);
    }
    response
}
