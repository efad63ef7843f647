//! What the moments of a shape make, learned from one of them.
//!
//! So nothing here has to know which events a payment causes: the code that causes them tells.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Past, sale_of};
use crate::state::{Events, Kind, PageQuery, StateError, Work, text_of};

/// The fields that lists are filtered by and that are the same in all sales of a class.
const COMMON: [&str; 4] = ["active", "currency", "status", "type"];
/// The payout that a transaction is in depends on the time. All other fields have a value in all
/// sales of a class, or in none of them.
const TIMELY: &str = "_payout";

/// What moments make, by shape.
pub(super) struct Shapes {
    shapes: Vec<Shape>,
}

/// What moments of one shape make.
struct Shape {
    things: Vec<Thing>,
    /// How many such moments there are.
    moments: i64,
}

/// An object or event that a moment makes, as it is at the end of the past.
struct Thing {
    kind: Kind,
    /// Those fields by which lists are filtered that have a value.
    fields: Vec<(&'static str, Known)>,
}

/// What is known of a field's value.
enum Known {
    /// It is this one.
    Common(String),
    /// The id of something in the sale, or of what it sold.
    Id,
    /// Another one in each sale.
    Own,
}

/// Which moments may have made something that a list is to hold.
pub(super) struct Wanted {
    /// By shape.
    pub(super) may: Vec<May>,
    /// How many moments that are.
    pub(super) moments: i64,
}

/// Whether moments of a shape may have made something that a list is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum May {
    HaveNothing,
    Have,
    /// Only payments' own transactions.
    HavePayments,
}

impl Shapes {
    /// Replays a sale for every class of them.
    pub(super) fn learn(work: &Work<'_>, past: &Past) -> Result<Self, StateError> {
        let mut shapes = Vec::with_capacity(past.rows.len());
        for row in &past.rows {
            let things = match work.moment(row.sample)? {
                Some(sample) => {
                    let made = past.replayed(work, sample.sale, Events::Kept)?;
                    let made = made.iter().filter(|it| it.place.moment == sample.seq);
                    made.map(|made| Thing::of(made.kind, &made.object))
                        .collect()
                }
                // No moment of it came before the end.
                None => Vec::new(),
            };
            let moments = row.moments;
            shapes.push(Shape { things, moments });
        }
        Ok(Self { shapes })
    }

    /// The moments that a query is about, as far as their shapes tell.
    pub(super) fn wanted(&self, query: &PageQuery) -> Wanted {
        let may: Vec<_> = self.shapes.iter().map(|shape| shape.may(query)).collect();
        let moments = self.shapes.iter().zip(&may);
        let moments = moments.filter(|(_, may)| **may != May::HaveNothing);
        let moments = moments.map(|(shape, _)| shape.moments).sum();
        Wanted { may, moments }
    }

    /// The shapes whose moments make something that waits for a time.
    pub(super) fn waiting(&self) -> Vec<u32> {
        let waits = |thing: &Thing| thing.fields.iter().any(|(name, _)| *name == "_due");
        let shapes = (0..).zip(&self.shapes);
        let waiting = shapes.filter(|(_, shape)| shape.things.iter().any(waits));
        waiting.map(|(shape, _)| shape).collect()
    }

    /// How many objects there are of each kind, events apart.
    pub(super) fn counts(&self) -> Vec<(Kind, i64)> {
        let kinds = Kind::ALL
            .iter()
            .copied()
            .filter(|kind| *kind != Kind::Event);
        let counts = kinds.map(|kind| (kind, self.count(|thing| thing.kind == kind)));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// How many events there are of each type.
    pub(super) fn event_counts(&self) -> BTreeMap<String, i64> {
        let mut counts = BTreeMap::new();
        for shape in &self.shapes {
            let events = shape.things.iter().filter(|it| it.kind == Kind::Event);
            for event in events {
                let named = event.fields.iter().find(|(name, _)| *name == "type");
                if let Some((_, Known::Common(value))) = named {
                    *counts.entry(value.clone()).or_default() += shape.moments;
                }
            }
        }
        counts
    }

    fn count(&self, is: impl Fn(&Thing) -> bool) -> i64 {
        let of_shape = |shape: &Shape| {
            let things = shape.things.iter().filter(|thing| is(thing)).count();
            i64::try_from(things).unwrap_or(0) * shape.moments
        };
        self.shapes.iter().map(of_shape).sum()
    }
}

impl Shape {
    fn may(&self, query: &PageQuery) -> May {
        let of_kind = self.things.iter().filter(|it| it.kind == query.kind);
        let mut wanted = of_kind.filter(|thing| thing.may(query));
        match wanted.next() {
            None => May::HaveNothing,
            Some(first) if first.is_payment() && wanted.all(Thing::is_payment) => May::HavePayments,
            Some(_) => May::Have,
        }
    }
}

impl Thing {
    fn of(kind: Kind, object: &Value) -> Self {
        let fields = kind.indexed().iter().filter_map(|field| {
            let known = match text_of(&object[*field]) {
                _ if *field == TIMELY => Known::Own,
                Some(value) if COMMON.contains(field) => Known::Common(value),
                Some(value) if sale_of(&value).is_some() => Known::Id,
                Some(_) => Known::Own,
                None => return None,
            };
            Some((*field, known))
        });
        Self {
            kind,
            fields: fields.collect(),
        }
    }

    fn is_payment(&self) -> bool {
        let is = |(name, known): &(&str, Known)| {
            *name == "type" && matches!(known, Known::Common(value) if value == "charge")
        };
        self.kind == Kind::BalanceTransaction && self.fields.iter().any(is)
    }

    /// Whether a list may hold it. For what is not common to the class, the object itself tells.
    fn may(&self, query: &PageQuery) -> bool {
        query.filters.iter().all(|(field, wanted)| {
            let known = self.fields.iter().find(|(name, _)| name == field);
            match known {
                Some((_, Known::Common(value))) => query.wants(wanted, value),
                Some((_, Known::Id)) => wanted.iter().any(|id| sale_of(id).is_some()),
                Some((_, Known::Own)) => true,
                None => false,
            }
        })
    }
}
