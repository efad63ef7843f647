//! Which accounts there are, and which one was open last: one small file in the app's home, without
//! secrets.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::AccountName;
use crate::atomic;

/// The file, inside the app's home.
const FILE: &str = "accounts.json";
/// The folder of all accounts, inside the app's home.
const FOLDER: &str = "accounts";
/// What this program writes. A newer file is refused and not touched.
const VERSION: u32 = 1;
/// What the practice store is called until the merchant gives it another name.
const PRACTICE: &str = "Practice store";
/// A ledger's file, by which a folder is known to be an account's.
const LEDGER: &str = "ledger.sqlite";

/// Why the list of accounts cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The file cannot be read or written.
    #[error("the list of accounts {} cannot be used: {source}; give yourself access to it", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A later version of the program wrote it.
    #[error("the list of accounts {} is from a newer Countertop; install that one again", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
    },
}

/// One account as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) account: AccountName,
    /// What the merchant calls it.
    pub(crate) name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Written {
    version: u32,
    /// The welcome was passed.
    welcomed: bool,
    /// Which one is open, or was last.
    open: AccountName,
    accounts: Vec<Entry>,
}

/// The accounts of one home. The practice store is always among them.
#[derive(Clone, Debug)]
pub(crate) struct Registry {
    home: PathBuf,
    written: Written,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Registry {
    /// Reads the list. Where it is missing or damaged, the folders say which accounts there are; a
    /// damaged one is set aside.
    pub(crate) fn open(home: &Path) -> Result<Self, RegistryError> {
        let path = home.join(FILE);
        let failed = |source| RegistryError::Io {
            path: path.clone(),
            source,
        };
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::of_folders(home)),
            Err(error) => return Err(failed(error)),
        };
        let version = serde_json::from_slice::<Version>(&bytes);
        if version.is_ok_and(|it| it.version > VERSION) {
            return Err(RegistryError::Newer { path });
        }
        match serde_json::from_slice::<Written>(&bytes) {
            Ok(written) => Ok(Self::with(home, written)),
            Err(error) => {
                tracing::warn!(%error, "The list of accounts is damaged; it is made anew.");
                fs::rename(&path, path.with_extension("json.damaged")).map_err(failed)?;
                Ok(Self::of_folders(home))
            }
        }
    }

    fn with(home: &Path, mut written: Written) -> Self {
        let has_practice = |it: &Entry| it.account == AccountName::Practice;
        if !written.accounts.iter().any(has_practice) {
            written.accounts.insert(0, practice());
        }
        let is_open = |it: &Entry| it.account == written.open;
        if !written.accounts.iter().any(is_open) {
            written.open = AccountName::Practice;
        }
        Self {
            home: home.to_owned(),
            written,
        }
    }

    fn of_folders(home: &Path) -> Self {
        let folders = fs::read_dir(home.join(FOLDER)).into_iter().flatten();
        let folders = folders.filter_map(Result::ok);
        let folders = folders.filter(|it| it.path().join(LEDGER).is_file());
        let names = folders.filter_map(|it| it.file_name().to_str()?.parse().ok());
        let found = names.filter_map(|account: AccountName| match &account {
            AccountName::Practice => None,
            AccountName::Stripe(stripe) => Some(Entry {
                name: stripe.id.to_string(),
                account,
            }),
        });
        let mut accounts: Vec<Entry> = found.collect();
        accounts.sort_by_key(|it| it.account.to_string());
        let written = Written {
            version: VERSION,
            welcomed: !accounts.is_empty(),
            open: AccountName::Practice,
            accounts,
        };
        Self::with(home, written)
    }

    /// The folder of an account's ledger.
    pub(crate) fn folder(&self, account: &AccountName) -> PathBuf {
        self.home.join(FOLDER).join(account.to_string())
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.written.accounts
    }

    pub(crate) fn entry(&self, account: &AccountName) -> Option<&Entry> {
        self.entries().iter().find(|it| it.account == *account)
    }

    pub(crate) fn open_account(&self) -> &AccountName {
        &self.written.open
    }

    /// Whether the merchant gave it its name.
    pub(crate) fn has_own_name(&self, account: &AccountName) -> bool {
        let name = self.entry(account).map(|it| it.name.as_str());
        *account != AccountName::Practice || name != Some(PRACTICE)
    }

    pub(crate) fn is_welcomed(&self) -> bool {
        self.written.welcomed
    }

    /// Passes the welcome.
    pub(crate) fn welcome(&mut self) -> Result<(), RegistryError> {
        self.change(|written| written.welcomed = true)
    }

    /// Adds an account, or gives one that is there its new name, and opens it from now on.
    pub(crate) fn add(&mut self, entry: Entry) -> Result<(), RegistryError> {
        self.change(|written| {
            written.open = entry.account.clone();
            written.welcomed = true;
            let mut accounts = written.accounts.iter();
            // What the merchant called it stays.
            if !accounts.any(|it| it.account == entry.account) {
                written.accounts.push(entry);
            }
        })
    }

    pub(crate) fn set_open(&mut self, account: &AccountName) -> Result<(), RegistryError> {
        self.change(|written| written.open = account.clone())
    }

    pub(crate) fn rename(
        &mut self,
        account: &AccountName,
        name: String,
    ) -> Result<(), RegistryError> {
        self.change(|written| {
            let mut accounts = written.accounts.iter_mut();
            if let Some(entry) = accounts.find(|it| it.account == *account) {
                entry.name = name;
            }
        })
    }

    /// Takes an account off the list; the practice store is opened where it was open.
    pub(crate) fn remove(&mut self, account: &AccountName) -> Result<(), RegistryError> {
        self.change(|written| {
            written.accounts.retain(|it| it.account != *account);
            if written.open == *account {
                written.open = AccountName::Practice;
            }
        })
    }

    /// Changes the list on disk first: what could not be written did not happen.
    fn change(&mut self, act: impl FnOnce(&mut Written)) -> Result<(), RegistryError> {
        let path = self.home.join(FILE);
        let mut changed = self.written.clone();
        act(&mut changed);
        let text = serde_json::to_vec_pretty(&changed).map_err(io::Error::from);
        text.and_then(|text| atomic::write(&path, &text))
            .map_err(|source| RegistryError::Io { path, source })?;
        self.written = changed;
        Ok(())
    }
}

