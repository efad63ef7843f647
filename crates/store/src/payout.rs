//! The table `payout`: what Stripe sends to the bank.

use countertop_domain::{Currency, Object, ObjectKind, PayoutRow, UnixSeconds};
use rusqlite::{Connection, Row, params};

use crate::column::checked;
use crate::page::{BY_CREATED, Conditions};
use crate::{Cursor, Page, Span, StoreError, snapshot};

const COLUMNS: &str = "id, created, status, amount, currency, arrival_date, automatic";

/// Makes a payout's row from its snapshot.
pub(crate) fn project(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    let known = snapshot::get(connection, ObjectKind::Payout, id)?;
    let Some(Object::Payout(payout)) = known.map(|it| it.seen.object) else {
        return Ok(());
    };
    let row = PayoutRow::of(&payout);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO payout (id, created, status, amount, currency, arrival_date, \
             automatic) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            row.id.as_str(),
            row.created.0,
            row.status.as_str(),
            row.amount,
            row.currency.as_ref().map(Currency::code),
            row.arrival_date.map(|it| it.0),
            row.automatic,
        ])
        .map(drop)
}

pub(crate) fn list(connection: &Connection, span: &Span) -> Result<Page<PayoutRow>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.span(span);
    conditions.page(
        connection,
        [COLUMNS, "payout", BY_CREATED],
        span.limit,
        row,
        |row: &PayoutRow| Cursor {
            at: row.created,
            id: row.id.to_string(),
        },
    )
}

/// The payouts that failed since then, the newest first.
pub(crate) fn failed_since(
    connection: &Connection,
    since: UnixSeconds,
    most: u32,
) -> rusqlite::Result<Vec<PayoutRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM payout WHERE created >= ?1 AND status = 'failed' \
             ORDER BY created DESC, id DESC LIMIT ?2"
        ))?
        .query_map((since.0, most), row)?
        .collect()
}

/// The payouts that are on their way, the one that arrives first first.
pub(crate) fn on_their_way(connection: &Connection, most: u32) -> rusqlite::Result<Vec<PayoutRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM payout WHERE status IN ('pending', 'in_transit') \
             ORDER BY arrival_date IS NULL, arrival_date, id LIMIT ?1"
        ))?
        .query_map([most], row)?
        .collect()
}

fn row(row: &Row<'_>) -> rusqlite::Result<PayoutRow> {
    Ok(PayoutRow {
        id: checked(row, 0, TryInto::try_into)?.ok_or(rusqlite::Error::InvalidQuery)?,
        created: UnixSeconds(row.get(1)?),
        status: row.get::<_, String>(2)?.into(),
        amount: row.get(3)?,
        currency: checked(row, 4, |code| Currency::parse(&code))?,
        arrival_date: row.get::<_, Option<i64>>(5)?.map(UnixSeconds),
        automatic: row.get(6)?,
    })
}
