//! Products: create, read, update, list.

use std::collections::BTreeMap;

use serde_json::Value;
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_product::product::{CreateProduct, ListProduct, RetrieveProduct};

use super::{given, metadata};
use crate::client::Client;
use crate::error::ApiError;
use crate::id::ProductId;
use crate::idempotency::IdempotencyKey;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;
use crate::request::from_parameters;

/// A product to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewProduct {
    /// What it is called, as the customer reads it.
    pub name: String,
    /// What it is, as the customer reads it.
    pub description: Option<String>,
    /// Our marks on it.
    pub metadata: BTreeMap<String, String>,
}

/// Which products to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductFilter {
    /// Only those for sale, or only those that are not.
    pub active: Option<bool>,
    /// When they were created.
    pub created: Created,
}

impl Client {
    /// Creates a product.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn create_product(
        &self,
        product: &NewProduct,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        self.send(product.request(), key).await
    }

    /// Creates a product from the API's own parameters.
    ///
    /// # Errors
    /// When the parameters are no object, or Stripe cannot be reached or refuses.
    pub async fn create_product_from(
        &self,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let request = from_parameters("/products", parameters, &[])?;
        self.send(request, key).await
    }

    /// One product.
    ///
    /// # Errors
    /// When there is no such product, or Stripe cannot be reached or refuses.
    pub async fn retrieve_product(&self, id: &ProductId) -> Result<Reply, ApiError> {
        let request = RetrieveProduct::new(id.segment());
        self.send(request.build(), None).await
    }

    /// Changes what the API's parameters name.
    ///
    /// # Errors
    /// When there is no such product, the parameters are no object, or Stripe cannot be reached or
    /// refuses.
    pub async fn update_product(
        &self,
        id: &ProductId,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let path = format!("/products/{}", id.segment());
        self.send(from_parameters(&path, parameters, &[])?, key)
            .await
    }

    /// One page of products.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_products(
        &self,
        filter: &ProductFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All products, page after page.
    pub fn products(&self, filter: ProductFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl NewProduct {
    fn request(&self) -> RequestBuilder {
        let mut request = CreateProduct::new(self.name.clone());
        given!(request, description: self.description.clone());
        if !self.metadata.is_empty() {
            request = request.metadata(metadata(&self.metadata));
        }
        request.build()
    }
}

impl ProductFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListProduct::new();
        given!(request, active: self.active, created: self.created.range());
        paged!(request, paging).build()
    }
}
