//! Which versions of Rust and Node are new enough.

/// A version of three numbers, ordered as versions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

/// The oldest Node that builds the interface, in the line that was current when we began.
pub const OLDEST_NODE: Version = Version(20, 19, 0);

/// The oldest Node of the lines after it: what lies between lacks what Vite asks for.
const OLDEST_LATER_NODE: Version = Version(22, 12, 0);

impl Version {
    /// The first version in what a program says about itself: `v20.19.1`, `rustc 1.90.0 (…)`.
    pub fn find(text: &str) -> Option<Self> {
        text.split(|c: char| c.is_whitespace() || c == '(')
            .find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let plain = word.split(['-', '+']).next()?;
        let mut numbers = plain.split('.').map(|number| number.parse().ok());
        let (major, minor) = (numbers.next()??, numbers.next()??);
        let patch = match numbers.next() {
            Some(number) => number?,
            None => 0,
        };
        numbers
            .next()
            .is_none()
            .then_some(Self(major, minor, patch))
    }

    /// Whether a Node of this version builds the interface.
    pub fn is_node_enough(self) -> bool {
        match self.0 {
            20 => self >= OLDEST_NODE,
            major => major > 20 && self >= OLDEST_LATER_NODE,
        }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        for (text, expected) in [
            ("v20.19.1\n", Some(Version(20, 19, 1))),
            (
                "rustc 1.90.0 (1159e78c4 2025-09-14)",
                Some(Version(1, 90, 0)),
            ),
            (
                "rustc 1.93.0-nightly (abc 2025-12-01)",
                Some(Version(1, 93, 0)),
            ),
            ("1.90", Some(Version(1, 90, 0))),
            ("10.9.2", Some(Version(10, 9, 2))),
            ("no version here", None),
            ("1.2.3.4", None),
        ] {
            assert_eq!(Version::find(text), expected, "{text:?}");
        }
    }

    #[test]
    fn node_must_be_new_enough_for_vite() {
        for (text, enough) in [
            ("v18.20.4", false),
            ("v20.18.3", false),
            ("v20.19.0", true),
            ("v21.7.3", false),
            ("v22.11.0", false),
            ("v22.12.0", true),
            ("v24.0.0", true),
        ] {
            let version = Version::find(text).unwrap();
            assert_eq!(version.is_node_enough(), enough, "{text}");
        }
    }
}
