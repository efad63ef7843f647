//! Countries: those that Stripe ships to and bills in, with their names.
//!
//! The names are those of the Unicode Common Locale Data Repository 48, under the licence beside
//! them: a line has the code, the English and the German name.

use super::language::Language;

const NAMES: &str = include_str!("country/names.tsv");

/// Countries in which an address names a state, province or prefecture.
pub(super) const WITH_STATES: &[&str] = &[
    "AE", "AU", "BR", "CA", "CN", "ES", "HK", "IE", "IN", "IT", "JP", "KR", "MX", "US",
];

/// The name of a country, or its code where it has none here.
pub(super) fn name(code: &str, language: Language) -> &str {
    let known = rows().find(|row| row.code == code);
    known.map_or(code, |row| row.name(language))
}

/// Codes and names of the countries that `allowed` names, or of all, in the order of a dictionary.
pub(super) fn choice<'a>(
    allowed: Option<&[&'a str]>,
    language: Language,
) -> Vec<(&'a str, &'a str)> {
    let is_allowed = |code: &str| allowed.is_none_or(|allowed| allowed.contains(&code));
    let mut named: Vec<_> = rows()
        .filter(|row| is_allowed(row.code))
        .map(|row| (row.code, row.name(language)))
        .collect();
    named.sort_by_cached_key(|(_, name)| place_in_dictionary(name));
    let unnamed = allowed.unwrap_or_default().iter();
    let unnamed = unnamed.filter(|code| rows().all(|row| row.code != **code));
    named.extend(unnamed.map(|code| (*code, *code)));
    named
}

struct Row {
    code: &'static str,
    english: &'static str,
    german: &'static str,
}

impl Row {
    fn name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::German => self.german,
        }
    }
}

fn rows() -> impl Iterator<Item = Row> {
    NAMES.lines().filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Row {
            code: parts.next()?,
            english: parts.next()?,
            german: parts.next()?,
        })
    })
}

/// A name as dictionaries sort it: letters alone, without case and accents.
fn place_in_dictionary(name: &str) -> String {
    let plain = |letter: char| match letter {
        'Ä' | 'Å' | 'ä' | 'ã' => 'a',
        'É' | 'é' => 'e',
        'Ö' | 'ö' | 'ô' => 'o',
        'Ü' | 'ü' => 'u',
        'í' => 'i',
        'ç' => 'c',
        other => other.to_ascii_lowercase(),
    };
    name.chars()
        .filter(|it| it.is_alphabetic() || *it == ' ')
        .map(plain)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_two_names() {
        assert_eq!(rows().count(), NAMES.lines().count());
        assert_eq!(rows().count(), 236);
        for row in rows() {
            assert!(row.code.len() == 2 && row.english.len() > 3 && row.german.len() > 3);
        }
    }

    #[test]
    fn countries_are_sorted_as_their_language_sorts_them() {
        let names = |language| {
            let all = choice(None, language);
            let names = all.iter().map(|(_, name)| *name);
            names.collect::<Vec<_>>()
        };
        let german = names(Language::German);
        assert_eq!(
            german[..4],
            ["Afghanistan", "Ägypten", "Ålandinseln", "Albanien"]
        );
        assert_eq!(german.last(), Some(&"Zypern"));
        let english = names(Language::English);
        assert_eq!(english[..3], ["Afghanistan", "Åland Islands", "Albania"]);
        assert!(
            english.iter().all(|name| place_in_dictionary(name)
                .bytes()
                .all(|it| it.is_ascii_lowercase() || it == b' ')),
            "a letter without a place"
        );
    }

    #[test]
    fn only_allowed_countries_are_offered() {
        let allowed = ["ZZ", "DE", "AT"];
        assert_eq!(
            choice(Some(&allowed), Language::German),
            [("DE", "Deutschland"), ("AT", "Österreich"), ("ZZ", "ZZ")]
        );
        assert_eq!(name("AT", Language::English), "Austria");
        assert_eq!(name("ZZ", Language::English), "ZZ");
    }
}
