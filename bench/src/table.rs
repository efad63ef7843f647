//! What is printed: one line a figure, with its ratio to the first.

use std::io::Write;

use anyhow::Result;

/// The middle one of several measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Writes a heading.
pub fn heading(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "\n{text}")?)
}

/// Writes a figure and how it stands to the one that it is held against.
pub fn line(name: &str, figure: &str, ratio: f64) -> Result<()> {
    Ok(writeln!(
        std::io::stdout().lock(),
        "  {name:<52} {figure:>24} {ratio:>7.2}"
    )?)
}
