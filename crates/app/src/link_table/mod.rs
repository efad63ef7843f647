//! Links from a table: it is looked over as a whole, then its links are made one by one.
//!
//! Each row has a key, which goes with the link that is made of it. So a run that was broken off can be
//! repeated, also with the same table in another program or on another day: what was made is known again.

mod make;
mod prepare;
mod tables;
mod window;

use countertop_domain::{Currency, PaymentLinkId};
use countertop_terms::LinkTerms;
use countertop_terms::sheet::{CellProblem, DecimalSign};

use crate::plans::Given;

pub use make::make;
pub use prepare::{TableError, TableReading, look_over};
pub(crate) use tables::Tables;

/// A table that was looked over.
#[derive(Clone, Debug)]
pub struct LinkTable {
    /// How its amounts were read.
    pub decimal: DecimalSign,
    /// By whose clock its links open and close.
    pub zone: String,
    /// A link each, in the table's order.
    pub rows: Vec<TableRow>,
}

impl LinkTable {
    /// How many rows have something wrong with them.
    pub fn wrong(&self) -> usize {
        let is_wrong = |row: &&TableRow| matches!(row.standing, Standing::Wrong(_));
        self.rows.iter().filter(is_wrong).count()
    }
}

/// A row of a table: one link.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// What is sold.
    pub name: String,
    /// By which its link is known again.
    pub key: String,
    /// What the link is made of.
    pub terms: LinkTerms,
    /// When it opens and closes.
    pub plan: Given,
    /// What one checkout comes to in minor units, where it is known.
    pub total: Option<i64>,
    /// Of the total.
    pub currency: Option<Currency>,
    /// How it stands.
    pub standing: Standing,
}

/// How it stands with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its link is to be made.
    Ready,
    /// Its link was made before.
    Known(PaymentLinkId),
    /// Something is wrong with it.
    Wrong(Vec<CellProblem>),
    /// Its link was made.
    Made(PaymentLinkId),
    /// It was tried and did not go: why, and what to do.
    Refused(String),
}
