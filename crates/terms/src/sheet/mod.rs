//! A table of links to be made, as a spreadsheet writes it: one row, one link.
//!
//! Source of the format: RFC 4180. The columns are named in [`columns`]; besides, any parameter of the API
//! may be a column, under the name that Stripe gives it in an error, such as `custom_text[submit][message]`.

mod cells;
mod columns;
mod number;
mod read;
mod row;

use countertop_domain::Currency;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use columns::column_for;
pub use read::{MOST_BYTES, MOST_ROWS, SheetError, read};
pub use row::Row;

use crate::LinkTerms;

/// How the table's amounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// 1,234.50
    Point,
    /// 1.234,50
    Comma,
}

/// How to read a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// How amounts are written; none: with a comma where the columns are parted by semicolons, as
    /// spreadsheets write them there, else with a point.
    pub decimal: Option<DecimalSign>,
    /// The currency of rows that name none.
    pub currency: Option<Currency>,
}

/// What a table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// How its amounts were read.
    pub decimal: DecimalSign,
    /// One for each link, in the table's order.
    pub rows: Vec<Row>,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// The column, as the table calls it; empty where the row as a whole is meant.
    pub column: String,
    /// One sentence.
    pub message: String,
}

/// When a link is to open or close, as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanCells {
    /// When it opens.
    pub open: Option<String>,
    /// When it closes.
    pub close: Option<String>,
}

/// What a row says: terms, or why there are none.
type Terms = Result<LinkTerms, Vec<CellProblem>>;
