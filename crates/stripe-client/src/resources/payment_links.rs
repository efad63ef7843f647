//! Payment links: create, read, update, list, and what they sell.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use countertop_domain::{Money, PaymentLinkId};
use serde_json::Value;
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_payment::payment_link::{
    CreatePaymentLink, CreatePaymentLinkLineItems, CreatePaymentLinkLineItemsPriceData,
    CreatePaymentLinkLineItemsPriceDataProductData, CreatePaymentLinkPaymentIntentData,
    ListLineItemsPaymentLink, ListPaymentLink, RetrievePaymentLink,
};

use super::{currency, given, metadata, owned};
use crate::client::Client;
use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;
use crate::page::{Page, Pages, Paging, paged};
use crate::reply::Reply;
use crate::request::from_parameters;

/// A link's items come only when they are asked for.
const LINE_ITEMS: &str = "line_items";
const LISTED_LINE_ITEMS: &str = "data.line_items";

/// A link that sells one thing at a fixed price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// What is sold, as the customer reads it.
    pub name: String,
    /// The price of one.
    pub amount: Money,
    /// How many.
    pub quantity: NonZeroU32,
    /// Put on the link and, through it, on every payment made with it.
    pub metadata: BTreeMap<String, String>,
}

/// Which links to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFilter {
    /// Only active ones, or only inactive ones.
    pub active: Option<bool>,
}

impl Client {
    /// Creates a link, its product and its price in one call. The reply is the link with its items.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn create_payment_link(
        &self,
        link: &NewLink,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        self.send(link.request(), key).await
    }

    /// Creates a link from the API's own parameters. The reply is the link with its items.
    ///
    /// # Errors
    /// When the parameters are no object, or Stripe cannot be reached or refuses.
    pub async fn create_payment_link_from(
        &self,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let request = from_parameters("/payment_links", parameters, &[LINE_ITEMS])?;
        self.send(request, key).await
    }

    /// The link with its items.
    ///
    /// # Errors
    /// When there is no such link, or Stripe cannot be reached or refuses.
    pub async fn retrieve_payment_link(&self, id: &PaymentLinkId) -> Result<Reply, ApiError> {
        let request = RetrievePaymentLink::new(id.as_str()).expand(owned(&[LINE_ITEMS]));
        self.send(request.build(), None).await
    }

    /// Changes what the API's parameters name. The reply is the link with its items.
    ///
    /// # Errors
    /// When there is no such link, the parameters are no object, or Stripe cannot be reached or
    /// refuses.
    pub async fn update_payment_link(
        &self,
        id: &PaymentLinkId,
        parameters: &Value,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        let path = format!("/payment_links/{id}");
        let request = from_parameters(&path, parameters, &[LINE_ITEMS])?;
        self.send(request, key).await
    }

    /// One page of links with their items.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_payment_links(
        &self,
        filter: &LinkFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All links with their items, page after page.
    pub fn payment_links(&self, filter: LinkFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }

    /// One page of what a link sells.
    ///
    /// # Errors
    /// When there is no such link, or Stripe cannot be reached or refuses.
    pub async fn list_payment_link_items(
        &self,
        id: &PaymentLinkId,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(items_request(id, paging), None).await?)
    }

    /// All that a link sells, page after page.
    pub fn payment_link_items(&self, id: PaymentLinkId) -> Pages {
        Pages::new(self, move |paging| items_request(&id, paging))
    }
}

impl NewLink {
    fn request(&self) -> RequestBuilder {
        let product = CreatePaymentLinkLineItemsPriceDataProductData::new(self.name.clone());
        let mut price = CreatePaymentLinkLineItemsPriceData::new(currency(self.amount.currency()));
        price.product_data = Some(product);
        price.unit_amount = Some(self.amount.minor());
        let mut item = CreatePaymentLinkLineItems::new(self.quantity.get());
        item.price_data = Some(price);
        let mut request = CreatePaymentLink::new(vec![item]).expand(owned(&[LINE_ITEMS]));
        if !self.metadata.is_empty() {
            let mut payment = CreatePaymentLinkPaymentIntentData::new();
            payment.metadata = Some(metadata(&self.metadata));
            request = request
                .metadata(metadata(&self.metadata))
                .payment_intent_data(payment);
        }
        request.build()
    }
}

impl LinkFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListPaymentLink::new().expand(owned(&[LISTED_LINE_ITEMS]));
        given!(request, active: self.active);
        paged!(request, paging).build()
    }
}

fn items_request(id: &PaymentLinkId, paging: &Paging) -> RequestBuilder {
    paged!(ListLineItemsPaymentLink::new(id.as_str()), paging).build()
}
