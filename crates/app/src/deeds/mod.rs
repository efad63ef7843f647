//! What the merchant does to a payment: gives money back, takes what is held, cancels it, hands the order over.

mod error;
mod sent;
mod window;

use countertop_domain::{
    ActKind, ChargeId, Fulfilment, Money, Payment, PaymentIntentId, PaymentStatus,
};
use countertop_receiver::Clock;
use countertop_store::Ledger;
use countertop_stripe_client::{ApiError, Client, NewRefund, RefundReason, Refunded, Reply};

pub use error::{Deed, DeedError};
use sent::Sent;

use crate::answers::{WITH_A_CHARGE, WITH_AN_INTENT, fetched};
use crate::ipc::Said;

/// Who is asked, and what keeps the answer.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Where the payment is known.
    pub ledger: &'a Ledger,
    /// The way to Stripe.
    pub client: &'a Client,
    /// What tells how old an attempt is.
    pub clock: &'a dyn Clock,
}

/// How much is given back, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refund {
    /// In minor units; all that is left where nothing is said.
    pub amount: Option<i64>,
    /// Why.
    pub reason: Option<RefundReason>,
}

/// By what Stripe's API names a payment.
enum Handle {
    Intent(PaymentIntentId),
    Charge(ChargeId),
}

impl Handle {
    fn of(id: &str) -> Result<Self, DeedError> {
        let intent = PaymentIntentId::new(id).map(Self::Intent);
        let handle = intent.or_else(|_| ChargeId::new(id).map(Self::Charge));
        handle.map_err(|_| DeedError::Unknown(id.to_owned()))
    }

    fn intent(id: &str) -> Result<PaymentIntentId, DeedError> {
        match Self::of(id)? {
            Self::Intent(id) => Ok(id),
            Self::Charge(_) => Err(DeedError::rule(
                "This payment was charged without an intent, which can neither be captured nor canceled here: do it in Stripe's Dashboard.",
                Said::payment_without_intent(),
            )),
        }
    }
}

/// Gives money back once under the key, however often it is asked, and gives the payment as it is then.
///
/// # Errors
/// When so much is not left, Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn refund(
    desk: Desk<'_>,
    id: &str,
    refund: Refund,
    key: &str,
) -> Result<Payment, DeedError> {
    let handle = Handle::of(id)?;
    let content = format!("refund {id} {refund:?}");
    let sent = Sent::begin(desk, key, &content)?;
    if sent.is_first() {
        check_refund(&fresh(desk, id).await.map_err(unsent)?, refund.amount)?;
    }
    let of = match handle {
        Handle::Intent(id) => Refunded::Intent(id),
        Handle::Charge(id) => Refunded::Charge(id),
    };
    let new = NewRefund {
        of,
        amount: refund.amount,
        reason: refund.reason,
    };
    let idempotency_key = sent.keep(desk).await?;
    let answer = desk.client.create_refund(&new, &idempotency_key).await;
    settle(desk, id, &sent, answer, Deed::Refunded).await
}

/// Takes the money that an uncaptured payment holds, so much of it or all, once under the key.
///
/// # Errors
/// When there is nothing to take, Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn capture(
    desk: Desk<'_>,
    id: &str,
    amount: Option<i64>,
    key: &str,
) -> Result<Payment, DeedError> {
    let intent = Handle::intent(id)?;
    let sent = Sent::begin(desk, key, &format!("capture {id} {amount:?}"))?;
    if sent.is_first() {
        check_capture(&fresh(desk, id).await.map_err(unsent)?, amount)?;
    }
    let idempotency_key = sent.keep(desk).await?;
    let answer = desk
        .client
        .capture_payment_intent(&intent, amount, WITH_AN_INTENT, &idempotency_key)
        .await;
    settle(desk, id, &sent, answer, Deed::Captured).await
}

/// Cancels a payment that is not paid, and lets the money go that it holds. One that is canceled stays so.
///
/// # Errors
/// When it is paid, Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn cancel(desk: Desk<'_>, id: &str, key: &str) -> Result<Payment, DeedError> {
    let intent = Handle::intent(id)?;
    let sent = Sent::begin(desk, key, &format!("cancel {id}"))?;
    let before = fresh(desk, id).await.map_err(unsent)?;
    if before.status == PaymentStatus::Canceled {
        return Ok(before);
    }
    check_cancel(&before)?;
    let idempotency_key = sent.keep(desk).await?;
    let answer = desk
        .client
        .cancel_payment_intent(&intent, WITH_AN_INTENT, &idempotency_key)
        .await;
    settle(desk, id, &sent, answer, Deed::Canceled).await
}

/// Says that an order was handed over, or takes that back. Done is done, however often it is said.
///
/// # Errors
/// When there is no such payment, it is no order, or the ledger cannot be written.
pub async fn fulfil(ledger: &Ledger, id: &str, act: ActKind) -> Result<Payment, DeedError> {
    match (known(ledger, id)?.fulfilment, &act) {
        (Fulfilment::NotNeeded, _) => {
            return Err(DeedError::rule(
                "This payment has nothing to fulfil: it is not paid, or was given back.",
                Said::payment_nothing_to_fulfil(),
            ));
        }
        (Fulfilment::Done, ActKind::Fulfilled) | (Fulfilment::Pending, ActKind::Unfulfilled) => {}
        _ => ledger.record_act(id, act).await?,
    }
    known(ledger, id)
}

