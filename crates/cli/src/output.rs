//! What goes to stdout: the one place that writes to it.

use std::io::{self, ErrorKind, Write};

use anyhow::{Result, anyhow};
use serde::Serialize;

use crate::exit::ReaderGone;

/// Writes bytes as they are, at once.
pub fn bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => ReaderGone.into(),
        _ => anyhow!("the output cannot be written: {error}; make room, or write it elsewhere"),
    })
}

/// Writes a line, at once.
pub fn line(text: &str) -> Result<()> {
    bytes(format!("{text}\n").as_bytes())
}

/// Writes a value as one line of JSON, at once.
pub fn json(value: &impl Serialize) -> Result<()> {
    line(&serde_json::to_string(value)?)
}

/// A text from outside as it may stand in a terminal: control characters, and those that turn the
/// direction of writing, become marks.
pub fn visible(text: &str) -> String {
    let mark = |letter: char| {
        let turns = matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if letter.is_control() || turns {
            '\u{fffd}'
        } else {
            letter
        }
    };
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_steers_the_terminal() {
        for (text, shown) in [
            ("Ana Ruiz", "Ana Ruiz"),
            ("a\u{1b}[2Jb", "a\u{fffd}[2Jb"),
            ("a\nb\tc\u{7f}\u{9b}", "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}"),
            ("\u{202e}gpj.exe", "\u{fffd}gpj.exe"),
            ("日本 é €", "日本 é €"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
