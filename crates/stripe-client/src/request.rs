//! One call on its way: what async-stripe or a file of parameters says is to be sent, made ready.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;
use stripe_client_core::{CustomizedStripeRequest, RequestBuilder, RequestStrategy, StripeMethod};

use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;

/// A request that is the same at every try.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// Below `/v1`.
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) key: Option<IdempotencyKey>,
    /// Fewer or more tries than the client's usual.
    pub(crate) tries: Option<u32>,
    pub(crate) timeout: Option<Duration>,
    /// The connected account that the request speaks for.
    pub(crate) account: Option<String>,
}

impl Call {
    pub(crate) fn new(
        request: RequestBuilder,
        key: Option<&IdempotencyKey>,
    ) -> Result<Self, ApiError> {
        check_path(&request.path)?;
        Ok(Self {
            method: match request.method {
                StripeMethod::Get => Method::GET,
                StripeMethod::Post => Method::POST,
                StripeMethod::Delete => Method::DELETE,
            },
            path: request.path,
            query: request.query.filter(|query| !query.is_empty()),
            body: request.body.map(|body| settle_metadata(&body)),
            key: key.cloned(),
            tries: None,
            timeout: None,
            account: None,
        })
    }

    /// A request with async-stripe's own wishes. A given idempotency key keeps our retries.
    pub(crate) fn customized(request: CustomizedStripeRequest) -> Result<Self, ApiError> {
        let (request, wishes) = request.into_pieces();
        let mut call = Self::new(request, None)?;
        match wishes.request_strategy {
            None => {}
            Some(RequestStrategy::Once) => call.tries = Some(1),
            Some(RequestStrategy::Retry(tries) | RequestStrategy::ExponentialBackoff(tries)) => {
                call.tries = Some(tries);
            }
            Some(RequestStrategy::Idempotent(key)) => {
                let key = IdempotencyKey::new(key.as_str())
                    .map_err(|error| ApiError::Unsendable(error.to_string()))?;
                call.key = Some(key);
            }
        }
        call.timeout = wishes.timeout;
        call.account = wishes.account_id.map(|id| id.as_str().to_owned());
        Ok(call)
    }

    /// Method and path, for sentences and logs. Never the query: it may hold an e-mail address.
    pub(crate) fn attempted(&self) -> String {
        format!("{} /v1{}", self.method, self.path)
    }
}

/// A write with parameters as the API names them, in JSON. What `expand` names is asked for besides
/// what the parameters already expand.
pub(crate) fn from_parameters(
    path: &str,
    parameters: &Value,
    expand: &[&str],
) -> Result<RequestBuilder, ApiError> {
    let Value::Object(fields) = parameters else {
        return Err(ApiError::Unsendable(
            "the parameters must be a JSON object, such as {\"active\":true}".to_owned(),
        ));
    };
    let mut fields = fields.clone();
    let mut expanded = match fields.remove("expand") {
        Some(Value::Array(items)) => items,
        Some(Value::Null) | None => Vec::new(),
        Some(single) => vec![single],
    };
    for name in expand {
        if !expanded.iter().any(|item| item == name) {
            expanded.push(Value::from(*name));
        }
    }
    if !expanded.is_empty() {
        fields.insert("expand".to_owned(), Value::Array(expanded));
    }
    let mut request = RequestBuilder::new(StripeMethod::Post, path);
    request.body = Some(countertop_stripe_wire::form::encode(&Value::Object(fields)));
    Ok(request)
}

/// A path that stays what it is when it becomes part of a URL.
fn check_path(path: &str) -> Result<(), ApiError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte);
    let sound = path.strip_prefix('/').is_some_and(|rest| {
        rest.split('/')
            .all(|segment| !matches!(segment, "" | "." | "..") && segment.bytes().all(plain))
    });
    sound
        .then_some(())
        .ok_or_else(|| ApiError::Unsendable("an id in it has odd characters".to_owned()))
}

/// Sorts runs of neighbouring metadata pairs: async-stripe keeps metadata in a hash map, whose order
/// changes from run to run, and a request repeated under its key must be the same.
fn settle_metadata(body: &str) -> String {
    let mut pairs: Vec<&str> = body.split('&').collect();
    for run in pairs.chunk_by_mut(|a, b| {
        let owner = metadata_owner(a);
        owner.is_some() && owner == metadata_owner(b)
    }) {
        run.sort_unstable();
    }
    pairs.join("&")
}

/// `a[metadata]` of `a[metadata][key]=value`.
fn metadata_owner(pair: &str) -> Option<&str> {
    let key = pair.split('=').next()?;
    let (owner, _) = key.rsplit_once('[')?;
    (owner == "metadata" || owner.ends_with("[metadata]")).then_some(owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_sorted_and_nothing_else_is_moved() {
        for (body, settled) in [
            ("z=1&a=2", "z=1&a=2"),
            (
                "metadata[b]=1&metadata[a]=2&a=1",
                "metadata[a]=2&metadata[b]=1&a=1",
            ),
            (
                "a[metadata][z]=1&a[metadata][b]=2&b[metadata][a]=3",
                "a[metadata][b]=2&a[metadata][z]=1&b[metadata][a]=3",
            ),
            ("x[10]=b&x[2]=a", "x[10]=b&x[2]=a"),
            ("", ""),
        ] {
            assert_eq!(settle_metadata(body), settled);
        }
    }

    #[test]
    fn a_path_cannot_climb_or_carry_a_query() {
        assert!(check_path("/products/caf%C3%A9").is_ok());
        for path in [
            "",
            "/",
            "products",
            "//evil.example",
            "/a/../b",
            "/a/.",
            "/a?b",
            "/a#b",
            "/a b",
            "/a\\b",
        ] {
            assert!(check_path(path).is_err(), "{path}");
        }
    }
}
