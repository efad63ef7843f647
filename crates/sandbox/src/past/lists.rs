//! Pages of the past: which moments a list is about, and the objects that they made.
//!
//! Moments are numbered in the order of time and objects stand in the order of their moments, so
//! every list is a walk over moments, with those left out of which it is known that they made
//! nothing that belongs there.

use std::collections::BTreeSet;

use super::money::{available, payable};
use super::people::digest;
use super::seasons::DAY;
use super::shapes::{May, Wanted};
use super::{Past, events_for, sale_of};
use crate::state::{
    Delivered, Direction, Kind, Listed, MomentRow, PageQuery, PastPayout, Place, Span, StateError,
    Work,
};

/// How many moments are read at once, at first and at most.
const CHUNK: i64 = 128;
const LARGEST_CHUNK: i64 = 4096;
/// Where less than one in so many moments is wanted, they are looked up by their shapes.
const RARE: i64 = 24;
/// How long money is pending at most, in seconds.
const LONGEST_PENDING: i64 = 2 * DAY;

/// What the past has for a page, and one more.
pub(crate) fn page(
    work: &Work<'_>,
    query: &PageQuery,
    place: Option<(i64, i64)>,
) -> Result<Vec<Listed>, StateError> {
    let Some(past) = work.past() else {
        return Ok(Vec::new());
    };
    let mut walk = Walk::new(work, past, query, place)?;
    let mut listed = Vec::new();
    while listed.len() <= query.limit {
        let moments = walk.next_moments()?;
        if moments.is_empty() {
            break;
        }
        for moment in moments {
            walk.objects(&moment, &mut listed)?;
            if listed.len() > query.limit {
                break;
            }
        }
    }
    listed.truncate(query.limit.saturating_add(1));
    Ok(listed)
}

/// Where the moments come from.
enum Source {
    /// All of them; most are wanted.
    All,
    /// Those of some shapes.
    Shapes(Vec<u32>),
    /// Those that began a sale of a link.
    Link(u32),
    /// Those of a few sales.
    Sales(Vec<u32>),
}

/// A walk over moments.
struct Walk<'a> {
    work: &'a Work<'a>,
    past: &'a Past,
    query: &'a PageQuery,
    /// Where the page begins: what is listed lies beyond.
    place: Option<(i64, i64)>,
    /// By shape, whether its moments may be wanted.
    may: Vec<May>,
    source: Source,
    /// The payout that the transactions listed are in.
    payout: Option<PastPayout>,
    /// The events of which not everybody has been told, where that is asked for.
    undelivered: BTreeSet<String>,
    direction: Direction,
    /// What is still to be looked at.
    span: Span,
    chunk: i64,
}

impl<'a> Walk<'a> {
    fn new(
        work: &'a Work<'a>,
        past: &'a Past,
        query: &'a PageQuery,
        place: Option<(i64, i64)>,
    ) -> Result<Self, StateError> {
        let wanted = past.shapes(work)?.wanted(query);
        let direction = match query.reads_newest_first() {
            true => Direction::Backwards,
            false => Direction::Forwards,
        };
        let undelivered = match query.delivered {
            Some(_) => work.undelivered()?,
            None => BTreeSet::new(),
        };
        let source = match source(work, past, query, &undelivered)? {
            Some(source) => source,
            None => source_by_shape(past, &wanted),
        };
        let payout = payout_of(work, query)?;
        let span = match wanted.moments {
            0 => Span { first: 1, last: 0 },
            _ => Bounds::new(query, place, payout.as_ref()).span(work, past)?,
        };
        let limit = i64::try_from(query.limit).unwrap_or(LARGEST_CHUNK);
        Ok(Self {
            work,
            past,
            query,
            place,
            may: wanted.may,
            source,
            payout,
            undelivered,
            direction,
            span,
            chunk: limit.saturating_add(1).clamp(2, CHUNK),
        })
    }

