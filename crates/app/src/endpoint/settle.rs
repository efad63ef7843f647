//! Bringing our endpoint to where it should be: one at work at the given address, and no leftovers.

use countertop_domain::UnixSeconds;
use countertop_stripe_client::{
    ApiError, CreatedEndpoint, EndpointChange, EndpointStatus, NewEndpoint, WebhookEndpoint,
};
use countertop_stripe_wire::{API_VERSION, handled_types};

use crate::accounts::KeysError;

use countertop_tunnel::PublicUrl;

use super::marks::{ENABLED_AGAIN, Elsewhere, Found, Ours, marks};
use super::secrets::KeptSecrets;
use super::{Endpoint, EndpointError, MOST_ENDPOINTS, State, entry, watch};

/// How long the secret of an endpoint that was given up is still accepted, in seconds: what Stripe had
/// under way is over by then, since nothing is tried again for an endpoint that is deleted. (The 24 hours
/// for which Stripe signs with two secrets are those of one that is rolled in its Dashboard: its new
/// secret is told to nobody but who rolled it, so ours gets a successor instead.)
const OLD_SECRET: i64 = 3600;

/// Whether an endpoint that could stay may stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It stays.
    Keep,
    /// It gets a successor with a new secret, as when the old one was rolled or may be known.
    NewSecret,
}

/// What was done about our endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// How it came to be where it is.
    pub way: Way,
    /// Whether it had been disabled.
    pub was: EndpointStatus,
    /// Whether it is at work now: not when somebody keeps switching it off.
    pub status: EndpointStatus,
    /// How many leftovers of ours were deleted.
    pub deleted: usize,
    /// Endpoints that Countertop made on other computers.
    pub elsewhere: Vec<Elsewhere>,
    /// Why the secret lasts only until the program ends, where it does.
    pub unkept: Option<KeysError>,
}

/// How our endpoint came to be where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// There was none.
    Made,
    /// It was there already.
    Kept,
    /// It was there at another address.
    Moved,
    /// It has a successor: its secret was not known any more, or its version is not ours.
    Replaced,
}

impl Endpoint {
    /// Brings our endpoint to this address: makes it, or moves or replaces the one that is there, and
    /// deletes whatever else this installation left behind.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses, there are too many endpoints, or the secrets cannot be
    /// read. What was done until then stays done; the next call goes on from there.
    pub async fn settle(
        &self,
        url: &PublicUrl,
        renewal: Renewal,
    ) -> Result<Settled, EndpointError> {
        let mut state = self.state.lock().await;
        let now = self.clock.now();
        self.kept(&mut state).await?.forget_old(now);
        let found = self.find().await?;
        let standing = match renewal {
            Renewal::Keep => usable(&found, self.kept(&mut state).await?),
            Renewal::NewSecret => None,
        };
        let (current, way, was, unkept) = match standing {
            Some(ours) => {
                let (changed, way) = self.adjust(&ours, url, now).await?;
                (changed, way, ours.endpoint().status.clone(), None)
            }
            None => {
                let (made, way, unkept) = self.make(url, &found, &mut state).await?;
                (made, way, EndpointStatus::Enabled, unkept)
            }
        };
        state.current = Some(current.id.clone());
        let (deleted, unkept_now) = self.tidy(&current, &found, &mut state).await?;
        Ok(Settled {
            way,
            was,
            status: current.status,
            deleted,
            elsewhere: found.elsewhere,
            unkept: unkept.or(unkept_now),
        })
    }

    /// Changes what differs about an endpoint that can stay.
    async fn adjust(
        &self,
        ours: &Ours,
        url: &PublicUrl,
        now: UnixSeconds,
    ) -> Result<(WebhookEndpoint, Way), EndpointError> {
        let there = ours.endpoint();
        let is_elsewhere = there.url != url.as_str();
        let mut change = EndpointChange {
            url: is_elsewhere.then(|| url.as_str().to_owned()),
            events: (!same_events(&there.events)).then(events),
            ..EndpointChange::default()
        };
        if watch::may_enable(there, now) {
            change.status = Some(EndpointStatus::Enabled);
            change
                .metadata
                .insert(ENABLED_AGAIN.to_owned(), now.0.to_string());
        }
        let way = if is_elsewhere { Way::Moved } else { Way::Kept };
        if change == EndpointChange::default() {
            return Ok((there.clone(), way));
        }
        let changed = self
            .client
            .update_webhook_endpoint(&there.id, &change, None)
            .await?;
        tracing::info!(id = %changed.id, ?way, "Our webhook endpoint was changed.");
        Ok((changed, way))
    }

