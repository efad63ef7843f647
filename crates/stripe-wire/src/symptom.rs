//! The signature doctor: what a body tells whose signature fits no secret.
//!
//! Nothing of it is believed: it only helps people to find out why deliveries are refused. What was changed
//! on the way is proven all the same, by undoing the change until the signature fits.

use std::borrow::Cow;

use serde::Deserialize;

use crate::signature::{Header, Verifier};

/// Longer bodies are not looked into: whoever sends those is not Stripe.
const LONGEST: usize = 64 * 1024;
/// What an event calls itself, also a thin one.
const EVENTS: &[&str] = &["event", "v2.core.event"];
/// How deep Stripe's events are nested at most; whoever nests deeper wants to keep us busy.
const DEEPEST: usize = 32;
/// How many times longer JSON becomes by its layout at most, unless somebody wants to keep us busy.
const LARGEST_GROWTH: usize = 4;
/// Stripe writes events with two spaces a level.
const INDENT: usize = 2;

/// What a refused body tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symptom {
    /// The signature fits once line ends are as Stripe writes them: they were changed on the way.
    LineEndsChanged,
    /// It fits once the end of the body is as Stripe writes it: something was added or cut off.
    EndChanged,
    /// It fits once the JSON is laid out otherwise: it was read and written anew on the way.
    JsonRewritten,
    /// It says that it is an event of live mode.
    LiveMode,
    /// It says that it is an event of test mode.
    TestMode,
    /// It is no event at all.
    NoEvent,
}

impl Symptom {
    /// All there are.
    const ALL: [Self; 6] = [
        Self::LineEndsChanged,
        Self::EndChanged,
        Self::JsonRewritten,
        Self::LiveMode,
        Self::TestMode,
        Self::NoEvent,
    ];

    /// The symptom of a name; one of a later version says nothing to us.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// Its name in the log of deliveries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LineEndsChanged => "line_ends_changed",
            Self::EndChanged => "end_changed",
            Self::JsonRewritten => "json_rewritten",
            Self::LiveMode => "live_mode",
            Self::TestMode => "test_mode",
            Self::NoEvent => "no_event",
        }
    }
}

/// What the body of a delivery tells whose signature fits no secret.
pub fn symptom(verifier: &Verifier, header: &Header, body: &[u8]) -> Option<Symptom> {
    if body.len() > LONGEST {
        return None;
    }
    let fits = |before: &[u8]| before != body && verifier.verify(header, before).is_ok();
    let mut undone = UNDOING.iter();
    let changed = undone.find(|(_, undo)| fits(&undo(body)));
    changed.map_or_else(|| claimed(body), |(symptom, _)| Some(*symptom))
}

/// What a program on the way may have done, and how that is undone.
type Undo = fn(&[u8]) -> Cow<'_, [u8]>;

const UNDOING: &[(Symptom, Undo)] = &[
    (Symptom::LineEndsChanged, |body| {
        Cow::Owned(without_returns(body))
    }),
    (Symptom::EndChanged, |body| {
        Cow::Borrowed(body.trim_ascii_end())
    }),
    (Symptom::EndChanged, |body| {
        Cow::Owned([body.trim_ascii_end(), b"\n"].concat())
    }),
    (Symptom::EndChanged, |body| {
        Cow::Borrowed(without_mark(body))
    }),
    (Symptom::JsonRewritten, |body| {
        Cow::Owned(laid_out(body, Layout::Indented))
    }),
    (Symptom::JsonRewritten, |body| {
        Cow::Owned(laid_out(body, Layout::Compact))
    }),
];

fn without_returns(body: &[u8]) -> Vec<u8> {
    body.iter().copied().filter(|byte| *byte != b'\r').collect()
}

/// Without the mark of byte order that some programs put before UTF-8.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Indented,
    Compact,
}

/// The same JSON in another layout: its strings and numbers stay byte for byte.
fn laid_out(json: &[u8], layout: Layout) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut rest = json;
    let longest = LARGEST_GROWTH * json.len().max(1024);
    while let Some((&byte, after)) = rest.split_first() {
        if out.len() > longest {
            return Vec::new();
        }
        rest = after;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b'"' => {
                let end = string_end(after);
                out.push(byte);
                out.extend_from_slice(&after[..end]);
                rest = &after[end..];
            }
            b'{' | b'[' => {
                out.push(byte);
                // An empty one stays on its line.
                if matches!(after.trim_ascii_start().first(), Some(b'}' | b']')) {
                    continue;
                }
                depth += 1;
                if depth > DEEPEST {
                    return Vec::new();
                }
                new_line(&mut out, depth, layout);
            }
            b'}' | b']' => {
                if !matches!(out.last(), Some(b'{' | b'[')) {
                    depth = depth.saturating_sub(1);
                    new_line(&mut out, depth, layout);
                }
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(&mut out, depth, layout);
            }
            b':' if layout == Layout::Indented => out.extend_from_slice(b": "),
            _ => out.push(byte),
        }
    }
    out
}

fn new_line(out: &mut Vec<u8>, depth: usize, layout: Layout) {
    if layout == Layout::Indented {
        out.push(b'\n');
        out.resize(out.len() + depth * INDENT, b' ');
    }
}

/// How long a string is from behind its first quote to behind its last.
fn string_end(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

#[derive(Deserialize)]
struct Claim {
    object: String,
    livemode: bool,
}

/// What the body says of itself. One that begins as an event and cannot be read may be what is left of one.
fn claimed(body: &[u8]) -> Option<Symptom> {
    match serde_json::from_slice::<Claim>(body) {
        Ok(claim) if !EVENTS.contains(&claim.object.as_str()) => Some(Symptom::NoEvent),
        Ok(claim) if claim.livemode => Some(Symptom::LiveMode),
        Ok(_) => Some(Symptom::TestMode),
        Err(error) if error.is_data() => Some(Symptom::NoEvent),
        Err(_) if body.trim_ascii_start().starts_with(b"{") => None,
        Err(_) => Some(Symptom::NoEvent),
    }
}
