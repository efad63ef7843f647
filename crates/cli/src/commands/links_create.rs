//! `links create`: a payment link, made through the API.

use std::path::Path;

use anyhow::{Error, Result, anyhow};
use countertop_app::links::{self, LinkError};
use countertop_app::reception::SystemClock;
use countertop_domain::Money;
use countertop_store::{Ledger, LinkFigures, LinkRow};
use countertop_stripe_client::Client;
use countertop_terms::{LineItem, LinkTerms, NewProduct, PriceData, kept_apart};
use serde_json::Value;

use super::links::PrintedLink;
use super::links_file::{parameters, refusal};
use crate::args::{Global, LinksCreate};
use crate::exit::{note, usage};
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::{output, secrets};

/// What is to be made.
struct Wanted {
    terms: LinkTerms,
    /// Parameters that terms do not have.
    apart: Value,
}

/// Creates a link and prints it.
///
/// # Errors
/// When the parameters break a rule, or Stripe cannot be reached or refuses.
pub fn run(global: &Global, args: &LinksCreate) -> Result<()> {
    let wanted = match &args.file {
        Some(path) => of_file(path)?,
        None => of_words(args)?,
    };
    let client = secrets::needed_client(global)?;
    let link = beside(global, |ledger| {
        wait_for(async {
            if let Some(path) = &args.file {
                check(&client, &wanted.terms, path).await?;
            }
            let wanted = (&wanted.terms, &wanted.apart);
            create(ledger, &client, wanted, args.once.as_deref()).await
        })
    })?;
    output::json(&PrintedLink::new(link, &LinkFigures::default()))
}

/// Makes a link once under a key, which is another each time where none is given.
pub async fn create(
    ledger: &Ledger,
    client: &Client,
    wanted: (&LinkTerms, &Value),
    once: Option<&str>,
) -> Result<LinkRow> {
    adopt_mode(ledger, client).await?;
    let fresh = client.new_idempotency_key();
    let key = once.unwrap_or(fresh.as_str());
    let made = links::create_once_with(ledger, client, wanted, key, &SystemClock).await;
    made.map_err(|error| explained(error, key))
}

/// A link that may have been made is named by its key, so that the same command makes no other.
fn explained(error: LinkError, key: &str) -> Error {
    match error {
        LinkError::InDoubt { reason, .. } => anyhow!(
            "{reason}, so it is not known whether the link was made: run the command again with --once \
             {key}, and no second one is made"
        ),
        other => other.into(),
    }
}

async fn check(client: &Client, terms: &LinkTerms, path: &Path) -> Result<()> {
    let findings = links::check(client, terms).await?;
    if !findings.problems.is_empty() {
        return Err(refusal(path, &findings.problems));
    }
    for warning in findings.warnings {
        note(&format!("note: {}: {}", warning.param, warning.sentence));
    }
    Ok(())
}

fn of_file(path: &Path) -> Result<Wanted> {
    let parameters = parameters(path)?;
    let read = LinkTerms::lenient(&parameters).map_err(|problem| refusal(path, &[problem]))?;
    Ok(Wanted {
        terms: read.terms,
        apart: kept_apart(&parameters),
    })
}

fn of_words(args: &LinksCreate) -> Result<Wanted> {
    let (Some(name), Some(amount), Some(currency)) = (&args.name, args.amount, args.currency)
    else {
        // The command line's own rules ask for all three.
        return Err(usage("give --name, --amount and --currency, or --file"));
    };
    let amount = Money::new(amount, currency).map_err(usage)?;
    amount
        .check_chargeable()
        .map_err(|error| usage(format!("--amount: {error}")))?;
    let price_data = PriceData {
        currency: currency.to_string(),
        unit_amount: Some(amount.minor()),
        product_data: NewProduct {
            name: name.clone(),
            ..NewProduct::default()
        },
        ..PriceData::default()
    };
    let item = LineItem {
        price_data,
        quantity: Some(args.quantity.map_or(1, std::num::NonZeroU32::get)),
        ..LineItem::default()
    };
    Ok(Wanted {
        terms: LinkTerms {
            line_items: vec![item],
            ..LinkTerms::default()
        },
        apart: Value::Null,
    })
}
