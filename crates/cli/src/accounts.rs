//! Which folder the ledger lies in.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::args::Global;
use crate::exit::usage;

const DATA_DIR: &str = "COUNTERTOP_DATA_DIR";
/// The folder of all ledgers, in the window's folder.
const ACCOUNTS: &str = "accounts";
/// A ledger's file in its folder.
const LEDGER: &str = "ledger.sqlite";

/// The ledger's folder, as the command line and the environment name it.
///
/// # Errors
/// When the folder holds several ledgers and none, or an unknown one, was chosen.
pub fn ledger_folder(global: &Global) -> Result<PathBuf> {
    choose(&folder(global)?, global.account.as_deref())
}

/// The folder for a command that has nothing to do with accounts.
///
/// # Errors
/// When an account was chosen all the same, or there is no folder to be had.
pub fn plain_folder(global: &Global) -> Result<PathBuf> {
    match &global.account {
        None => folder(global),
        Some(_) => Err(usage(
            "this command knows no accounts: leave --account away",
        )),
    }
}

fn folder(global: &Global) -> Result<PathBuf> {
    given_folder(global).map_or_else(default_folder, Ok)
}

/// The folder that was asked for by name.
pub fn given_folder(global: &Global) -> Option<PathBuf> {
    let variable = || {
        env::var_os(DATA_DIR)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    global.data_dir.clone().or_else(variable)
}

fn default_folder() -> Result<PathBuf> {
    let folders = directories::BaseDirs::new();
    folders
        .map(|it| it.data_local_dir().join("countertop").join("cli"))
        .ok_or_else(|| {
            anyhow!("this user has no home folder: say with --data-dir where the ledger is to lie")
        })
}

fn choose(folder: &Path, account: Option<&str>) -> Result<PathBuf> {
    let accounts = folder.join(ACCOUNTS);
    let holds_several = accounts.is_dir() && !folder.join(LEDGER).exists();
    match (holds_several, account) {
        (false, None) => Ok(folder.to_owned()),
        (false, Some(_)) => Err(usage(format!(
            "{} holds one ledger, so there is nothing to choose: leave --account away",
            folder.display()
        ))),
        (true, account) => {
            let names = names(&accounts)?;
            let chosen = account
                .map(|account| matching(&names, account))
                .unwrap_or_default();
            match chosen.as_slice() {
                [name] => Ok(accounts.join(name)),
                _ => Err(which(folder, account, &names)),
            }
        }
    }
}

/// The names of the folders that hold a ledger, in order.
fn names(accounts: &Path) -> Result<Vec<String>> {
    let failed = |error| {
        anyhow!(
            "the folder {} cannot be read ({error}): give yourself access to it",
            accounts.display()
        )
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(accounts).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.path().join(LEDGER).is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    if names.is_empty() {
        bail!(
            "{} holds no ledger yet: open the window once, or choose another folder",
            accounts.display()
        );
    }
    names.sort();
    Ok(names)
}

/// An account goes by its folder's name, by `ACCT:test` or `ACCT:live` where the folder is
/// `ACCT-test` or `ACCT-live`, and by `ACCT` alone where only one of them is there.
fn matching<'a>(names: &'a [String], account: &str) -> Vec<&'a String> {
    let exact: Vec<_> = names
        .iter()
        .filter(|name| *name == account || shown(name) == account)
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    names
        .iter()
        .filter(|name| shown(name).split(':').next() == Some(account))
        .collect()
}

/// A folder's name as the account is written on the command line.
fn shown(name: &str) -> String {
    for mode in ["test", "live"] {
        let account = name
            .strip_suffix(mode)
            .and_then(|rest| rest.strip_suffix('-'));
        if let Some(account) = account {
            return format!("{account}:{mode}");
        }
    }
    name.to_owned()
}

fn which(folder: &Path, account: Option<&str>, names: &[String]) -> anyhow::Error {
    let listed = names
        .iter()
        .map(|name| shown(name))
        .collect::<Vec<_>>()
        .join(", ");
    let folder = folder.display();
    usage(match account {
        None => format!("{folder} holds several ledgers: choose one with --account: {listed}"),
        Some(account) => {
            format!("{folder} has no one ledger '{account}': choose one with --account: {listed}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(accounts: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for account in accounts {
            let account = folder.path().join(ACCOUNTS).join(account);
            fs::create_dir_all(&account).unwrap();
            fs::write(account.join(LEDGER), "").unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_of_several_ledgers_wants_a_choice() {
        let folder = window(&["practice", "acct_1-test", "acct_1-live", "acct_2-live"]);
        for (account, chosen) in [
            (None, Err("acct_1:live, acct_1:test, acct_2:live, practice")),
            (Some("practice"), Ok("practice")),
            (Some("acct_1:test"), Ok("acct_1-test")),
            (Some("acct_1-live"), Ok("acct_1-live")),
            (Some("acct_2"), Ok("acct_2-live")),
            (Some("acct_1"), Err("acct_1:live, acct_1:test")),
            (Some("../practice"), Err("has no one ledger")),
            (Some(""), Err("has no one ledger")),
        ] {
            match (choose(folder.path(), account), chosen) {
                (Ok(path), Ok(name)) => assert_eq!(path, folder.path().join(ACCOUNTS).join(name)),
                (Err(error), Err(part)) => {
                    assert!(error.to_string().contains(part), "{account:?}: {error}");
                    assert!(error.is::<crate::exit::Usage>());
                }
                (found, _) => panic!("{account:?}: {found:?}"),
            }
        }
    }

    #[test]
    fn a_folder_of_one_ledger_wants_none() {
        let folder = window(&["practice"]);
        fs::write(folder.path().join(LEDGER), "").unwrap();
        assert_eq!(choose(folder.path(), None).unwrap(), folder.path());
        assert!(choose(folder.path(), Some("practice")).is_err());
    }
}
