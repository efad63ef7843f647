//! `pay`: a customer pays a link, by the same code as on the pay page.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Refusal, read};
use crate::checkout::{self, Closed, Outcome, Refused, Submission, Visitor};
use crate::http::Shop;
use crate::payment::{CardEntry, OtherMethod};
use crate::state::{Cause, Kind, Work};

/// The card that pays when none is named.
const USUAL_CARD: &str = "4242424242424242";
/// The account that is debited when none is named.
const USUAL_IBAN: &str = "DE89370400440532013000";

/// What to pay, and as whom. All that is left out is filled with test values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    /// What is paid: a link, or a session that was made by a call of the API.
    payment_link: Option<String>,
    checkout_session: Option<String>,
    card: Option<String>,
    /// `sepa_debit` with `iban`, `multibanco`, or the id of a payment method; a card when absent.
    payment_method: Option<String>,
    iban: Option<String>,
    email: Option<String>,
    name: Option<String>,
    quantity: Option<i64>,
    amount: Option<i64>,
    #[serde(default)]
    custom_fields: BTreeMap<String, Value>,
    promotion_code: Option<String>,
    /// How many of which optional item, by the ids of their prices.
    #[serde(default)]
    optional_items: BTreeMap<String, i64>,
    shipping_rate: Option<String>,
}

pub(super) async fn pay(Shared(shop): Shared<Shop>, body: Body) -> Answer {
    let pay: Pay = read(body).await?;
    if pay.payment_link.is_some() == pay.checkout_session.is_some() {
        return Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            "Name what to pay: payment_link or checkout_session, one of the two.",
        ));
    }
    Ok(Json(run(&shop, pay).await?))
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let status = match &refused {
            Refused::Closed(Closed::Unknown) => StatusCode::NOT_FOUND,
            Refused::Closed(_) => StatusCode::CONFLICT,
            Refused::Fields(_) | Refused::Card(_) => StatusCode::BAD_REQUEST,
            Refused::State(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, sentence(&refused))
    }
}

/// A refusal in one sentence, with the fields that it is about.
fn sentence(refused: &Refused) -> String {
    match refused {
        Refused::Fields(errors) => {
            let errors: Vec<_> = errors
                .iter()
                .map(|error| format!("{}: {}", error.field, error.problem))
                .collect();
            errors.join(" ")
        }
        refused => refused.to_string(),
    }
}

/// Visits the link and pays, by the same code as the pay page.
async fn run(shop: &Shop, pay: Pay) -> Result<Value, Refused> {
    let (link, session) = (pay.payment_link.clone(), pay.checkout_session.clone());
    let visit = move |work: &mut Work<'_>| {
        if let Some(session) = session {
            let session = checkout::find_session(work, &session)?.ok_or(Closed::Unknown)?;
            return checkout::visit(work, session);
        }
        let link = work
            .find(Kind::PaymentLink, link.as_deref().unwrap_or_default())?
            .ok_or(Closed::Unknown)?;
        checkout::open_session(work, &link, &Visitor::default())
    };
    let visit = shop.state.write(Cause::request(), visit).await?;
    let session = visit.session["id"].clone();
    let sells_subscription = visit.session["mode"] == "subscription";
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
        Outcome::Processing { intent } => (Some(intent), "processing", None),
        Outcome::RequiresAction { intent } | Outcome::Voucher { intent } => {
            (Some(intent), "requires_action", None)
        }
        Outcome::Declined { intent, decline } => (Some(intent), "failed", Some(decline)),
    };
    // A subscription's session has no intent: the way to it leads through the invoice.
    let intent = intent.filter(|_| !sells_subscription);
    let mut answer =
        json!({ "checkout_session": session, "payment_intent": intent, "status": status });
    if let Some(decline) = decline {
        answer["decline_code"] = json!(decline.reason());
    }
    Ok(answer)
}

/// What is paid with instead of a card.
fn other_method(named: Option<String>, iban: Option<String>) -> Option<OtherMethod> {
    match (named.as_deref(), iban) {
        (Some("card"), _) | (None, None) => None,
        (None | Some("sepa_debit"), iban) => Some(OtherMethod::SepaDebit {
            iban: SecretString::from(iban.unwrap_or_else(|| USUAL_IBAN.to_owned())),
        }),
        (Some("multibanco"), _) => Some(OtherMethod::Multibanco),
        (Some(id), _) => Some(OtherMethod::Kept(id.to_owned())),
    }
}

fn submission(session: &Value, items: &[Value], pay: Pay) -> Submission {
    let mut submission = Submission {
        email: pay.email.unwrap_or_default(),
        name: pay.name.unwrap_or_default(),
        card: Some(CardEntry::of_number(
            pay.card.as_deref().unwrap_or(USUAL_CARD),
        )),
        other_method: other_method(pay.payment_method, pay.iban),
        amount: pay.amount,
        promotion_code: pay.promotion_code,
        optional: pay.optional_items,
        shipping_option: pay.shipping_rate,
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
