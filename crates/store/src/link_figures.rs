//! The table `link_figures`: a short row for each link, by which the list of links is sorted, filtered
//! and searched; and the figures that are shown beside a link.

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, params};

use crate::LinkRow;
use crate::link_period::{self, Sums};

/// How a link stands. Each is in one state alone: sold out comes before scheduled, and both before
/// whether it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkState {
    /// It can be paid.
    #[default]
    Open,
    /// It is to open or to close at a planned time.
    Scheduled,
    /// It took as many checkouts as it may.
    SoldOut,
    /// It was deactivated.
    Closed,
}

impl LinkState {
    /// All of them, in the order in which they are sorted.
    pub const ALL: [Self; 4] = [Self::Open, Self::Scheduled, Self::SoldOut, Self::Closed];

    pub(crate) fn column(self) -> i64 {
        match self {
            Self::Open => 0,
            Self::Scheduled => 1,
            Self::SoldOut => 2,
            Self::Closed => 3,
        }
    }

    fn of_column(column: i64) -> Self {
        let found = Self::ALL.into_iter().find(|it| it.column() == column);
        found.unwrap_or_default()
    }

    /// The state of a link of which the ledger knows so many completed checkouts. Stripe's own count
    /// comes with the link alone and may be older, or know of checkouts from before this ledger.
    fn of(link: &LinkRow, completed: i64) -> Self {
        let planned = link.plan.opens_at.or(link.plan.closes_at);
        match (link.completed_limit, planned) {
            (Some(limit), _) if completed.max(link.completed_count.unwrap_or(0)) >= limit => {
                Self::SoldOut
            }
            (_, Some(_)) => Self::Scheduled,
            (_, None) if link.active => Self::Open,
            (_, None) => Self::Closed,
        }
    }
}

/// What came in through a link, as far as Stripe told. Amounts are minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFigures {
    /// How it stands.
    pub state: LinkState,
    /// How many payments were paid.
    pub paid: i64,
    /// How many wait for the bank, or to be captured.
    pub pending: i64,
    /// Of how many the last try failed.
    pub failed: i64,
    /// What the paid ones brought in the link's own currency, before fees and refunds.
    pub revenue: i64,
    /// The same in every currency that was paid in.
    pub revenues: Vec<LinkRevenue>,
    /// When the newest paid payment began.
    pub last_payment_at: Option<UnixSeconds>,
    /// How many checkouts were completed, paid or not yet.
    pub completed: i64,
    /// How many of those are paid, or cost nothing.
    pub finished: i64,
    /// How many checkouts are over, completed or expired. Those of which Stripe did not tell are not
    /// among them; nor are visits, of which it never tells.
    pub ended: i64,
}

/// What a link brought in one currency, in its minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkRevenue {
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// How many payments were paid.
    pub paid: i64,
    /// What they brought, before fees and refunds.
    pub gross: i64,
    /// What was given back.
    pub refunded: i64,
}

impl LinkFigures {
    fn of(link: &LinkRow, sums: Vec<Sums>) -> Self {
        let total = |of: fn(&Sums) -> i64| sums.iter().map(of).fold(0_i64, i64::saturating_add);
        let completed = total(|it| it.completed);
        let own = link.currency.as_deref().unwrap_or_default();
        Self {
            state: LinkState::of(link, completed),
            paid: total(|it| it.paid),
            pending: total(|it| it.pending),
            failed: total(|it| it.failed),
            revenue: sums
                .iter()
                .find(|it| it.currency == own)
                .map_or(0, |it| it.revenue),
            last_payment_at: sums
                .iter()
                .filter_map(|it| it.last_payment)
                .max()
                .map(UnixSeconds),
            completed: completed.max(link.completed_count.unwrap_or(0)),
            finished: total(|it| it.finished),
            ended: total(|it| it.ended),
            revenues: revenues(sums, own),
        }
    }
}

/// The currencies that were paid in, the link's own first.
fn revenues(sums: Vec<Sums>, own: &str) -> Vec<LinkRevenue> {
    let paid = sums.into_iter().filter(|it| it.paid > 0 || it.refunded > 0);
    let mut revenues: Vec<_> = paid
        .map(|it| LinkRevenue {
            currency: it.currency,
            paid: it.paid,
            gross: it.revenue,
            refunded: it.refunded,
        })
        .collect();
    revenues.sort_by_key(|it| it.currency != own);
    revenues
}

/// The figures of a link, as they were last added up.
pub(crate) fn of(connection: &Connection, link: &LinkRow) -> rusqlite::Result<LinkFigures> {
    Ok(LinkFigures::of(
        link,
        link_period::all(connection, &link.id)?,
    ))
}

/// Makes a link's short row anew; says whether it is another than before.
pub(crate) fn project(connection: &Connection, link: &LinkRow) -> rusqlite::Result<bool> {
    let figures = of(connection, link)?;
    connection
        .prepare_cached(
            "INSERT INTO link_figures (link, created, state, name, words, currency, paid, pending, \
             failed, revenue, last_payment, completed, finished, ended) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) \
             ON CONFLICT DO UPDATE SET created = excluded.created, state = excluded.state, \
             name = excluded.name, words = excluded.words, currency = excluded.currency, \
             paid = excluded.paid, pending = excluded.pending, failed = excluded.failed, \
             revenue = excluded.revenue, last_payment = excluded.last_payment, \
             completed = excluded.completed, finished = excluded.finished, ended = excluded.ended \
             WHERE (created, state, name, words, currency, paid, pending, failed, revenue, \
             last_payment, completed, finished, ended) IS NOT (excluded.created, excluded.state, \
             excluded.name, excluded.words, excluded.currency, excluded.paid, excluded.pending, \
             excluded.failed, excluded.revenue, excluded.last_payment, excluded.completed, \
             excluded.finished, excluded.ended)",
        )?
        .execute(params![
            link.id,
            link.created.0,
            figures.state.column(),
            sort_name(link),
            words(link),
            link.currency.as_deref().unwrap_or_default(),
            figures.paid,
            figures.pending,
            figures.failed,
            figures.revenue,
            figures.last_payment_at.unwrap_or_default().0,
            figures.completed,
            figures.finished,
            figures.ended,
        ])
        .map(|rows| rows > 0)
}

/// The name by which links are sorted, in lower case; a link without one comes last.
fn sort_name(link: &LinkRow) -> String {
    match link.name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_lowercase(),
        _ => char::MAX.to_string(),
    }
}

/// What a search finds a link by, in lower case, which SQLite knows for letters of ASCII alone.
fn words(link: &LinkRow) -> String {
    let names = link.items.iter().filter_map(|it| it.name.as_deref());
    let own = [link.id.as_str(), link.url.as_str()];
    let all: Vec<_> = own.into_iter().chain(names).collect();
    all.join("\n").to_lowercase()
}

/// How many links are in each state.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<[(LinkState, u64); 4]> {
    let found = connection
        .prepare_cached("SELECT state, count(*) FROM link_figures GROUP BY state")?
        .query_map([], |row| {
            Ok((LinkState::of_column(row.get(0)?), row.get::<_, i64>(1)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(LinkState::ALL.map(|state| {
        let count = found.iter().find(|it| it.0 == state);
        (state, count.map_or(0, |it| it.1.unsigned_abs()))
    }))
}
