//! The written lists of differences, and which of their entries were needed.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use serde_json::{Value, json};

use super::Finding;

/// A written list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// What Stripe changed since its description of 2023.
    Newer,
    /// What the practice store does not do as Stripe yet.
    Gaps,
}

pub static LISTS: LazyLock<BTreeMap<List, BTreeSet<Finding>>> = LazyLock::new(|| {
    [List::Newer, List::Gaps]
        .into_iter()
        .map(|list| (list, list.read()))
        .collect()
});

thread_local! {
    /// The entries that the test of this thread needed.
    static USED: RefCell<BTreeSet<(List, Finding)>> = RefCell::default();
    /// The calls that it got an answer to.
    static VISITED: RefCell<BTreeSet<String>> = RefCell::default();
    static LOOKS_AWAY: Cell<bool> = const { Cell::new(false) };
}

/// From here on the test of this thread gets answers that are meant to be wrong.
pub fn look_away() {
    LOOKS_AWAY.set(true);
}

pub fn looks_away() -> bool {
    LOOKS_AWAY.get()
}

/// Notes that a call got an answer.
pub fn visited(call: &str) {
    VISITED.with_borrow_mut(|visited| visited.insert(call.to_owned()));
}

/// The calls that the test of this thread got an answer to.
pub fn visits() -> BTreeSet<String> {
    VISITED.with_borrow(Clone::clone)
}

/// The entries that the test of this thread has needed so far.
pub fn used() -> BTreeSet<(List, Finding)> {
    USED.with_borrow(Clone::clone)
}

impl List {
    pub fn name(self) -> &'static str {
        match self {
            Self::Newer => "newer.json",
            Self::Gaps => "gaps.json",
        }
    }

    /// The part of an entry that says why it is right.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Newer => "since",
            Self::Gaps => "why",
        }
    }

    /// An entry as it would be listed.
    fn line(self, finding: &Finding) -> String {
        json!({ "at": finding.at, "what": finding.what, self.reason(): "" }).to_string()
    }

    fn file(self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/stripe")
            .join(self.name())
    }

    /// The entries, with what is said of them.
    pub fn entries(self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.file()).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    fn read(self) -> BTreeSet<Finding> {
        self.entries().iter().map(finding).collect()
    }

    /// Fails when something was found that is not listed.
    pub fn excuse(self, found: Vec<Finding>, call: &str) {
        let listed = &LISTS[&self];
        let mut missing = BTreeSet::new();
        for one in found {
            if listed.contains(&one) {
                USED.with_borrow_mut(|used| used.insert((self, one)));
            } else {
                missing.insert(one);
            }
        }
        if missing.is_empty() {
            return;
        }
        if std::env::var("STRIPE_LISTS").is_ok_and(|it| it == "add") {
            self.add(missing, call);
            return;
        }
        let missing: Vec<_> = missing.iter().map(|one| self.line(one)).collect();
        panic!(
            "{call}: not as Stripe's, and not in tests/stripe/{}:\n{}",
            self.name(),
            missing.join("\n")
        );
    }

    /// Writes new entries, without saying why they are right.
    fn add(self, missing: BTreeSet<Finding>, call: &str) {
        static WRITING: Mutex<()> = Mutex::new(());
        let _writing = WRITING.lock().unwrap_or_else(|it| it.into_inner());
        let mut entries: BTreeMap<_, _> = self
            .entries()
            .into_iter()
            .map(|entry| (finding(&entry), entry))
            .collect();
        for one in missing {
            let entry =
                json!({ "at": one.at, "what": one.what, self.reason(): "", "met_in": call });
            entries.entry(one).or_insert(entry);
        }
        let lines: Vec<_> = entries.values().map(Value::to_string).collect();
        std::fs::write(self.file(), format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    }
}

fn finding(entry: &Value) -> Finding {
    let text = |name: &str| entry[name].as_str().unwrap().to_owned();
    Finding {
        at: text("at"),
        what: text("what"),
    }
}
