//! The API under `/v1/`: one table of routes, one way through which every call goes.

mod account;
mod answer;
mod auth;
mod balance;
mod bank_account;
mod charge;
mod checkout_session;
mod confirmation_token;
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
mod file;
mod file_link;
mod gate;
mod includable;
mod invoice;
mod invoice_payment;
mod item;
mod json;
mod list;
mod mandate;
mod metadata;
mod multipart;
mod offer;
mod params;
mod payment_intent;
mod payment_link;
mod payment_method;
mod payment_page;
mod payout;
mod people;
mod permission;
mod price;
mod product;
mod promotion_code;
mod refund;
mod request;
mod review;
mod route;
mod run;
mod search;
mod shipping_rate;
mod source;
mod stripecli;
mod subscription;
mod tax_id;
mod thin_event;
mod token;
mod version;
mod webhook_endpoint;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, Response};
use countertop_stripe_wire::API_VERSION;

pub(crate) use customer::build as new_customer;
pub use describe::{ApiCall, ApiParameter, api_calls};
pub(crate) use error::ApiError;
pub(crate) use file::{contents as file_contents, linked as linked_file};
pub(crate) use file_link::{next as next_link_expiry, run as expire_links};
pub(crate) use gate::Gate;
pub(crate) use item::copy as copy_item;
pub(crate) use payment_link::{announce_new_address, make as make_link};
pub(crate) use permission::Permissions;
pub(crate) use price::{line_amount, make as make_price};
pub(crate) use shipping_rate::{amount as shipping_amount, make as make_shipping_rate};
pub(crate) use tax_id::{has_tax_ids, is_valid as is_tax_id, make as keep_tax_id};
pub(crate) use webhook_endpoint::{keep_own_endpoint, new_secret};

use crate::state::State;
use answer::Answer;
use run::Asked;

/// Answers a request under `/v1/`.
pub(crate) async fn answer(state: &State, gate: &Gate, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let version = version::asked(&parts.headers);
    let told = version.as_deref().unwrap_or(API_VERSION).to_owned();
    let answer = match call(state, gate, &parts, body, version).await {
        Ok(answer) => answer,
        Err(error) => Answer::refusal(&error, None, Some(&gate.account)),
    };
    answer.response(&parts.headers, &told)
}

/// The answer to a request that is refused before it is looked at.
pub(crate) fn refuse(asked: &HeaderMap, error: &ApiError) -> Response<Body> {
    let version = version::asked(asked);
    let version = version.as_deref().unwrap_or(API_VERSION);
    Answer::refusal(error, None, None).response(asked, version)
}

async fn call(
    state: &State,
    gate: &Gate,
    parts: &Parts,
    body: Body,
    version: Result<String, ApiError>,
) -> Result<Answer, ApiError> {
    let (method, path) = (&parts.method, parts.uri.path());
    let (route, ids) =
        route::find(method, path).ok_or_else(|| ApiError::unrecognized(method.as_str(), path))?;
    let caller = auth::caller(state, gate, &parts.headers, method, path, route.path()).await?;
    version?;
    let key = request::idempotency_key(parts)?;
    let _held = key.as_deref().map(|key| gate.hold(key)).transpose()?;
    let asked = Asked {
        route,
        path: path.to_owned(),
        ids,
        given: request::parameters(parts, body).await?,
        caller,
    };
    Ok(run::run(state, gate, asked, key).await)
}
