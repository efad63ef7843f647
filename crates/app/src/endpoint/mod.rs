//! Our webhook endpoint at Stripe: registered at a public address, kept, moved, replaced, tidied up
//! after, deleted when it is switched off.
//!
//! What we made is known by its metadata: our mark, and the id of this installation. Nothing else is
//! ever changed or deleted. The secret of an endpoint is told once, when it is made, so an endpoint
//! of ours whose secret we do not have is of no use: it is replaced, and deleted.
//!
//! The order of the steps makes a crash between any two of them harmless: a new endpoint is made, its
//! secret is kept, the receiver takes both secrets, and only then the old endpoint is deleted. Whatever
//! is left half done is a leftover to the next start.

mod error;
mod installation;
mod marks;
mod secrets;
mod settle;
mod watch;

use std::sync::Arc;

use countertop_domain::WebhookEndpointId;
use countertop_receiver::Clock;
use countertop_stripe_client::{Client, WebhookEndpoint};
use secrecy::SecretString;
use tokio::sync::Mutex;

pub use error::EndpointError;
pub use installation::{Installation, InstallationError};
pub use marks::Elsewhere;
pub use settle::{Renewal, Settled, Way};
pub use watch::Seen;

use crate::accounts::{KeptSecret, Keys, KeysError, StripeAccount};
use secrets::{Kept, KeptSecrets};

/// Most webhook endpoints of an account and mode, Stripe's event destinations included.
///
/// Source: Stripe's documentation, "Webhooks".
pub const MOST_ENDPOINTS: usize = 16;

/// Takes the secrets that deliveries may be signed with from now on, as the receiver does.
pub type Accept = dyn Fn(&[SecretString]) + Send + Sync;

/// What our endpoint is made with.
pub struct EndpointConfig {
    /// Whose endpoint it is.
    pub account: StripeAccount,
    /// The way to the account.
    pub client: Client,
    /// Who we are among the computers that use this account.
    pub installation: Installation,
    /// Where the secrets are kept between starts.
    pub keys: Arc<dyn Keys>,
    /// The time, for how long an old secret stays valid.
    pub clock: Box<dyn Clock>,
    /// Told of the secrets whenever they change.
    pub accept: Box<Accept>,
}

/// Our endpoint at one account and mode.
pub struct Endpoint {
    account: StripeAccount,
    client: Client,
    installation: Installation,
    keys: Arc<dyn Keys>,
    clock: Box<dyn Clock>,
    accept: Box<Accept>,
    /// Held over every change, so that two never cross.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// None until they were read.
    kept: Option<KeptSecrets>,
    /// Which one is ours at the moment.
    current: Option<WebhookEndpointId>,
}

impl Endpoint {
    /// An endpoint that is not looked for yet: nothing is sent.
    pub fn new(config: EndpointConfig) -> Self {
        Self {
            account: config.account,
            client: config.client,
            installation: config.installation,
            keys: config.keys,
            clock: config.clock,
            accept: config.accept,
            state: Mutex::default(),
        }
    }

    /// The secrets that deliveries may be signed with, as they were kept: what the receiver starts with
    /// before Stripe can be asked.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn secrets(&self) -> Result<Vec<SecretString>, EndpointError> {
        let mut state = self.state.lock().await;
        let kept = self.kept(&mut state).await?;
        Ok(kept.accepted(self.clock.now()))
    }

    /// Deletes every endpoint of this installation and forgets the secrets; gives back how many there
    /// were.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn switch_off(&self) -> Result<usize, EndpointError> {
        let mut state = self.state.lock().await;
        let found = self.find().await?;
        let count = found.ours.len();
        for ours in found.ours {
            self.delete(&ours).await?;
        }
        state.current = None;
        let kept = self.kept(&mut state).await?;
        kept.forget_endpoints();
        match self.keep(kept).await {
            Some(error) => Err(error.into()),
            None => Ok(count),
        }
    }

    /// Deletes an endpoint that another installation made, because the merchant says that its computer
    /// is used no more.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn delete_elsewhere(&self, endpoint: &Elsewhere) -> Result<(), EndpointError> {
        let _state = self.state.lock().await;
        // Looked at again: what is under this id must still be one that Countertop made.
        let found = self.find().await?;
        match found.elsewhere.iter().find(|it| it.id == endpoint.id) {
            Some(_) => self.delete_id(&endpoint.id).await,
            None => Ok(()),
        }
    }

    async fn find(&self) -> Result<marks::Found, EndpointError> {
        let endpoints = self.client.webhook_endpoints().await?;
        Ok(marks::sort(endpoints, &self.installation))
    }

    async fn delete(&self, ours: &marks::Ours) -> Result<(), EndpointError> {
        self.delete_id(&ours.endpoint().id).await
    }

    async fn delete_id(&self, id: &WebhookEndpointId) -> Result<(), EndpointError> {
        match self.client.delete_webhook_endpoint(id).await {
            Err(error) if !error.is_not_found() => Err(error.into()),
            // One that has gone meanwhile is what was wanted.
            Ok(()) | Err(_) => {
                tracing::info!(%id, "A webhook endpoint of ours was deleted.");
                Ok(())
            }
        }
    }

    /// The secrets as they are kept, read once.
    async fn kept<'a>(&self, state: &'a mut State) -> Result<&'a mut KeptSecrets, EndpointError> {
        if state.kept.is_none() {
            let kind = KeptSecret::WebhookSecrets;
            let text = self.keys.get(&self.account, kind).await?;
            state.kept = Some(KeptSecrets::read(text.as_ref()));
        }
        Ok(state.kept.get_or_insert_default())
    }

    /// Tells the secrets to the receiver and keeps them. Where they cannot be kept they are valid until
    /// the end of the process; the sentence says why.
    async fn keep(&self, kept: &KeptSecrets) -> Option<KeysError> {
        (self.accept)(&kept.accepted(self.clock.now()));
        let kind = KeptSecret::WebhookSecrets;
        let saved = match kept.write() {
            Some(text) => self.keys.put(&self.account, kind, &text).await,
            None => self.keys.remove(&self.account, kind).await,
        };
        saved.err()
    }
}

/// The entry of an endpoint that was just made.
fn entry(endpoint: &WebhookEndpoint, secret: SecretString) -> Kept {
    Kept {
        signer: endpoint.id.as_str().to_owned(),
        secret,
        until: None,
    }
}