/// What can be given back of a payment, in minor units.
pub fn left(payment: &Payment) -> i64 {
    match payment.paid_at {
        Some(_) => payment.amount_captured - payment.amount_refunded,
        None => 0,
    }
}

/// Whether a payment can be canceled, as far as the ledger knows.
pub fn can_be_canceled(payment: &Payment) -> bool {
    payment.id.starts_with("pi_") && check_cancel(payment).is_ok()
}

/// Whether what a payment holds can be taken.
pub fn can_be_captured(payment: &Payment) -> bool {
    payment.id.starts_with("pi_") && payment.status == PaymentStatus::Uncaptured
}

fn check_refund(payment: &Payment, amount: Option<i64>) -> Result<(), DeedError> {
    let left = left(payment);
    if payment.status == PaymentStatus::Uncaptured {
        return Err(DeedError::rule(
            "The money is held and not taken yet, so there is nothing to give back: cancel the payment instead.",
            Said::payment_held(),
        ));
    }
    if payment.paid_at.is_none() {
        return Err(DeedError::rule(
            "This payment is not paid, so there is nothing to give back.",
            Said::payment_not_paid(),
        ));
    }
    if left <= 0 {
        return Err(DeedError::rule(
            "All of this payment was given back already.",
            Said::payment_given_back(),
        ));
    }
    match amount {
        Some(amount) if amount <= 0 => Err(DeedError::amount(
            "Give back more than nothing.",
            Said::payment_more_than_nothing(),
        )),
        Some(amount) if amount > left => {
            let most = written(left, payment);
            let sentence =
                format!("Of this payment {most} is left to give back: write that or less.");
            Err(DeedError::amount(sentence, Said::payment_too_much(most)))
        }
        _ => Ok(()),
    }
}

fn check_capture(payment: &Payment, amount: Option<i64>) -> Result<(), DeedError> {
    if payment.status != PaymentStatus::Uncaptured {
        return Err(DeedError::rule(
            "This payment holds no money that waits to be taken.",
            Said::payment_holds_nothing(),
        ));
    }
    match amount {
        Some(amount) if amount <= 0 => Err(DeedError::amount(
            "Take more than nothing.",
            Said::payment_more_than_nothing(),
        )),
        Some(amount) if amount > payment.amount => {
            let most = written(payment.amount, payment);
            let sentence = format!("This payment holds {most}: write that or less.");
            Err(DeedError::amount(sentence, Said::payment_too_much(most)))
        }
        _ => Ok(()),
    }
}

fn check_cancel(payment: &Payment) -> Result<(), DeedError> {
    let (sentence, said) = match &payment.status {
        _ if payment.paid_at.is_some() => (
            "This payment is paid, so it cannot be canceled: give the money back instead.",
            Said::payment_paid(),
        ),
        PaymentStatus::Canceled => (
            "This payment is canceled already.",
            Said::payment_canceled(),
        ),
        _ => return Ok(()),
    };
    Err(DeedError::rule(sentence, said))
}

fn written(minor: i64, payment: &Payment) -> String {
    let money = payment.currency.and_then(|it| Money::new(minor, it).ok());
    money.map_or_else(
        || minor.to_string(),
        |it| {
            format!(
                "{} {}",
                it.to_decimal(),
                it.currency().code().to_uppercase()
            )
        },
    )
}

/// The payment as the API has it now, in the ledger.
async fn fresh(desk: Desk<'_>, id: &str) -> Result<Payment, DeedError> {
    let reply = match Handle::of(id)? {
        Handle::Intent(id) => {
            desk.client
                .retrieve_payment_intent(&id, WITH_AN_INTENT)
                .await
        }
        Handle::Charge(id) => desk.client.retrieve_charge(&id, WITH_A_CHARGE).await,
    };
    desk.ledger.record_fetched(fetched(reply?)).await?;
    known(desk.ledger, id)
}

/// Records what came of a write, and gives the payment as it is then.
async fn settle(
    desk: Desk<'_>,
    id: &str,
    sent: &Sent,
    answer: Result<Reply, ApiError>,
    deed: Deed,
) -> Result<Payment, DeedError> {
    let reply = match answer {
        Ok(reply) => reply,
        Err(error) => {
            if !error.is_in_doubt() {
                sent.forget(desk).await?;
            }
            return Err(DeedError::of_write(error, deed));
        }
    };
    desk.ledger.record_fetched(fetched(reply)).await?;
    if deed != Deed::Refunded {
        return known(desk.ledger, id);
    }
    // A refund does not say what is left of its charge.
    match fresh(desk, id).await {
        Ok(payment) => Ok(payment),
        Err(error) => {
            tracing::debug!(%error, payment = id, "What is left is learned from the next event.");
            known(desk.ledger, id)
        }
    }
}

fn known(ledger: &Ledger, id: &str) -> Result<Payment, DeedError> {
    let payment = ledger.payment(id)?;
    payment.ok_or_else(|| DeedError::Unknown(id.to_owned()))
}

/// What is asked before anything is written says that nothing was sent.
fn unsent(error: DeedError) -> DeedError {
    match error {
        DeedError::Api(ApiError::Network { host, failure, .. }) => {
            DeedError::NotSent { host, failure }
        }
        other => other,
    }
}
