//! Fields that hold an id, or, when the caller asked for it, the whole object; and lists.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// An id, with the object itself where it was expanded.
#[derive(Default)]
pub(super) struct Expandable<'a> {
    id: Option<String>,
    object: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

impl<'de: 'a, 'a> Deserialize<'de> for Expandable<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        if let Ok(id) = serde_json::from_str::<String>(raw.get()) {
            return Ok(Self {
                id: Some(id),
                object: None,
            });
        }
        let id = serde_json::from_str::<Id>(raw.get()).ok().map(|it| it.id);
        let is_object = raw.get().starts_with('{');
        Ok(Self {
            object: is_object.then_some(raw),
            id,
        })
    }
}

impl<'a> Expandable<'a> {
    /// The id as the domain's type; none when missing or of another kind.
    pub(super) fn id<T: std::str::FromStr>(&self) -> Option<T> {
        self.id.as_deref().and_then(|id| id.parse().ok())
    }

    /// The object, where it was expanded.
    pub(super) fn object(&self) -> Option<&'a RawValue> {
        self.object
    }
}

/// The items of a Stripe list object, or of anything that is none, which has no items.
#[derive(Default)]
pub(super) struct List<'a> {
    items: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct WireList<'a> {
    #[serde(borrow, default)]
    data: Vec<&'a RawValue>,
}

impl<'a> List<'a> {
    pub(super) fn of(raw: &'a RawValue) -> Self {
        let items = serde_json::from_str::<WireList<'a>>(raw.get()).map(|list| list.data);
        Self {
            items: items.unwrap_or_default(),
        }
    }

    pub(super) fn each(&self, mut visit: impl FnMut(&'a RawValue)) {
        self.items.iter().for_each(|item| visit(item));
    }

    pub(super) fn items(&self) -> &[&'a RawValue] {
        &self.items
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for List<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(Self::of)
    }
}

/// The items of an array, or of anything that is none, which has no items.
#[derive(Default)]
pub(super) struct Array<'a> {
    items: Vec<&'a RawValue>,
}

impl<'a> Array<'a> {
    pub(super) fn items(&self) -> &[&'a RawValue] {
        &self.items
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Array<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        Ok(Self {
            items: serde_json::from_str(raw.get()).unwrap_or_default(),
        })
    }
}
