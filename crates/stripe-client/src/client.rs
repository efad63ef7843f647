//! The client: a call, its tries, and what comes of them.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use countertop_domain::Mode;
use stripe_client_core::{CustomizedStripeRequest, RequestBuilder, StripeClient};

use crate::base::ApiBase;
use crate::config::{ClientConfig, ConfigError, Randomness, RetryPolicy};
use crate::error::{ApiError, NetworkFailure, Sent};
use crate::idempotency::IdempotencyKey;
use crate::key::ApiKey;
use crate::picture::{Gallery, NoPicture, Picture};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::request::Call;
use crate::retry;
use crate::traffic::{Budget, Lane, Traffic};
use crate::transport::{Answer, Failure, Transport};

/// A way to Stripe's API for one key. Clones share its connections.
#[derive(Clone)]
pub struct Client {
    transport: Arc<Transport>,
    /// Made when the first picture is asked for.
    gallery: Arc<OnceLock<Gallery>>,
    traffic: Arc<Traffic>,
    lane: Lane,
    randomness: Randomness,
    retry: RetryPolicy,
}

impl Client {
    /// Sets up a client; nothing is sent yet.
    ///
    /// # Errors
    /// When the key cannot be one, is a live key for another host than Stripe's, or the system has
    /// no root certificates.
    pub fn new(config: ClientConfig) -> Result<Self, ConfigError> {
        let key = ApiKey::parse(&config.api_key)?;
        if key.mode() == Mode::Live && !config.api_base.is_stripe() {
            return Err(ConfigError::LiveKeyElsewhere {
                base: config.api_base.to_string(),
            });
        }
        Ok(Self {
            transport: Arc::new(Transport::new(key, &config)?),
            gallery: Arc::default(),
            traffic: Arc::default(),
            lane: Lane::default(),
            randomness: config.randomness,
            retry: config.retry,
        })
    }

    /// The same way for what nobody waits for: its calls give way to those of all other clones, and
    /// together they make at most so many requests a second.
    #[must_use]
    pub fn in_background(&self, requests_per_second: Option<u32>) -> Self {
        let budget = Budget::per_second(requests_per_second);
        Self {
            lane: Lane::Background(Arc::new(budget)),
            ..self.clone()
        }
    }

    /// Test or live, as the key says.
    pub fn mode(&self) -> Mode {
        self.transport.key().mode()
    }

    /// Where requests go.
    pub fn api_base(&self) -> &ApiBase {
        self.transport.base()
    }

    /// A picture of a product, at the address that the product gives. The key stays here.
    ///
    /// # Errors
    /// When there is none to be had that a browser would show.
    pub async fn picture(&self, address: &str) -> Result<Picture, NoPicture> {
        let gallery = match self.gallery.get() {
            Some(gallery) => gallery,
            None => {
                let made = Gallery::new(self.api_base())
                    .map_err(|error| NoPicture::Unread(error.to_string()))?;
                self.gallery.get_or_init(|| made)
            }
        };
        gallery.picture(address).await
    }

    /// A fresh idempotency key, for a caller who keeps it before the call.
    pub fn new_idempotency_key(&self) -> IdempotencyKey {
        IdempotencyKey::from_random(self.randomness.bytes())
    }

    /// Sends a request that async-stripe built, or one made by hand. A write goes under the given
    /// idempotency key, or a fresh one; the same over all its tries.
    ///
    /// # Errors
    /// When no try succeeded.
    pub async fn send(
        &self,
        request: RequestBuilder,
        key: Option<&IdempotencyKey>,
    ) -> Result<Reply, ApiError> {
        self.run(Call::new(request, key)?).await
    }

