//! Links that are made from a table.

use countertop_terms::sheet::DecimalSign;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A table to be looked over. Nothing is made by that.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReadLinkTable {
    /// The chosen file.
    pub place: String,
    /// How its amounts are written; when missing, it is told from the table.
    pub decimal: Option<DecimalSign>,
    /// The currency of rows that name none, three letters.
    pub currency: Option<String>,
    /// By whose clock links open and close, such as `Europe/Vienna`.
    pub zone: String,
}

/// The table that is looked at, if there is one.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTableState {
    /// It; null where there is none.
    pub table: Option<LinkTable>,
}

/// A table of links.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTable {
    /// By which it is named until another one is read.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// How its amounts were read.
    pub decimal: DecimalSign,
    /// Its rows, each a link.
    pub rows: Vec<LinkTableRow>,
    /// How many rows are in each state.
    pub counts: LinkTableCounts,
    /// Whether links are being made of it.
    pub is_making: bool,
    /// Why no more are being made, though rows are left.
    pub trouble: Option<String>,
}

/// How many rows are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTableCounts {
    /// To be made.
    pub ready: u32,
    /// Made before.
    pub known: u32,
    /// With something wrong.
    pub wrong: u32,
    /// Made now.
    pub made: u32,
    /// Refused.
    pub refused: u32,
}

/// How it stands with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkTableStanding {
    /// Its link is to be made.
    Ready,
    /// Its link was made before.
    Known,
    /// Something is wrong with it.
    Wrong,
    /// Its link is made.
    Made,
    /// It was tried, and did not go.
    Refused,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTableRow {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// What is sold.
    pub name: String,
    /// What one checkout comes to in minor units, where it is known.
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: Option<String>,
    /// How it stands.
    pub standing: LinkTableStanding,
    /// What is wrong with it, or why it was refused.
    pub problems: Vec<LinkTableProblem>,
    /// Its link's id.
    pub link: Option<String>,
    /// When it is to open, in Unix seconds.
    pub opens_at: Option<i64>,
    /// When it is to close, in Unix seconds.
    pub closes_at: Option<i64>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTableProblem {
    /// The column; empty where the row as a whole is meant.
    pub column: String,
    /// One sentence.
    pub message: String,
}

/// Which table.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkTableChoice {
    /// Its id.
    pub id: String,
}
