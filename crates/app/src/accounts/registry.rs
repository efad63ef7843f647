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
/// How many colours there are for Stripe accounts.
pub(super) const COLORS: u8 = 8;
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
    /// By which it is told from the others: a number from 1 to 8; 0 is the practice store's own.
    #[serde(default)]
    pub(crate) color: u8,
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
        for at in 0..written.accounts.len() {
            let (before, rest) = written.accounts.split_at_mut(at);
            if let Some(entry) = rest.first_mut().filter(|it| it.color == 0) {
                entry.color = color(&entry.account, before);
            }
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
                color: 0,
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
    pub(crate) fn add(&mut self, account: AccountName, name: String) -> Result<(), RegistryError> {
        self.change(|written| {
            written.open = account.clone();
            written.welcomed = true;
            // What the merchant called it stays.
            if !written.accounts.iter().any(|it| it.account == account) {
                written.accounts.push(Entry {
                    color: color(&account, &written.accounts),
                    account,
                    name,
                });
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

    /// Gives an account another colour.
    pub(crate) fn set_color(
        &mut self,
        account: &AccountName,
        color: u8,
    ) -> Result<(), RegistryError> {
        self.change(|written| {
            let mut accounts = written.accounts.iter_mut();
            if let Some(entry) = accounts.find(|it| it.account == *account) {
                entry.color = color;
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

/// The colour of an account that has none beside these: that of its other mode, else the first that no
/// account has, else the one that was given first.
fn color(account: &AccountName, others: &[Entry]) -> u8 {
    let AccountName::Stripe(stripe) = account else {
        return 0;
    };
    let other_mode = others.iter().find(|it| match &it.account {
        AccountName::Practice => false,
        AccountName::Stripe(other) => other.id == stripe.id,
    });
    let free = || (1..=COLORS).find(|color| others.iter().all(|it| it.color != *color));
    other_mode.map(|it| it.color).or_else(free).unwrap_or(1)
}

fn practice() -> Entry {
    Entry {
        account: AccountName::Practice,
        color: 0,
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

    fn shop() -> AccountName {
        "acct_1-test".parse().unwrap()
    }

    #[test]
    fn what_was_added_named_and_opened_is_so_at_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let open = || Registry::open(home.path()).unwrap();
        assert_eq!(names(&open()), ["practice Practice store"]);
        assert!(!open().is_welcomed());
        let mut registry = open();
        registry.add(shop(), "Shop".to_owned()).unwrap();
        registry.rename(&shop(), "Till".to_owned()).unwrap();
        registry.add(shop(), "Shop".to_owned()).unwrap();
        assert_eq!(
            names(&open()),
            ["practice Practice store", "acct_1-test Till"]
        );
        assert_eq!(*open().open_account(), shop());
        assert!(open().is_welcomed());
        let folder = home.path().join("accounts").join("acct_1-test");
        assert_eq!(open().folder(&shop()), folder);
        open().remove(&shop()).unwrap();
        assert_eq!(names(&open()), ["practice Practice store"]);
        assert_eq!(*open().open_account(), AccountName::Practice);
    }

    #[test]
    fn each_account_has_a_colour_that_stays() {
        let home = tempfile::tempdir().unwrap();
        let mut registry = Registry::open(home.path()).unwrap();
        for name in ["acct_1-test", "acct_2-live", "acct_1-live", "acct_3-test"] {
            registry
                .add(name.parse().unwrap(), name.to_owned())
                .unwrap();
        }
        let colors = |registry: &Registry| -> Vec<u8> {
            registry.entries().iter().map(|it| it.color).collect()
        };
        assert_eq!(colors(&registry), [0, 1, 2, 1, 3]);
        registry.remove(&"acct_2-live".parse().unwrap()).unwrap();
        registry
            .add("acct_4-live".parse().unwrap(), "Stall".to_owned())
            .unwrap();
        assert_eq!(colors(&registry), [0, 1, 1, 3, 2]);
        // A list from before there were colours gets them as it is read.
        let path = home.path().join(FILE);
        let text = fs::read_to_string(&path).unwrap();
        let without = text.replace("\"color\"", "\"colour\"");
        fs::write(&path, without).unwrap();
        let registry = Registry::open(home.path()).unwrap();
        assert_eq!(colors(&registry), [0, 1, 1, 2, 3]);
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
