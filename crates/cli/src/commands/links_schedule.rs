//! `links schedule`: when a link opens and closes.

use anyhow::Result;
use countertop_app::plans::{self, Given, Side};
use countertop_app::reception::{Clock as _, SystemClock};
use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, LinkFigures, LinkRow};
use countertop_stripe_client::Client;

use super::links::PrintedLink;
use crate::args::{Global, LinksSchedule};
use crate::dates::When;
use crate::exit::{note, usage};
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::{output, secrets};

/// Plans a link and prints it.
///
/// # Errors
/// When the times make no sense, there is no such link, or Stripe or the ledger refuses.
pub fn run(global: &Global, args: &LinksSchedule) -> Result<()> {
    let given = given(args)?;
    let client = secrets::client(global)?;
    let (link, figures) = beside(global, |ledger| {
        wait_for(plan(ledger, client.as_ref(), args, given))
    })?;
    if link.plan.opens_at.is_some() || link.plan.closes_at.is_some() {
        note("note: it is done by `serve` with an API key, or by the window, while it runs");
    }
    output::json(&PrintedLink::new(link, &figures))
}

async fn plan(
    ledger: &Ledger,
    client: Option<&Client>,
    args: &LinksSchedule,
    given: Given,
) -> Result<(LinkRow, LinkFigures)> {
    if let Some(client) = client {
        adopt_mode(ledger, client).await?;
    }
    let zone = args.timezone.iana_name().unwrap_or("UTC");
    Ok(plans::plan(ledger, client, &args.id, given, zone, SystemClock.now()).await?)
}

fn given(args: &LinksSchedule) -> Result<Given> {
    let time = |when: Option<When>| -> Result<Option<UnixSeconds>> {
        when.map(|it| it.in_zone(&args.timezone).map_err(usage))
            .transpose()
    };
    let (open, close) = (time(args.open)?, time(args.close)?);
    if open.is_none() && close.is_none() && !args.clear {
        return Err(usage(
            "say when: give --open DATE, --close DATE or both, or --clear to take the plan back",
        ));
    }
    let side = |time: Option<UnixSeconds>| match time {
        Some(at) => Side::At(at),
        None if args.clear => Side::Never,
        None => Side::AsBefore,
    };
    Ok(Given {
        open: side(open),
        close: side(close),
    })
}
