//! What a body tells of one customer, and the body without it.
//!
//! An object is a customer's by its id, and objects are tied by the ids that they name: an intent to its
//! charge, a charge to its refunds. What belongs to the shop (links, prices, payouts) ties nobody to
//! anybody. An erased object keeps what the books need ([`kept`]); where an address stands in something
//! of the shop's, that text alone goes.

mod ids;
mod json;
mod kept;

use std::collections::BTreeSet;

use json::Json;

pub use ids::{is_a_customers, is_lasting};

/// The key under which a redacted body says that it is one.
const MARK: &str = "countertop_erased";
/// What stands for a text in something of the shop's.
const GONE: Json<'static> = Json::Scalar("\"[erased]\"");

/// An object that belongs to one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its id.
    pub id: String,
    /// The ids of other such objects that it names or holds.
    pub ties: Vec<String>,
    /// Whether one of its own texts was found to hold what is looked for.
    pub holds: bool,
}

/// The objects of customers in a body; none in one that is not JSON. `holds` says of a text whether it
/// holds what is looked for.
pub fn mentions(body: &[u8], holds: &dyn Fn(&str) -> bool) -> Vec<Mention> {
    let mut found = Vec::new();
    if let Some(json) = parse(body) {
        mention(&json, None, holds, &mut found);
    }
    found
}

/// A body without what was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// The bytes that stand for it.
    pub body: Vec<u8>,
    /// The ids of the objects of which only what the books need is left.
    pub ids: Vec<String>,
    /// Whether texts were taken out of something else.
    pub has_lost_texts: bool,
}

/// Takes out of a body the objects that are `theirs`, and texts that hold what is looked for. None when
/// there was nothing to take. `digest` is the SHA-256 of the bytes as they came.
///
/// Bytes that are not JSON cannot be taken apart: where they hold it, they go as a whole.
pub fn redact(
    body: &[u8],
    digest: &[u8],
    theirs: &dyn Fn(&Mention) -> bool,
    holds: &dyn Fn(&str) -> bool,
) -> Option<Redacted> {
    let Some(json) = parse(body) else {
        return holds(&String::from_utf8_lossy(body)).then(Redacted::nothing_left);
    };
    let mut found = Vec::new();
    mention(&json, None, holds, &mut found);
    let theirs = found.into_iter().filter(|it| theirs(it)).map(|it| it.id);
    let mut walk = Walk {
        theirs: theirs.collect(),
        holds,
        has_kept: false,
        has_lost_texts: false,
        ids: BTreeSet::new(),
    };
    let left = walk.value(&unmarked(json));
    let mut text = String::with_capacity(body.len());
    left.write(&mut text);
    mark(&left, digest, &mut text);
    let has_changed = walk.has_lost_texts || walk.has_kept;
    (has_changed && text.as_bytes() != body).then(|| Redacted {
        body: text.into_bytes(),
        ids: walk.ids.into_iter().collect(),
        has_lost_texts: walk.has_lost_texts,
    })
}

impl Redacted {
    fn nothing_left() -> Self {
        Self {
            body: Vec::new(),
            ids: Vec::new(),
            has_lost_texts: true,
        }
    }
}

fn parse(body: &[u8]) -> Option<Json<'_>> {
    Json::parse(std::str::from_utf8(body).ok()?)
}

fn id(json: &Json<'_>) -> Option<String> {
    json.get("id").and_then(Json::text)
}

/// Finds the objects of customers. What is nobody's by itself is part of what it lies in.
fn mention(
    json: &Json<'_>,
    owner: Option<usize>,
    holds: &dyn Fn(&str) -> bool,
    found: &mut Vec<Mention>,
) {
    let Json::Object(members) = json else {
        if let Json::Array(items) = json {
            items
                .iter()
                .for_each(|it| text_or_more(it, owner, holds, found));
        }
        return;
    };
    let own = id(json).filter(|id| is_a_customers(id));
    let owner = match &own {
        Some(id) => {
            if let Some(around) = owner {
                found[around].ties.push(id.clone());
            }
            found.push(Mention {
                id: id.clone(),
                ties: Vec::new(),
                holds: false,
            });
            Some(found.len() - 1)
        }
        None => owner,
    };
    for (key, value) in members {
        if let Some(owner) = owner {
            found[owner].holds |= holds(key);
        }
        match (key.as_str(), own.is_some()) {
            ("id", true) => {}
            // The merchant's own words tie nothing.
            ("metadata", _) => free_texts(value, owner, holds, found),
            _ => text_or_more(value, owner, holds, found),
        }
    }
}

