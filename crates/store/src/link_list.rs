//! The list of links, sorted and narrowed: which of their short rows, in which order, from where on.

use std::collections::{BTreeMap, HashMap};

use countertop_domain::UnixSeconds;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::{
    CursorError, LinkFigures, LinkRow, LinkState, StoreError, link, link_figures, link_period,
};

/// By what links are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkSort {
    /// When it was first seen.
    #[default]
    Created,
    /// The name.
    Name,
    /// How many payments were paid.
    Paid,
    /// What it brought in its own currency: currencies are not compared, each stands for itself, the one
    /// of most links first.
    Revenue,
    /// When the newest paid payment began.
    LastPayment,
    /// The state, and within it the newest first.
    State,
}

/// Which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The smallest, the earliest, A first.
    Ascending,
    /// The other way.
    #[default]
    Descending,
}

/// Which links, and how.
#[derive(Clone, Debug, Default)]
pub struct LinkListing {
    /// By what they are sorted.
    pub sort: LinkSort,
    /// Which way.
    pub direction: Direction,
    /// Only those in this state.
    pub state: Option<LinkState>,
    /// Words that must all occur in a name, the id or the address, in any case.
    pub search: Option<String>,
    /// After this place; it has to be one of the same order.
    pub after: Option<LinkPlace>,
    /// At most so many.
    pub limit: u32,
}

/// A place in a sorted list: after the link of this id with these values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPlace {
    sort: LinkSort,
    direction: Direction,
    group: Key,
    key: Key,
    id: String,
}

impl std::fmt::Display for LinkPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(self).unwrap_or_default())
    }
}

impl std::str::FromStr for LinkPlace {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        serde_json::from_str(text).map_err(|_| CursorError)
    }
}

/// What a row is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Words(String),
}

impl Key {
    fn read(row: &Row<'_>, at: usize) -> rusqlite::Result<Self> {
        Ok(match row.get(at)? {
            Value::Text(text) => Self::Words(text),
            Value::Integer(number) => Self::Number(number),
            _ => Self::Number(0),
        })
    }

    fn value(&self) -> Value {
        match self {
            Self::Number(number) => Value::from(*number),
            Self::Words(text) => Value::from(text.clone()),
        }
    }
}

/// A page of links with their figures.
#[derive(Clone, Debug)]
pub struct LinkListPage {
    /// The rows, in order.
    pub rows: Vec<(LinkRow, LinkFigures)>,
    /// Where the next page begins, when there is one.
    pub next: Option<LinkPlace>,
    /// How many links there are in each state, whatever was asked for.
    pub counts: [(LinkState, u64); 4],
}

impl LinkSort {
    /// The columns by which rows are grouped, and sorted within a group. Groups come one after the other.
    fn columns(self) -> (&'static str, &'static str) {
        match self {
            Self::Created => ("0", "created"),
            Self::Name => ("0", "name"),
            Self::Paid => ("0", "paid"),
            Self::Revenue => ("currency", "revenue"),
            Self::LastPayment => ("0", "last_payment"),
            Self::State => ("state", "created"),
        }
    }
}

/// A page of the list.
pub(crate) fn page(
    connection: &Connection,
    listing: &LinkListing,
) -> Result<LinkListPage, StoreError> {
    let limit = listing.limit.max(1) as usize;
    let mut places = Vec::new();
    let groups = groups(connection, listing)?;
    let begin = listing.after.as_ref().map_or(0, |after| {
        groups.iter().position(|it| *it == after.group).unwrap_or(0)
    });
    for group in groups.iter().skip(begin) {
        let left = (limit + 1).saturating_sub(places.len());
        if left == 0 {
            break;
        }
        places.extend(within(connection, listing, group, left)?);
    }
    let has_more = places.len() > limit;
    places.truncate(limit);
    let mut rows = Vec::with_capacity(places.len());
    for place in &places {
        if let Some(row) = link::get(connection, &place.id)? {
            let figures = link_figures::of(connection, &row)?;
            rows.push((row, figures));
        }
    }
    Ok(LinkListPage {
        rows,
        next: places.pop().filter(|_| has_more),
        counts: link_figures::count(connection)?,
    })
}

/// The groups in their order.
fn groups(connection: &Connection, listing: &LinkListing) -> rusqlite::Result<Vec<Key>> {
    match listing.sort {
        LinkSort::Created | LinkSort::Name | LinkSort::Paid | LinkSort::LastPayment => {
            Ok(vec![Key::Number(0)])
        }
        LinkSort::State => {
            let mut states = LinkState::ALL.map(|it| Key::Number(it.column())).to_vec();
            if listing.direction == Direction::Descending {
                states.reverse();
            }
            Ok(states)
        }
        LinkSort::Revenue => connection
            .prepare_cached(
                "SELECT currency FROM link_figures GROUP BY 1 ORDER BY currency = '', count(*) DESC, 1",
            )?
            .query_map([], |row| Key::read(row, 0))?
            .collect(),
    }
}

