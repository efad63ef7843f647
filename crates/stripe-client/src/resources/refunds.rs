//! Refunds: list.

use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::refund::ListRefund;

use super::{given, owned};
use crate::client::Client;
use crate::error::ApiError;
use crate::page::{Created, Page, Pages, Paging, paged};

/// Which refunds to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefundFilter {
    /// When they were created.
    pub created: Created,
    /// What else to include, such as `data.balance_transaction`.
    pub expand: &'static [&'static str],
}

impl Client {
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
