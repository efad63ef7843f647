//! Making the link of one row.

use countertop_domain::PaymentLinkId;
use countertop_receiver::Clock;
use countertop_store::Ledger;
use countertop_stripe_client::{ApiError, Client};

use super::{Standing, TableRow};
use crate::links::{self, LinkError};
use crate::plans::{self, Given, PlanError};
use crate::refusals::sentence;

/// Makes a row's link and keeps its plan; gives back how the row stands now. Repeated, it makes nothing
/// twice.
///
/// # Errors
/// When nobody can make links now: the rest of the table would fare the same.
pub async fn make(
    ledger: &Ledger,
    client: &Client,
    row: &TableRow,
    zone: &str,
    clock: &dyn Clock,
) -> Result<Standing, LinkError> {
    let (id, standing) = match &row.standing {
        Standing::Known(id) | Standing::Made(id) => (id.clone(), row.standing.clone()),
        Standing::Wrong(_) => return Ok(row.standing.clone()),
        Standing::Ready | Standing::Refused(_) => {
            match links::create_once(ledger, client, &row.terms, &row.key, clock).await {
                Ok(link) => {
                    let id = link_id(&link.id)?;
                    (id.clone(), Standing::Made(id))
                }
                Err(error) if is_of_the_row(&error) => return Ok(refused(&error)),
                Err(error) => return Err(error),
            }
        }
    };
    match keep_plan(ledger, client, &id, row.plan, zone, clock).await {
        Ok(()) => Ok(standing),
        Err(PlanError::Link(error)) if !is_of_the_row(&error) => Err(error),
        Err(error) => {
            let why = sentence(&error);
            Ok(Standing::Refused(format!(
                "The link {id} is made, but not its plan. {why}"
            )))
        }
    }
}

/// Plans a link of which nothing was planned yet: what the merchant planned since is not undone.
async fn keep_plan(
    ledger: &Ledger,
    client: &Client,
    id: &PaymentLinkId,
    plan: Given,
    zone: &str,
    clock: &dyn Clock,
) -> Result<(), PlanError> {
    if plan == Given::default() || plans::was_planned(ledger, id)? {
        return Ok(());
    }
    plans::plan(ledger, Some(client), id, plan, zone, clock.now()).await?;
    Ok(())
}

/// Whether other rows may fare better.
fn is_of_the_row(error: &LinkError) -> bool {
    match error {
        LinkError::Api(error) => matches!(error, ApiError::Refused(_) | ApiError::NotFound(_)),
        LinkError::OtherContent(_)
        | LinkError::Problems(_)
        | LinkError::Key(_)
        | LinkError::NoLink => true,
        LinkError::Ledger(_)
        | LinkError::Unknown(_)
        | LinkError::NotSent { .. }
        | LinkError::InDoubt { .. } => false,
    }
}

fn refused(error: &LinkError) -> Standing {
    Standing::Refused(sentence(error))
}

fn link_id(id: &str) -> Result<PaymentLinkId, LinkError> {
    PaymentLinkId::new(id).map_err(|_| LinkError::NoLink)
}
