//! `cargo xtask types`: the TypeScript of every type that crosses to the interface.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::Step;
use crate::project::Project;
use crate::rust::{self, Program};

/// Where the generated TypeScript lies in the checkout.
pub const FOLDER: &str = "ui/src/lib/ipc";

/// What the types are wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be written into the checkout.
    Write,
    /// To be compared with what the checkout has.
    Compare,
}

/// Generates the types, and writes or compares them.
pub fn types(project: &Project, purpose: Purpose) -> Result<()> {
    let committed = project.path(FOLDER);
    match purpose {
        Purpose::Write => generate(project, &committed),
        Purpose::Compare => {
            let fresh = project.target()?.join("types");
            empty(&fresh)?;
            generate(project, &fresh)?;
            let stale = differing(&fresh, &committed)?;
            if stale.is_empty() {
                return Ok(());
            }
            bail!(
                "{} in {FOLDER} is not what the Rust types give: \
                 run `cargo xtask types` and commit the result",
                stale.join(", ")
            )
        }
    }
}

/// Has the app's own program write its types into `folder`.
fn generate(project: &Project, folder: &Path) -> Result<()> {
    let program = rust::build(project, Program::Types)?;
    Step::new(program).arg(folder).run()
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// The names of the files in `fresh` that `committed` lacks or has otherwise.
fn differing(fresh: &Path, committed: &Path) -> Result<Vec<String>> {
    let mut names: Vec<OsString> = fs::read_dir(fresh)
        .with_context(|| format!("{} cannot be read", fresh.display()))?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()?;
    names.sort();
    if names.is_empty() {
        bail!("no type was generated at all");
    }
    let mut stale = Vec::new();
    for name in names {
        let text = fs::read_to_string(fresh.join(&name))?;
        // Git may have given the committed file the line ends of the platform.
        let old = fs::read_to_string(committed.join(&name)).unwrap_or_default();
        if old.replace("\r\n", "\n") != text {
            stale.push(name.to_string_lossy().into_owned());
        }
    }
    Ok(stale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_stale_when_it_differs_or_is_missing() {
        let folder = std::env::temp_dir().join(format!("countertop-types-{}", std::process::id()));
        let (fresh, committed) = (folder.join("fresh"), folder.join("committed"));
        empty(&fresh).unwrap();
        empty(&committed).unwrap();
        assert!(differing(&fresh, &committed).is_err(), "nothing generated");

        fs::write(fresh.join("same.ts"), "a\n").unwrap();
        fs::write(committed.join("same.ts"), "a\r\n").unwrap();
        fs::write(committed.join("by-hand.ts"), "b\n").unwrap();
        assert!(differing(&fresh, &committed).unwrap().is_empty());

        fs::write(fresh.join("other.ts"), "new\n").unwrap();
        fs::write(committed.join("other.ts"), "old\n").unwrap();
        fs::write(fresh.join("absent.ts"), "c\n").unwrap();
        assert_eq!(
            differing(&fresh, &committed).unwrap(),
            ["absent.ts", "other.ts"]
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
