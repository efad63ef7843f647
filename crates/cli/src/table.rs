//! Lists on stdout: a table for people, or one JSON object a line for programs.

use anyhow::Result;
use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use countertop_store::Page;
use serde::Serialize;
use serde_json::{Value, json};

use crate::output;

/// A column of a list: its heading, its side, and how a row fills it.
pub struct Column<T> {
    heading: &'static str,
    alignment: CellAlignment,
    text: fn(&T) -> String,
}

impl<T> Column<T> {
    /// A column of words.
    pub const fn words(heading: &'static str, text: fn(&T) -> String) -> Self {
        Self {
            heading,
            alignment: CellAlignment::Left,
            text,
        }
    }

    /// A column of numbers.
    pub const fn numbers(heading: &'static str, text: fn(&T) -> String) -> Self {
        Self {
            heading,
            alignment: CellAlignment::Right,
            text,
        }
    }
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Aligned columns.
    Table,
    /// One object a line.
    Json,
}

/// Writes a page, and where the next one begins.
pub fn page<T: Serialize>(form: Form, page: &Page<T>, columns: &[Column<T>]) -> Result<()> {
    let mut text = match form {
        Form::Table => table(&page.rows, columns),
        Form::Json => lines(&page.rows)?,
    };
    if let Some(next) = &page.next {
        text.push_str(&json!({ "next": next.to_string() }).to_string());
        text.push('\n');
    }
    output::bytes(text.as_bytes())
}

fn lines<T: Serialize>(rows: &[T]) -> Result<String> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&serde_json::to_string(row)?);
        text.push('\n');
    }
    Ok(text)
}

/// Writes rows for people.
pub fn rows<T>(rows: &[T], columns: &[Column<T>]) -> Result<()> {
    output::bytes(table(rows, columns).as_bytes())
}

/// Writes one thing for people: each field on a line of its own.
pub fn record(record: &impl Serialize) -> Result<()> {
    let Value::Object(fields) = serde_json::to_value(record)? else {
        return output::json(record);
    };
    let rows: Vec<(String, String)> = fields
        .into_iter()
        .map(|(name, value)| match value {
            Value::Null => (name, "-".to_owned()),
            Value::String(text) => (name, text),
            other => (name, other.to_string()),
        })
        .collect();
    let columns: &[Column<(String, String)>] = &[
        Column::words("FIELD", |it| it.0.clone()),
        Column::words("VALUE", |it| it.1.clone()),
    ];
    output::bytes(table(&rows, columns).as_bytes())
}

fn table<T>(rows: &[T], columns: &[Column<T>]) -> String {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(
            columns
                .iter()
                .map(|it| Cell::new(it.heading).set_alignment(it.alignment)),
        );
    for row in rows {
        table.add_row(columns.iter().map(|column| {
            let text = output::visible(&(column.text)(row));
            Cell::new(text).set_alignment(column.alignment)
        }));
    }
    let last = columns.len().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        let right = if index == last { 0 } else { 2 };
        column.set_padding((0, right));
    }
    let lines = table.lines().map(|line| format!("{}\n", line.trim_end()));
    lines.collect()
}
