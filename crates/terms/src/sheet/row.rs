//! One row: a link to be made.

use std::collections::{BTreeMap, BTreeSet};

use countertop_domain::Currency;
use csv::StringRecord;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::columns::Column;
use super::{CellProblem, DecimalSign, PlanCells, Terms, cells, number};
use crate::LinkTerms;
use crate::shape::blank;

/// How many digits of a digest tell rows apart.
const KEY_DIGITS: usize = 32;

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1, the column names included.
    pub line: u64,
    /// What it is known by when the table is read again: its own id, else what it says.
    pub key: String,
    /// What it is called, as far as that can be said.
    pub name: String,
    /// The link to be made, or what is wrong.
    pub terms: Result<LinkTerms, Vec<CellProblem>>,
    /// When it opens and closes.
    pub plan: PlanCells,
    /// For each place of a parameter the column that said it.
    named: BTreeMap<String, String>,
}

impl Row {
    /// The column that said what stands at this parameter, as the table calls it.
    pub fn column_of(&self, param: &str) -> Option<&str> {
        self.named.get(param).map(String::as_str)
    }
}

/// The keys of rows that were read, so that two of the same are two links.
#[derive(Default)]
pub(super) struct Seen {
    own: BTreeSet<String>,
    contents: BTreeMap<String, u32>,
}

/// How all rows are read.
pub(super) struct Rows {
    pub(super) columns: Vec<(String, Column)>,
    pub(super) decimal: DecimalSign,
    pub(super) currency: Option<Currency>,
}

/// What was found in a row so far.
struct Found {
    terms: Value,
    price: Option<(String, String)>,
    currency: Option<Currency>,
    own_id: Option<String>,
    plan: PlanCells,
    problems: Vec<CellProblem>,
}

impl Rows {
    pub(super) fn row(&self, line: u64, record: &StringRecord, seen: &mut Seen) -> Row {
        let mut found = Found {
            terms: blank(),
            price: None,
            currency: self.currency,
            own_id: None,
            plan: PlanCells::default(),
            problems: Vec::new(),
        };
        let mut named = BTreeMap::new();
        for ((heading, column), text) in self.columns.iter().zip(record) {
            if let Some(param) = column.param() {
                named.insert(param, heading.clone());
            }
            if !text.is_empty()
                && let Err(message) = found.take(heading, column, text)
            {
                found.tell(heading, message);
            }
        }
        found.set_price(self.decimal);
        let key = self.key(record, &mut found, seen);
        let name = found.terms["line_items"][0]["price_data"]["product_data"]["name"]
            .as_str()
            .or(found.terms["line_items"][0]["price"].as_str());
        Row {
            line,
            key,
            name: name.unwrap_or_default().to_owned(),
            plan: std::mem::take(&mut found.plan),
            terms: found.terms(),
            named,
        }
    }

    fn key(&self, record: &StringRecord, found: &mut Found, seen: &mut Seen) -> String {
        if let Some(id) = found.own_id.take() {
            let key = digest(&[("row", &id)]);
            if !seen.own.insert(key.clone()) {
                let message = format!("The row '{id}' is there twice; give each an id of its own.");
                found.tell("row", message);
            }
            return key;
        }
        let headings = self.columns.iter().map(|(heading, _)| heading.as_str());
        let mut said: Vec<(&str, &str)> = headings.zip(record).collect();
        said.retain(|(_, text)| !text.is_empty());
        // The same row stays the same where columns are moved.
        said.sort_unstable();
        let content = digest(&said);
        let again = seen.contents.entry(content.clone()).or_default();
        *again += 1;
        format!("{content}-{again}")
    }
}

impl Found {
    fn tell(&mut self, column: &str, message: String) {
        let column = column.to_owned();
        self.problems.push(CellProblem { column, message });
    }

    fn take(&mut self, heading: &str, column: &Column, text: &str) -> Result<(), String> {
        match column {
            Column::Row => self.own_id = Some(text.to_owned()),
            Column::Price => self.price = Some((heading.to_owned(), text.to_owned())),
            Column::Currency => {
                let currency = Currency::supported(&text.to_lowercase());
                self.currency = Some(currency.map_err(|error| format!("{error}."))?);
            }
            Column::Open => self.plan.open = Some(text.to_owned()),
            Column::Close => self.plan.close = Some(text.to_owned()),
            Column::Message => {
                self.after("hosted_confirmation")?;
                let place = ["after_completion", "hosted_confirmation", "custom_message"];
                return self.put(&place, text);
            }
            Column::Redirect => {
                self.after("redirect")?;
                return self.put(&["after_completion", "redirect", "url"], text);
            }
            Column::Parameter(steps) => return cells::put(&mut self.terms, steps, text),
        }
        Ok(())
    }

    fn put(&mut self, steps: &[&str], text: &str) -> Result<(), String> {
        let steps: Vec<String> = steps.iter().map(|&step| step.to_owned()).collect();
        cells::put(&mut self.terms, &steps, text)
    }

    /// What comes after the payment is one of two things.
    fn after(&mut self, kind: &str) -> Result<(), String> {
        let known = self.terms["after_completion"]["type"].as_str();
        if known.is_some_and(|it| !it.is_empty() && it != kind) {
            return Err("A row has either a message or a redirect; empty one of them.".to_owned());
        }
        self.put(&["after_completion", "type"], kind)
    }

    /// The price needs the currency, which may stand behind it.
    fn set_price(&mut self, decimal: DecimalSign) {
        let place = |name: &str| ["line_items", "0", "price_data", name].map(str::to_owned);
        if let Some((heading, text)) = self.price.take() {
            match self.currency.map(|it| number::minor(&text, decimal, it)) {
                Some(Ok(minor)) => {
                    let put =
                        cells::put(&mut self.terms, &place("unit_amount"), &minor.to_string());
                    put.unwrap_or_else(|message| self.tell(&heading, message));
                }
                Some(Err(message)) => self.tell(&heading, message),
                None => self.tell(&heading, NO_CURRENCY.to_owned()),
            }
        }
        let item = &self.terms["line_items"][0];
        if item["price"].as_str().is_some_and(str::is_empty)
            && let Some(currency) = self.currency
        {
            let code = currency.to_string();
            // The place is there: it was blank before.
            let _ = cells::put(&mut self.terms, &place("currency"), &code);
        }
        if self.terms["line_items"][0]["quantity"].is_null() {
            let quantity = ["line_items", "0", "quantity"].map(str::to_owned);
            let _ = cells::put(&mut self.terms, &quantity, "1");
        }
    }

    fn terms(self) -> Terms {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        serde_json::from_value(self.terms).map_err(|error| {
            let column = String::new();
            let message = format!("The row cannot be understood ({error}).");
            vec![CellProblem { column, message }]
        })
    }
}

const NO_CURRENCY: &str =
    "No currency is known; add a column 'currency', or choose one for all rows.";

/// A digest of names and values that no others have.
fn digest(said: &[(&str, &str)]) -> String {
    let mut hash = Sha256::new();
    for (name, value) in said {
        for part in [name, value] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    let hex = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    hex.chars().take(KEY_DIGITS).collect()
}
