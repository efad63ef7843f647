//! A command line that cannot be read, told in one line: what, why, what to do.

use std::error::Error as _;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use crate::args::Cli;
use crate::exit::usage;
use crate::output;

/// Reads the command line; none when it asked for help or the version, which then was printed.
pub fn parse() -> Result<Option<Cli>> {
    match Cli::try_parse() {
        Ok(cli) => Ok(Some(cli)),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            output::bytes(error.render().to_string().as_bytes())?;
            Ok(None)
        }
        Err(error) => Err(usage(sentence(&error))),
    }
}

fn sentence(error: &clap::Error) -> String {
    let argument = words(error, ContextKind::InvalidArg);
    let value = words(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("a command is missing: {}", help(error))
        }
        ErrorKind::InvalidSubcommand => {
            let command = words(error, ContextKind::InvalidSubcommand);
            format!("there is no command '{command}': {}", help(error))
        }
        ErrorKind::UnknownArgument => {
            format!("'{argument}' is not understood here: {}", help(error))
        }
        ErrorKind::MissingRequiredArgument => {
            let are = if argument.contains(", ") { "are" } else { "is" };
            format!("{argument} {are} missing: {}", help(error))
        }
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) => format!("{}: {reason}", option(&argument)),
            None => format!("{}: '{value}' cannot be used", option(&argument)),
        },
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("{} needs a value: {}", option(&argument), help(error))
        }
        ErrorKind::InvalidValue => {
            let possible = words(error, ContextKind::ValidValue);
            format!(
                "{}: '{value}' is none of these: {possible}",
                option(&argument)
            )
        }
        ErrorKind::InvalidUtf8 => "an argument is not valid Unicode: write it in UTF-8".to_owned(),
        // The rest is rare; clap's first lines say it well enough.
        _ => plain(error),
    }
}

fn conflict(error: &clap::Error, argument: &str) -> String {
    let other = words(error, ContextKind::PriorArg);
    if other == argument || other.is_empty() {
        format!("{} is given more than once: give it once", option(argument))
    } else {
        format!(
            "{} and {} cannot go together: leave one away",
            option(argument),
            option(&other)
        )
    }
}

/// What the error says of a kind of context, as words.
fn words(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

/// `--from` of `--from <DATE>`.
fn option(argument: &str) -> &str {
    argument
        .split_once(' ')
        .map_or(argument, |(option, _)| option)
}

/// Where to read on: the help of the command that was meant.
fn help(error: &clap::Error) -> String {
    let similar = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .map(|kind| words(error, kind))
        .find(|suggestion| !suggestion.is_empty());
    let command = meant();
    match similar {
        Some(similar) => format!("did you mean '{similar}'? See {command} --help"),
        None => format!("{command} --help lists what there is"),
    }
}

/// The command line up to the first word that names no command.
fn meant() -> String {
    let mut command = Cli::command();
    let mut path = command.get_name().to_owned();
    for word in std::env::args_os().skip(1) {
        let Some(next) = word.to_str().and_then(|word| command.find_subcommand(word)) else {
            continue;
        };
        path.push(' ');
        path.push_str(next.get_name());
        command = next.clone();
    }
    path
}

fn plain(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let told = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:"));
    let told: Vec<_> = told.filter(|line| !line.is_empty()).collect();
    told.join(" ").trim_start_matches("error: ").to_owned()
}
