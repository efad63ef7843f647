//! The table `payment`: the row that people see.

use std::collections::{BTreeMap, BTreeSet};

use countertop_domain::{CustomerId, Fulfilment, Payment, PaymentStatus, UnixSeconds};
use rusqlite::{Connection, OptionalExtension};

use crate::page::{BY_CREATED, Conditions};
use crate::payment_row::{COLUMNS, read};
use crate::payment_search::Words;
use crate::{
    Cursor, Page, Span, StoreError, follow, payment_search, period_total, searched, tally,
};

/// Which payments.
#[derive(Clone, Debug, Default)]
pub struct PaymentFilter {
    /// Only those of these ids; all where there is no list.
    pub ids: Option<Vec<String>>,
    /// Only this status.
    pub status: Option<PaymentStatus>,
    /// Only this currency, in lower case.
    pub currency: Option<String>,
    /// Only this link's.
    pub link: Option<String>,
    /// Only those of these links; all where there is no list.
    pub links: Option<Vec<String>>,
    /// Only from this amount on, in minor units.
    pub least: Option<i64>,
    /// Only up to this amount.
    pub most: Option<i64>,
    /// Only of this customer of Stripe's.
    pub customer: Option<CustomerId>,
    /// Only with this e-mail address, in any case.
    pub email: Option<String>,
    /// Only paid with a card or an account that ends in these digits.
    pub last4: Option<String>,
    /// Only orders that are to be handed over, that were, or what is none.
    pub fulfilment: Option<Fulfilment>,
    /// Words that must all occur.
    pub search: Option<String>,
    /// Which part of the list.
    pub span: Span,
}

/// The figures of a stretch of time in one currency, in its minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFigures {
    /// The currency; empty where Stripe named none.
    pub currency: String,
    /// What was captured.
    pub gross: i64,
    /// Known fees in the same currency.
    pub fees: i64,
    /// How many paid payments have no known fee in this currency.
    pub fees_unknown: i64,
    /// What was given back.
    pub refunded: i64,
    /// How many were paid.
    pub paid: i64,
    /// How many failed.
    pub failed: i64,
    /// How many wait for a bank.
    pub processing: i64,
}

/// The version for the next change. What follows has come to some version: a removed row must not
/// make that number free again.
pub(crate) fn next_version(connection: &Connection) -> rusqlite::Result<i64> {
    let newest: Option<i64> = connection
        .prepare_cached("SELECT max(version) FROM payment")?
        .query_row([], |row| row.get(0))?;
    Ok(newest.unwrap_or(0).max(follow::through(connection)?) + 1)
}

/// Removes a row that turned out to be part of another payment.
pub(crate) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let seq = connection
        .prepare_cached("DELETE FROM payment WHERE id = ?1 RETURNING seq")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(seq) = seq {
        follow::forget(connection, seq)?;
    }
    Ok(seq.is_some())
}

pub(crate) fn get(connection: &Connection, id: &str) -> rusqlite::Result<Option<Payment>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM payment WHERE id = ?1"))?
        .query_row([id], read)
        .optional()
}

/// Those that there are, newest first.
pub(crate) fn named(connection: &Connection, ids: &[String]) -> rusqlite::Result<Vec<Payment>> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM payment WHERE id IN (SELECT value FROM json_each(?1)) \
             ORDER BY created DESC, id DESC"
        ))?
        .query_map([ids], read)?
        .collect()
}

/// What some payments come to in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSums {
    /// The currency; empty where Stripe named none.
    pub currency: String,
    /// What was to be paid, in its minor units.
    pub amount: i64,
    /// How many are orders to be handed over.
    pub to_fulfil: i64,
}

/// By currency, the most frequent first.
pub(crate) fn sums(connection: &Connection, ids: &[String]) -> rusqlite::Result<Vec<PaymentSums>> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    connection
        .prepare_cached(
            "SELECT coalesce(currency, ''), sum(amount), sum(fulfilment = 'pending') FROM payment \
             WHERE id IN (SELECT value FROM json_each(?1)) GROUP BY 1 ORDER BY count(*) DESC, 1",
        )?
        .query_map([ids], |row| {
            Ok(PaymentSums {
                currency: row.get(0)?,
                amount: row.get(1)?,
                to_fulfil: row.get(2)?,
            })
        })?
        .collect()
}

