//! Prices: create, read, update, list.

use std::collections::BTreeMap;

use countertop_domain::Money;
use serde_json::Value;
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_product::price::{CreatePrice, ListPrice, RetrievePrice};

use super::{currency, given, metadata};
use crate::client::Client;
use crate::error::ApiError;
use crate::id::{PriceId, ProductId};
use crate::idempotency::IdempotencyKey;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;
use crate::request::from_parameters;

/// A one-time price to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPrice {
    /// Of what.
    pub product: ProductId,
    /// How much for one.
    pub amount: Money,
    /// Our marks on it.
    pub metadata: BTreeMap<String, String>,
}

/// Which prices to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceFilter {
    /// Of this product only.
    pub product: Option<ProductId>,
    /// Only those in use, or only those that are not.
    pub active: Option<bool>,
    /// When they were created.
    pub created: Created,
}

impl Client {
    /// Creates a one-time price.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn create_price(
        &self,
        price: &NewPrice,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        self.send(price.request(), key).await
    }

    /// Creates a price from the API's own parameters.
    ///
    /// # Errors
    /// When the parameters are no object, or Stripe cannot be reached or refuses.
    pub async fn create_price_from(
        &self,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let request = from_parameters("/prices", parameters, &[])?;
        self.send(request, key).await
    }

    /// One price.
    ///
    /// # Errors
    /// When there is no such price, or Stripe cannot be reached or refuses.
    pub async fn retrieve_price(&self, id: &PriceId) -> Result<Reply, ApiError> {
        let request = RetrievePrice::new(id.segment());
        self.send(request.build(), None).await
    }

    /// Changes what the API's parameters name; amount and currency cannot be changed.
    ///
    /// # Errors
    /// When there is no such price, the parameters are no object, or Stripe cannot be reached or
    /// refuses.
    pub async fn update_price(
        &self,
        id: &PriceId,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let path = format!("/prices/{}", id.segment());
        self.send(from_parameters(&path, parameters, &[])?, key)
            .await
    }

    /// One page of prices.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_prices(
        &self,
        filter: &PriceFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All prices, page after page.
    pub fn prices(&self, filter: PriceFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl NewPrice {
    fn request(&self) -> RequestBuilder {
        let mut request = CreatePrice::new(currency(self.amount.currency()))
            .product(self.product.as_str())
            .unit_amount(self.amount.minor());
        if !self.metadata.is_empty() {
            request = request.metadata(metadata(&self.metadata));
        }
        request.build()
    }
}

impl PriceFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListPrice::new();
        given!(
            request,
            product: self.product.as_ref().map(ProductId::as_str),
            active: self.active,
            created: self.created.range(),
        );
        paged!(request, paging).build()
    }
}
