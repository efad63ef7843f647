//! `vouchers/ID/pay`: the customer pays a voucher.

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use serde_json::json;

use super::{Answer, Refusal};
use crate::http::Shop;
use crate::payment::{self, Paid};
use crate::state::{Cause, Kind, StateError, Work};

/// Pays the voucher of a payment intent.
pub(super) async fn pay(Shared(shop): Shared<Shop>, Path(id): Path<String>) -> Answer {
    let intent = id.clone();
    let work = move |work: &mut Work<'_>| match work.find(Kind::PaymentIntent, &intent)? {
        Some(intent) => payment::pay_voucher(work, intent).map(Some),
        None => Ok::<_, StateError>(None),
    };
    match shop.state.write(Cause::default(), work).await? {
        Some(Paid::Yes) => Ok(Json(json!({ "payment_intent": id, "status": "succeeded" }))),
        Some(Paid::No) => Err(Refusal::new(
            StatusCode::CONFLICT,
            "This payment waits for no voucher.",
        )),
        None => Err(Refusal::new(
            StatusCode::NOT_FOUND,
            "There is no such payment.",
        )),
    }
}
