//! The table `link`: payment links.

use std::collections::{BTreeMap, BTreeSet};

use countertop_domain::{
    Link, LinkItem, LinkItems, LinkPlan, LinkStep, Object, ObjectKind, PaymentLinkId, UnixSeconds,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use crate::column::{checked, from_json, json};
use crate::page::{BY_CREATED, Conditions};
use crate::{Cursor, DueLink, Page, Span, StoreError, act, link_figures, snapshot};

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
    /// After how many completed checkouts it takes no more.
    pub completed_limit: Option<i64>,
    /// How many were completed, as Stripe counts them; only where there is a limit.
    pub completed_count: Option<i64>,
    /// What customers read once it is closed or sold out.
    pub inactive_message: Option<String>,
    /// What the merchant planned here and is yet to be done.
    pub plan: LinkPlan,
}

/// Which links.
#[derive(Clone, Debug, Default)]
pub struct LinkFilter {
    /// Only those that can, or cannot, be paid now.
    pub active: Option<bool>,
    /// A part of the names of what it sells, its id or its address, in any case.
    pub search: Option<String>,
    /// Which part of the list.
    pub span: Span,
}

const COLUMNS: &str = "id, created, active, name, currency, url, amount, livemode, items, metadata, \
     completed_limit, completed_count, inactive_message, opens_at, closes_at, plan_zone";

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
        completed_limit: row.get(10)?,
        completed_count: row.get(11)?,
        inactive_message: row.get(12)?,
        plan: LinkPlan {
            opens_at: row.get::<_, Option<i64>>(13)?.map(UnixSeconds),
            closes_at: row.get::<_, Option<i64>>(14)?.map(UnixSeconds),
            time_zone: row.get(15)?,
        },
    })
}

/// Makes a link's row anew from the newest snapshots; says whether it is another row than the one
/// that there was.
pub(crate) fn project(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let Some(link) = newest(connection, id)? else {
        return Ok(false);
    };
    let items = items(connection, id)?.map_or_else(Vec::new, |it| it.items);
    let first = snapshot::first_seen(connection, ObjectKind::Link, id)?.unwrap_or_default();
    let plan = LinkPlan::of(&act::on_link(connection, &link.id)?);
    let changed = write(connection, &link, &items, &plan, first)?;
    if changed {
        refresh_figures(connection, id)?;
    }
    Ok(changed)
}

/// Makes the figures of a link anew from its row and its sums; says whether they are others than before.
pub(crate) fn refresh_figures(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    match get(connection, id)? {
        Some(link) => link_figures::project(connection, &link),
        None => Ok(false),
    }
}

/// Whether a link has this address.
pub(crate) fn has_url(connection: &Connection, url: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM link WHERE url = ?1")?
        .exists([url])
}

fn newest(connection: &Connection, id: &str) -> rusqlite::Result<Option<Link>> {
    let known = snapshot::get(connection, ObjectKind::Link, id)?;
    Ok(known.and_then(|it| match it.seen.object {
        Object::Link(link) => Some(link),
        _ => None,
    }))
}

fn items(connection: &Connection, id: &str) -> rusqlite::Result<Option<LinkItems>> {
    let known = snapshot::get(connection, ObjectKind::LinkItems, id)?;
    Ok(known.and_then(|it| match it.seen.object {
        Object::LinkItems(items) => Some(items),
        _ => None,
    }))
}

/// A link's object as Stripe last gave it, and its line items.
pub(crate) fn terms(
    connection: &Connection,
    id: &PaymentLinkId,
) -> rusqlite::Result<Option<(Value, Value)>> {
    let Some(link) = newest(connection, id.as_str())? else {
        return Ok(None);
    };
    let items = items(connection, id.as_str())?.map_or_else(Vec::new, |it| it.terms);
    Ok(Some((link.terms, Value::Array(items))))
}