pub(crate) fn list(
    connection: &Connection,
    filter: &PaymentFilter,
) -> Result<Page<Payment>, StoreError> {
    let conditions = conditions(filter);
    if let Some(query) = words(filter) {
        return searched::list(connection, filter, conditions, &query);
    }
    conditions.page(
        connection,
        [COLUMNS, "payment", BY_CREATED],
        filter.span.limit,
        read,
        place,
    )
}

pub(crate) fn place(payment: &Payment) -> Cursor {
    Cursor {
        at: payment.created,
        id: payment.id.clone(),
    }
}

/// The words that a filter looks for; none where it looks for none. Digits are words as well: by these a rare card
/// is found without looking at every row.
fn words(filter: &PaymentFilter) -> Option<String> {
    let words = [&filter.search, &filter.last4];
    let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
    payment_search::query(&words.join(" "))
}

/// All that a filter asks for but its words.
pub(crate) fn conditions(filter: &PaymentFilter) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.span(&filter.span);
    if let Some(ids) = &filter.ids {
        let list = serde_json::to_string(ids).unwrap_or_default();
        conditions.add("id IN (SELECT value FROM json_each(?))", [list]);
    }
    if let Some(status) = &filter.status {
        conditions.add("status = ?", [status.as_str().to_owned()]);
    }
    if let Some(currency) = &filter.currency {
        conditions.add("currency = ?", [currency.clone()]);
    }
    if let Some(link) = &filter.link {
        conditions.add("link = ?", [link.clone()]);
    }
    if let Some(links) = &filter.links {
        // One value however many there are, so that the statement stays the same.
        let list = serde_json::to_string(links).unwrap_or_default();
        conditions.add("link IN (SELECT value FROM json_each(?))", [list]);
    }
    if let Some(least) = filter.least {
        conditions.add("amount >= ?", [least]);
    }
    if let Some(most) = filter.most {
        conditions.add("amount <= ?", [most]);
    }
    if let Some(last4) = &filter.last4 {
        conditions.add("last4 = ?", [last4.clone()]);
    }
    if let Some(fulfilment) = filter.fulfilment {
        // Written out, so that the index over just these is known to fit.
        let only = match fulfilment {
            Fulfilment::Pending => "fulfilment = 'pending'",
            Fulfilment::Done => "fulfilment = 'done'",
            Fulfilment::NotNeeded => "fulfilment = 'not_needed'",
        };
        conditions.add::<String>(only, []);
    }
    if let Some(customer) = &filter.customer {
        conditions.add("customer = ?", [customer.to_string()]);
    }
    if let Some(email) = &filter.email {
        conditions.add("email = ? COLLATE NOCASE", [email.clone()]);
    }
    conditions
}

/// How many payments have each status, the most frequent first.
pub(crate) fn count_by_status(connection: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    tally::statuses(connection)
}

pub(crate) fn count(connection: &Connection) -> rusqlite::Result<i64> {
    Ok(tally::statuses(connection)?.iter().map(|it| it.1).sum())
}

pub(crate) fn count_to_fulfil(connection: &Connection) -> rusqlite::Result<i64> {
    tally::of(connection, "to fulfil")
}

/// When the newest payment began.
pub(crate) fn newest(connection: &Connection) -> rusqlite::Result<Option<UnixSeconds>> {
    connection
        .prepare_cached("SELECT created FROM payment ORDER BY created DESC LIMIT 1")?
        .query_row([], |row| row.get(0).map(UnixSeconds))
        .optional()
}

/// A payment whose row changed, as far as what follows it needs to know.
pub(crate) struct Changed {
    pub(crate) seq: i64,
    pub(crate) version: i64,
    pub(crate) id: String,
    pub(crate) created: UnixSeconds,
    pub(crate) words: Words,
}

/// The payments that changed after a version, in the order of their changes.
pub(crate) fn changed_since(
    connection: &Connection,
    version: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Changed>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    connection
        .prepare_cached(
            "SELECT seq, version, id, created, email, name, description, link, last4 FROM payment \
             WHERE version > ?1 ORDER BY version LIMIT ?2",
        )?
        .query_map([version, limit], |row| {
            Ok(Changed {
                seq: row.get(0)?,
                version: row.get(1)?,
                id: row.get(2)?,
                created: UnixSeconds(row.get(3)?),
                words: Words {
                    email: row.get(4)?,
                    name: row.get(5)?,
                    description: row.get(6)?,
                    link: row.get(7)?,
                    last4: row.get(8)?,
                },
            })
        })?
        .collect()
}

