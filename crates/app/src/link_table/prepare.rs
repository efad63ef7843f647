//! Looking a table over: what each row says, what is wrong with it, and whether its link is there already.

use std::collections::BTreeMap;

use countertop_domain::{LinkPlan, PaymentLinkId, UnixSeconds};
use countertop_store::Ledger;
use countertop_stripe_client::Client;
use countertop_terms::sheet::{self, CellProblem, Reading, Row, Sheet, SheetError};
use countertop_terms::{Context, Findings, LinkTerms, check};
use jiff::tz::TimeZone;

use super::{LinkTable, Standing, TableRow};
use crate::links::{self, LinkError};
use crate::plans::{Given, PlanProblem, Side, moment};
use crate::refusals::sentence;

/// How a table is read.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// How cells are understood.
    pub sheet: Reading,
    /// By whose clock links open and close.
    pub zone: TimeZone,
    /// The time.
    pub now: UnixSeconds,
}

/// Why a table cannot be looked over.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It is no table of links.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The ledger cannot be read, or Stripe cannot be asked about prices that the table names.
    #[error(transparent)]
    Link(#[from] LinkError),
}

/// Looks a table over. Nothing is made by that. Without a client, prices of the catalogue are taken as they
/// are written.
///
/// # Errors
/// When it is no table of links as a whole; what is wrong with a row stands with that row.
pub async fn look_over(
    ledger: &Ledger,
    client: Option<&Client>,
    bytes: &[u8],
    reading: &TableReading,
) -> Result<LinkTable, TableError> {
    let sheet = sheet::read(bytes, &reading.sheet)?;
    let prices = match client {
        Some(client) => Prices::of(client, &sheet).await?,
        None => Prices::default(),
    };
    let looking = Looking {
        zone: &reading.zone,
        now: reading.now,
        prices,
        known: links::made_under_keys(ledger)?,
    };
    Ok(LinkTable {
        decimal: sheet.decimal,
        zone: reading.zone.iana_name().unwrap_or("UTC").to_owned(),
        rows: sheet.rows.into_iter().map(|row| looking.row(row)).collect(),
    })
}

/// The prices of the catalogue that a table names.
#[derive(Default)]
struct Prices {
    context: Context,
    /// Those that Stripe does not give, each with why.
    missing: BTreeMap<String, String>,
}

impl Prices {
    async fn of(client: &Client, sheet: &Sheet) -> Result<Self, LinkError> {
        let mut prices = Self::default();
        for (param, id) in sheet.rows.iter().flat_map(named) {
            let is_known =
                prices.context.prices.contains_key(&id) || prices.missing.contains_key(&id);
            if is_known {
                continue;
            }
            match links::known_price(client, &param, &id).await {
                Ok(Some(price)) => {
                    prices.context.prices.insert(id, price);
                }
                Ok(None) => {}
                Err(error) if error.refusal().is_some() => {
                    prices.missing.insert(id, sentence(&error));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(prices)
    }
}

fn named(row: &Row) -> Vec<(String, String)> {
    row.terms.as_ref().map(links::named).unwrap_or_default()
}

/// What all rows are held against.
struct Looking<'a> {
    zone: &'a TimeZone,
    now: UnixSeconds,
    prices: Prices,
    /// The links that were made under a key.
    known: BTreeMap<String, PaymentLinkId>,
}

impl Looking<'_> {
    fn row(&self, row: Row) -> TableRow {
        let key = format!("row-{}", row.key);
        let mut problems = row.terms.as_ref().err().cloned().unwrap_or_default();
        let terms = row.terms.clone().unwrap_or_default();
        let findings = check(&terms, &self.prices.context);
        if problems.is_empty() {
            problems.extend(self.missing_prices(&row));
            problems.extend(in_columns(&row, &findings));
        }
        let plan = self.plan(&row, &mut problems);
        let standing = match self.known.get(&key) {
            Some(link) => Standing::Known(link.clone()),
            None if problems.is_empty() => Standing::Ready,
            None => Standing::Wrong(problems),
        };
        TableRow {
            line: row.line,
            name: name(&row, &terms),
            key,
            plan,
            total: findings.total,
            currency: findings.currency,
            standing,
            terms,
        }
    }

    fn missing_prices(&self, row: &Row) -> Vec<CellProblem> {
        let named = named(row).into_iter();
        let missing = named.filter_map(|(param, id)| {
            let why = self.prices.missing.get(&id)?;
            Some(problem(column(row, &param), why.clone()))
        });
        missing.collect()
    }

    fn plan(&self, row: &Row, problems: &mut Vec<CellProblem>) -> Given {
        let mut side = |column: &str, text: &Option<String>| match text {
            None => Side::AsBefore,
            Some(text) => match moment(text, self.zone) {
                Ok(at) => Side::At(at),
                Err(error) => {
                    problems.push(problem(column, sentence(&error)));
                    Side::AsBefore
                }
            },
        };
        let given = Given {
            open: side("open", &row.plan.open),
            close: side("close", &row.plan.close),
        };
        if let Err(error) = given.checked(&LinkPlan::default(), self.now) {
            let column = match error {
                PlanProblem::OpensInThePast => "open",
                PlanProblem::ClosesInThePast | PlanProblem::ClosesFirst => "close",
            };
            problems.push(problem(column, sentence(&error)));
        }
        given
    }
}

/// What is sold; a price of the catalogue by its id alone.
fn name(row: &Row, terms: &LinkTerms) -> String {
    let first = terms.line_items.first();
    let named = first.map(|item| item.price_data.product_data.name.as_str());
    let named = named.filter(|name| !name.is_empty());
    named.unwrap_or(&row.name).to_owned()
}

/// What the rules find, each with the column that said it.
fn in_columns(row: &Row, findings: &Findings) -> Vec<CellProblem> {
    let found = findings.problems.iter();
    let found = found.map(|it| problem(column(row, &it.param), it.sentence.clone()));
    found.collect()
}

/// The column that said what stands at a parameter, or could say it.
fn column<'a>(row: &'a Row, param: &'a str) -> &'a str {
    let column = row.column_of(param).or_else(|| sheet::column_for(param));
    column.unwrap_or(param)
}

fn problem(column: &str, message: String) -> CellProblem {
    CellProblem {
        column: column.to_owned(),
        message,
    }
}
