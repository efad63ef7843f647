//! Events: read and list. Stripe keeps them for 30 days.

use countertop_domain::EventId;
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::event::{ListEvent, RetrieveEvent};

use super::given;
use crate::client::Client;
use crate::error::ApiError;
use crate::page::{Created, Page, Pages, Paging, paged};
use crate::reply::Reply;

/// Which events to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of these types only; up to 20. None means all.
    pub types: Vec<String>,
    /// When they were created.
    pub created: Created,
}

impl Client {
    /// One event, as it is rendered at the version of its creation.
    ///
    /// # Errors
    /// When there is no such event any more, or Stripe cannot be reached or refuses.
    pub async fn retrieve_event(&self, id: &EventId) -> Result<Reply, ApiError> {
        self.send(RetrieveEvent::new(id.as_str()).build(), None)
            .await
    }

    /// One page of events.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_events(
        &self,
        filter: &EventFilter,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(filter.request(paging), None).await?)
    }

    /// All events, page after page.
    pub fn events(&self, filter: EventFilter) -> Pages {
        Pages::new(self, move |paging| filter.request(paging))
    }
}

impl EventFilter {
    fn request(&self, paging: &Paging) -> RequestBuilder {
        let mut request = ListEvent::new();
        if !self.types.is_empty() {
            request = request.types(self.types.clone());
        }
        given!(request, created: self.created.range());
        paged!(request, paging).build()
    }
}
