//! The words after `cargo xtask`, and what each stands for.

use crate::setup::Scope;
use crate::soak::Soak;
use crate::types::Purpose;

/// What `cargo xtask` alone answers.
pub const LIST: &str = "\
The project's chores:

  cargo xtask run                         sets up what is missing, builds Countertop and opens it;
                                          without a display, plays it in the terminal
  cargo xtask test                        sets up what is missing and runs every check and every test
  cargo xtask check [NAME…]               formatting, lints, dependencies, licences, generated files;
                                          with names, only the checks of these names
  cargo xtask window-test                 drives the real window on a display of its own
  cargo xtask bench [ARGUMENT…]           builds and runs the benchmarks
  cargo xtask faults [--long] [NUMBER…]   injects faults into the running program: kills, full disks,
                                          failing syncs, …; with numbers, only these
  cargo xtask soak [--seeds N] [--payments N]
                                          thousands of payments while all fails that may; at the end
                                          nothing is missing
  cargo xtask types [--check]             writes the interface's TypeScript types, or compares them
  cargo xtask setup [cli|desktop|tests]   installs what the machine lacks (for everything, if not said)
";

/// One chore, with what was said about it.
#[derive(Debug, PartialEq, Eq)]
pub enum Chore {
    /// Say which chores there are.
    List,
    /// Make the machine ready.
    Setup(Scope),
    /// Build the app and start it.
    Run,
    /// Run every check and test.
    Test,
    /// Run the checks, or those that are named.
    Check(Vec<String>),
    /// Build and run the benchmarks, with arguments of theirs.
    Bench(Vec<String>),
    /// Inject faults, with arguments of theirs.
    Faults(Vec<String>),
    /// Play payments while all fails that may.
    Soak(Soak),
    /// Write or compare the TypeScript types.
    Types(Purpose),
    /// Drive the real window.
    WindowTest,
}

/// The chore that the words ask for, or the sentence that tells what is wrong with them.
pub fn parse(words: &[String]) -> Result<Chore, String> {
    let Some((word, rest)) = words.split_first() else {
        return Ok(Chore::List);
    };
    match word.as_str() {
        "help" | "--help" | "-h" => Ok(Chore::List),
        "setup" => scope(rest).map(Chore::Setup),
        "run" => alone(word, rest, Chore::Run),
        "test" => alone(word, rest, Chore::Test),
        "check" => Ok(Chore::Check(rest.to_vec())),
        "bench" => Ok(Chore::Bench(rest.to_vec())),
        "faults" => Ok(Chore::Faults(rest.to_vec())),
        "soak" => Soak::parse(rest).map(Chore::Soak),
        "types" => purpose(rest).map(Chore::Types),
        "window-test" => alone(word, rest, Chore::WindowTest),
        other => Err(format!(
            "there is no chore `{other}`; \
             the chores are run, test, check, window-test, bench, faults, soak, types and setup"
        )),
    }
}

fn alone(word: &str, rest: &[String], chore: Chore) -> Result<Chore, String> {
    match rest.first() {
        None => Ok(chore),
        Some(extra) => Err(format!(
            "`{word}` stands alone, but `{extra}` came after it; leave it out"
        )),
    }
}

fn scope(rest: &[String]) -> Result<Scope, String> {
    match rest {
        [] => Ok(Scope::Tests),
        [word] => Scope::parse(word).ok_or_else(|| {
            format!("there is nothing to set up for `{word}`; say cli, desktop or tests")
        }),
        [_, extra, ..] => Err(format!(
            "`setup` takes one word, but `{extra}` came after it; leave it out"
        )),
    }
}

fn purpose(rest: &[String]) -> Result<Purpose, String> {
    match rest.first().map(String::as_str) {
        None => Ok(Purpose::Write),
        Some("--check") if rest.len() == 1 => Ok(Purpose::Compare),
        Some(other) => Err(format!(
            "`types` knows only --check, but was given `{other}`; leave it out"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Chore, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn every_chore_has_its_word() {
        for (line, chore) in [
            ("", Chore::List),
            ("--help", Chore::List),
            ("run", Chore::Run),
            ("test", Chore::Test),
            ("check", Chore::Check(vec![])),
            ("check edges", Chore::Check(vec!["edges".to_owned()])),
            (
                "bench --rounds 3",
                Chore::Bench(vec!["--rounds".to_owned(), "3".to_owned()]),
            ),
            (
                "faults --long 3",
                Chore::Faults(vec!["--long".to_owned(), "3".to_owned()]),
            ),
            ("soak", Chore::Soak(Soak::default())),
            (
                "soak --payments 7 --seeds 2",
                Chore::Soak(Soak {
                    seeds: 2,
                    payments: 7,
                }),
            ),
            ("types", Chore::Types(Purpose::Write)),
            ("types --check", Chore::Types(Purpose::Compare)),
            ("window-test", Chore::WindowTest),
            ("setup", Chore::Setup(Scope::Tests)),
            ("setup cli", Chore::Setup(Scope::Cli)),
        ] {
            assert_eq!(parsed(line), Ok(chore), "{line:?}");
        }
    }

    #[test]
    fn a_wrong_word_is_answered_with_a_sentence() {
        for (line, mentioned) in [
            ("tets", "`tets`"),
            ("run now", "`now`"),
            ("setup everything", "`everything`"),
            ("setup cli desktop", "`desktop`"),
            ("soak --long", "`--long`"),
            ("soak --seeds", "`--seeds`"),
            ("soak --seeds 0", "`0`"),
            ("types --write", "`--write`"),
        ] {
            let sentence = parsed(line).unwrap_err();
            assert!(sentence.contains(mentioned), "{line:?}: {sentence}");
            assert!(!sentence.contains('\n'), "{line:?}: {sentence}");
        }
    }
}
