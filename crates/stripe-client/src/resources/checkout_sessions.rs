//! Checkout sessions: read and list. They join a payment to its link.

use countertop_domain::{CheckoutSessionId, PaymentIntentId, PaymentLinkId};
use stripe_checkout::checkout_session::{ListCheckoutSession, RetrieveCheckoutSession};
use stripe_client_core::{RequestBuilder, StripeRequest};

use super::{given, owned};
use crate::client::Client;
use crate::error::ApiError;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;

/// Which sessions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionFilter {
    /// Opened by this link.
    pub payment_link: Option<PaymentLinkId>,
    /// That of this payment.
    pub payment_intent: Option<PaymentIntentId>,
    /// When they were created.
    pub created: Created,
}

impl Client {
    /// One session; `expand` names what else to include, such as `line_items`.
    ///
    /// # Errors
    /// When there is no such session, or Stripe cannot be reached or refuses.
    pub async fn retrieve_checkout_session(
        &self,
        id: &CheckoutSessionId,
        expand: &[&str],
    ) -> Result<Reply, ApiError> {
        let mut request = RetrieveCheckoutSession::new(id.as_str());
        if !expand.is_empty() {
            request = request.expand(owned(expand));
        }
        self.send(request.build(), None).await
    }

    /// One page of sessions.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_checkout_sessions(
        &self,
        filter: &SessionFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All sessions, page after page.
    pub fn checkout_sessions(&self, filter: SessionFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl SessionFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListCheckoutSession::new();
        given!(
            request,
            payment_link: self.payment_link.as_ref().map(PaymentLinkId::as_str),
            payment_intent: self.payment_intent.as_ref().map(PaymentIntentId::as_str),
            created: self.created.range(),
        );
        paged!(request, paging).build()
    }
}
