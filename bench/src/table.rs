//! What is printed: columns of figures for one thing a line.

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

/// Writes one figure.
pub fn line(name: &str, figure: &str) -> Result<()> {
    Ok(writeln!(
        std::io::stdout().lock(),
        "  {name:<42} {figure:>16}"
    )?)
}

/// Writes a name and a line of figures.
pub fn row<const N: usize>(cells: [&str; N]) -> Result<()> {
    let mut text = String::new();
    for (at, cell) in cells.iter().enumerate() {
        text += &match at {
            0 => format!("  {cell:<42}"),
            _ => format!(" {cell:>9}"),
        };
    }
    Ok(writeln!(std::io::stdout().lock(), "{}", text.trim_end())?)
}
