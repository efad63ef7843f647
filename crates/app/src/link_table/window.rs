//! The table as the window shows it, and what the merchant does with it there.

use std::io::Read as _;
use std::path::Path;

use countertop_domain::Currency;
use countertop_receiver::{Clock, SystemClock};
use countertop_terms::sheet::{CellProblem, MOST_BYTES, Reading};

use super::tables::Shown;
use super::{Standing, TableError, TableReading, TableRow, look_over};
use crate::ipc::{
    IpcError, IpcErrorCode, LinkTable, LinkTableChoice, LinkTableCounts, LinkTableProblem,
    LinkTableRow, LinkTableStanding, LinkTableState, PlacePurpose, ReadLinkTable,
};
use crate::plans::Side;
use crate::refusals::sentence;
use crate::shop::Shop;
use crate::{App, plans};

impl App {
    /// Looks a table of links over. Nothing is made by that.
    ///
    /// # Errors
    /// When the file cannot be read or is no such table, or while links are made of another one.
    pub async fn read_link_table(&self, wanted: ReadLinkTable) -> Result<LinkTableState, IpcError> {
        let zone = plans::zone(&wanted.zone)?;
        let currency = wanted.currency.as_deref().map(currency).transpose()?;
        let path = self
            .settings
            .places
            .find(PlacePurpose::LinkTable, &wanted.place)?;
        let shop = self.shop().await?;
        let file = path.file_name().unwrap_or(path.as_os_str());
        let file = file.to_string_lossy().into_owned();
        let bytes = tokio::task::spawn_blocking(move || contents(&path));
        let bytes = bytes.await.map_err(|_| unread())??;
        let reading = TableReading {
            sheet: Reading {
                decimal: wanted.decimal,
                currency,
            },
            zone,
            now: SystemClock.now(),
        };
        let table = look_over(shop.ledger(), Some(shop.client()), &bytes, &reading).await;
        let table = table.map_err(|error| match error {
            TableError::Sheet(error) => IpcError::of_field("place", sentence(&error)),
            TableError::Link(error) => error.into(),
        })?;
        if !shop.tables().show(file, table) {
            let message = "Links are being made of another table; stop that first.";
            return Err(IpcError::of_field("place", message.to_owned()));
        }
        Ok(state(&shop))
    }

    /// The table as it stands.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn show_link_table(&self) -> Result<LinkTableState, IpcError> {
        Ok(state(&*self.shop().await?))
    }

    /// Makes the table's links, or goes on with it. Nothing is made while something is wrong with a row.
    ///
    /// # Errors
    /// When it is another table by now, or something is wrong with it.
    pub async fn make_link_table(
        &self,
        chosen: LinkTableChoice,
    ) -> Result<LinkTableState, IpcError> {
        let shop = self.shop().await?;
        let shown = shop.tables().now().filter(|it| it.id == chosen.id);
        let Some(shown) = shown else {
            let message = "That table is no longer the one that is shown; read it again.";
            return Err(IpcError::new(IpcErrorCode::NotFound, message));
        };
        let wrong = shown.table.wrong();
        if wrong > 0 {
            let message = format!(
                "Something is wrong with {wrong} of the rows, so no link is made; correct them in the \
                 file and read it again."
            );
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        shop.tables().make();
        Ok(state(&shop))
    }

    /// Makes no further link; the one under way is made to its end.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn stop_link_table(&self) -> Result<LinkTableState, IpcError> {
        let shop = self.shop().await?;
        shop.tables().stop();
        Ok(state(&shop))
    }

    /// Puts the table away.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn put_link_table_away(&self) -> Result<LinkTableState, IpcError> {
        self.shop().await?.tables().put_away();
        self.show_link_table().await
    }
}

/// What is in a file, as far as a table may go.
fn contents(path: &Path) -> Result<Vec<u8>, IpcError> {
    let read = || {
        let mut bytes = Vec::new();
        let most = MOST_BYTES as u64 + 1;
        std::fs::File::open(path)?
            .take(most)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error: std::io::Error| {
        let path = path.display();
        let message = format!("{path} cannot be read ({error}); choose a file that you may read.");
        IpcError::of_field("place", message)
    })
}

fn unread() -> IpcError {
    IpcError::new(
        IpcErrorCode::Internal,
        "The table could not be read; try again.",
    )
}

fn currency(code: &str) -> Result<Currency, IpcError> {
    Currency::supported(code).map_err(|error| IpcError::of_field("currency", sentence(&error)))
}

/// The table as it stands in an account that is held.
fn state(shop: &Shop) -> LinkTableState {
    LinkTableState {
        table: shop.tables().now().map(table),
    }
}

fn table(shown: Shown) -> LinkTable {
    let rows: Vec<LinkTableRow> = shown.table.rows.into_iter().map(row).collect();
    LinkTable {
        id: shown.id,
        file: shown.file,
        decimal: shown.table.decimal,
        counts: counts(&rows),
        rows,
        is_making: shown.is_making,
        trouble: shown.trouble,
    }
}

fn counts(rows: &[LinkTableRow]) -> LinkTableCounts {
    let mut counts = LinkTableCounts::default();
    for row in rows {
        let count = match row.standing {
            LinkTableStanding::Ready => &mut counts.ready,
            LinkTableStanding::Known => &mut counts.known,
            LinkTableStanding::Wrong => &mut counts.wrong,
            LinkTableStanding::Made => &mut counts.made,
            LinkTableStanding::Refused => &mut counts.refused,
        };
        *count += 1;
    }
    counts
}

fn row(row: TableRow) -> LinkTableRow {
    let at = |side| match side {
        Side::At(at) => Some(at.0),
        Side::AsBefore | Side::Never => None,
    };
    let (standing, link, problems) = match row.standing {
        Standing::Ready => (LinkTableStanding::Ready, None, Vec::new()),
        Standing::Known(link) => (LinkTableStanding::Known, Some(link), Vec::new()),
        Standing::Made(link) => (LinkTableStanding::Made, Some(link), Vec::new()),
        Standing::Wrong(problems) => (LinkTableStanding::Wrong, None, problems),
        Standing::Refused(message) => {
            let column = String::new();
            (
                LinkTableStanding::Refused,
                None,
                vec![CellProblem { column, message }],
            )
        }
    };
    let shown = |it: CellProblem| LinkTableProblem {
        column: it.column,
        message: it.message,
    };
    LinkTableRow {
        line: row.line,
        name: row.name,
        amount: row.total,
        currency: row.currency.map(|it| it.to_string()),
        standing,
        problems: problems.into_iter().map(shown).collect(),
        link: link.map(|it| it.to_string()),
        opens_at: at(row.plan.open),
        closes_at: at(row.plan.close),
    }
}
