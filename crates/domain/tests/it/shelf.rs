//! Snapshots in memory, each the newest of its object.

use std::convert::Infallible;

use countertop_domain::{
    Known, Named, Object, ObjectKind, Observation, Seen, Snapshots, UnixSeconds,
};
use serde_json::Value;

#[derive(Default)]
pub(crate) struct Shelf(Vec<Known>);

impl Shelf {
    /// Puts objects on it, each under its family's name.
    pub(crate) fn of(objects: impl IntoIterator<Item = Value>) -> Self {
        let known = |object: Value| {
            let object: Object = serde_json::from_value(object).unwrap();
            let observation = Observation {
                at: UnixSeconds(10),
                rank: object.rank(),
                from: format!("evt_{}", object.id()),
                pinned: true,
                digest: [0; 32],
            };
            let is_charge = object.kind() == ObjectKind::Charge;
            let paid_at = UnixSeconds(if is_charge { 8 } else { 9 });
            Known {
                first_paid_at: object.tells_paid().then_some(paid_at),
                seen: Seen {
                    object,
                    observation,
                },
            }
        };
        Self(objects.into_iter().map(known).collect())
    }

    pub(crate) fn objects(&self) -> impl Iterator<Item = &Object> {
        self.0.iter().map(|known| &known.seen.object)
    }
}

impl Snapshots for Shelf {
    type Error = Infallible;

    fn get(&self, kind: ObjectKind, id: &str) -> Result<Option<Known>, Infallible> {
        let is_it = |known: &&Known| {
            let object = &known.seen.object;
            (object.kind(), object.id()) == (kind, id)
        };
        Ok(self.0.iter().find(is_it).cloned())
    }

    fn naming(&self, named: Named<'_>, kind: Option<ObjectKind>) -> Result<Vec<Known>, Infallible> {
        let names = |known: &&Known| {
            let object = &known.seen.object;
            let ties = object.ties();
            let is_named = match named {
                Named::Intent(id) => ties.intent.is_some_and(|it| it.as_str() == id),
                Named::Charge(id) => ties.charge.is_some_and(|it| it.as_str() == id),
                Named::Invoice(id) => ties.invoice == Some(id),
                Named::Subscription(id) => ties.subscription == Some(id),
            };
            is_named && kind.is_none_or(|kind| kind == object.kind())
        };
        Ok(self.0.iter().filter(names).cloned().collect())
    }
}
