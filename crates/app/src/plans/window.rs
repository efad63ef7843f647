//! The plan of a link as the window shows and changes it.

use countertop_domain::{LinkPlan as Planned, UnixSeconds};
use countertop_receiver::{Clock, SystemClock};
use countertop_store::{Ledger, LinkRow, StoreError};
use jiff::tz::TimeZone;

use super::{Given, PlanError, PlanProblem, Side, moment, plan, trouble};
use crate::App;
use crate::ipc::{IpcError, IpcErrorCode, LinkPlan, LinkPlanQuery, PlanLink, PlanSide};
use crate::links::LinkError;
use crate::refusals::{link_id, sentence};

impl App {
    /// When a link opens and closes.
    ///
    /// # Errors
    /// When there is no such link, or the ledger cannot be read.
    pub async fn show_link_plan(&self, query: LinkPlanQuery) -> Result<LinkPlan, IpcError> {
        let id = link_id(&query.id)?;
        self.read(move |ledger| {
            let (link, _) = ledger
                .link(id.as_str())?
                .ok_or_else(|| LinkError::Unknown(id))?;
            Ok(shown(ledger, link, SystemClock.now())?)
        })
        .await
    }

    /// Plans when a link opens and closes.
    ///
    /// # Errors
    /// When a time or the zone makes no sense, or Stripe or the ledger refuses.
    pub async fn plan_link(&self, wanted: PlanLink) -> Result<LinkPlan, IpcError> {
        let id = link_id(&wanted.id)?;
        let zone = zone(&wanted.zone)?;
        let given = Given {
            open: side(&wanted.open, &zone, "open")?,
            close: side(&wanted.close, &zone, "close")?,
        };
        let shop = self.shop().await?;
        let (ledger, client) = (shop.ledger(), shop.client());
        let now = SystemClock.now();
        let planned = plan(ledger, Some(client), &id, given, &wanted.zone, now).await;
        let (link, _) = planned.map_err(refused)?;
        Ok(shown(ledger, link, now)?)
    }
}

fn shown(ledger: &Ledger, link: LinkRow, now: UnixSeconds) -> Result<LinkPlan, StoreError> {
    let is_overdue = is_overdue(&link.plan, now);
    // What hindered a step tells nothing once the step is taken back.
    let trouble = match is_overdue {
        true => trouble::of(ledger, &link.id)?,
        false => None,
    };
    Ok(LinkPlan {
        opens_at: link.plan.opens_at.map(|it| it.0),
        closes_at: link.plan.closes_at.map(|it| it.0),
        zone: link.plan.time_zone,
        id: link.id,
        is_overdue,
        trouble,
    })
}

fn is_overdue(plan: &Planned, now: UnixSeconds) -> bool {
    let steps = [plan.opens_at, plan.closes_at];
    steps.into_iter().flatten().any(|at| at <= now)
}

/// A time zone by its name.
pub(crate) fn zone(name: &str) -> Result<TimeZone, IpcError> {
    TimeZone::get(name).map_err(|_| {
        let message = format!(
            "There is no time zone '{name}'; choose one such as Europe/Rome or America/New_York."
        );
        IpcError::of_field("zone", message)
    })
}

fn side(side: &PlanSide, zone: &TimeZone, field: &str) -> Result<Side, IpcError> {
    match side {
        PlanSide::AsBefore => Ok(Side::AsBefore),
        PlanSide::Never => Ok(Side::Never),
        PlanSide::At { time } => moment(time, zone)
            .map(Side::At)
            .map_err(|error| IpcError::of_field(field, sentence(&error))),
    }
}

fn refused(error: PlanError) -> IpcError {
    let message = sentence(&error);
    match error {
        PlanError::Problem(PlanProblem::OpensInThePast) => IpcError::of_field("open", message),
        PlanError::Problem(PlanProblem::ClosesInThePast | PlanProblem::ClosesFirst) => {
            IpcError::of_field("close", message)
        }
        PlanError::NeedsKey => IpcError::new(IpcErrorCode::KeyNeeded, message),
        PlanError::Link(error) => error.into(),
    }
}
