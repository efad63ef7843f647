//! Keys beside the secret one: the publishable key, and restricted keys with permissions.

use axum::Json;
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Answer, Refusal, read};
use crate::api::Permissions;
use crate::http::Shop;
use crate::state::{Cause, Work};

/// What a new key may do: resources, each with `read` or `write`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewKey {
    permissions: Map<String, Value>,
}

/// Tells the publishable key, which is no secret.
pub(super) async fn publishable(Shared(shop): Shared<Shop>) -> Json<Value> {
    Json(json!({ "publishable_key": shop.gate.publishable_key() }))
}

/// Makes a restricted key.
pub(super) async fn restricted(Shared(shop): Shared<Shop>, body: Body) -> Answer {
    let new: NewKey = read(body).await?;
    let permissions = Permissions::new(new.permissions)
        .map_err(|sentence| Refusal::new(StatusCode::BAD_REQUEST, sentence))?;
    let permissions = permissions.to_json();
    let work = move |work: &mut Work<'_>| work.new_restricted_key(&permissions);
    let key = shop.state.write(Cause::default(), work).await?;
    Ok(Json(json!({ "key": key })))
}
