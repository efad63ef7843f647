//! Charges: read and list.

use countertop_domain::{ChargeId, PaymentIntentId};
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::charge::{ListCharge, RetrieveCharge};

use super::{given, owned};
use crate::client::Client;
use crate::error::ApiError;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;

/// Which charges to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChargeFilter {
    /// Those of this payment.
    pub payment_intent: Option<PaymentIntentId>,
    /// When they were created.
    pub created: Created,
    /// What else to include, such as `data.balance_transaction`.
    pub expand: &'static [&'static str],
}

impl Client {
    /// One charge; `expand` names what else to include, such as `balance_transaction`.
    ///
    /// # Errors
    /// When there is no such charge, or Stripe cannot be reached or refuses.
    pub async fn retrieve_charge(&self, id: &ChargeId, expand: &[&str]) -> Result<Reply, ApiError> {
        let mut request = RetrieveCharge::new(id.as_str());
        if !expand.is_empty() {
            request = request.expand(owned(expand));
        }
        self.send(request.build(), None).await
    }

    /// One page of charges.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_charges(
        &self,
        filter: &ChargeFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All charges, page after page.
    pub fn charges(&self, filter: ChargeFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl ChargeFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListCharge::new();
        // An empty list of them is refused.
        if !self.expand.is_empty() {
            request = request.expand(owned(self.expand));
        }
        given!(
            request,
            payment_intent: self.payment_intent.as_ref().map(PaymentIntentId::as_str),
            created: self.created.range(),
        );
        paged!(request, paging).build()
    }
}
