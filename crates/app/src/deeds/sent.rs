//! What was sent under a key, kept before it is sent: a repetition, also after the program was started anew,
//! is the same one to Stripe, and is not measured by what the first has left.

use countertop_stripe_client::IdempotencyKey;
use serde::{Deserialize, Serialize};

use super::{DeedError, Desk};
use crate::ipc::Said;

/// The kind of these documents; their id is the key.
const KIND: &str = "deed_send";
/// For how long Stripe surely knows a key, in seconds. Source: Stripe's API reference, "Idempotent requests": at
/// least 24 hours.
const KNOWN: i64 = 20 * 60 * 60;

#[derive(Serialize, Deserialize)]
struct Kept {
    at: i64,
    content: String,
}

pub(super) struct Sent {
    key: IdempotencyKey,
    kept: Kept,
    is_first: bool,
}

impl Sent {
    /// What is to be sent under the key.
    pub(super) fn begin(desk: Desk<'_>, key: &str, content: &str) -> Result<Self, DeedError> {
        let now = desk.clock.now().0;
        let kept = desk.ledger.document(KIND, key)?;
        let kept: Option<Kept> = kept.and_then(|it| serde_json::from_value(it.body).ok());
        if let Some(kept) = &kept {
            if kept.content != content {
                return Err(DeedError::rule(
                    "This was sent before with other content: look at the payment, and begin anew.",
                    Said::payment_sent_otherwise(),
                ));
            }
            if now.saturating_sub(kept.at) > KNOWN {
                return Err(DeedError::rule(
                    "This was sent too long ago to be repeated safely: look at the payment, and begin anew.",
                    Said::payment_sent_long_ago(),
                ));
            }
        }
        let is_first = kept.is_none();
        let kept = kept.unwrap_or_else(|| Kept {
            at: now,
            content: content.to_owned(),
        });
        Ok(Self {
            key: IdempotencyKey::new(format!("countertop-deed-{key}"))?,
            kept,
            is_first,
        })
    }

    pub(super) fn is_first(&self) -> bool {
        self.is_first
    }

    /// Keeps that it is sent, and gives the key for it.
    pub(super) async fn keep(&self, desk: Desk<'_>) -> Result<IdempotencyKey, DeedError> {
        let body = serde_json::to_value(&self.kept).unwrap_or_default();
        desk.ledger.put_document(KIND, self.name(), &body).await?;
        Ok(self.key.clone())
    }

    /// It is known that nothing was done.
    pub(super) async fn forget(&self, desk: Desk<'_>) -> Result<(), DeedError> {
        Ok(desk
            .ledger
            .remove_document(KIND, self.name())
            .await
            .map(drop)?)
    }

    fn name(&self) -> &str {
        let key = self.key.as_str();
        key.strip_prefix("countertop-deed-").unwrap_or(key)
    }
}
