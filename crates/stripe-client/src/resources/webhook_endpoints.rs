//! Webhook endpoints: where Stripe delivers events. Create, read, change, delete, list.
//!
//! An endpoint's version and its secret are set when it is made and never change; the secret is told
//! in that one answer alone.

use std::collections::BTreeMap;

use countertop_domain::{UnixSeconds, WebhookEndpointId};
use countertop_stripe_wire::API_VERSION;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use stripe_client_core::{RequestBuilder, StripeMethod};

use crate::client::Client;
use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;
use crate::page::{Cursor, Page, Pages, Paging};
use crate::request::from_parameters;

const PATH: &str = "/webhook_endpoints";

/// An endpoint to be made. It gets events as our own pinned version of the API renders them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEndpoint {
    /// Where events are sent.
    pub url: String,
    /// The types of events that are sent there.
    pub events: Vec<String>,
    /// What the merchant reads about it in Stripe's Dashboard.
    pub description: String,
    /// Our marks on it.
    pub metadata: BTreeMap<String, String>,
}

/// What is to be changed about an endpoint; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointChange {
    /// Where events are sent from now on.
    pub url: Option<String>,
    /// The types of events that are sent from now on.
    pub events: Option<Vec<String>>,
    /// What the merchant reads about it.
    pub description: Option<String>,
    /// Whether events are sent at all.
    pub status: Option<EndpointStatus>,
    /// Marks that are put on it or replaced.
    pub metadata: BTreeMap<String, String>,
}

/// Whether an endpoint is sent events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointStatus {
    /// It is.
    Enabled,
    /// It is not: somebody switched it off, or Stripe did after days of failures.
    Disabled,
    /// Something that Stripe added since.
    Other(String),
}

/// An endpoint as Stripe has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// Where events are sent.
    pub url: String,
    /// Whether they are sent.
    pub status: EndpointStatus,
    /// The version of the API that renders them; none is the account's.
    pub api_version: Option<String>,
    /// The types of events that are sent; `*` is all.
    pub events: Vec<String>,
    /// What the merchant reads about it.
    pub description: Option<String>,
    /// Marks of whoever made it.
    pub metadata: BTreeMap<String, String>,
    /// When it was made.
    pub created: UnixSeconds,
}

/// An endpoint that was just made, with the secret that its deliveries are signed with.
#[derive(Clone, Debug)]
pub struct CreatedEndpoint {
    /// The endpoint.
    pub endpoint: WebhookEndpoint,
    /// Told this once.
    pub secret: SecretString,
}

impl Client {
    /// Makes an endpoint. The answer tells its secret, so it is read here and handed on nowhere.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses, as with one endpoint too many.
    pub async fn create_webhook_endpoint(
        &self,
        endpoint: &NewEndpoint,
        key: Option<&IdempotencyKey>,
    ) -> Result<CreatedEndpoint, ApiError> {
        let request = from_parameters(PATH, &endpoint.parameters(), &[])?;
        let created: WireCreated = self.send(request, key).await?.parse()?;
        Ok(CreatedEndpoint {
            endpoint: created.endpoint.into(),
            secret: created.secret,
        })
    }

    /// One endpoint.
    ///
    /// # Errors
    /// When there is no such endpoint, or Stripe cannot be reached or refuses.
    pub async fn retrieve_webhook_endpoint(
        &self,
        id: &WebhookEndpointId,
    ) -> Result<WebhookEndpoint, ApiError> {
        let request = RequestBuilder::new(StripeMethod::Get, format!("{PATH}/{id}"));
        let endpoint: WireEndpoint = self.send(request, None).await?.parse()?;
        Ok(endpoint.into())
    }

    /// Changes an endpoint, and gives it back as it is then.
    ///
    /// # Errors
    /// When there is no such endpoint, or Stripe cannot be reached or refuses.
    pub async fn update_webhook_endpoint(
        &self,
        id: &WebhookEndpointId,
        change: &EndpointChange,
        key: Option<&IdempotencyKey>,
    ) -> Result<WebhookEndpoint, ApiError> {
        let request = from_parameters(&format!("{PATH}/{id}"), &change.parameters(), &[])?;
        let endpoint: WireEndpoint = self.send(request, key).await?.parse()?;
        Ok(endpoint.into())
    }