fn text_or_more(
    value: &Json<'_>,
    owner: Option<usize>,
    holds: &dyn Fn(&str) -> bool,
    found: &mut Vec<Mention>,
) {
    let (Some(owner), Some(text)) = (owner, value.text()) else {
        return mention(value, owner, holds, found);
    };
    found[owner].holds |= holds(&text);
    if is_a_customers(&text) && text != found[owner].id {
        found[owner].ties.push(text);
    }
}

fn free_texts(
    value: &Json<'_>,
    owner: Option<usize>,
    holds: &dyn Fn(&str) -> bool,
    found: &mut [Mention],
) {
    let Some(owner) = owner else { return };
    let mut text = String::new();
    value.write(&mut text);
    let inside = |json: &Json<'_>| json.text().is_some_and(|it| holds(&it));
    let in_values = match value {
        Json::Object(members) => members.iter().any(|(key, it)| holds(key) || inside(it)),
        Json::Array(items) => items.iter().any(inside),
        Json::Scalar(_) => inside(value),
    };
    found[owner].holds |= in_values || holds(&text);
}

/// On its way through a body, with what it has taken out.
struct Walk<'w> {
    theirs: BTreeSet<String>,
    holds: &'w dyn Fn(&str) -> bool,
    /// Whether only what the books need was left of something.
    has_kept: bool,
    has_lost_texts: bool,
    ids: BTreeSet<String>,
}

impl Walk<'_> {
    fn value<'a>(&mut self, json: &Json<'a>) -> Json<'a> {
        match json {
            Json::Object(_) if self.is_event_of_theirs(json) => self.event(json),
            Json::Object(_) if self.is_theirs(json) => self.kept(json),
            Json::Object(members) => {
                let members = members.iter().map(|(key, it)| self.member(key, it));
                Json::Object(members.collect())
            }
            Json::Array(items) => Json::Array(items.iter().map(|it| self.value(it)).collect()),
            Json::Scalar(_) if json.text().is_some_and(|it| (self.holds)(&it)) => {
                self.has_lost_texts = true;
                GONE
            }
            Json::Scalar(_) => json.clone(),
        }
    }

    fn member<'a>(&mut self, key: &str, value: &Json<'a>) -> (String, Json<'a>) {
        if (self.holds)(key) {
            self.has_lost_texts = true;
            return ("[erased]".to_owned(), self.value(value));
        }
        (key.to_owned(), self.value(value))
    }

    fn is_theirs(&self, json: &Json<'_>) -> bool {
        !is_event(json) && id(json).is_some_and(|id| self.theirs.contains(&id))
    }

    /// An event is theirs with what it is about. One about something of the shop's never is.
    fn is_event_of_theirs(&self, json: &Json<'_>) -> bool {
        if !is_event(json) {
            return false;
        }
        let subject = subject(json);
        let by_subject = subject
            .and_then(id)
            .is_some_and(|it| self.theirs.contains(&it));
        let is_the_shops = subject.is_some_and(kept::is_the_shops);
        by_subject || (!is_the_shops && id(json).is_some_and(|id| self.theirs.contains(&id)))
    }

    fn kept<'a>(&mut self, json: &Json<'a>) -> Json<'a> {
        self.has_kept = true;
        self.ids.extend(id(json));
        kept::of(json, &mut |of_the_shop| self.value(of_the_shop))
    }

    /// An event goes on under its id, whatever that looks like.
    fn event<'a>(&mut self, json: &Json<'a>) -> Json<'a> {
        self.ids.extend(subject(json).and_then(id));
        let mut left = self.kept(json);
        if let Json::Object(members) = &mut left {
            for (_, value) in members.iter_mut().filter(|(key, _)| key == "id") {
                *value = json.get("id").unwrap_or(value).clone();
            }
        }
        left
    }
}

fn is_event(json: &Json<'_>) -> bool {
    let object = json.get("object").and_then(Json::text);
    object.is_some_and(|it| it == "event" || it == "v2.core.event")
}

/// What an event is about.
fn subject<'j, 'a>(event: &'j Json<'a>) -> Option<&'j Json<'a>> {
    let inner = event.get("data").and_then(|it| it.get("object"));
    inner.or_else(|| event.get("related_object"))
}

/// A body that was redacted before, without the mark of it.
fn unmarked(json: Json<'_>) -> Json<'_> {
    match json {
        Json::Object(mut members) => {
            members.retain(|(key, _)| key != MARK);
            Json::Object(members)
        }
        Json::Array(_) | Json::Scalar(_) => json,
    }
}

/// Says in the body itself that it is not the one that came, and which one that was.
fn mark(left: &Json<'_>, digest: &[u8], text: &mut String) {
    let Json::Object(members) = left else { return };
    text.pop();
    if !members.is_empty() {
        text.push(',');
    }
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    text.push_str(&format!("\"{MARK}\":{{\"sha256\":\"{hex}\"}}}}"));
}
