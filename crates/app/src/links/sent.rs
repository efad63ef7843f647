//! What was sent under a key, kept before it is sent: so a repetition, also after the app was started
//! anew, is the same one to Stripe.

use std::collections::BTreeMap;

use countertop_domain::{PaymentLinkId, UnixSeconds};
use countertop_store::{Ledger, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The kind of these documents; their id is the key.
const KIND: &str = "link_send";

/// What became of what is made under one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sent {
    /// When the present attempt was first sent, in Unix seconds.
    pub(super) at: i64,
    /// Counts attempts of which it is known that they made nothing; each has idempotency keys of its own.
    pub(super) attempt: u32,
    /// A digest of what is to be made.
    pub(super) content: String,
    /// How far it got.
    pub(super) state: State,
    /// The prices and shipping rates that were made for it, by their place in it.
    #[serde(default)]
    pub(super) parts: BTreeMap<String, Part>,
}

/// How far it got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// Nothing is under way: it was refused, or never left this computer.
    Unsent,
    /// It was sent, and what came of it is not known.
    InDoubt,
    /// This link was made.
    Made(PaymentLinkId),
}

/// Something that was made for a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// A digest of its parameters.
    pub(super) content: String,
    /// Its id.
    pub(super) id: String,
}

impl Sent {
    /// Nothing yet.
    pub(super) fn new(content: String, now: UnixSeconds) -> Self {
        Self {
            at: now.0,
            attempt: 0,
            content,
            state: State::Unsent,
            parts: BTreeMap::new(),
        }
    }

    /// What was sent under this key; none where nothing was.
    pub(super) fn read(ledger: &Ledger, key: &str) -> Result<Option<Self>, StoreError> {
        let kept = ledger.document(KIND, key)?;
        // A document of another shape is of a later version of this program; to it, it is sent anew.
        Ok(kept.and_then(|it| serde_json::from_value(it.body).ok()))
    }

    /// Keeps it.
    pub(super) async fn keep(&self, ledger: &Ledger, key: &str) -> Result<(), StoreError> {
        let body = serde_json::to_value(self).unwrap_or_default();
        ledger.put_document(KIND, key, &body).await
    }

    /// Begins another attempt with idempotency keys of its own.
    pub(super) fn begin_anew(&mut self, content: String, now: UnixSeconds) {
        self.at = now.0;
        self.attempt += 1;
        self.content = content;
        self.state = State::Unsent;
    }
}

/// A digest of parameters.
pub(super) fn content_of(parameters: &Value) -> String {
    let digest = Sha256::digest(parameters.to_string());
    digest[..16].iter().map(|it| format!("{it:02x}")).collect()
}
