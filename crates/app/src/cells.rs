//! Cells of the tables that we write.

use std::borrow::Cow;

/// A text for a cell: one that a spreadsheet would take for a formula gets an apostrophe before it.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let first = text.trim_start().chars().next();
    let is_formula = first.is_some_and(|it| "=+-@＝＋－＠\0".contains(it))
        || text.starts_with(['\t', '\r', '\0']);
    match is_formula {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_no_formula() {
        for (text, expected) in [
            ("", ""),
            ("Ana", "Ana"),
            ("=1+1", "'=1+1"),
            ("  @x", "'  @x"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("-5,5", "'-5,5"),
            ("1=1", "1=1"),
        ] {
            assert_eq!(harmless(text), expected, "{text}");
        }
    }
}