    async fn run(&self, mut call: Call) -> Result<Reply, ApiError> {
        if call.method == reqwest::Method::POST && call.key.is_none() {
            call.key = Some(self.new_idempotency_key());
        }
        let policy = RetryPolicy {
            tries: call.tries.unwrap_or(self.retry.tries),
            ..self.retry
        };
        let _under_way = self.traffic.begin(&self.lane);
        let mut tries = 1;
        let mut sent = Sent::Nothing;
        loop {
            self.traffic.wait_for_turn(&self.lane).await;
            let outcome = self.transport.once(&call).await;
            sent = sent_by(sent, &outcome);
            match self.wait(&policy, tries, &outcome) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => {
                    log(&call, tries, &outcome);
                    return self.finish(call, (tries, sent), outcome);
                }
            }
            tries += 1;
        }
    }

    /// How long to wait before the next try; none when this was the last.
    fn wait(
        &self,
        policy: &RetryPolicy,
        tries: u32,
        outcome: &Result<Answer, Failure>,
    ) -> Option<std::time::Duration> {
        let retry_after = match outcome {
            Ok(answer) if retry::repeats(answer.status, answer.should_retry) => answer.retry_after,
            Err(Failure::Network(..)) => None,
            Ok(_) | Err(Failure::TooLarge { .. } | Failure::Unsendable(_)) => return None,
        };
        let random = u64::from_le_bytes(self.randomness.bytes());
        retry::wait(policy, tries, retry_after, random)
    }

    fn finish(
        &self,
        call: Call,
        (tries, sent): (u32, Sent),
        outcome: Result<Answer, Failure>,
    ) -> Result<Reply, ApiError> {
        let attempted = call.attempted();
        match outcome {
            Ok(answer) if (200..300).contains(&answer.status) => Ok(Reply {
                status: answer.status,
                body: answer.body,
                request_id: answer.request_id,
                date: answer.date,
                idempotency_key: call.key,
                tries,
                attempted,
            }),
            Ok(answer) => Err(refused(attempted, answer)),
            Err(Failure::Network(failure, reason)) => Err(ApiError::Network {
                attempted,
                host: self.api_base().host().to_owned(),
                failure,
                reason,
                sent,
            }),
            Err(Failure::TooLarge { status, limit }) => Err(ApiError::Unreadable {
                attempted,
                status,
                reason: format!("it is larger than {limit} bytes"),
                request_id: None,
            }),
            Err(Failure::Unsendable(reason)) => Err(ApiError::Unsendable(reason)),
        }
    }
}

/// async-stripe's own calls work too; their replies then go through its strict parser.
impl StripeClient for Client {
    type Err = ApiError;

    async fn execute(&self, request: CustomizedStripeRequest) -> Result<Bytes, ApiError> {
        let reply = self.run(Call::customized(request)?).await?;
        Ok(reply.body)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("api_base", &self.api_base().as_str())
            .field("mode", &self.mode())
            .finish_non_exhaustive()
    }
}

/// Whether something may have been carried out, after one more try. A call that is taken back by Stripe
/// for being one too many was not.
fn sent_by(before: Sent, outcome: &Result<Answer, Failure>) -> Sent {
    match outcome {
        Err(Failure::Network(NetworkFailure::TimedOut | NetworkFailure::Interrupted, _)) => {
            Sent::Perhaps
        }
        Ok(answer) if answer.status >= 500 => Sent::Perhaps,
        Ok(_) | Err(_) => before,
    }
}

fn refused(attempted: String, answer: Answer) -> ApiError {
    match Refusal::read(&attempted, answer.status, &answer.body) {
        Some(refusal) => ApiError::from(Refusal {
            request_id: answer.request_id,
            retry_after: answer.retry_after,
            ..refusal
        }),
        None => ApiError::Unreadable {
            attempted,
            status: answer.status,
            reason: "it does not look like Stripe's".to_owned(),
            request_id: answer.request_id,
        },
    }
}

/// The one line that a call leaves: no key, no query, no body.
fn log(call: &Call, tries: u32, outcome: &Result<Answer, Failure>) {
    let (status, request_id, failure) = match outcome {
        Ok(answer) => (Some(answer.status), answer.request_id.as_deref(), None),
        Err(Failure::Network(failure, _)) => (None, None, Some(format!("{failure:?}"))),
        Err(Failure::TooLarge { status, .. }) => (Some(*status), None, Some("TooLarge".to_owned())),
        Err(Failure::Unsendable(_)) => (None, None, Some("Unsendable".to_owned())),
    };
    tracing::debug!(
        method = %call.method,
        path = %call.path,
        status,
        request_id,
        attempt = tries,
        failure,
        "Stripe call"
    );
}