    /// The next moments that may be wanted; none at the end.
    fn next_moments(&mut self) -> Result<Vec<MomentRow>, StateError> {
        while self.span.first <= self.span.last {
            let (span, direction, most) = (self.span, self.direction, self.chunk);
            let mut moments = match &self.source {
                Source::All => self.work.moments_in(span, direction, most)?,
                Source::Link(link) => self.work.openings_of_link(*link, span, direction, most)?,
                Source::Shapes(shapes) => {
                    let mut moments = Vec::new();
                    for shape in shapes {
                        moments.extend(self.work.moments_of_shape(*shape, span, direction, most)?);
                    }
                    self.in_order(moments)
                }
                Source::Sales(sales) => {
                    let mut moments = Vec::new();
                    for sale in sales {
                        moments.extend(self.work.moments_of_sale(*sale)?);
                    }
                    moments.retain(|it| (span.first..=span.last).contains(&it.seq));
                    self.in_order(moments)
                }
            };
            moments.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            self.advance(moments.last());
            self.chunk = (self.chunk * 2).min(LARGEST_CHUNK);
            moments.retain(|moment| self.may_be_wanted(moment));
            if !moments.is_empty() {
                return Ok(moments);
            }
        }
        Ok(Vec::new())
    }

    fn in_order(&self, mut moments: Vec<MomentRow>) -> Vec<MomentRow> {
        moments.sort_unstable_by_key(|moment| moment.seq);
        if self.direction == Direction::Backwards {
            moments.reverse();
        }
        moments
    }

    /// Goes on behind the last of the moments read; to the end where there was none.
    fn advance(&mut self, last: Option<&MomentRow>) {
        match (last, self.direction) {
            (None, _) => self.span.last = self.span.first - 1,
            (Some(last), Direction::Forwards) => self.span.first = last.seq + 1,
            (Some(last), Direction::Backwards) => self.span.last = last.seq - 1,
        }
    }

    fn may_be_wanted(&self, moment: &MomentRow) -> bool {
        let shape = usize::try_from(moment.shape).unwrap_or(usize::MAX);
        let is_in_payout = |payout: &PastPayout| {
            let payable = payable(moment.created, available(moment.created));
            payout.after < payable && payable <= payout.midnight
        };
        match (self.may.get(shape), &self.payout) {
            // Payments become available by a rule; when other things do, they tell themselves.
            (Some(May::HavePayments), Some(payout)) => is_in_payout(payout),
            (Some(May::HavePayments | May::Have), _) => true,
            (Some(May::HaveNothing) | None, _) => false,
        }
    }

    /// Adds what a moment made and the page is to hold.
    fn objects(&self, moment: &MomentRow, listed: &mut Vec<Listed>) -> Result<(), StateError> {
        let events = events_for(self.query.kind);
        let made = self.past.replayed(self.work, moment.sale, events)?;
        let of_moment = made
            .iter()
            .filter(|made| made.place.moment == moment.seq && made.kind == self.query.kind);
        let mut found = Vec::new();
        for made in of_moment {
            if self.query.admits(made.created, &made.object)
                && self.is_beyond(made.created, made.place)
                && self.is_told(&made.id)
                && !self.work.is_written(made.kind, &made.id)?
            {
                found.push(Listed::from(made));
            }
        }
        if self.direction == Direction::Backwards {
            found.reverse();
        }
        listed.append(&mut found);
        Ok(())
    }

    /// Whether everybody has been told of an event, or not, as is asked for.
    fn is_told(&self, event: &str) -> bool {
        let undelivered = || self.undelivered.contains(event);
        match self.query.delivered {
            None => true,
            Some(Delivered::ToAll) => !undelivered(),
            Some(Delivered::NotToAll) => undelivered(),
        }
    }

    /// Whether something lies beyond where the page begins.
    fn is_beyond(&self, created: i64, place: Place) -> bool {
        let own = (created, place.row());
        match (self.place, self.direction) {
            (None, _) => true,
            (Some(start), Direction::Forwards) => own > start,
            (Some(start), Direction::Backwards) => own < start,
        }
    }
}

