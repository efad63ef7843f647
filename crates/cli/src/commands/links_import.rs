//! `links import`: links made from a table, each once however often it is repeated.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use countertop_app::link_table::{
    self, LinkTable, Standing, TableError, TableReading, TableRow, make,
};
use countertop_app::links;
use countertop_app::reception::{Clock as _, SystemClock};
use countertop_store::Ledger;
use countertop_stripe_client::Client;
use countertop_terms::sheet::{CellProblem, DecimalSign, MOST_BYTES, Reading};
use serde::Serialize;

use crate::args::{DecimalMark, Global, LinksImport};
use crate::exit::note;
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::{output, secrets};

/// What became of a row, as it is printed: a line each.
#[derive(Serialize)]
struct PrintedRow<'a> {
    line: u64,
    name: &'a str,
    /// `ready`, `known`, `wrong`, `made` or `refused`.
    result: &'static str,
    /// Its link.
    id: Option<&'a str>,
    problems: Vec<PrintedProblem<'a>>,
}

#[derive(Serialize)]
struct PrintedProblem<'a> {
    /// Empty where the row as a whole is meant.
    column: &'a str,
    message: &'a str,
}

/// Makes the links of a table, and prints a line for each row.
///
/// # Errors
/// When the table cannot be read, something is wrong with a row, or a link could not be made.
pub fn run(global: &Global, args: &LinksImport) -> Result<()> {
    let bytes = contents(&args.file)?;
    let client = match args.dry_run {
        true => secrets::client(global)?,
        false => Some(secrets::needed_client(global)?),
    };
    beside(global, |ledger| {
        wait_for(import(ledger, client.as_ref(), args, &bytes))
    })
}

async fn import(
    ledger: &Ledger,
    client: Option<&Client>,
    args: &LinksImport,
    bytes: &[u8],
) -> Result<()> {
    let table = look_over(ledger, client, args, bytes).await?;
    let wrong = table.wrong();
    let Some(client) = client.filter(|_| wrong == 0 && !args.dry_run) else {
        table.rows.iter().try_for_each(print)?;
        if wrong > 0 {
            bail!(
                "something is wrong with {wrong} of {} rows, so no link was made: correct them in \
                 the table and repeat the command",
                table.rows.len()
            );
        }
        return Ok(());
    };
    let mut refused = 0;
    for mut row in table.rows {
        row.standing = make(ledger, client, &row, &table.zone, &SystemClock).await?;
        refused += u32::from(matches!(row.standing, Standing::Refused(_)));
        print(&row)?;
    }
    if refused > 0 {
        bail!(
            "{refused} links could not be made: what hinders each stands in its line; the others are \
             made, and will not be made again when the command is repeated"
        );
    }
    Ok(())
}

async fn look_over(
    ledger: &Ledger,
    client: Option<&Client>,
    args: &LinksImport,
    bytes: &[u8],
) -> Result<LinkTable> {
    if let Some(client) = client {
        adopt_mode(ledger, client).await?;
        // What was made elsewhere from the same table is known by that.
        if let Err(error) = links::refresh(ledger, client).await {
            match args.dry_run {
                true => note(&format!(
                    "note: links that were made elsewhere are not known; {error}"
                )),
                false => return Err(error.into()),
            }
        }
    }
    let reading = TableReading {
        sheet: Reading {
            decimal: args.decimal.map(DecimalSign::from),
            currency: args.currency,
        },
        zone: args.timezone.clone(),
        now: SystemClock.now(),
    };
    let table = link_table::look_over(ledger, client, bytes, &reading).await;
    table.map_err(|error| match error {
        TableError::Sheet(error) => anyhow!("{}: {error}", args.file.display()),
        TableError::Link(error) => error.into(),
    })
}

fn print(row: &TableRow) -> Result<()> {
    let (result, id, problems) = match &row.standing {
        Standing::Ready => ("ready", None, Vec::new()),
        Standing::Known(id) => ("known", Some(id), Vec::new()),
        Standing::Made(id) => ("made", Some(id), Vec::new()),
        Standing::Wrong(problems) => ("wrong", None, problems.iter().map(printed).collect()),
        Standing::Refused(message) => {
            let column = "";
            ("refused", None, vec![PrintedProblem { column, message }])
        }
    };
    output::json(&PrintedRow {
        line: row.line,
        name: &row.name,
        result,
        id: id.map(|it| it.as_str()),
        problems,
    })
}

fn printed(problem: &CellProblem) -> PrintedProblem<'_> {
    PrintedProblem {
        column: &problem.column,
        message: &problem.message,
    }
}

fn contents(path: &Path) -> Result<Vec<u8>> {
    let read = || {
        let mut bytes = Vec::new();
        let most = MOST_BYTES as u64 + 1;
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error: std::io::Error| {
        anyhow!(
            "the table {} cannot be read ({error}): check its name, and that you may read it",
            path.display()
        )
    })
}

impl From<DecimalMark> for DecimalSign {
    fn from(mark: DecimalMark) -> Self {
        match mark {
            DecimalMark::Point => Self::Point,
            DecimalMark::Comma => Self::Comma,
        }
    }
}
