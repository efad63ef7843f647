//! Changing links, making many at once, when they open and close, and how their codes are saved.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use countertop_domain::{Currency, PaymentLinkId};
use countertop_print::{Language, Paper};
use jiff::tz::TimeZone;

use crate::dates::{self, When};
use crate::values;

/// When a link opens and closes.
#[derive(Debug, Args)]
pub struct LinksSchedule {
    /// The link's id: plink_…
    #[arg(value_parser = values::link_id)]
    pub id: PaymentLinkId,
    /// Open it then; until then it is closed
    #[arg(long, value_name = "DATE")]
    pub open: Option<When>,
    /// Close it then
    #[arg(long, value_name = "DATE")]
    pub close: Option<When>,
    /// Take back what was planned and is not given anew
    #[arg(long)]
    pub clear: bool,
    /// The time zone of bare days
    #[arg(long, value_name = "TZ", default_value = "UTC", value_parser = dates::zone)]
    pub timezone: TimeZone,
}

/// A table of links to be made.
#[derive(Debug, Args)]
pub struct LinksImport {
    /// A CSV file: a first line of column names such as name,price,currency, then a line for each link
    pub file: PathBuf,
    /// Look the table over and make nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The currency of rows that name none
    #[arg(long, value_name = "CUR", value_parser = values::currency)]
    pub currency: Option<Currency>,
    /// How amounts are written, 1,234.50 or 1.234,50; told from the table when missing
    #[arg(long, value_enum)]
    pub decimal: Option<DecimalMark>,
    /// The time zone of the columns open and close
    #[arg(long, value_name = "TZ", default_value = "UTC", value_parser = dates::zone)]
    pub timezone: TimeZone,
}

/// The sign before an amount's smaller units.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DecimalMark {
    /// 1,234.50
    Point,
    /// 1.234,50
    Comma,
}

/// A link.
#[derive(Debug, Args)]
pub struct LinkNamed {
    /// The link's id: plink_…
    #[arg(value_parser = values::link_id)]
    pub id: PaymentLinkId,
}

/// A link, and what becomes of it.
#[derive(Debug, Args)]
pub struct LinksUpdate {
    /// The link's id: plink_…
    #[arg(value_parser = values::link_id)]
    pub id: PaymentLinkId,
    /// A JSON file with the API's own parameters, only of what is to change; - is standard input
    #[arg(long, value_name = "F.json")]
    pub file: PathBuf,
}

/// A link to be made once more.
#[derive(Debug, Args)]
pub struct LinksDuplicate {
    /// The link's id: plink_…
    #[arg(value_parser = values::link_id)]
    pub id: PaymentLinkId,
    /// Make it once under this key, however often the command is run
    #[arg(long, value_name = "KEY", value_parser = values::once_key)]
    pub once: Option<String>,
}

/// How a link's code is saved.
#[derive(Debug, Args)]
pub struct LinksQr {
    /// The link's id: plink_…
    #[arg(value_parser = values::link_id)]
    pub id: PaymentLinkId,
    /// The file: its ending says what it is; one that is there is replaced
    #[arg(long, value_name = "F.png|F.svg|F.pdf")]
    pub out: PathBuf,
    #[command(flatten)]
    pub poster: PosterLook,
}

/// How a poster looks: a file that ends in .pdf is one.
#[derive(Debug, Args)]
pub struct PosterLook {
    /// A poster's paper; a4 when missing
    #[arg(long, value_enum)]
    pub paper: Option<PosterPaper>,
    /// A poster's language: de, en, es, fr, it, ja, nl or pt; en when missing
    #[arg(long, value_name = "LANG", value_parser = values::poster_language)]
    pub language: Option<Language>,
    /// The shop's name on a poster
    #[arg(long, value_name = "NAME")]
    pub shop: Option<String>,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PosterPaper {
    /// 210 × 297 mm
    A4,
    /// 148 × 210 mm
    A5,
    /// 105 × 148 mm
    A6,
    /// 8.5 × 11 in
    Letter,
}

impl From<PosterPaper> for Paper {
    fn from(paper: PosterPaper) -> Self {
        match paper {
            PosterPaper::A4 => Self::A4,
            PosterPaper::A5 => Self::A5,
            PosterPaper::A6 => Self::A6,
            PosterPaper::Letter => Self::Letter,
        }
    }
}
