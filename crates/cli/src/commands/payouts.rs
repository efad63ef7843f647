//! `payouts list` and `disputes list`.

use anyhow::Result;
use countertop_domain::{DisputeRow, PayoutRow};

use super::list::{form, or_dash, span};
use crate::args::{Global, Span};
use crate::ledger::beside;
use crate::table::{self, Column};

const PAYOUTS: &[Column<PayoutRow>] = &[
    Column::words("ID", |it| it.id.to_string()),
    Column::words("STATUS", |it| it.status.as_str().to_owned()),
    Column::numbers("AMOUNT", |it| it.amount.to_string()),
    Column::words("CURRENCY", |it| or_dash(it.currency)),
    Column::numbers("CREATED", |it| it.created.to_string()),
    Column::numbers("ARRIVES", |it| or_dash(it.arrival_date)),
];

const DISPUTES: &[Column<DisputeRow>] = &[
    Column::words("ID", |it| it.id.to_string()),
    Column::words("PAYMENT", |it| or_dash(it.payment.as_ref())),
    Column::words("STATUS", |it| it.status.as_str().to_owned()),
    Column::words("REASON", |it| or_dash(it.reason.as_ref())),
    Column::numbers("AMOUNT", |it| it.amount.to_string()),
    Column::words("CURRENCY", |it| or_dash(it.currency)),
    Column::numbers("CREATED", |it| it.created.to_string()),
    Column::numbers("DUE", |it| or_dash(it.evidence_due_by)),
];

/// Lists payouts, newest first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn list(global: &Global, args: &Span) -> Result<()> {
    let span = span(args)?;
    let page = beside(global, |ledger| Ok(ledger.payouts(&span)?))?;
    table::page(form(global), &page, PAYOUTS)
}

/// Lists disputes, newest first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn list_disputes(global: &Global, args: &Span) -> Result<()> {
    let span = span(args)?;
    let page = beside(global, |ledger| Ok(ledger.disputes(&span)?))?;
    table::page(form(global), &page, DISPUTES)
}
