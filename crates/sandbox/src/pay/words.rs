//! Everything that the pay pages say, in English and German beside each other.
//!
//! A text that lacks one of the languages does not compile. Names in braces are filled in by
//! [`fill`].

mod after;
mod cards;
mod declines;
mod form;
mod order;
mod problems;

pub(super) use after::After;
pub(super) use cards::Cards;
pub(super) use declines::sentence as decline;
pub(super) use form::Form;
pub(super) use order::Order;
pub(super) use problems::{Problems, sentence as problem};

/// Writes a table of texts as a struct with one field for each, and its two languages.
macro_rules! words {
    ($(#[$doc:meta])* $table:ident: $($key:ident: $english:literal, $german:literal;)*) => {
        $(#[$doc])*
        pub(in crate::pay) struct $table {
            $(pub(in crate::pay) $key: &'static str,)*
        }

        impl $table {
            pub(super) const ENGLISH: Self = Self { $($key: $english,)* };
            pub(super) const GERMAN: Self = Self { $($key: $german,)* };
            #[cfg(test)]
            pub(super) const ALL: &[[&str; 3]] = &[$([stringify!($key), $english, $german],)*];
        }
    };
}
use words;

/// Everything that the pages say, in one language.
pub(super) struct Words {
    pub(super) form: Form,
    pub(super) order: Order,
    pub(super) cards: Cards,
    pub(super) after: After,
    pub(super) problems: Problems,
}

pub(super) static ENGLISH: Words = Words {
    form: Form::ENGLISH,
    order: Order::ENGLISH,
    cards: Cards::ENGLISH,
    after: After::ENGLISH,
    problems: Problems::ENGLISH,
};
pub(super) static GERMAN: Words = Words {
    form: Form::GERMAN,
    order: Order::GERMAN,
    cards: Cards::GERMAN,
    after: After::GERMAN,
    problems: Problems::GERMAN,
};

/// A text with values in the place of the names in braces. What was put in is not looked at again.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, from_name)) = rest.split_once('{') {
        let (name, after) = from_name.split_once('}').unwrap_or((from_name, ""));
        filled.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let names = text.split('{').skip(1);
        let mut names: Vec<_> = names.filter_map(|it| it.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_say_everything_with_the_same_values() {
        let tables = [Form::ALL, Order::ALL, Cards::ALL, After::ALL, Problems::ALL];
        for [key, english, german] in tables.concat() {
            assert!(!english.is_empty() && !german.is_empty(), "{key}");
            assert_eq!(names(english), names(german), "{key}");
            let ends = |text: &str| text.ends_with(['.', '?']);
            assert_eq!(ends(english), ends(german), "{key}");
        }
    }

    #[test]
    fn values_are_put_in_once() {
        let values = [("a", "{b}"), ("b", "2")];
        for (text, filled) in [
            ("{a} and {b}", "{b} and 2"),
            ("none", "none"),
            ("{c}!", "!"),
            ("{a}{a}", "{b}{b}"),
            ("open {", "open "),
        ] {
            assert_eq!(fill(text, &values), filled);
        }
    }
}