fn practice() -> Entry {
    Entry {
        account: AccountName::Practice,
        name: PRACTICE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(registry: &Registry) -> Vec<String> {
        let entries = registry.entries().iter();
        entries
            .map(|it| format!("{} {}", it.account, it.name))
            .collect()
    }

    fn shop() -> Entry {
        Entry {
            account: "acct_1-test".parse().unwrap(),
            name: "Shop".to_owned(),
        }
    }

    #[test]
    fn what_was_added_named_and_opened_is_so_at_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let open = || Registry::open(home.path()).unwrap();
        assert_eq!(names(&open()), ["practice Practice store"]);
        assert!(!open().is_welcomed());
        let mut registry = open();
        registry.add(shop()).unwrap();
        registry.rename(&shop().account, "Till".to_owned()).unwrap();
        registry.add(shop()).unwrap();
        assert_eq!(
            names(&open()),
            ["practice Practice store", "acct_1-test Till"]
        );
        assert_eq!(*open().open_account(), shop().account);
        assert!(open().is_welcomed());
        let folder = home.path().join("accounts").join("acct_1-test");
        assert_eq!(open().folder(&shop().account), folder);
        open().remove(&shop().account).unwrap();
        assert_eq!(names(&open()), ["practice Practice store"]);
        assert_eq!(*open().open_account(), AccountName::Practice);
    }

    #[test]
    fn a_list_that_is_damaged_is_made_anew_and_a_newer_one_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        for account in [
            "acct_2-live",
            "acct_1-test",
            "practice",
            "other",
            "acct_3-test",
        ] {
            fs::create_dir_all(home.path().join(FOLDER).join(account)).unwrap();
        }
        for account in ["acct_2-live", "acct_1-test", "practice", "other"] {
            fs::write(home.path().join(FOLDER).join(account).join(LEDGER), "").unwrap();
        }
        let path = home.path().join(FILE);
        fs::write(&path, "{\"version\":1,").unwrap();
        let registry = Registry::open(home.path()).unwrap();
        assert_eq!(
            names(&registry),
            [
                "practice Practice store",
                "acct_1-test acct_1",
                "acct_2-live acct_2"
            ]
        );
        assert!(path.with_extension("json.damaged").is_file());
        let newer = "{\"version\":2,\"stores\":[]}";
        fs::write(&path, newer).unwrap();
        let error = Registry::open(home.path()).unwrap_err();
        assert!(matches!(error, RegistryError::Newer { .. }), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }
}
