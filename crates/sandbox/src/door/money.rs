//! `disputes` and `settings`: what banks and Stripe do with the merchant's money.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Refusal, read};
use crate::http::Shop;
use crate::money::dispute::{self, Case, Verdict, Why};
use crate::money::{change_settings, settings as settings_now};
use crate::state::{Cause, Kind, StateError, Work};

/// A dispute that is to be opened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    payment_intent: Option<String>,
    charge: Option<String>,
    reason: Option<String>,
    /// Whether the bank asks first.
    #[serde(default)]
    inquiry: bool,
}

/// How a dispute is to end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    status: Ending,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ending {
    Won,
    Lost,
}

/// Opens a dispute on a captured payment.
pub(super) async fn open_dispute(Shared(shop): Shared<Shop>, body: Body) -> Answer {
    let open: Open = read(body).await?;
    let reason = open.reason.as_deref().unwrap_or("fraudulent");
    if !dispute::is_reason(reason) {
        let sentence = format!("Customers give no reason '{reason}'.");
        return Err(Refusal::new(StatusCode::BAD_REQUEST, sentence));
    }
    let reason = reason.to_owned();
    let work = move |work: &mut Work<'_>| {
        let charge = charge_of(work, &open)?;
        let case = if open.inquiry {
            Case::Inquiry
        } else {
            Case::Chargeback
        };
        let dispute = dispute::open(work, &charge, &reason, case)?;
        Ok::<_, Refusal>(work.render(&dispute)?)
    };
    Ok(Json(shop.state.write(Cause::default(), work).await?))
}

fn charge_of(work: &Work<'_>, open: &Open) -> Result<Value, Refusal> {
    let unknown = || Refusal::new(StatusCode::NOT_FOUND, "There is no such payment.");
    let charge = match (&open.charge, &open.payment_intent) {
        (Some(charge), None) => charge.clone(),
        (None, Some(intent)) => {
            let intent = work
                .find(Kind::PaymentIntent, intent)?
                .ok_or_else(unknown)?;
            intent["latest_charge"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        }
        (Some(_), Some(_)) | (None, None) => {
            let sentence = "Name the payment by its payment_intent or by its charge.";
            return Err(Refusal::new(StatusCode::BAD_REQUEST, sentence));
        }
    };
    work.find(Kind::Charge, &charge)?.ok_or_else(unknown)
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        match why {
            Why::State(error) => error.into(),
            Why::NotCaptured | Why::Refunded | Why::Disputed => {
                Self::new(StatusCode::CONFLICT, why.to_string())
            }
        }
    }
}

/// Ends a dispute as the bank would.
pub(super) async fn close_dispute(
    Shared(shop): Shared<Shop>,
    Path(id): Path<String>,
    body: Body,
) -> Answer {
    let end: End = read(body).await?;
    let verdict = match end.status {
        Ending::Won => Verdict::Won,
        Ending::Lost => Verdict::Lost,
    };
    let work = move |work: &mut Work<'_>| {
        let Some(dispute) = work.find(Kind::Dispute, &id)? else {
            let sentence = "There is no such dispute.";
            return Err(Refusal::new(StatusCode::NOT_FOUND, sentence));
        };
        if dispute::is_closed(&dispute) {
            let sentence = "This dispute is closed already.";
            return Err(Refusal::new(StatusCode::CONFLICT, sentence));
        }
        let closed = dispute::close(work, dispute, verdict)?;
        Ok(work.render(&closed)?)
    };
    Ok(Json(shop.state.write(Cause::default(), work).await?))
}

/// What the merchant has agreed with Stripe.
pub(super) async fn settings(Shared(shop): Shared<Shop>) -> Answer {
    let now = |work: &mut Work<'_>| settings_now(work);
    Ok(Json(json!(shop.state.read(now).await?)))
}

/// Changes those settings that are given.
pub(super) async fn set(Shared(shop): Shared<Shop>, body: Body) -> Answer {
    let given: Value = read(body).await?;
    let work = move |work: &mut Work<'_>| change_settings(work, &given);
    let changed: Result<_, StateError> = shop.state.write(Cause::default(), work).await;
    match changed? {
        Ok(settings) => Ok(Json(json!(settings))),
        Err(sentence) => Err(Refusal::new(StatusCode::BAD_REQUEST, sentence)),
    }
}
