//! Work in memory: what it makes and changes is seen by itself alone, and nothing is written.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::page::{Cursor, Page};
use super::place::Place;
use super::{Kind, PageQuery};

/// What was there before the work began: what the shop sold then.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    objects: Vec<(Kind, Value)>,
    by_id: HashMap<String, usize>,
}

impl Ground {
    /// The objects, in the order in which they were made.
    pub(crate) fn new(objects: Vec<(Kind, Value)>) -> Self {
        let ids = objects
            .iter()
            .enumerate()
            .filter_map(|(index, (_, object))| {
                let id = object["id"].as_str()?;
                Some((id.to_owned(), index))
            });
        let by_id = ids.collect();
        Self { objects, by_id }
    }

    /// Those of a kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Value> {
        let of_kind = self.objects.iter().filter(move |(of, _)| *of == kind);
        of_kind.map(|(_, object)| object)
    }

    /// One of them.
    fn find(&self, kind: Kind, id: &str) -> Option<&Value> {
        let (of, object) = self.objects.get(*self.by_id.get(id)?)?;
        (*of == kind).then_some(object)
    }
}

/// Whether the bodies of events are wanted. They cost as much as all the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Events {
    Kept,
    /// They have their ids and places, and nothing else.
    Counted,
}

/// Something that was made in memory.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) created: i64,
    pub(crate) place: Place,
    /// Its newest state; null for an event that is only counted.
    pub(crate) object: Value,
}

/// What work in memory has made and changed so far.
#[derive(Debug)]
pub(crate) struct Overlay {
    ground: Arc<Ground>,
    made: Vec<Made>,
    /// What was there before and is otherwise now.
    changed: Vec<(Kind, Value)>,
    /// Where the next thing stands.
    next: Place,
    pub(super) events: Events,
}

impl Overlay {
    /// Nothing made yet.
    pub(crate) fn new(ground: Arc<Ground>, events: Events) -> Self {
        Self {
            ground,
            made: Vec::with_capacity(32),
            changed: Vec::new(),
            next: Place { moment: 0, nth: 0 },
            events,
        }
    }

    /// What was made, in order.
    pub(crate) fn into_made(self) -> Vec<Made> {
        self.made
    }

    /// What follows belongs to this moment.
    pub(crate) fn begin(&mut self, moment: i64) {
        self.next = Place { moment, nth: 0 };
    }

    pub(super) fn find(&self, kind: Kind, id: &str) -> Option<&Value> {
        match self.made.iter().rev().find(|made| made.id == id) {
            Some(made) => (made.kind == kind).then_some(&made.object),
            None => self
                .changed(kind, id)
                .or_else(|| self.ground.find(kind, id)),
        }
    }

    fn changed(&self, kind: Kind, id: &str) -> Option<&Value> {
        let mut changed = self.changed.iter().filter(|(of, _)| *of == kind);
        let (_, object) = changed.find(|(_, object)| object["id"] == id)?;
        Some(object)
    }

    pub(super) fn insert(&mut self, kind: Kind, id: String, created: i64, object: Value) {
        let place = self.next;
        self.next.nth += 1;
        self.made.push(Made {
            kind,
            id,
            created,
            place,
            object,
        });
    }

    pub(super) fn replace(&mut self, kind: Kind, object: &Value) {
        let made = self.made.iter_mut().rev().find(|it| object["id"] == it.id);
        if let Some(made) = made {
            assign(&mut made.object, object);
            return;
        }
        self.changed.retain(|(_, it)| it["id"] != object["id"]);
        self.changed.push((kind, object.clone()));
    }

    /// Forgets something. What was there before stays: nobody deletes what the shop sells there.
    pub(super) fn remove(&mut self, id: &str) {
        self.made.retain(|made| made.id != id);
    }

    /// A part of a list; none when the cursor's object does not exist.
    pub(super) fn page(&self, query: &PageQuery) -> Option<Page> {
        let ground = self.ground.of_kind(query.kind).map(|object| {
            let id = object["id"].as_str().unwrap_or_default();
            let created = object["created"].as_i64().unwrap_or(0);
            (created, self.changed(query.kind, id).unwrap_or(object))
        });
        let made = self.made.iter().filter(|made| made.kind == query.kind);
        let made = made.map(|made| (made.created, &made.object));
        let mut all: Vec<_> = ground.chain(made).collect();
        all.sort_by_key(|(created, _)| *created);
        if query.reads_newest_first() {
            all.reverse();
        }
        if let Some(Cursor::After(id) | Cursor::Before(id)) = &query.cursor {
            let place = all.iter().position(|(_, object)| object["id"] == *id)?;
            all.drain(..=place);
        }
        let admitted = all.into_iter().filter(|(at, it)| query.admits(*at, it));
        let mut objects: Vec<_> = admitted.take(query.limit.saturating_add(1)).collect();
        let has_more = objects.len() > query.limit;
        objects.truncate(query.limit);
        if query.reads_backwards() {
            objects.reverse();
        }
        let objects = objects.into_iter().map(|(_, it)| it.clone()).collect();
        Some(Page { objects, has_more })
    }
}

/// Makes a value like another one, without making anew what is the same: most of an object is when
/// it changes.
fn assign(value: &mut Value, new: &Value) {
    match (value, new) {
        (Value::Object(old), Value::Object(new)) if old.keys().eq(new.keys()) => {
            let fields = old.values_mut().zip(new.values());
            fields.for_each(|(old, new)| assign(old, new));
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            old.iter_mut()
                .zip(new)
                .for_each(|(old, new)| assign(old, new));
        }
        (old, new) if old == new => {}
        (old, new) => *old = new.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_becomes_like_another() {
        let values = [
            json!({ "a": 1, "b": { "c": [1, 2], "d": null }, "e": [{ "f": "g" }] }),
            json!({ "a": 2, "b": { "c": [1, 3], "d": {} }, "e": [{ "f": "h" }] }),
            json!({ "a": "1", "b": { "c": [1], "d": null }, "e": [] }),
            json!({ "a": 1, "b": { "c": [1, 2] } }),
            json!({ "a": 1, "b": { "c": [1, 2], "x": null }, "e": null }),
            json!([]),
            json!(null),
        ];
        for old in &values {
            for new in &values {
                let mut value = old.clone();
                assign(&mut value, new);
                assert_eq!(value, *new, "{old}");
            }
        }
    }
}
