//! When and from where a state of an object was learned: the order in which snapshots replace each
//! other, whatever order they arrive in.

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;

/// Where a snapshot comes from, and what decides which of two snapshots of an object is newer.
///
/// The order of the fields is the order of comparison. `at` counts whole seconds, so the rank of
/// the state within its lifecycle decides within one; then the id, so that any order of arrival
/// gives the same answer; then, among renderings of one event, our pinned API version and the digest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Observation {
    /// The event's `created`, or the time of the API's answer.
    pub at: UnixSeconds,
    /// How far along its lifecycle the object was.
    pub rank: u64,
    /// The id of the event, or of the request that fetched the object.
    pub from: String,
    /// Whether it was rendered in our pinned API version.
    pub pinned: bool,
    /// SHA-256 of the bytes.
    pub digest: [u8; 32],
}

impl Observation {
    /// Whether it comes of a request to the API, and not of an event.
    pub fn is_an_answer(&self) -> bool {
        self.from.is_empty() || self.from.starts_with("req_")
    }
}

/// An object together with when and where that state of it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// The object as it was.
    pub object: T,
    /// When and where.
    pub observation: Observation,
}

impl<T> Seen<T> {
    /// Whether this snapshot replaces another of the same object.
    pub fn is_newer_than<U>(&self, other: &Seen<U>) -> bool {
        self.observation > other.observation
    }
}