/// The places of one group that fit.
fn within(
    connection: &Connection,
    listing: &LinkListing,
    group: &Key,
    limit: usize,
) -> rusqlite::Result<Vec<LinkPlace>> {
    let LinkListing {
        sort, direction, ..
    } = *listing;
    let (group_column, key) = sort.columns();
    // Of one state the newest come first, whichever way the states go.
    let (way, beyond) = match (sort, direction) {
        (LinkSort::State, _) | (_, Direction::Descending) => ("DESC", "<"),
        (_, Direction::Ascending) => ("ASC", ">"),
    };
    let mut clauses = vec![format!("{group_column} = ?")];
    let mut values = vec![group.value()];
    if let Some(state) = listing.state {
        clauses.push("state = ?".to_owned());
        values.push(state.column().into());
    }
    for word in listing.search.iter().flat_map(|it| it.split_whitespace()) {
        clauses.push("instr(words, ?) > 0".to_owned());
        values.push(word.to_lowercase().into());
    }
    if let Some(after) = listing.after.as_ref().filter(|it| it.group == *group) {
        clauses.push(format!("({key}, link) {beyond} (?, ?)"));
        values.extend([after.key.value(), after.id.clone().into()]);
    }
    let conditions = clauses.join(" AND ");
    // Where every row has to be looked into, the table is read as it lies: the plus keeps SQLite from an index.
    let by = match listing.search.as_deref().map(str::trim) {
        None | Some("") => key.to_owned(),
        Some(_) => format!("+{key}"),
    };
    let sql = format!(
        "SELECT {key}, link FROM link_figures WHERE {conditions} \
         ORDER BY {by} {way}, link {way} LIMIT {limit}"
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), |row| {
            Ok(LinkPlace {
                sort,
                direction,
                group: group.clone(),
                key: Key::read(row, 0)?,
                id: row.get(1)?,
            })
        })?
        .collect()
}

impl LinkPlace {
    /// Whether it is a place in this order.
    pub fn is_of(&self, sort: LinkSort, direction: Direction) -> bool {
        (self.sort, self.direction) == (sort, direction)
    }
}

/// What was paid on each of some days through a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkDay {
    /// How many payments.
    pub paid: i64,
    /// What they brought in the link's own currency, in minor units.
    pub revenue: i64,
}

/// What was paid through a link on days that begin at these times; each lasts until the next begins, the
/// last goes on.
pub(crate) fn days(
    connection: &Connection,
    link: &LinkRow,
    begin: &[UnixSeconds],
) -> rusqlite::Result<Vec<LinkDay>> {
    let mut days = vec![LinkDay::default(); begin.len()];
    let Some(first) = begin.first() else {
        return Ok(days);
    };
    let own = link.currency.as_deref().unwrap_or_default();
    for paid in link_period::paid_since(connection, &link.id, first.0)? {
        let after = begin.partition_point(|it| it.0 <= paid.quarter);
        let Some(day) = after.checked_sub(1).and_then(|at| days.get_mut(at)) else {
            continue;
        };
        day.paid = day.paid.saturating_add(paid.count);
        if paid.currency == own {
            day.revenue = day.revenue.saturating_add(paid.revenue);
        }
    }
    Ok(days)
}

/// What came in under one reference that the link's address carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkReference {
    /// The `client_reference_id`.
    pub reference: String,
    /// How many payments were paid.
    pub paid: i64,
    /// What they brought, in minor units by currency, before fees and refunds.
    pub revenue: Vec<(String, i64)>,
}

/// What came in through a link, by reference; those of which nothing is paid as well.
pub(crate) fn references(
    connection: &Connection,
    link: &str,
) -> rusqlite::Result<Vec<LinkReference>> {
    let mut paid = paid_by_session(connection, link)?;
    let mut found: BTreeMap<String, BTreeMap<String, (i64, i64)>> = BTreeMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT id, reference FROM checkout WHERE link = ?1 AND reference IS NOT NULL",
    )?;
    let mut rows = statement.query([link])?;
    while let Some(row) = rows.next()? {
        let (session, reference): (String, String) = (row.get(0)?, row.get(1)?);
        let sums = found.entry(reference).or_default();
        for (currency, amount) in paid.remove(&session).unwrap_or_default() {
            let (count, sum) = sums.entry(currency).or_default();
            *count += 1;
            *sum = sum.saturating_add(amount);
        }
    }
    let references = found.into_iter().map(|(reference, sums)| LinkReference {
        reference,
        paid: sums.values().map(|(count, _)| count).sum(),
        revenue: sums
            .into_iter()
            .map(|(code, (_, sum))| (code, sum))
            .collect(),
    });
    Ok(references.collect())
}

/// What was paid through a link in each checkout session: currency and amount.
fn paid_by_session(
    connection: &Connection,
    link: &str,
) -> rusqlite::Result<HashMap<String, Vec<(String, i64)>>> {
    let mut paid: HashMap<String, Vec<(String, i64)>> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT session, coalesce(currency, ''), amount_captured FROM payment \
         WHERE link = ?1 AND paid_at IS NOT NULL AND session IS NOT NULL",
    )?;
    let mut rows = statement.query([link])?;
    while let Some(row) = rows.next()? {
        let of_session = paid.entry(row.get(0)?).or_default();
        of_session.push((row.get(1)?, row.get(2)?));
    }
    Ok(paid)
}
