//! What all lists share: the span that is asked for, and the form of the answer.

use anyhow::Result;
use countertop_store::Span;

use crate::args::{self, Global};
use crate::exit::usage;
use crate::table::Form;

/// The part of the list that the command line names.
///
/// # Errors
/// When a date lies beyond the years that are counted.
pub fn span(args: &args::Span) -> Result<Span> {
    let time = |when: Option<crate::dates::When>| {
        when.map(|when| when.in_zone(&args.timezone).map_err(usage))
            .transpose()
    };
    Ok(Span {
        from: time(args.from)?,
        to: time(args.to)?,
        after: args.after.clone(),
        limit: args.limit,
    })
}

/// A table, or JSON where it was asked for.
pub fn form(global: &Global) -> Form {
    if global.json { Form::Json } else { Form::Table }
}

/// A value that may be missing, in a table.
pub fn or_dash(text: Option<impl ToString>) -> String {
    text.map_or_else(|| "-".to_owned(), |it| it.to_string())
}
