//! The command line of `history`.

use clap::{Args, Subcommand};
use jiff::tz::TimeZone;

use crate::dates::{self, When};

/// What to do with the history.
#[derive(Debug, Subcommand)]
pub enum History {
    /// Read the lists of objects into the ledger; stopped anywhere, it goes on from there
    Import(HistoryImport),
    /// Say how far the last import came
    Show,
}

/// What to import.
#[derive(Debug, Args)]
pub struct HistoryImport {
    /// Only what was created from this time on [default: all that there is]
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub since: Option<When>,
    /// Where a bare date has its midnight, such as Europe/Rome
    #[arg(long, value_name = "TZ", default_value = "UTC", value_parser = dates::zone)]
    pub timezone: TimeZone,
}
