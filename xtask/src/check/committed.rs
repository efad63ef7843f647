//! No committed file betrays the machine it was written on: no path of somebody's home or work
//! folder, no host of a package registry, no notes that lie outside the project.

use std::path::Path;

use anyhow::{Context, Result};

use super::none;
use crate::process::Step;
use crate::project::Project;

/// The tops of absolute paths that exist on one person's machine only. Written in two halves, so that
/// this file does not hold what it looks for.
const TOPS: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
];

/// Words that have no business in the project, in any place.
const WORDS: [&str; 4] = [
    concat!("shared", "/design"),
    concat!("artifac", "tory"),
    concat!("index.cra", "tes.io"),
    concat!("registry.np", "mjs"),
];

/// Looks through every file that git knows or is about to know.
pub fn check(project: &Project) -> Result<()> {
    let mut problems = Vec::new();
    for name in files()? {
        let Some(text) = text(&project.path(&name)) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            if let Some(found) = betrayal(line) {
                problems.push(format!(
                    "{name}:{}: `{found}` belongs to one machine",
                    index + 1
                ));
            }
        }
    }
    none(problems)
}

/// The names of all files that are committed or new and not ignored, from the checkout's root.
pub fn files() -> Result<Vec<String>> {
    let listed = Step::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .output()
        .context("the files of the project are asked of git, in a checkout made by git")?;
    let mut names: Vec<String> = listed
        .split('\0')
        .filter(|name| !name.is_empty() && Path::new(name).is_file())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// The text of a file, or nothing if it holds no text.
pub fn text(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// What in this line belongs to one machine.
fn betrayal(line: &str) -> Option<&'static str> {
    let word = WORDS.into_iter().find(|word| line.contains(word));
    word.or_else(|| TOPS.into_iter().find(|top| has_absolute_path(line, top)))
}

/// Whether `line` names something below `top`. What only looks like it is let through: a relative path
/// on the way (`features` and then `top`) and the bare top without a name after it.
fn has_absolute_path(line: &str, top: &str) -> bool {
    line.match_indices(top).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + top.len()..].chars().next();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"._-~@$})]*".contains(c));
        begins && after.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_one_machine_is_found() {
        let [work, root, home, users] = TOPS;
        let [notes, ..] = WORDS;
        for (line, expected) in [
            (format!("see {home}anna/notes"), true),
            (format!("\"{work}main/target\""), true),
            (format!("file://{root}.cargo"), true),
            (format!("PATH={users}anna/bin"), true),
            (format!("as in ../{notes}/LOOK.md"), true),
            (
                format!("import Home from '../features{home}Home.svelte'"),
                false,
            ),
            (format!("import Home from '$lib{home}Home.svelte'"), false),
            (format!("a route: '{home}'"), false),
            (format!("https://example.com{home}page"), false),
            (format!("{{base}}{work}orders"), false),
            ("nothing at all".to_owned(), false),
        ] {
            assert_eq!(betrayal(&line).is_some(), expected, "{line}");
        }
    }
}