    /// Deletes an endpoint, with what was still to be delivered there.
    ///
    /// # Errors
    /// When there is no such endpoint, or Stripe cannot be reached or refuses.
    pub async fn delete_webhook_endpoint(&self, id: &WebhookEndpointId) -> Result<(), ApiError> {
        let request = RequestBuilder::new(StripeMethod::Delete, format!("{PATH}/{id}"));
        self.send(request, None).await.map(drop)
    }

    /// One page of endpoints, as they came.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_webhook_endpoints(&self, paging: &Paging) -> Result<Page, ApiError> {
        Page::read(self.send(list_request(paging), None).await?)
    }

    /// Every endpoint of the account and mode, newest first. One that is not as Stripe describes them
    /// is left out: it is none that we made.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn webhook_endpoints(&self) -> Result<Vec<WebhookEndpoint>, ApiError> {
        let listed = Pages::new(self, list_request).all().await?;
        let endpoints = listed.iter().map(|it| it.parse::<WireEndpoint>());
        Ok(endpoints.filter_map(|it| it.ok().map(Into::into)).collect())
    }
}

impl NewEndpoint {
    fn parameters(&self) -> Value {
        json!({
            "url": self.url,
            "enabled_events": self.events,
            "api_version": API_VERSION,
            "description": self.description,
            "metadata": self.metadata,
        })
    }
}

impl EndpointChange {
    fn parameters(&self) -> Value {
        let disabled = self.status.as_ref().and_then(|status| match status {
            EndpointStatus::Enabled => Some(json!(false)),
            EndpointStatus::Disabled => Some(json!(true)),
            EndpointStatus::Other(_) => None,
        });
        let metadata = (!self.metadata.is_empty()).then(|| json!(self.metadata));
        let given = [
            ("url", self.url.as_ref().map(|it| json!(it))),
            ("enabled_events", self.events.as_ref().map(|it| json!(it))),
            ("description", self.description.as_ref().map(|it| json!(it))),
            ("disabled", disabled),
            ("metadata", metadata),
        ];
        let given = given.into_iter();
        let given = given.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(given.collect::<Map<_, _>>())
    }
}

fn list_request(paging: &Paging) -> RequestBuilder {
    let mut parameters = Map::from_iter([("limit".to_owned(), json!(paging.limit()))]);
    let cursor = match &paging.cursor {
        Cursor::Newest => None,
        Cursor::After(id) => Some(("starting_after", id)),
        Cursor::Before(id) => Some(("ending_before", id)),
    };
    if let Some((name, id)) = cursor {
        parameters.insert(name.to_owned(), json!(id));
    }
    let mut request = RequestBuilder::new(StripeMethod::Get, PATH);
    request.query = Some(countertop_stripe_wire::form::encode(&Value::Object(
        parameters,
    )));
    request
}

#[derive(Deserialize)]
struct WireEndpoint {
    id: WebhookEndpointId,
    url: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    api_version: Option<String>,
    #[serde(default)]
    enabled_events: Option<Vec<String>>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    metadata: Option<BTreeMap<String, String>>,
    #[serde(default)]
    created: Option<UnixSeconds>,
}

#[derive(Deserialize)]
struct WireCreated {
    #[serde(flatten)]
    endpoint: WireEndpoint,
    secret: SecretString,
}

impl From<WireEndpoint> for WebhookEndpoint {
    fn from(wire: WireEndpoint) -> Self {
        Self {
            id: wire.id,
            url: wire.url,
            status: match wire.status.as_deref() {
                // Stripe has always told it; what says nothing is at work.
                Some("enabled") | None => EndpointStatus::Enabled,
                Some("disabled") => EndpointStatus::Disabled,
                Some(other) => EndpointStatus::Other(other.to_owned()),
            },
            api_version: wire.api_version,
            events: wire.enabled_events.unwrap_or_default(),
            description: wire.description,
            metadata: wire.metadata.unwrap_or_default(),
            created: wire.created.unwrap_or(UnixSeconds(0)),
        }
    }
}
