//! The table `payment_search`: words of payments, for the search box.

use rusqlite::{Connection, params};

/// Most words of a search that are looked at.
const MOST_WORDS: usize = 12;

/// What a payment can be found by, besides its id.
pub(crate) struct Words {
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) last4: Option<String>,
}

/// Indexes a payment under its row's number, where nothing is.
pub(crate) fn index(
    connection: &Connection,
    seq: i64,
    id: &str,
    words: &Words,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO payment_search (rowid, id, email, name, description, link, last4) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            seq,
            id,
            words.email,
            words.name,
            words.description,
            words.link,
            words.last4,
        ])
        .map(drop)
}

pub(crate) fn remove(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM payment_search WHERE rowid = ?1")?
        .execute([seq])
        .map(drop)
}

/// What a person typed as a query: every word must begin some word of the payment. None when there
/// is no word in it.
pub(crate) fn query(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_words_never_syntax() {
        assert_eq!(query("ana ruiz").as_deref(), Some("\"ana\"* \"ruiz\"*"));
        assert_eq!(
            query("a\"b OR (c* -d").as_deref(),
            Some("\"a\"* \"b\"* \"OR\"* \"c\"* \"d\"*")
        );
        assert_eq!(
            query("ana@example.com").as_deref(),
            Some("\"ana\"* \"example\"* \"com\"*")
        );
        assert_eq!(query(" \"*- "), None);
    }
}
