//! The secrets of our endpoints between starts: one text for each account and mode.

use countertop_domain::{UnixSeconds, WebhookEndpointId};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

/// The secret of one signer: an endpoint, or a tunnel's own program.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Kept {
    pub(super) signer: String,
    pub(super) secret: SecretString,
    /// Until when it is accepted, once its endpoint is given up.
    #[serde(default)]
    pub(super) until: Option<UnixSeconds>,
}

impl Kept {
    fn is_endpoint(&self) -> bool {
        self.signer.parse::<WebhookEndpointId>().is_ok()
    }
}

/// The secrets that deliveries may be signed with.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptSecrets(Vec<Kept>);

impl KeptSecrets {
    /// Reads what was saved. What cannot be read is worth nothing: the endpoint is made anew.
    pub(super) fn read(text: Option<&SecretString>) -> Self {
        let read = text.and_then(|it| serde_json::from_str(it.expose_secret()).ok());
        Self(read.unwrap_or_default())
    }

    /// The text to keep; none where there is nothing.
    pub(super) fn write(&self) -> Option<SecretString> {
        if self.0.is_empty() {
            return None;
        }
        let entries = self.0.iter().map(|it| {
            json!({
                "signer": it.signer,
                "secret": it.secret.expose_secret(),
                "until": it.until.map(|it| it.0),
            })
        });
        let text = entries.collect::<serde_json::Value>().to_string();
        Some(SecretString::from(text))
    }

    /// Whether deliveries of this endpoint can be checked, and it is not given up.
    pub(super) fn has(&self, id: &WebhookEndpointId) -> bool {
        self.0
            .iter()
            .any(|it| it.signer == id.as_str() && it.until.is_none())
    }

    pub(super) fn add(&mut self, kept: Kept) {
        self.0.push(kept);
    }

    /// Accepts the secrets of all endpoints but this one only for a while longer; tells whether that
    /// changed anything.
    pub(super) fn give_up_all_but(&mut self, id: &WebhookEndpointId, until: UnixSeconds) -> bool {
        let others = self.0.iter_mut();
        let others =
            others.filter(|it| it.is_endpoint() && it.signer != id.as_str() && it.until.is_none());
        others.map(|it| it.until = Some(until)).count() > 0
    }

    /// Forgets the endpoints' secrets, and keeps those of others.
    pub(super) fn forget_endpoints(&mut self) {
        self.0.retain(|it| !it.is_endpoint());
    }

    /// Forgets what is no longer accepted; tells whether there was something.
    pub(super) fn forget_old(&mut self, now: UnixSeconds) -> bool {
        let before = self.0.len();
        self.0.retain(|it| it.until.is_none_or(|until| until > now));
        self.0.len() < before
    }

    pub(super) fn accepted(&self, now: UnixSeconds) -> Vec<SecretString> {
        let valid = self.0.iter();
        let valid = valid.filter(|it| it.until.is_none_or(|until| until > now));
        valid.map(|it| it.secret.clone()).collect()
    }
}