/// The source that a filter leads to: an id tells its sale.
fn source(
    work: &Work<'_>,
    past: &Past,
    query: &PageQuery,
    undelivered: &BTreeSet<String>,
) -> Result<Option<Source>, StateError> {
    if query.delivered == Some(Delivered::NotToAll) {
        let sales = undelivered.iter().filter_map(|id| Kind::Event.sale_of(id));
        let sales: BTreeSet<_> = sales.collect();
        return Ok(Some(Source::Sales(sales.into_iter().collect())));
    }
    if let Some(sale) = query.about.as_deref().map(sale_of) {
        // No sale tells of what it does not sell.
        return Ok(match sale {
            Some(0) => None,
            sale => Some(Source::Sales(sale.into_iter().collect())),
        });
    }
    for (field, wanted) in &query.filters {
        let [value] = wanted.as_slice() else {
            continue;
        };
        let source = match *field {
            "email" | "_email" => Some(Source::Sales(work.sales_of_digest(digest(value))?)),
            // What a link sells stands beside it, in no sale.
            "_parent" if matches!(sale_of(value), Some(0) | None) => {
                Some(Source::Sales(Vec::new()))
            }
            // A payout that took nothing of the past lists nothing of it.
            "_payout" if work.past_of_payout(value)?.is_none() => Some(Source::Sales(Vec::new())),
            _ => match (sale_of(value), past.article(value)) {
                (Some(0), Some(link)) if query.kind == Kind::CheckoutSession => {
                    Some(Source::Link(link))
                }
                // What the shop sells is in many sales.
                (Some(0) | None, _) => None,
                (Some(sale), _) => Some(Source::Sales(vec![sale])),
            },
        };
        if source.is_some() {
            return Ok(source);
        }
    }
    Ok(None)
}

/// The source where no filter leads to one.
fn source_by_shape(past: &Past, wanted: &Wanted) -> Source {
    if wanted.moments >= past.moments / RARE {
        return Source::All;
    }
    let shapes = (0..).zip(&wanted.may);
    let shapes = shapes.filter(|(_, may)| **may != May::HaveNothing);
    Source::Shapes(shapes.map(|(shape, _)| shape).collect())
}

/// The payout that a query asks for the transactions of.
fn payout_of(work: &Work<'_>, query: &PageQuery) -> Result<Option<PastPayout>, StateError> {
    match query.filters.iter().find(|(field, _)| *field == "_payout") {
        Some((_, wanted)) => work.past_of_payout(wanted.first().map_or("", String::as_str)),
        None => Ok(None),
    }
}

/// What bounds the moments that a page can be made of.
struct Bounds {
    newest_first: bool,
    from: Option<i64>,
    to: Option<i64>,
    /// Where the page begins.
    place: Option<(i64, i64)>,
}

impl Bounds {
    fn new(query: &PageQuery, place: Option<(i64, i64)>, payout: Option<&PastPayout>) -> Self {
        // What is in a payout was made since the one before, or was not available then.
        let payout = payout.map(|it| (it.after - LONGEST_PENDING, it.midnight));
        let (after, until) = payout.unzip();
        let until = [query.created.to, until].into_iter().flatten().min();
        Self {
            newest_first: query.reads_newest_first(),
            from: query.created.from.max(after),
            to: until,
            place,
        }
    }

    /// The moments that lie within.
    fn span(&self, work: &Work<'_>, past: &Past) -> Result<Span, StateError> {
        let mut span = Span {
            first: 1,
            last: past.moments,
        };
        if let Some(from) = self.from {
            span.first = span.first.max(before(work, past, from)? + 1);
        }
        if let Some(to) = self.to {
            span.last = span.last.min(before(work, past, to.saturating_add(1))?);
        }
        if let Some((created, row)) = self.place {
            let after = created.saturating_add(1);
            match (Place::of_row(row), self.newest_first) {
                (Some(place), true) => span.last = span.last.min(place.moment),
                (Some(place), false) => span.first = span.first.max(place.moment),
                (None, true) => span.last = span.last.min(before(work, past, after)?),
                (None, false) => span.first = span.first.max(before(work, past, after)? + 1),
            }
        }
        Ok(span)
    }
}

/// How many moments came before a time.
fn before(work: &Work<'_>, past: &Past, time: i64) -> Result<i64, StateError> {
    let (mut low, mut high) = (0, past.moments);
    while low < high {
        let middle = (low + high + 1) / 2;
        match work.moment(middle)? {
            Some(moment) if moment.created < time => low = middle,
            _ => high = middle - 1,
        }
    }
    Ok(low)
}
