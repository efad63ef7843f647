//! How the program ends: exit codes, and one clear line on stderr.

use std::io::Write;
use std::process::ExitCode;

use countertop_stripe_client::scrub;

/// The command line alone is wrong: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Whoever read our output has gone: no failure of ours, and nobody to tell.
#[derive(Debug, thiserror::Error)]
#[error("the output is no longer read")]
pub struct ReaderGone;

/// An error for a command line that is wrong by itself.
pub fn usage(sentence: impl std::fmt::Display) -> anyhow::Error {
    Usage(sentence.to_string()).into()
}

/// The exit code of a run, after saying on stderr why it failed, if it did.
pub fn code(outcome: anyhow::Result<()>) -> ExitCode {
    let Err(error) = outcome else {
        return ExitCode::SUCCESS;
    };
    if error.is::<ReaderGone>() {
        return ExitCode::SUCCESS;
    }
    note(&format!("error: {error}"));
    if error.is::<Usage>() {
        ExitCode::from(2)
    } else {
        ExitCode::from(1)
    }
}

/// Says something to the person on stderr, as one line without secrets.
pub fn note(sentence: &str) {
    let line: String = scrubbed(sentence)
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    // When stderr cannot be written there is nobody left to tell.
    let _ = writeln!(
        std::io::stderr().lock(),
        "{}",
        crate::output::visible(&line)
    );
}

/// A sentence without secrets. The bare prefix of a kind of secret is none: sentences name it to say
/// what a secret looks like.
fn scrubbed(sentence: &str) -> String {
    const PREFIXES: [&str; 5] = ["sk_test_", "sk_live_", "rk_test_", "rk_live_", "whsec_"];
    let names_a_prefix = |word: &str| {
        let around = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
        PREFIXES.contains(&word.trim_matches(around))
    };
    let words = sentence.split_inclusive(char::is_whitespace);
    words
        .map(|word| {
            if names_a_prefix(word) {
                word.to_owned()
            } else {
                scrub(word)
            }
        })
        .collect()
}

/// A panic is a defect of ours: it too is told in one line, without secrets.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        note(&format!(
            "error: countertop-cli met a defect of its own and stopped ({panic}); please report it"
        ));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_kinds_of_secrets_and_hold_none() {
        for (sentence, told) in [
            (
                "it begins with whsec_: copy it",
                "it begins with whsec_: copy it",
            ),
            ("(sk_test_…, rk_live_)", "(sk_test_…, rk_live_)"),
            ("'sk_test_abc123' is wrong", "'[REDACTED]' is wrong"),
            ("--x=whsec_a and a@b.example", "--x=[REDACTED] and [e-mail]"),
        ] {
            assert_eq!(scrubbed(sentence), told);
        }
    }
}
