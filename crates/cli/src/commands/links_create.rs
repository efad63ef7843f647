//! `links create`: a payment link, made through the API.

use std::fs::File;
use std::io::{self, Read as _};
use std::num::NonZeroU32;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use countertop_app::links;
use countertop_domain::Money;
use countertop_store::{Ledger, LinkFigures, LinkRow};
use countertop_stripe_client::{Client, NewLink};
use serde_json::Value;

use super::links::PrintedLink;
use crate::args::{Global, LinksCreate};
use crate::exit::usage;
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::{output, secrets};

/// Largest file of parameters, in bytes.
const LONGEST_FILE: u64 = 1 << 20;

/// What is to be made.
enum Wanted {
    Simple(NewLink),
    Parameters(Value),
}

/// Creates a link and prints it.
///
/// # Errors
/// When the parameters break a rule, or Stripe cannot be reached or refuses.
pub fn run(global: &Global, args: &LinksCreate) -> Result<()> {
    let wanted = wanted(args)?;
    let client = secrets::needed_client(global)?;
    let link = beside(global, |ledger| wait_for(create(ledger, &client, &wanted)))?;
    output::json(&PrintedLink::new(link, &LinkFigures::default()))
}

async fn create(ledger: &Ledger, client: &Client, wanted: &Wanted) -> Result<LinkRow> {
    adopt_mode(ledger, client).await?;
    let created = match wanted {
        Wanted::Simple(link) => links::create(ledger, client, link, None).await,
        Wanted::Parameters(parameters) => {
            links::create_from(ledger, client, parameters, None).await
        }
    };
    Ok(created?)
}

fn wanted(args: &LinksCreate) -> Result<Wanted> {
    match (&args.file, &args.name, args.amount, args.currency) {
        (Some(path), ..) => parameters(path).map(Wanted::Parameters),
        (None, Some(name), Some(amount), Some(currency)) => {
            let amount = Money::new(amount, currency).map_err(usage)?;
            amount
                .check_chargeable()
                .map_err(|error| usage(format!("--amount: {error}")))?;
            Ok(Wanted::Simple(NewLink {
                name: name.clone(),
                amount,
                quantity: args.quantity.unwrap_or(NonZeroU32::MIN),
                metadata: links::mark(),
            }))
        }
        // The command line's own rules ask for all three.
        _ => Err(usage("give --name, --amount and --currency, or --file")),
    }
}

fn parameters(path: &Path) -> Result<Value> {
    let name = path.display();
    let contents = read(path).map_err(|error| {
        anyhow!(
            "the file {name} cannot be read ({error}): check its name, and that you may read it"
        )
    })?;
    match serde_json::from_slice(&contents) {
        Ok(parameters @ Value::Object(_)) => Ok(parameters),
        Ok(_) => bail!("the file {name} holds no JSON object: write the API's parameters as {{…}}"),
        Err(error) => bail!("the file {name} is not JSON ({error}): correct it there"),
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut contents = Vec::new();
    let length = if path.as_os_str() == "-" {
        io::stdin()
            .lock()
            .take(LONGEST_FILE + 1)
            .read_to_end(&mut contents)?
    } else {
        File::open(path)?
            .take(LONGEST_FILE + 1)
            .read_to_end(&mut contents)?
    };
    if length as u64 > LONGEST_FILE {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "it is longer than 1 MiB",
        ));
    }
    Ok(contents)
}
