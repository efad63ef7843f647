//! The words after `countertop-faults`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::trial::{Ground, Pace};

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Order {
    /// Inject these faults, or all when none is named, each in a process of its own.
    All {
        /// The program under test.
        program: PathBuf,
        /// How long the loops are.
        pace: Pace,
        /// Which faults.
        numbers: Vec<u32>,
    },
    /// Inject this one fault in this process.
    One {
        /// The program under test.
        program: PathBuf,
        /// How long the loops are.
        pace: Pace,
        /// Which fault.
        number: u32,
        /// The fault's own folder.
        folder: PathBuf,
        /// What this process has to itself.
        ground: Ground,
    },
}

/// Reads the words. `--one`, `--in` and `--shared` are for the processes that we start ourselves.
pub fn parse(words: &[String]) -> Result<Order> {
    let (mut program, mut folder, mut one) = (None, None, None);
    let (mut pace, mut ground, mut numbers) = (Pace::Short, Ground::Own, Vec::new());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("{word} needs a value"))
        };
        match word.as_str() {
            "--program" => program = Some(PathBuf::from(value()?)),
            "--in" => folder = Some(PathBuf::from(value()?)),
            "--one" => one = Some(number(value()?)?),
            "--long" => pace = Pace::Long,
            "--shared" => ground = Ground::Shared,
            other => numbers.push(number(other)?),
        }
    }
    let program = program.context("--program names the countertop-cli to test, and is missing")?;
    match (one, folder) {
        (Some(number), Some(folder)) => Ok(Order::One {
            program,
            pace,
            number,
            folder,
            ground,
        }),
        (None, None) => Ok(Order::All {
            program,
            pace,
            numbers,
        }),
        (Some(_), None) | (None, Some(_)) => bail!("--one and --in go together"),
    }
}

fn number(word: &str) -> Result<u32> {
    word.parse()
        .with_context(|| format!("'{word}' is no number of a fault"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Order> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn numbers_choose_and_none_is_all() {
        for (line, pace, numbers) in [
            ("--program p", Pace::Short, vec![]),
            ("--program p 3 20", Pace::Short, vec![3, 20]),
            ("1 --long --program p", Pace::Long, vec![1]),
        ] {
            let program = PathBuf::from("p");
            let expected = Order::All {
                program,
                pace,
                numbers,
            };
            assert_eq!(parsed(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn a_wrong_word_is_named() {
        for (line, mentioned) in [
            ("3", "--program"),
            ("--program", "--program"),
            ("--program p kill", "'kill'"),
            ("--program p --one 3", "--in"),
        ] {
            let error = parsed(line).unwrap_err().to_string();
            assert!(error.contains(mentioned), "{line}: {error}");
        }
    }
}
