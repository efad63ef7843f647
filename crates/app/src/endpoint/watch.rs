//! Looking after our endpoint: Stripe disables one that fails for days, and people may delete it.

use countertop_domain::UnixSeconds;
use countertop_stripe_client::{EndpointChange, EndpointStatus, WebhookEndpoint};

use super::marks::ENABLED_AGAIN;
use super::{Endpoint, EndpointError};

/// After enabling it again we do not do so for a day: whoever disables it sooner means it. Stripe
/// itself takes days.
const ENABLE_ONCE_IN: i64 = 24 * 3600;

/// What became of our endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is at work.
    AtWork,
    /// It had been disabled; it is enabled again. What it missed comes by catch-up.
    EnabledAgain,
    /// It was disabled again soon after we enabled it: somebody wants it so.
    SwitchedOff,
    /// It is not there any more, or was never registered: settle it anew.
    Gone,
}

impl Seen {
    /// What to tell the merchant; nothing where all is well.
    pub fn sentence(&self) -> Option<&'static str> {
        match self {
            Self::AtWork => None,
            Self::EnabledAgain => Some(
                "Stripe had disabled the webhook endpoint, as it does after days without an answer; it \
                 is enabled again, and what it missed is being caught up.",
            ),
            Self::SwitchedOff => Some(
                "The webhook endpoint is switched off in Stripe's Dashboard, so payments arrive by \
                 catch-up alone; switch it on there, under Developers, Webhooks.",
            ),
            Self::Gone => Some(
                "The webhook endpoint is gone: somebody deleted it in Stripe's Dashboard; it is \
                 registered anew.",
            ),
        }
    }
}

impl Endpoint {
    /// Looks whether our endpoint is at work, and enables it where Stripe has disabled it. To be called
    /// while the way to us is known to work.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn look(&self) -> Result<Seen, EndpointError> {
        let mut state = self.state.lock().await;
        let now = self.clock.now();
        let kept = self.kept(&mut state).await?;
        if kept.forget_old(now) {
            // An old entry that stays is forgotten the next time.
            let _ = self.keep(kept).await;
        }
        let Some(id) = state.current.clone() else {
            return Ok(Seen::Gone);
        };
        let endpoint = match self.client.retrieve_webhook_endpoint(&id).await {
            Ok(endpoint) => endpoint,
            Err(error) if error.is_not_found() => {
                state.current = None;
                return Ok(Seen::Gone);
            }
            Err(error) => return Err(error.into()),
        };
        if endpoint.status != EndpointStatus::Disabled {
            return Ok(Seen::AtWork);
        }
        if !may_enable(&endpoint, now) {
            return Ok(Seen::SwitchedOff);
        }
        let mut change = EndpointChange {
            status: Some(EndpointStatus::Enabled),
            ..EndpointChange::default()
        };
        change
            .metadata
            .insert(ENABLED_AGAIN.to_owned(), now.0.to_string());
        self.client
            .update_webhook_endpoint(&id, &change, None)
            .await?;
        tracing::info!(%id, "Our webhook endpoint had been disabled; it is enabled again.");
        Ok(Seen::EnabledAgain)
    }
}

/// Whether an endpoint is disabled and we may enable it.
pub(super) fn may_enable(endpoint: &WebhookEndpoint, now: UnixSeconds) -> bool {
    if endpoint.status != EndpointStatus::Disabled {
        return false;
    }
    let last = endpoint.metadata.get(ENABLED_AGAIN);
    let last: Option<i64> = last.and_then(|it| it.parse().ok());
    last.is_none_or(|last| now.0.saturating_sub(last) >= ENABLE_ONCE_IN)
}
