//! Shipping rates: what it costs to send what was bought. Create, list.

use serde_json::Value;
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_product::shipping_rate::ListShippingRate;

use super::given;
use crate::client::Client;
use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;
use crate::page::{Pages, Paging, paged};
use crate::reply::Reply;
use crate::request::from_parameters;

/// Which shipping rates to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShippingRateFilter {
    /// Only those in use, or only those that are not.
    pub active: Option<bool>,
}

impl Client {
    /// Creates a shipping rate from the API's own parameters.
    ///
    /// # Errors
    /// When the parameters are no object, or Stripe cannot be reached or refuses.
    pub async fn create_shipping_rate_from(
        &self,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let request = from_parameters("/shipping_rates", parameters, &[])?;
        self.send(request, key).await
    }

    /// All shipping rates, page after page.
    pub fn shipping_rates(&self, filter: ShippingRateFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl ShippingRateFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListShippingRate::new();
        given!(request, active: self.active);
        paged!(request, paging).build()
    }
}
