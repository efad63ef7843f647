//! The table `link`: payment links, and what came in through them.

use std::collections::{BTreeMap, BTreeSet};

use countertop_domain::{Link, LinkItem, LinkItems, Object, ObjectKind, UnixSeconds};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::column::{from_json, json};
use crate::page::{BY_CREATED, Conditions};
use crate::{Cursor, Page, Span, StoreError, snapshot};

/// A payment link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Its id.
    pub id: String,
    /// When it was first seen: Stripe's links have no time of their own.
    pub created: UnixSeconds,
    /// Whether it can be paid now.
    pub active: bool,
    /// The first item's name, once known.
    pub name: Option<String>,
    /// The currency.
    pub currency: Option<String>,
    /// Where customers pay.
    pub url: String,
    /// What one checkout comes to, in minor units; none where the customer chooses.
    pub amount: Option<i64>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// What it sells, once known.
    pub items: Vec<LinkItem>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// What came in through a link, in minor units of the link's currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFigures {
    /// How many payments were paid.
    pub paid: i64,
    /// What they brought, before fees and refunds.
    pub revenue: i64,
    /// When the newest began.
    pub last_payment_at: Option<UnixSeconds>,
}

/// Which links.
#[derive(Clone, Debug, Default)]
pub struct LinkFilter {
    /// Only those that can, or cannot, be paid now.
    pub active: Option<bool>,
    /// A part of the name, in any case.
    pub search: Option<String>,
    /// Which part of the list.
    pub span: Span,
}

const COLUMNS: &str = "id, created, active, name, currency, url, amount, livemode, items, metadata";

fn row(row: &Row<'_>) -> rusqlite::Result<LinkRow> {
    Ok(LinkRow {
        id: row.get(0)?,
        created: UnixSeconds(row.get(1)?),
        active: row.get(2)?,
        name: row.get(3)?,
        currency: row.get(4)?,
        url: row.get(5)?,
        amount: row.get(6)?,
        livemode: row.get(7)?,
        items: from_json(row, 8)?.unwrap_or_default(),
        metadata: from_json(row, 9)?.unwrap_or_default(),
    })
}

/// Makes a link's row anew from the newest snapshots; says whether it is another row than the one
/// that there was.
pub(crate) fn project(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let Some(known) = snapshot::get(connection, ObjectKind::Link, id)? else {
        return Ok(false);
    };
    let Object::Link(link) = known.seen.object else {
        return Ok(false);
    };
    let items = match snapshot::get(connection, ObjectKind::LinkItems, id)? {
        Some(known) => match known.seen.object {
            Object::LinkItems(LinkItems { items, .. }) => items,
            _ => Vec::new(),
        },
        None => Vec::new(),
    };
    let first = snapshot::first_seen(connection, ObjectKind::Link, id)?.unwrap_or_default();
    write(connection, &link, &items, first)
}

fn write(
    connection: &Connection,
    link: &Link,
    items: &[LinkItem],
    created: UnixSeconds,
) -> rusqlite::Result<bool> {
    let currency = link
        .currency
        .or_else(|| items.iter().find_map(|item| item.currency));
    connection
        .prepare_cached(
            "INSERT INTO link (id, created, active, name, currency, url, amount, livemode, items, \
             metadata) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
             ON CONFLICT DO UPDATE SET created = excluded.created, active = excluded.active, \
             name = excluded.name, currency = excluded.currency, url = excluded.url, \
             amount = excluded.amount, livemode = excluded.livemode, items = excluded.items, \
             metadata = excluded.metadata \
             WHERE (created, active, name, currency, url, amount, livemode, items, metadata) \
             IS NOT (excluded.created, excluded.active, excluded.name, excluded.currency, \
             excluded.url, excluded.amount, excluded.livemode, excluded.items, excluded.metadata)",
        )?
        .execute(params![
            link.id.as_str(),
            created.0,
            link.active.unwrap_or(true),
            items.first().and_then(|item| item.name.as_deref()),
            currency.map(|it| it.to_string()),
            link.url.as_deref().unwrap_or_default(),
            total(items),
            link.livemode,
            json(&items)?,
            json(&link.metadata)?,
        ])
        .map(|rows| rows > 0)
}

/// What one checkout comes to; none when an item has no fixed price, or the sum is out of range.
fn total(items: &[LinkItem]) -> Option<i64> {
    let lines = items
        .iter()
        .map(|item| item.unit_amount?.checked_mul(item.quantity.unwrap_or(1)));
    let total = lines
        .into_iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line?));
    total.filter(|_| !items.is_empty())
}

pub(crate) fn get(connection: &Connection, id: &str) -> rusqlite::Result<Option<LinkRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM link WHERE id = ?1"))?
        .query_row([id], row)
        .optional()
}

pub(crate) fn list(
    connection: &Connection,
    filter: &LinkFilter,
) -> Result<Page<LinkRow>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.span(&filter.span);
    if let Some(active) = filter.active {
        conditions.add("active = ?", [i64::from(active)]);
    }
    if let Some(search) = filter
        .search
        .as_deref()
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        conditions.add("instr(lower(name), lower(?)) > 0", [search.to_owned()]);
    }
    conditions.page(
        connection,
        [COLUMNS, "link", BY_CREATED],
        filter.span.limit,
        row,
        |link: &LinkRow| Cursor {
            at: link.created,
            id: link.id.clone(),
        },
    )
}

/// How many links are open, and how many closed.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    connection
        .prepare_cached("SELECT coalesce(sum(active), 0), coalesce(sum(NOT active), 0) FROM link")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub(crate) fn figures(connection: &Connection, link: &LinkRow) -> rusqlite::Result<LinkFigures> {
    connection
        .prepare_cached(
            "SELECT count(paid_at), \
             coalesce(sum(iif(paid_at IS NOT NULL AND currency IS ?2, amount_captured, 0)), 0), \
             max(created) \
             FROM payment WHERE link = ?1",
        )?
        .query_row(params![link.id, link.currency], |row| {
            Ok(LinkFigures {
                paid: row.get(0)?,
                revenue: row.get(1)?,
                last_payment_at: row.get::<_, Option<i64>>(2)?.map(UnixSeconds),
            })
        })
}

/// The names of links, by id; links without a known name are left out.
pub(crate) fn names(
    connection: &Connection,
    ids: &BTreeSet<String>,
) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut statement = connection.prepare_cached("SELECT name FROM link WHERE id = ?1")?;
    let mut names = BTreeMap::new();
    for id in ids {
        let name = statement
            .query_row([id], |row| row.get::<_, Option<String>>(0))
            .optional()?;
        names.extend(name.flatten().map(|name| (id.clone(), name)));
    }
    Ok(names)
}
