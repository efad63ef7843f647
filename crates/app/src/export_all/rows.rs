//! The rows of an export: the objects as the ledger knows them, and what lists show.

use countertop_domain::Payment;
use countertop_store::{Cursor, Ledger, LinkFilter, Page, PaymentFilter, Span, StoreError};
use serde_json::json;

use super::ExportError;
use super::files::{File, Folder};
use crate::cells::harmless;

/// How many rows are read at once.
const AT_ONCE: u32 = 1000;

pub(super) fn write(ledger: &Ledger, folder: &mut Folder<'_>) -> Result<(), ExportError> {
    let mut objects = folder.file("objects.jsonl")?;
    ledger.each_object(|object| objects.json(&object))?;
    folder.close(objects)?;
    let mut acts = folder.file("acts.jsonl")?;
    ledger.each_act(|subject, act| {
        let kind = match act.kind.is_on_a_link() {
            true => "link",
            false => "payment",
        };
        acts.json(&json!({kind: subject, "act": act}))
    })?;
    folder.close(acts)?;
    let mut documents = folder.file("documents.jsonl")?;
    ledger.each_document(|kind, it| {
        documents.json(&json!({"kind": kind, "id": it.id, "at": it.at, "body": it.body}))
    })?;
    folder.close(documents)?;
    payments(ledger, folder)?;
    let mut links = folder.file("links.jsonl")?;
    every(
        |span| {
            let filter = LinkFilter {
                span,
                ..LinkFilter::default()
            };
            let page = ledger.links(&filter)?;
            let rows = page.rows.into_iter().map(|it| it.0).collect();
            Ok(Page {
                rows,
                next: page.next,
            })
        },
        |it| {
            links.json(&json!({"id": it.id, "created": it.created, "active": it.active, "name": it.name,
                "currency": it.currency, "url": it.url, "amount": it.amount, "livemode": it.livemode,
                "items": it.items, "metadata": it.metadata}))
        },
    )?;
    folder.close(links)?;
    let mut payouts = folder.file("payouts.jsonl")?;
    every(|span| ledger.payouts(&span), |it| payouts.json(&it))?;
    folder.close(payouts)?;
    let mut disputes = folder.file("disputes.jsonl")?;
    every(|span| ledger.disputes(&span), |it| disputes.json(&it))?;
    folder.close(disputes)
}

fn payments(ledger: &Ledger, folder: &mut Folder<'_>) -> Result<(), ExportError> {
    let (mut lines, mut table) = (folder.file("payments.jsonl")?, folder.file("payments.csv")?);
    table.bytes(format!("{}\r\n", COLUMNS.join(",")).as_bytes())?;
    let read = |span| {
        ledger.payments(&PaymentFilter {
            span,
            ..PaymentFilter::default()
        })
    };
    every(read, |it| {
        lines.json(&it)?;
        csv(&mut table, &it)
    })?;
    folder.close(lines)?;
    folder.close(table)
}

/// Reads a list page by page.
fn every<T>(
    read: impl Fn(Span) -> Result<Page<T>, StoreError>,
    mut visit: impl FnMut(T) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut after: Option<Cursor> = None;
    loop {
        let page = read(Span {
            after,
            limit: AT_ONCE,
            ..Span::default()
        })?;
        page.rows.into_iter().try_for_each(&mut visit)?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

const COLUMNS: [&str; 20] = [
    "id",
    "created",
    "paid_at",
    "status",
    "currency",
    "amount",
    "amount_captured",
    "amount_refunded",
    "settled",
    "fee",
    "net",
    "settlement_currency",
    "customer_email",
    "customer_name",
    "description",
    "payment_link",
    "checkout_session",
    "charge",
    "method",
    "fulfilment",
];

/// Amounts are minor units, times Unix seconds.
fn csv(table: &mut File<'_>, payment: &Payment) -> Result<(), ExportError> {
    let number = |it: Option<i64>| it.map(|it| it.to_string()).unwrap_or_default();
    let text = |it: Option<&str>| cell(it.unwrap_or_default());
    let settled = payment.settlement.as_ref();
    let fulfilment = serde_json::to_value(payment.fulfilment).unwrap_or_default();
    let cells: [String; 20] = [
        cell(&payment.id),
        payment.created.0.to_string(),
        number(payment.paid_at.map(|it| it.0)),
        cell(payment.status.as_str()),
        text(payment.currency.as_ref().map(|it| it.code())),
        payment.amount.to_string(),
        payment.amount_captured.to_string(),
        payment.amount_refunded.to_string(),
        number(settled.map(|it| it.amount)),
        number(settled.map(|it| it.fee)),
        number(settled.map(|it| it.net)),
        text(settled.map(|it| it.currency.code())),
        text(payment.customer_email.as_deref()),
        text(payment.customer_name.as_deref()),
        text(payment.description.as_deref()),
        text(payment.payment_link.as_ref().map(|it| it.as_str())),
        text(payment.checkout_session.as_ref().map(|it| it.as_str())),
        text(payment.charge.as_ref().map(|it| it.as_str())),
        text(payment.method.as_ref().map(|it| it.kind.as_str())),
        text(fulfilment.as_str()),
    ];
    table.bytes(format!("{}\r\n", cells.join(",")).as_bytes())
}

/// A text as a cell.
fn cell(text: &str) -> String {
    let text = harmless(text);
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_no_second_cell() {
        for (text, expected) in [
            ("", ""),
            ("Ana", "Ana"),
            ("Ana, \"the\" Ruiz", "\"Ana, \"\"the\"\" Ruiz\""),
            ("=1+1", "'=1+1"),
            ("  @x", "'  @x"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("-5,5", "\"'-5,5\""),
            ("a\nb", "\"a\nb\""),
            ("1=1", "1=1"),
        ] {
            assert_eq!(cell(text), expected, "{text}");
        }
    }
}
