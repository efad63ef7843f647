//! The table `dispute`: what customers' banks take back, and until when one can answer.

use countertop_domain::{Currency, DisputeRow, Object, ObjectKind, UnixSeconds};
use rusqlite::{Connection, Row, params};

use crate::column::checked;
use crate::page::{BY_CREATED, Conditions};
use crate::{Cursor, Page, Span, StoreError, snapshot};

const COLUMNS: &str = "id, created, payment, status, reason, amount, currency, evidence_due_by";

/// Makes a dispute's row from its snapshot alone.
pub(crate) fn project(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    let known = snapshot::get(connection, ObjectKind::Dispute, id)?;
    match known.map(|it| it.seen.object) {
        Some(Object::Dispute(dispute)) => write(connection, &DisputeRow::of(&dispute)),
        _ => Ok(()),
    }
}

/// Writes a dispute's row.
pub(crate) fn write(connection: &Connection, row: &DisputeRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO dispute (id, created, payment, status, reason, amount, currency, \
             evidence_due_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            row.id.as_str(),
            row.created.0,
            row.payment,
            row.status.as_str(),
            row.reason,
            row.amount,
            row.currency.as_ref().map(Currency::code),
            row.evidence_due_by.map(|it| it.0),
        ])
        .map(drop)
}

pub(crate) fn list(connection: &Connection, span: &Span) -> Result<Page<DisputeRow>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.span(span);
    conditions.page(
        connection,
        [COLUMNS, "dispute", BY_CREATED],
        span.limit,
        row,
        |row: &DisputeRow| Cursor {
            at: row.created,
            id: row.id.to_string(),
        },
    )
}

/// The disputes that wait for the merchant's answer, the most urgent first.
pub(crate) fn to_answer(connection: &Connection, most: u32) -> rusqlite::Result<Vec<DisputeRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM dispute \
             WHERE status = 'needs_response' OR status = 'warning_needs_response' \
             ORDER BY evidence_due_by IS NULL, evidence_due_by, id LIMIT ?1"
        ))?
        .query_map([most], row)?
        .collect()
}

fn row(row: &Row<'_>) -> rusqlite::Result<DisputeRow> {
    Ok(DisputeRow {
        id: checked(row, 0, TryInto::try_into)?.ok_or(rusqlite::Error::InvalidQuery)?,
        created: UnixSeconds(row.get(1)?),
        payment: row.get(2)?,
        status: row.get::<_, String>(3)?.into(),
        reason: row.get(4)?,
        amount: row.get(5)?,
        currency: checked(row, 6, |code| Currency::parse(&code))?,
        evidence_due_by: row.get::<_, Option<i64>>(7)?.map(UnixSeconds),
    })
}