fn write(
    connection: &Connection,
    link: &Link,
    items: &[LinkItem],
    plan: &LinkPlan,
    created: UnixSeconds,
) -> rusqlite::Result<bool> {
    let currency = link
        .currency
        .or_else(|| items.iter().find_map(|item| item.currency));
    connection
        .prepare_cached(
            "INSERT INTO link (id, created, active, name, currency, url, amount, livemode, items, \
             metadata, completed_limit, completed_count, inactive_message, opens_at, closes_at, \
             plan_zone) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) \
             ON CONFLICT DO UPDATE SET created = excluded.created, active = excluded.active, \
             name = excluded.name, currency = excluded.currency, url = excluded.url, \
             amount = excluded.amount, livemode = excluded.livemode, items = excluded.items, \
             metadata = excluded.metadata, completed_limit = excluded.completed_limit, \
             completed_count = excluded.completed_count, \
             inactive_message = excluded.inactive_message, opens_at = excluded.opens_at, \
             closes_at = excluded.closes_at, plan_zone = excluded.plan_zone \
             WHERE (created, active, name, currency, url, amount, livemode, items, metadata, \
             completed_limit, completed_count, inactive_message, opens_at, closes_at, plan_zone) \
             IS NOT (excluded.created, excluded.active, excluded.name, excluded.currency, \
             excluded.url, excluded.amount, excluded.livemode, excluded.items, excluded.metadata, \
             excluded.completed_limit, excluded.completed_count, excluded.inactive_message, \
             excluded.opens_at, excluded.closes_at, excluded.plan_zone)",
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
            link.completed_limit,
            link.completed_count,
            link.inactive_message,
            plan.opens_at.map(|it| it.0),
            plan.closes_at.map(|it| it.0),
            plan.time_zone,
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

/// The steps that are to be done by a time, in order; of one link at one moment the opening first.
pub(crate) fn due(connection: &Connection, now: UnixSeconds) -> rusqlite::Result<Vec<DueLink>> {
    let of = |column: &str, step| {
        connection
            .prepare_cached(&format!(
                "SELECT id, {column} FROM link WHERE {column} <= ?1"
            ))?
            .query_map([now.0], |row| {
                Ok(DueLink {
                    id: checked(row, 0, PaymentLinkId::new)?
                        .ok_or(rusqlite::Error::InvalidQuery)?,
                    step,
                    at: UnixSeconds(row.get(1)?),
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()
    };
    let mut due = of("opens_at", LinkStep::Open)?;
    due.extend(of("closes_at", LinkStep::Close)?);
    due.sort_by(|one, other| (one.at, &one.id, one.step).cmp(&(other.at, &other.id, other.step)));
    Ok(due)
}

/// When the next of them is to be done.
pub(crate) fn next_due(connection: &Connection) -> rusqlite::Result<Option<UnixSeconds>> {
    let of = |column: &str| {
        connection
            .prepare_cached(&format!(
                "SELECT min({column}) FROM link WHERE {column} IS NOT NULL"
            ))?
            .query_row([], |row| row.get::<_, Option<i64>>(0))
    };
    let (opens, closes) = (of("opens_at")?, of("closes_at")?);
    Ok(opens.into_iter().chain(closes).min().map(UnixSeconds))
}

pub(crate) fn get(connection: &Connection, id: &str) -> rusqlite::Result<Option<LinkRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM link WHERE id = ?1"))?
        .query_row([id], row)
        .optional()
}

/// The newest link that carries this value under this key of its metadata.
pub(crate) fn marked(
    connection: &Connection,
    key: &str,
    value: &str,
) -> rusqlite::Result<Option<PaymentLinkId>> {
    connection
        .prepare_cached(
            "SELECT id FROM link WHERE EXISTS (SELECT 1 FROM json_each(link.metadata) AS pair \
             WHERE pair.key = ?1 AND pair.value = ?2) ORDER BY created DESC, id DESC LIMIT 1",
        )?
        .query_row([key, value], |row| {
            checked(row, 0, PaymentLinkId::new)?.ok_or(rusqlite::Error::InvalidQuery)
        })
        .optional()
}

/// The links that carry this key in their metadata, by its value; of several the newest.
pub(crate) fn marked_by(
    connection: &Connection,
    key: &str,
) -> rusqlite::Result<BTreeMap<String, PaymentLinkId>> {
    let mut found = connection.prepare_cached(
        "SELECT pair.value, link.id FROM link, json_each(link.metadata) AS pair \
         WHERE pair.key = ?1 AND pair.type = 'text' ORDER BY link.created, link.id",
    )?;
    let rows = found.query_map([key], |row| {
        let id = checked(row, 1, PaymentLinkId::new)?.ok_or(rusqlite::Error::InvalidQuery)?;
        Ok((row.get(0)?, id))
    })?;
    rows.collect()
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
        const FOUND: &str = "instr((SELECT words FROM link_figures WHERE link = id), ?) > 0";
        conditions.add(FOUND, [search.to_lowercase()]);
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
