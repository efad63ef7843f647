//! A disk as it may be found after a power cut: what was synced is there, and of the rest anything.
//!
//! It is stricter than most file systems: a name lasts only once its folder was synced, writes that
//! were not synced may survive in any selection, and each of them in part.

use std::collections::BTreeMap;
use std::path::Path;

use crate::number::Chance;

/// What a power cut can tear a write into, in bytes: a sector.
const SECTOR: usize = 512;

/// What a program did to a file or folder, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file was made, or a folder.
    Made(String),
    /// Bytes were written at a place.
    Wrote {
        path: String,
        at: usize,
        bytes: Vec<u8>,
    },
    /// A file was given a length.
    Cut { path: String, length: usize },
    /// A file was removed.
    Removed(String),
    /// A file or a folder was synced: what was done to it before this line lasts.
    Synced { path: String, since: usize },
}

/// How much of what was not synced survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Survival {
    /// Nothing.
    None,
    /// Everything, as when only the program dies.
    All,
    /// Some of it.
    Some,
    /// Some of it, and of a write only some sectors at its beginning.
    Torn,
}

/// All ways to survive.
pub const SURVIVALS: [Survival; 4] = [
    Survival::None,
    Survival::All,
    Survival::Some,
    Survival::Torn,
];

#[derive(Default)]
struct File {
    lasting: Vec<u8>,
    pending: Vec<(usize, Change)>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

enum Name {
    Made(String, usize),
    Removed(String),
}

/// The disk: files by number, since a name may come to stand for another file.
#[derive(Default)]
pub struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    lasting_names: BTreeMap<String, usize>,
    pending_names: Vec<(usize, Name)>,
}

impl Disk {
    /// Does a step, which ended at a line.
    pub fn take(&mut self, line: usize, step: &Step) {
        match step {
            Step::Made(path) => {
                let file = self.files.len();
                self.files.push(File::default());
                self.names.insert(path.clone(), file);
                self.pending_names
                    .push((line, Name::Made(path.clone(), file)));
            }
            Step::Wrote { path, at, bytes } => {
                self.change(path, line, Change::Write(*at, bytes.clone()));
            }
            Step::Cut { path, length } => self.change(path, line, Change::Cut(*length)),
            Step::Removed(path) => {
                self.names.remove(path);
                self.pending_names.push((line, Name::Removed(path.clone())));
            }
            Step::Synced { path, since } => self.sync(path, *since),
        }
    }

    /// Whether a path stands for something.
    pub fn has(&self, path: &str) -> bool {
        self.names.contains_key(path)
    }

    fn change(&mut self, path: &str, line: usize, change: Change) {
        if let Some(file) = self.names.get(path) {
            self.files[*file].pending.push((line, change));
        }
    }

    fn sync(&mut self, path: &str, since: usize) {
        if let Some(number) = self.names.get(path) {
            let file = &mut self.files[*number];
            let (before, after) = std::mem::take(&mut file.pending)
                .into_iter()
                .partition(|(line, _)| *line < since);
            file.pending = after;
            let before: Vec<(usize, Change)> = before;
            for (_, change) in before {
                apply(&mut file.lasting, &change);
            }
        }
        // Of a folder, the names in it.
        let inside = |name: &str| Path::new(name).parent() == Some(Path::new(path));
        for (line, name) in std::mem::take(&mut self.pending_names) {
            match name {
                Name::Made(name, file) if inside(&name) && line < since => {
                    self.lasting_names.insert(name, file);
                }
                Name::Removed(name) if inside(&name) && line < since => {
                    self.lasting_names.remove(&name);
                }
                other @ (Name::Made(..) | Name::Removed(_)) => {
                    self.pending_names.push((line, other));
                }
            }
        }
    }

