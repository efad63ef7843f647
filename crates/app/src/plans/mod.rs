//! When links open and close. Stripe knows no such thing, so it is done from here: by the app while it is
//! open, or by `serve`. What fell due meanwhile is done at the next start or after sleep.
//!
//! Of a link whose steps have all come due only the last is carried out: one that was to open and to
//! close while nothing ran stays closed.

mod carry;
mod given;
mod moment;
mod trouble;
mod window;

use countertop_domain::{Act, ActKind, PaymentLinkId, UnixSeconds};
use countertop_store::{Ledger, LinkFigures, LinkRow, NewPlan};
use countertop_stripe_client::Client;

use crate::links::{self, Activity, LinkError};

pub use carry::keep_plans;
pub use given::{Given, PlanProblem, Side};
pub use moment::{NoMoment, moment};
pub(crate) use window::zone;

/// Why a plan is not kept.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// It makes no sense.
    #[error(transparent)]
    Problem(#[from] PlanProblem),
    /// The link is open and has to be closed until then, and nobody can do so.
    #[error(
        "the link is open and has to be closed until it opens, which takes an API key: set \
         COUNTERTOP_API_KEY or give --api-key-file"
    )]
    NeedsKey,
    /// Stripe or the ledger refused.
    #[error(transparent)]
    Link(#[from] LinkError),
}

/// Plans when a link opens and closes, by the clock of a zone; of a side of which nothing is said, the old
/// plan stays. A link that is to open later is closed until then.
///
/// # Errors
/// When the plan makes no sense, there is no such link, or Stripe or the ledger refuses.
pub async fn plan(
    ledger: &Ledger,
    client: Option<&Client>,
    id: &PaymentLinkId,
    given: Given,
    zone: &str,
    now: UnixSeconds,
) -> Result<(LinkRow, LinkFigures), PlanError> {
    let link = links::known(ledger, client, id).await?;
    let (open_at, close_at) = given.checked(&link.plan, now)?;
    if open_at.is_some() && link.active {
        let client = client.ok_or(PlanError::NeedsKey)?;
        links::set_active(ledger, client, id, Activity::Closed).await?;
    }
    let plan = NewPlan {
        open_at,
        close_at,
        time_zone: zone.to_owned(),
    };
    let planned = ledger.plan_link(id, plan).await;
    planned.map_err(LinkError::from)?;
    let found = ledger.link(id.as_str()).map_err(LinkError::from)?;
    Ok(found.ok_or_else(|| LinkError::Unknown(id.clone()))?)
}

/// Whether anything was ever planned for a link, also if it is done or was taken back.
///
/// # Errors
/// When the ledger cannot be read.
pub(crate) fn was_planned(ledger: &Ledger, id: &PaymentLinkId) -> Result<bool, LinkError> {
    let acts = ledger.link_acts(id)?;
    let is_plan = |act: &Act| matches!(act.kind, ActKind::LinkPlanned { .. });
    Ok(acts.iter().any(is_plan))
}
