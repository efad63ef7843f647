//! Payment intents: read, list, capture and cancel.

use countertop_domain::PaymentIntentId;
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::payment_intent::{
    CancelPaymentIntent, CapturePaymentIntent, ListPaymentIntent, RetrievePaymentIntent,
};

use super::{given, owned};
use crate::client::Client;
use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;

/// Which payment intents to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentIntentFilter {
    /// When they were created.
    pub created: Created,
    /// What else to include, such as `data.latest_charge`.
    pub expand: &'static [&'static str],
}

impl Client {
    /// One payment intent; `expand` names what else to include, such as `latest_charge`.
    ///
    /// # Errors
    /// When there is no such intent, or Stripe cannot be reached or refuses.
    pub async fn retrieve_payment_intent(
        &self,
        id: &PaymentIntentId,
        expand: &[&str],
    ) -> Result<Reply, ApiError> {
        let mut request = RetrievePaymentIntent::new(id.as_str());
        if !expand.is_empty() {
            request = request.expand(owned(expand));
        }
        self.send(request.build(), None).await
    }

    /// Takes the money that an intent holds: so much of it, in minor units, or all. The rest is let go. The same
    /// key does it once. `expand` as in [`Self::retrieve_payment_intent`].
    ///
    /// # Errors
    /// When there is nothing to take, or Stripe cannot be reached or refuses.
    pub async fn capture_payment_intent(
        &self,
        id: &PaymentIntentId,
        amount: Option<i64>,
        expand: &[&str],
        key: &IdempotencyKey,
    ) -> Result<Reply, ApiError> {
        let mut request = CapturePaymentIntent::new(id.as_str()).expand(owned(expand));
        given!(request, amount_to_capture: amount);
        self.send(request.build(), Some(key)).await
    }

    /// Cancels an intent that is not paid, and lets the money go that it holds. The same key does it once.
    /// `expand` as in [`Self::retrieve_payment_intent`].
    ///
    /// # Errors
    /// When it is too late for that, or Stripe cannot be reached or refuses.
    pub async fn cancel_payment_intent(
        &self,
        id: &PaymentIntentId,
        expand: &[&str],
        key: &IdempotencyKey,
    ) -> Result<Reply, ApiError> {
        let request = CancelPaymentIntent::new(id.as_str()).expand(owned(expand));
        self.send(request.build(), Some(key)).await
    }

    /// One page of payment intents.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_payment_intents(
        &self,
        filter: &PaymentIntentFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All payment intents, page after page.
    pub fn payment_intents(&self, filter: PaymentIntentFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl PaymentIntentFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListPaymentIntent::new();
        // An empty list of them is refused.
        if !self.expand.is_empty() {
            request = request.expand(owned(self.expand));
        }
        given!(request, created: self.created.range());
        paged!(request, paging).build()
    }
}
