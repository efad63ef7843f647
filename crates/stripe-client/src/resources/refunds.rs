//! Refunds: make and list.

use countertop_domain::{ChargeId, PaymentIntentId};
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::refund::{CreateRefund, CreateRefundReason, ListRefund};

use super::{given, owned};
use crate::client::Client;
use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;

/// A refund to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    /// What is given back.
    pub of: Refunded,
    /// How much, in minor units; all that is left where nothing is said.
    pub amount: Option<i64>,
    /// Why.
    pub reason: Option<RefundReason>,
}

/// What is given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refunded {
    /// What an intent took.
    Intent(PaymentIntentId),
    /// A charge that has no intent.
    Charge(ChargeId),
}

/// Why money is given back. Source: Stripe's API reference, "Create a refund".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundReason {
    /// It was charged twice.
    Duplicate,
    /// The card's owner did not pay: Stripe then blocks card and e-mail address.
    Fraudulent,
    /// The customer asked for it.
    RequestedByCustomer,
}

/// Which refunds to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefundFilter {
    /// When they were created.
    pub created: Created,
    /// What else to include, such as `data.balance_transaction`.
    pub expand: &'static [&'static str],
}

impl Client {
    /// Gives money back. The same key does it once, however often it is called.
    ///
    /// # Errors
    /// When there is nothing to give back, or Stripe cannot be reached or refuses.
    pub async fn create_refund(
        &self,
        refund: &NewRefund,
        key: &IdempotencyKey,
    ) -> Result<Reply, ApiError> {
        self.send(refund.request(), Some(key)).await
    }

    /// One page of refunds.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_refunds(
        &self,
        filter: &RefundFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All refunds, page after page.
    pub fn refunds(&self, filter: RefundFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl NewRefund {
    fn request(&self) -> RequestBuilder {
        let mut request = CreateRefund::new();
        request = match &self.of {
            Refunded::Intent(id) => request.payment_intent(id.as_str()),
            Refunded::Charge(id) => request.charge(id.as_str()),
        };
        given!(request, amount: self.amount, reason: self.reason.map(RefundReason::word));
        request.build()
    }
}

impl RefundReason {
    fn word(self) -> CreateRefundReason {
        match self {
            Self::Duplicate => CreateRefundReason::Duplicate,
            Self::Fraudulent => CreateRefundReason::Fraudulent,
            Self::RequestedByCustomer => CreateRefundReason::RequestedByCustomer,
        }
    }
}

impl RefundFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListRefund::new();
        // An empty list of them is refused.
        if !self.expand.is_empty() {
            request = request.expand(owned(self.expand));
        }
        given!(request, created: self.created.range());
        paged!(request, paging).build()
    }
}