    /// Makes an endpoint and keeps its secret before anything that is there is touched.
    async fn make(
        &self,
        url: &PublicUrl,
        found: &Found,
        state: &mut State,
    ) -> Result<(WebhookEndpoint, Way, Option<KeysError>), EndpointError> {
        let new = NewEndpoint {
            url: url.as_str().to_owned(),
            events: events(),
            description: format!("Countertop on {}", self.installation.machine()),
            metadata: marks(&self.installation),
        };
        let CreatedEndpoint { endpoint, secret } =
            match self.client.create_webhook_endpoint(&new, None).await {
                Err(error) if is_full(&error, found) => self.make_room(&new, found).await?,
                created => created?,
            };
        let way = if found.ours.is_empty() {
            Way::Made
        } else {
            Way::Replaced
        };
        tracing::info!(id = %endpoint.id, ?way, "Our webhook endpoint was made.");
        let kept = self.kept(state).await?;
        kept.add(entry(&endpoint, secret));
        let unkept = self.keep(kept).await;
        Ok((endpoint, way, unkept))
    }

    /// Where no second endpoint is to be had, ours has to go first: what happens in between comes by
    /// catch-up.
    async fn make_room(
        &self,
        new: &NewEndpoint,
        found: &Found,
    ) -> Result<CreatedEndpoint, EndpointError> {
        if found.ours.is_empty() {
            return Err(EndpointError::Full {
                count: found.count,
                elsewhere: found.elsewhere.clone(),
            });
        }
        for ours in &found.ours {
            self.delete(ours).await?;
        }
        Ok(self.client.create_webhook_endpoint(new, None).await?)
    }

    /// Deletes all that is ours but the one at work. Their secrets are accepted a while longer.
    async fn tidy(
        &self,
        current: &WebhookEndpoint,
        found: &Found,
        state: &mut State,
    ) -> Result<(usize, Option<KeysError>), EndpointError> {
        let until = UnixSeconds(self.clock.now().0 + OLD_SECRET);
        let kept = self.kept(state).await?;
        let unkept = if kept.give_up_all_but(&current.id, until) {
            self.keep(kept).await
        } else {
            (self.accept)(&kept.accepted(self.clock.now()));
            None
        };
        let mut deleted = 0;
        for ours in &found.ours {
            if ours.endpoint().id != current.id {
                self.delete(ours).await?;
                deleted += 1;
            }
        }
        Ok((deleted, unkept))
    }
}

/// The newest endpoint of ours that can stay: at our version, its secret known.
fn usable(found: &Found, kept: &KeptSecrets) -> Option<Ours> {
    let mut ours = found.ours.iter();
    ours.find(|it| {
        let endpoint = it.endpoint();
        endpoint.api_version.as_deref() == Some(API_VERSION) && kept.has(&endpoint.id)
    })
    .cloned()
}

fn events() -> Vec<String> {
    handled_types().map(str::to_owned).collect()
}

fn same_events(there: &[String]) -> bool {
    let mut wanted: Vec<_> = handled_types().collect();
    let mut there: Vec<_> = there.iter().map(String::as_str).collect();
    wanted.sort_unstable();
    there.sort_unstable();
    wanted == there
}

/// Whether a refusal means that there are too many. Stripe has no code for it, and its event
/// destinations count without being listed.
fn is_full(error: &ApiError, found: &Found) -> bool {
    let ApiError::Refused(refusal) = error else {
        return false;
    };
    let says_so = refusal.message.as_deref().is_some_and(|message| {
        let message = message.to_ascii_lowercase();
        message.contains("maximum") && message.contains("endpoints")
    });
    says_so || (found.count >= MOST_ENDPOINTS && refusal.param.is_none())
}
