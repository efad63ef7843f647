//! What the form of a link asks: the rules, the writes, drafts and templates, and what to choose from.

mod catalogue;
mod check;
mod choices;
mod drafts;
mod several;
mod templates;
mod write;

pub(crate) use catalogue::Shelf;
pub(crate) use check::Tags;