    /// The files as they may be found when the power is cut now. What lies in a folder that is not
    /// there is not there.
    pub fn after_a_cut(
        &self,
        survival: Survival,
        chance: &mut Chance,
    ) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.lasting_names.clone();
        for (_, name) in &self.pending_names {
            if !survives(survival, chance) {
                continue;
            }
            match name {
                Name::Made(name, file) => {
                    names.insert(name.clone(), *file);
                }
                Name::Removed(name) => {
                    names.remove(name);
                }
            }
        }
        let is_there = |name: &String| {
            Path::new(name)
                .ancestors()
                .skip(1)
                .filter_map(Path::to_str)
                .all(|folder| names.contains_key(folder) || !self.names.contains_key(folder))
        };
        let found = names.iter().filter(|(name, _)| is_there(name));
        found
            .map(|(name, file)| (name.clone(), self.contents(*file, survival, chance)))
            .collect()
    }

    fn contents(&self, file: usize, survival: Survival, chance: &mut Chance) -> Vec<u8> {
        let file = &self.files[file];
        let mut contents = file.lasting.clone();
        for (_, change) in &file.pending {
            if !survives(survival, chance) {
                continue;
            }
            match change {
                Change::Write(at, bytes) if survival == Survival::Torn => {
                    let sectors = chance.below(bytes.len() / SECTOR + 2);
                    let kept = &bytes[..bytes.len().min(sectors * SECTOR)];
                    apply(&mut contents, &Change::Write(*at, kept.to_vec()));
                }
                change @ (Change::Write(..) | Change::Cut(_)) => apply(&mut contents, change),
            }
        }
        contents
    }
}

fn survives(survival: Survival, chance: &mut Chance) -> bool {
    match survival {
        Survival::None => false,
        Survival::All => true,
        Survival::Some | Survival::Torn => chance.below(2) == 0,
    }
}

fn apply(contents: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(_, bytes) if bytes.is_empty() => {}
        Change::Write(at, bytes) => {
            let end = at + bytes.len();
            if contents.len() < end {
                contents.resize(end, 0);
            }
            contents[*at..end].copy_from_slice(bytes);
        }
        Change::Cut(length) => contents.resize(*length, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrote(path: &str, at: usize, bytes: &[u8]) -> Step {
        Step::Wrote {
            path: path.to_owned(),
            at,
            bytes: bytes.to_vec(),
        }
    }

    fn synced(path: &str, since: usize) -> Step {
        Step::Synced {
            path: path.to_owned(),
            since,
        }
    }

    fn found(steps: &[Step], survival: Survival) -> BTreeMap<String, Vec<u8>> {
        let mut disk = Disk::default();
        for (line, step) in steps.iter().enumerate() {
            disk.take(line, step);
        }
        disk.after_a_cut(survival, &mut Chance(1))
    }

    #[test]
    fn only_what_was_synced_lasts() {
        let made = || Step::Made("/s/a".to_owned());
        for (steps, none, all) in [
            (vec![made()], None, Some("")),
            (vec![made(), synced("/s", 1)], Some(""), Some("")),
            (
                vec![made(), wrote("/s/a", 0, b"xy"), synced("/s/a", 2)],
                None,
                Some("xy"),
            ),
            (
                vec![made(), synced("/s", 1), wrote("/s/a", 0, b"xy")],
                Some(""),
                Some("xy"),
            ),
            (
                vec![
                    made(),
                    synced("/s", 1),
                    wrote("/s/a", 1, b"y"),
                    synced("/s/a", 3),
                ],
                Some("\0y"),
                Some("\0y"),
            ),
            // What ended only after the sync had begun does not last by it.
            (
                vec![
                    made(),
                    synced("/s", 1),
                    wrote("/s/a", 0, b"x"),
                    synced("/s/a", 2),
                ],
                Some(""),
                Some("x"),
            ),
            (
                vec![made(), synced("/s", 1), Step::Removed("/s/a".to_owned())],
                Some(""),
                None,
            ),
        ] {
            let expected = |text: Option<&str>| text.map(|it| it.as_bytes().to_vec());
            let of = |survival| found(&steps, survival).remove("/s/a");
            assert_eq!(of(Survival::None), expected(none), "{steps:?}");
            assert_eq!(of(Survival::All), expected(all), "{steps:?}");
        }
    }

    #[test]
    fn a_file_is_not_there_without_its_folder() {
        let steps = [
            Step::Made("/s".to_owned()),
            Step::Made("/s/a".to_owned()),
            synced("/s", 2),
        ];
        assert!(found(&steps, Survival::None).is_empty());
        assert_eq!(found(&steps, Survival::All).len(), 2);
    }

    #[test]
    fn a_name_that_is_given_again_stands_for_another_file() {
        let steps = [
            Step::Made("/s/a".to_owned()),
            wrote("/s/a", 0, b"old"),
            synced("/s/a", 2),
            synced("/s", 3),
            Step::Removed("/s/a".to_owned()),
            Step::Made("/s/a".to_owned()),
            wrote("/s/a", 0, b"n"),
            synced("/s/a", 7),
        ];
        assert_eq!(found(&steps, Survival::None)["/s/a"], b"old");
        assert_eq!(found(&steps, Survival::All)["/s/a"], b"n");
    }
}
