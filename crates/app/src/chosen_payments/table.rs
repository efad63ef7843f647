//! Payments as a table in CSV (RFC 4180): amounts as decimals, times in UTC, texts that no spreadsheet takes for a
//! formula.

use std::io;

use countertop_domain::{Currency, Money, Payment, UnixSeconds};
use jiff::Timestamp;

use crate::cells::harmless;

const HEAD: [&str; 17] = [
    "id",
    "created",
    "paid",
    "status",
    "currency",
    "amount",
    "refunded",
    "fee",
    "net",
    "settlement_currency",
    "customer_name",
    "customer_email",
    "bought",
    "link",
    "method",
    "last4",
    "order",
];

/// The table of payments, each with the name of its link. The same payments give the same bytes.
///
/// # Errors
/// None today: it is written to memory.
pub(super) fn csv(rows: &[(Payment, Option<String>)]) -> io::Result<Vec<u8>> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    table.write_record(HEAD)?;
    for (payment, link) in rows {
        table.write_record(cells(payment, link.as_deref()))?;
    }
    table.into_inner().map_err(|error| error.into_error())
}

fn cells(payment: &Payment, link: Option<&str>) -> [String; 17] {
    let text = |it: Option<&str>| harmless(it.unwrap_or_default()).into_owned();
    let settled = payment.settlement.as_ref();
    let of_settlement = |it: i64| decimal(it, settled.map(|it| it.currency));
    let method = payment.method.as_ref();
    let bought = link.or(payment.description.as_deref());
    let fulfilment = serde_json::to_value(payment.fulfilment).unwrap_or_default();
    [
        text(Some(&payment.id)),
        time(payment.created),
        payment.paid_at.map(time).unwrap_or_default(),
        text(Some(payment.status.as_str())),
        text(payment.currency.as_ref().map(Currency::code)),
        decimal(payment.amount, payment.currency),
        decimal(payment.amount_refunded, payment.currency),
        settled.map(|it| of_settlement(it.fee)).unwrap_or_default(),
        settled.map(|it| of_settlement(it.net)).unwrap_or_default(),
        text(settled.map(|it| it.currency.code())),
        text(payment.customer_name.as_deref()),
        text(payment.customer_email.as_deref()),
        text(bought),
        text(payment.payment_link.as_ref().map(|it| it.as_str())),
        text(method.map(|it| it.kind.as_str())),
        text(method.and_then(|it| it.last4.as_deref())),
        text(fulfilment.as_str()),
    ]
}

/// `12.50`; minor units as they are where the currency is unknown.
fn decimal(minor: i64, currency: Option<Currency>) -> String {
    let money = currency.and_then(|it| Money::new(minor, it).ok());
    money.map_or_else(|| minor.to_string(), |it| it.to_decimal())
}

fn time(at: UnixSeconds) -> String {
    Timestamp::from_second(at.0).map_or_else(|_| at.to_string(), |it| it.to_string())
}
