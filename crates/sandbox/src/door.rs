//! The control door under `/_practice/`: for tests, rehearsals and scripts.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::StatusCode;
use axum::http::header::ORIGIN;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::checkout::{self, Closed, Outcome, Refused, Submission, Visitor};
use crate::http::{Shop, read_body};
use crate::payment::CardEntry;
use crate::state::{Cause, Kind, StateError, Work};

const LARGEST_BODY: usize = 64 * 1024;
/// The card that pays when none is named.
const USUAL_CARD: &str = "4242424242424242";

/// The door's calls.
pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .route("/pay", post(pay))
        .route("/state", get(state))
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .layer(middleware::from_fn(refuse_browsers))
}

/// A web page that asks sends its origin with it. No page may ask, not even our own.
async fn refuse_browsers(request: Request, next: Next) -> Response {
    if request.headers().contains_key(ORIGIN) {
        return refusal(
            StatusCode::FORBIDDEN,
            "Web pages may not use the control door.",
        );
    }
    next.run(request).await
}

async fn unknown() -> Response {
    refusal(StatusCode::NOT_FOUND, "The control door has no such call.")
}

fn refusal(status: StatusCode, sentence: &str) -> Response {
    (status, Json(json!({ "error": sentence }))).into_response()
}

/// What to pay, and as whom. All that is left out is filled with test values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    payment_link: String,
    card: Option<String>,
    email: Option<String>,
    name: Option<String>,
    quantity: Option<i64>,
    amount: Option<i64>,
    #[serde(default)]
    custom_fields: BTreeMap<String, Value>,
}

async fn pay(Shared(shop): Shared<Shop>, body: Body) -> Response {
    let body = match read_body(body, LARGEST_BODY).await {
        Ok(body) => body,
        Err(error) => return refusal(error.status(), &error.to_string()),
    };
    let pay: Pay = match serde_json::from_slice(&body) {
        Ok(pay) => pay,
        Err(error) => {
            return refusal(
                StatusCode::BAD_REQUEST,
                &format!("The call cannot be read: {error}."),
            );
        }
    };
    match run(&shop, pay).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refused) => {
            let status = match &refused {
                Refused::Closed(Closed::Unknown) => StatusCode::NOT_FOUND,
                Refused::Closed(_) => StatusCode::CONFLICT,
                Refused::Fields(_) | Refused::Card(_) => StatusCode::BAD_REQUEST,
                Refused::State(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            refusal(status, &sentence(&refused))
        }
    }
}

/// A refusal in one sentence, with the fields that it is about.
fn sentence(refused: &Refused) -> String {
    match refused {
        Refused::Fields(errors) => {
            let errors: Vec<_> = errors
                .iter()
                .map(|error| format!("{}: {}", error.field, error.message))
                .collect();
            errors.join(" ")
        }
        refused => refused.to_string(),
    }
}

/// Visits the link and pays, by the same code as the pay page.
async fn run(shop: &Shop, pay: Pay) -> Result<Value, Refused> {
    let link = pay.payment_link.clone();
    let visit = move |work: &mut Work<'_>| {
        let link = work
            .find(Kind::PaymentLink, &link)?
            .ok_or(Closed::Unknown)?;
        checkout::open_session(work, &link, &Visitor::default())
    };
    let visit = shop.state.write(Cause::request(), visit).await?;
    let session = visit.session["id"].clone();
    let submission = submission(&visit.session, &visit.items, pay);
    let work = move |work: &mut Work<'_>| checkout::submit(work, visit, &submission);
    let outcome = match shop.state.write(Cause::request(), work).await {
        Err(Refused::Card(decline)) => {
            return Ok(json!({
                "checkout_session": session,
                "payment_intent": null,
                "status": "failed",
                "decline_code": decline.reason(),
            }));
        }
        outcome => outcome?,
    };
    let (intent, status, decline) = match outcome {
        Outcome::Succeeded { intent } => (Some(intent), "succeeded", None),
        Outcome::Free => (None, "succeeded", None),
        Outcome::RequiresAction { intent } => (Some(intent), "requires_action", None),
        Outcome::Declined { intent, decline } => (Some(intent), "failed", Some(decline)),
    };
    let mut answer =
        json!({ "checkout_session": session, "payment_intent": intent, "status": status });
    if let Some(decline) = decline {
        answer["decline_code"] = json!(decline.reason());
    }
    Ok(answer)
}

fn submission(session: &Value, items: &[Value], pay: Pay) -> Submission {
    let mut submission = Submission {
        email: pay.email.unwrap_or_default(),
        name: pay.name.unwrap_or_default(),
        card: Some(CardEntry::of_number(
            pay.card.as_deref().unwrap_or(USUAL_CARD),
        )),
        amount: pay.amount,
        ..Submission::default()
    };
    for (key, answer) in pay.custom_fields {
        let answer = match answer {
            Value::String(text) => text,
            other => other.to_string(),
        };
        submission.answers.insert(key, answer);
    }
    if let Some(quantity) = pay.quantity {
        // The one that a customer may choose, else the first.
        let adjustable = |item: &&Value| !item["adjustable_quantity"].is_null();
        let item = items.iter().find(adjustable).or(items.first());
        if let Some(id) = item.and_then(|item| item["id"].as_str()) {
            submission.quantities.insert(id.to_owned(), quantity);
        }
    }
    checkout::test_values(session, &mut submission);
    submission
}

async fn state(Shared(shop): Shared<Shop>) -> Response {
    let counts = |work: &mut Work<'_>| {
        let objects: BTreeMap<_, _> = work.counts()?.into_iter().collect();
        let events: BTreeMap<_, _> = work.event_counts()?.into_iter().collect();
        let deliveries = work.delivery_counts()?;
        Ok::<_, StateError>(json!({
            "objects": objects,
            "events": events,
            "deliveries": deliveries,
        }))
    };
    match shop.state.read(counts).await {
        Ok(counts) => Json(counts).into_response(),
        Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}
