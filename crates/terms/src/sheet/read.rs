//! Reading the table as a whole.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::columns::Column;
use super::row::{Rows, Seen};
use super::{CellProblem, DecimalSign, Reading, Sheet};

/// Longest table, in bytes.
pub const MOST_BYTES: usize = 5 << 20;
/// Most rows.
pub const MOST_ROWS: usize = 5_000;

/// Why a table as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Too long.
    #[error("the table is longer than 5 MiB; part it into several")]
    TooLong,
    /// Not text as we read it.
    #[error("the table is not written in UTF-8; save it as “CSV UTF-8” in the spreadsheet program")]
    NotUtf8,
    /// Nothing in it.
    #[error(
        "the table has no rows; write a first line of column names, such as name,price,currency, and \
         a line for each link"
    )]
    Empty,
    /// Too many links.
    #[error("the table has more than 5,000 rows; part it into several")]
    TooManyRows,
    /// A line has another number of cells than the first, or a quote does not end.
    #[error("line {line} cannot be read ({reason}); correct it in the spreadsheet program")]
    Line {
        /// Counted from 1, the column names included.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// A column that means nothing.
    #[error("column '{}': {}", .0.column, .0.message)]
    Column(CellProblem),
    /// Two columns that say the same.
    #[error("the column '{0}' says what another one says, too; take one away")]
    Twice(String),
    /// No column that says what is sold.
    #[error(
        "no column says what is sold; name one 'name' beside 'price', or 'price_id' for prices of the \
         catalogue"
    )]
    NothingSold,
}

/// The parameters of which one says what is sold.
const WHAT_IS_SOLD: [&str; 3] = [
    "line_items[0][price]",
    "line_items[0][price_data][product]",
    "line_items[0][price_data][product_data][name]",
];

/// Reads a table.
///
/// # Errors
/// When it is not a table of links as a whole; what is wrong with one row stands with that row.
pub fn read(bytes: &[u8], reading: &Reading) -> Result<Sheet, SheetError> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetError::TooLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| SheetError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter(text);
    let decimal = reading.decimal.unwrap_or(match delimiter {
        b';' => DecimalSign::Comma,
        _ => DecimalSign::Point,
    });
    let mut table = ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let columns = columns(table.headers().map_err(|error| unreadable(&error))?)?;
    let rows = Rows {
        columns,
        decimal,
        currency: reading.currency,
    };
    let (mut read, mut seen) = (Vec::new(), Seen::default());
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    for record in table.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        if read.len() == MOST_ROWS {
            return Err(SheetError::TooManyRows);
        }
        let line = lines.of(record.position());
        read.push(rows.row(line, &record, &mut seen));
    }
    if read.is_empty() {
        return Err(SheetError::Empty);
    }
    Ok(Sheet {
        decimal,
        rows: read,
    })
}

/// Counts lines as an editor does. The reader's own count is behind where lines end with two signs.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record begins; records come in the text's order.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let from = position.map_or(0, |it| usize::try_from(it.byte()).unwrap_or(usize::MAX));
        let bytes = self.text.as_bytes();
        let is_end = |at: usize| matches!(bytes.get(at), Some(b'\r' | b'\n'));
        while self.at < from.min(bytes.len()) || is_end(self.at) {
            self.line += u64::from(bytes.get(self.at) == Some(&b'\n'));
            self.at += 1;
        }
        self.line
    }
}

/// What parts the cells: of comma, semicolon and tab that which the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let count = |sign: &u8| {
        let sign = char::from(*sign);
        first.map_or(0, |line| line.matches(sign).count())
    };
    // Of equals the last is taken.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(b',')
}

/// The columns, each with its name in the table.
fn columns(headings: &StringRecord) -> Result<Vec<(String, Column)>, SheetError> {
    let mut columns: Vec<(String, Column)> = Vec::new();
    for heading in headings {
        let column = Column::named(heading).map_err(SheetError::Column)?;
        let means_the_same = |(_, other): &(String, Column)| {
            *other == column || other.param().is_some_and(|it| Some(it) == column.param())
        };
        if columns.iter().any(means_the_same) {
            return Err(SheetError::Twice(heading.to_owned()));
        }
        columns.push((heading.to_owned(), column));
    }
    if columns.is_empty() {
        return Err(SheetError::Empty);
    }
    let sells = |(_, column): &(String, Column)| {
        let param = column.param();
        param.is_some_and(|it| WHAT_IS_SOLD.contains(&it.as_str()))
    };
    if !columns.iter().any(sells) {
        return Err(SheetError::NothingSold);
    }
    Ok(columns)
}

fn unreadable(error: &csv::Error) -> SheetError {
    let line = error.position().map_or(1, csv::Position::line);
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("it has {len} cells, the first line has {expected_len}"),
        other => format!("{other:?}"),
    };
    SheetError::Line { line, reason }
}
