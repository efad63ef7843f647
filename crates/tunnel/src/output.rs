//! What a way's program said lately: bounded, and without secrets.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::scrub;
use secrecy::{ExposeSecret, SecretString};

/// Most lines that are kept.
const LINES: usize = 200;
/// Most characters of one.
const CHARACTERS: usize = 500;
/// What stands in place of a secret that was given to the program.
const REDACTED: &str = "[REDACTED]";

/// A line that a program said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: UnixSeconds,
    /// What, without secrets and shortened.
    pub text: String,
}

/// The newest lines.
#[derive(Debug, Default)]
pub(crate) struct Output(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    lines: VecDeque<Line>,
    secrets: Vec<SecretString>,
}

impl Output {
    /// From now on these do not get into it in any place.
    pub(crate) fn hide<'a>(&self, secrets: impl Iterator<Item = &'a SecretString>) {
        // Nothing is found in every place, too.
        let secrets = secrets.filter(|secret| !secret.expose_secret().is_empty());
        self.kept().secrets = secrets.cloned().collect();
    }

    /// Keeps a line, and gives it back as it was kept; an empty one is not.
    pub(crate) fn keep(&self, at: UnixSeconds, said: &str) -> Option<String> {
        let said = said.trim();
        if said.is_empty() {
            return None;
        }
        let mut kept = self.kept();
        let text = kept.clean(said);
        if kept.lines.len() == LINES {
            kept.lines.pop_front();
        }
        kept.lines.push_back(Line {
            at,
            text: text.clone(),
        });
        Some(text)
    }

    pub(crate) fn lines(&self) -> Vec<Line> {
        self.kept().lines.iter().cloned().collect()
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn clean(&self, said: &str) -> String {
        let mut text = said.to_owned();
        for secret in &self.secrets {
            text = text.replace(secret.expose_secret(), REDACTED);
        }
        scrub(&text).chars().take(CHARACTERS).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_kept_whether_given_or_found() {
        let output = Output::default();
        let token = SecretString::from("eyJhIjoiMSJ9");
        output.hide([&token].into_iter());
        for (said, kept) in [
            ("token=eyJhIjoiMSJ9 is bad", "token=[REDACTED] is bad"),
            ("secret is whsec_abc123 (^C)", "secret is [REDACTED] (^C)"),
            (
                "Invalid API Key: rk_test_***wrong",
                "Invalid API Key: [REDACTED]",
            ),
            ("  Ready!  ", "Ready!"),
        ] {
            output.keep(UnixSeconds(7), said);
            let lines = output.lines();
            let last = lines.last().unwrap();
            assert_eq!((last.at, last.text.as_str()), (UnixSeconds(7), kept));
        }
    }

    #[test]
    fn lines_are_few_and_short() {
        let output = Output::default();
        output.keep(UnixSeconds(0), " \t");
        assert_eq!(output.lines(), []);
        for number in 0..300 {
            output.keep(UnixSeconds(0), &format!("{number} {}", "é".repeat(1000)));
        }
        let lines = output.lines();
        assert_eq!(lines.len(), 200);
        assert!(lines[0].text.starts_with("100 é"));
        assert_eq!(lines[199].text.chars().count(), 500);
    }
}