/// The figures of payments that began in a stretch of time, by currency, the busiest first: from the
/// totals where these are current and the stretch is whole quarters of an hour, else added up.
pub(crate) fn figures(
    connection: &Connection,
    from: UnixSeconds,
    to: UnixSeconds,
) -> rusqlite::Result<Vec<DayFigures>> {
    let is_whole = period_total::is_beginning(from) && period_total::is_beginning(to);
    let sql = if is_whole && follow::has_totals(connection)? {
        "SELECT currency, sum(gross), sum(fees), sum(fees_unknown), sum(refunded), sum(paid), \
         sum(failed), sum(processing) FROM period_total \
         WHERE quarter >= ?1 AND quarter < ?2 GROUP BY 1 ORDER BY 6 DESC, 1"
    } else {
        "SELECT coalesce(currency, ''), sum(iif(paid_at IS NULL, 0, amount_captured)), \
         sum(iif(paid_at IS NOT NULL AND settlement_currency = currency, fee, 0)), \
         sum(paid_at IS NOT NULL AND (fee IS NULL OR settlement_currency IS NOT currency)), \
         sum(amount_refunded), count(paid_at), sum(status = 'failed'), sum(status = 'processing') \
         FROM payment WHERE created >= ?1 AND created < ?2 GROUP BY 1 ORDER BY 6 DESC, 1"
    };
    connection
        .prepare_cached(sql)?
        .query_map([from.0, to.0], |row| {
            Ok(DayFigures {
                currency: row.get(0)?,
                gross: row.get(1)?,
                fees: row.get(2)?,
                fees_unknown: row.get(3)?,
                refunded: row.get(4)?,
                paid: row.get(5)?,
                failed: row.get(6)?,
                processing: row.get(7)?,
            })
        })?
        .collect()
}

/// What was taken within a stretch of time from payments that began in it, by currency: as it stood at its end.
pub(crate) fn taken(
    connection: &Connection,
    from: UnixSeconds,
    to: UnixSeconds,
) -> rusqlite::Result<BTreeMap<String, i64>> {
    connection
        .prepare_cached(
            "SELECT coalesce(currency, ''), sum(amount_captured) FROM payment \
             WHERE created >= ?1 AND created < ?2 AND paid_at < ?2 GROUP BY 1",
        )?
        .query_map([from.0, to.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Those of the ids that are payments, in order.
pub(crate) fn among<'a>(
    connection: &Connection,
    ids: impl IntoIterator<Item = &'a String>,
) -> rusqlite::Result<BTreeSet<String>> {
    let mut find = connection.prepare_cached("SELECT 1 FROM payment WHERE id = ?1")?;
    let mut payments = BTreeSet::new();
    for id in ids {
        if find.exists([id])? {
            payments.insert(id.clone());
        }
    }
    Ok(payments)
}

/// The e-mail addresses of payments, in lower case as far as SQLite knows it: letters of ASCII.
pub(crate) fn emails(
    connection: &Connection,
    payments: &BTreeSet<String>,
) -> rusqlite::Result<BTreeSet<String>> {
    let mut find = connection.prepare_cached("SELECT lower(email) FROM payment WHERE id = ?1")?;
    let mut emails = BTreeSet::new();
    for id in payments {
        emails.extend(find.query_row([id], |row| row.get::<_, Option<String>>(0))?);
    }
    Ok(emails)
}

/// How many other payments have an e-mail address of one of these.
pub(crate) fn others_with_their_email(
    connection: &Connection,
    payments: &BTreeSet<String>,
) -> rusqlite::Result<u64> {
    let emails = emails(connection, payments)?;
    let mut with = connection.prepare_cached("SELECT id FROM payment WHERE lower(email) = ?1")?;
    let mut others = 0;
    for email in emails {
        let ids = with.query_map([email], |row| row.get::<_, String>(0))?;
        let ids = ids.collect::<rusqlite::Result<Vec<_>>>()?;
        others += ids.iter().filter(|id| !payments.contains(*id)).count() as u64;
    }
    Ok(others)
}
