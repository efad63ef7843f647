//! Requests to Stripe's API: async-stripe's typed requests over our own transport.
//!
//! async-stripe builds what is sent, so that a misspelt parameter does not compile. All else is ours:
//! headers, idempotency keys that stay the same over every try of a call, retries that heed
//! `Retry-After`, and replies that come back as the bytes they were, to be read leniently. So a
//! field that Stripe adds or drops tomorrow breaks nothing here.

mod base;
mod client;
mod config;
mod error;
mod id;
mod idempotency;
mod key;
mod page;
mod picture;
mod refusal;
mod reply;
mod request;
mod resources;
mod retry;
mod traffic;
mod transport;

pub use countertop_stripe_wire::scrub;

pub use base::{ApiBase, ApiBaseError};
pub use client::Client;
pub use config::{ClientConfig, ConfigError, Dates, Randomness, RetryPolicy, Timeouts};
pub use error::{ApiError, NetworkFailure, Sent};
pub use id::{CatalogueIdError, PriceId, ProductId};
pub use idempotency::{IdempotencyKey, IdempotencyKeyError};
pub use key::{ApiKey, ApiKeyError};
pub use page::{Created, Cursor, ListedObject, Page, Pages, Paging};
pub use picture::{NoPicture, Picture};
pub use refusal::Refusal;
pub use reply::Reply;
pub use resources::{
    ChargeFilter, CreatedEndpoint, DisputeFilter, EndpointChange, EndpointStatus, EventFilter,
    LinkFilter, NewEndpoint, NewLink, NewPrice, NewProduct, NewRefund, PaymentIntentFilter,
    PayoutFilter, PriceFilter, ProductFilter, RefundFilter, RefundReason, Refunded, SessionFilter,
    ShippingRateFilter, WebhookEndpoint,
};
pub use stripe_client_core::{RequestBuilder, StripeMethod, StripeRequest};
