//! What the window asks to be done to a payment.

use countertop_domain::ActKind;
use countertop_receiver::SystemClock;
use countertop_stripe_client::RefundReason;

use super::{DeedError, Desk, Refund, cancel, capture, fulfil, refund};
use crate::App;
use crate::ipc::{
    CancelPayment, CapturePayment, FulfilPayment, IpcError, IpcErrorCode, PaymentDetail,
    RefundPayment, RefundWhy, Said,
};
use crate::payments::shown;
use crate::shop::Shop;
use crate::told;

impl App {
    /// Gives money back, once under the submission.
    ///
    /// # Errors
    /// When so much is not left, Stripe cannot be reached or refuses, or the ledger cannot be written.
    pub async fn refund_payment(&self, asked: RefundPayment) -> Result<PaymentDetail, IpcError> {
        let shop = self.shop().await?;
        let what = Refund {
            amount: asked.amount,
            reason: asked.reason.map(RefundReason::from),
        };
        refund(desk(&shop), &asked.id, what, &asked.submission).await?;
        shown(&shop, asked.id).await
    }

    /// Takes the money that a payment holds, once under the submission.
    ///
    /// # Errors
    /// When there is nothing to take, Stripe cannot be reached or refuses, or the ledger cannot be written.
    pub async fn capture_payment(&self, asked: CapturePayment) -> Result<PaymentDetail, IpcError> {
        let shop = self.shop().await?;
        capture(desk(&shop), &asked.id, asked.amount, &asked.submission).await?;
        shown(&shop, asked.id).await
    }

    /// Cancels a payment that is not paid.
    ///
    /// # Errors
    /// When it is paid, Stripe cannot be reached or refuses, or the ledger cannot be written.
    pub async fn cancel_payment(&self, asked: CancelPayment) -> Result<PaymentDetail, IpcError> {
        let shop = self.shop().await?;
        cancel(desk(&shop), &asked.id, &asked.submission).await?;
        shown(&shop, asked.id).await
    }

    /// Says that an order was handed over, or takes that back.
    ///
    /// # Errors
    /// When there is no such payment, it is no order, or the ledger cannot be written.
    pub async fn fulfil_payment(&self, asked: FulfilPayment) -> Result<PaymentDetail, IpcError> {
        let act = if asked.is_done {
            ActKind::Fulfilled
        } else {
            ActKind::Unfulfilled
        };
        let shop = self.shop().await?;
        fulfil(shop.ledger(), &asked.id, act).await?;
        shown(&shop, asked.id).await
    }
}

fn desk(shop: &Shop) -> Desk<'_> {
    Desk {
        ledger: shop.ledger(),
        client: shop.client(),
        clock: &SystemClock,
    }
}

impl From<RefundWhy> for RefundReason {
    fn from(why: RefundWhy) -> Self {
        match why {
            RefundWhy::Duplicate => Self::Duplicate,
            RefundWhy::Fraudulent => Self::Fraudulent,
            RefundWhy::RequestedByCustomer => Self::RequestedByCustomer,
        }
    }
}

impl From<DeedError> for IpcError {
    fn from(error: DeedError) -> Self {
        let message = crate::refusals::sentence(&error);
        match error {
            DeedError::Api(error) => error.into(),
            DeedError::Ledger(error) => error.into(),
            DeedError::Unknown(_) => {
                Self::new(IpcErrorCode::NotFound, message).said(Said::payment_unknown())
            }
            DeedError::NotSent { host, failure } => {
                let said = Said::not_sent(host, told::of_failure(failure));
                Self::new(IpcErrorCode::StripeUnreachable, message).said(said)
            }
            DeedError::InDoubt(deed) => {
                let said = Said::payment_in_doubt(deed.word());
                Self::new(IpcErrorCode::StripeUnreachable, message).said(said)
            }
            DeedError::Rule { field, said, .. } => {
                let broken = Self::new(IpcErrorCode::InvalidInput, message).said(said);
                match field {
                    Some(field) => broken.with("field", field),
                    None => broken,
                }
            }
            DeedError::Key(_) => {
                Self::new(IpcErrorCode::InvalidInput, message).with("field", "submission")
            }
        }
    }
}
