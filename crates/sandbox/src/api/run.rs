//! Running a call: its parameters checked, its work done, its answer shown; under an idempotency
//! key, done once.

use axum::http::{Method, StatusCode};
use countertop_stripe_wire::form;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::answer::{Answer, Under};
use super::auth::{self, Caller};
use super::error::ApiError;
use super::expand;
use super::gate::Gate;
use super::route::Route;
use crate::state::{Answered, Cause, Kind, State, StateError, Work};

/// A call that is to be run.
pub(super) struct Asked {
    pub(super) route: &'static Route,
    pub(super) path: String,
    pub(super) ids: Vec<String>,
    pub(super) given: Map<String, Value>,
    pub(super) caller: Caller,
}

/// A call that was refused, and how far it had come.
#[derive(Debug)]
struct Refused {
    error: Box<ApiError>,
    request_id: Option<String>,
    begun: Begun,
}

/// Whether a call's own work had begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    No,
    Yes,
}

impl From<StateError> for Refused {
    fn from(error: StateError) -> Self {
        ApiError::from(error).into()
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self {
            error: Box::new(error),
            request_id: None,
            begun: Begun::No,
        }
    }
}

/// Runs a call.
pub(super) async fn run(state: &State, gate: &Gate, asked: Asked, key: Option<String>) -> Answer {
    let account = gate.account.to_string();
    let outcome = match (&asked.route.method, key) {
        (&Method::GET, _) => state.read(move |work| perform(work, asked)).await,
        (_, None) => {
            let cause = Cause::request();
            state.write(cause, move |work| perform(work, asked)).await
        }
        (_, Some(key)) => return once(state, &account, asked, key).await,
    };
    match outcome {
        Ok(answer) => answer,
        Err(refused) => Answer::refusal(&refused.error, refused.request_id, Some(&account)),
    }
}

/// Runs a call that writes, unless its key was used before. What it answers is kept, whether it
/// succeeds or not, once its work has begun; a call that was not understood uses up no key.
async fn once(state: &State, account: &str, asked: Asked, key: String) -> Answer {
    let cause = Cause {
        idempotency_key: Some(key.clone()),
        ..Cause::request()
    };
    let path = asked.path.clone();
    let digest = Sha256::digest(form::encode(&Value::Object(asked.given.clone()))).to_vec();
    let record = move |answer: &Answer| Answered {
        path: path.clone(),
        digest: digest.clone(),
        status: answer.status.as_u16(),
        body: answer.body.clone(),
        request_id: answer.request_id.clone(),
    };
    let outcome = {
        let (key, record) = (key.clone(), record.clone());
        let work = move |work: &mut Work<'_>| -> Result<Answer, Refused> {
            if let Some(first) = work.answered(&key)? {
                return Ok(replay(work, &key, first, &asked)?);
            }
            let mut answer = perform(work, asked)?;
            work.keep_answer(&key, &record(&answer))?;
            answer.under = Under::Key;
            Ok(answer)
        };
        state.write(cause, work).await
    };
    let refused = match outcome {
        Ok(answer) => return answer,
        Err(refused) => refused,
    };
    let mut answer = Answer::refusal(&refused.error, refused.request_id, Some(account));
    if refused.begun == Begun::Yes {
        let kept = record(&answer);
        let keep = move |work: &mut Work<'_>| work.keep_answer(&key, &kept);
        match state.write(Cause::default(), keep).await {
            Ok(()) => answer.under = Under::Key,
            Err(error) => tracing::error!(%error, "the answer of a key could not be kept"),
        }
    }
    answer
}

fn replay(work: &Work<'_>, key: &str, first: Answered, asked: &Asked) -> Result<Answer, ApiError> {
    let instead =
        format!("Try using a key other than '{key}' if you meant to execute a different request.");
    if first.path != asked.path {
        return Err(ApiError::idempotency(format!(
            "Keys for idempotent requests can only be used for the same endpoint they were first \
             used for ('{}' vs '{}'). {instead}",
            asked.path, first.path
        )));
    }
    let given = Value::Object(asked.given.clone());
    if first.digest[..] != Sha256::digest(form::encode(&given))[..] {
        return Err(ApiError::idempotency(format!(
            "Keys for idempotent requests can only be used with the same parameters they were \
             first used with. {instead}"
        )));
    }
    Ok(Answer {
        status: StatusCode::from_u16(first.status).unwrap_or(StatusCode::OK),
        body: first.body,
        request_id: work.request_id().unwrap_or_default().to_owned(),
        under: Under::Repeated(first.request_id),
    })
}

fn perform(work: &mut Work<'_>, asked: Asked) -> Result<Answer, Refused> {
    let request_id = work.request_id().map(str::to_owned);
    let unread = |error: ApiError| Refused {
        error: Box::new(error),
        request_id: request_id.clone(),
        begun: Begun::No,
    };
    let call = asked.route.call(asked.ids, asked.given).map_err(unread)?;
    if asked.caller == Caller::Customer {
        may_see(
            work,
            asked.route.path(),
            call.id(),
            call.text("client_secret"),
        )
        .map_err(unread)?;
    }
    let stored = match (asked.route.answer)(work, &call) {
        Ok(stored) => stored,
        // An attempt that failed is done all the same.
        Err(error) if error.is_kept() => {
            let account = work.chance().account_id();
            return Ok(Answer::refusal(&error, request_id, Some(&account)));
        }
        Err(error) => {
            return Err(Refused {
                error: Box::new(error),
                request_id,
                begun: Begun::Yes,
            });
        }
    };
    let mut shown = work.render(&stored)?;
    for path in &call.expand {
        expand::expand(work, &mut shown, path).map_err(unread)?;
    }
    Ok(Answer::of(&shown, request_id)?)
}

/// Whoever has only the publishable key sees an intent by its client secret.
fn may_see(
    work: &Work<'_>,
    route: &str,
    id: &str,
    client_secret: Option<&str>,
) -> Result<(), ApiError> {
    if !route.starts_with("/v1/payment_intents/") {
        return Ok(());
    }
    let given = client_secret.ok_or_else(auth::not_for_customers)?;
    let intent = work.find(Kind::PaymentIntent, id)?;
    if intent.is_some_and(|intent| intent["client_secret"] == given) {
        return Ok(());
    }
    Err(ApiError::invalid(
        "The client_secret provided does not match the client_secret associated with the \
         PaymentIntent.",
    )
    .param("client_secret"))
}
