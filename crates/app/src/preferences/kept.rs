//! The file of preferences, and what was read of it.

use std::fs;
use std::io::{self, ErrorKind};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value};
use tokio::sync::watch;

use crate::atomic;
use crate::ipc::{ChangePreferences, IpcError, IpcErrorCode, Preferences};

/// The file, inside the app's home.
const FILE: &str = "preferences.json";
/// How small and how large everything may be, in percent.
const ZOOM: RangeInclusive<u16> = 80..=200;
const MINUTES_OF_A_DAY: u16 = 24 * 60;

/// The preferences of one home. What another version of the program wrote among them stays in the file.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    /// The file as it stands, held by whoever changes it.
    file: Mutex<Map<String, Value>>,
    now: watch::Sender<Preferences>,
}

impl Kept {
    /// Reads the file. What is missing or cannot be understood is as if nobody had chosen.
    pub fn open(home: &Path) -> Self {
        let path = home.join(FILE);
        let file = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(%error, "{FILE} is damaged; everything is as if nobody had chosen.");
                Map::new()
            }),
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "{FILE} cannot be read.");
                }
                Map::new()
            }
        };
        Self {
            path,
            now: watch::Sender::new(understood(&file)),
            file: Mutex::new(file),
        }
    }

    /// What is preferred now.
    pub fn now(&self) -> Preferences {
        self.now.borrow().clone()
    }

    /// What is preferred, from now on.
    pub fn changes(&self) -> watch::Receiver<Preferences> {
        self.now.subscribe()
    }

    /// Changes the file first: what could not be written is not preferred.
    ///
    /// # Errors
    /// When a choice is out of its range, or the file cannot be written.
    pub fn change(&self, change: &ChangePreferences) -> Result<Preferences, IpcError> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = changed(self.now(), change);
        check(&wanted)?;
        let mut written = file.clone();
        written.extend(fields(&wanted));
        let text = serde_json::to_vec_pretty(&written).map_err(io::Error::from);
        text.and_then(|text| atomic::write(&self.path, &text))
            .map_err(|error| {
                let path = self.path.display();
                let message = format!("The choice cannot be kept in {path}: {error}.");
                IpcError::new(IpcErrorCode::Internal, message)
            })?;
        *file = written;
        self.now.send_replace(wanted.clone());
        Ok(wanted)
    }
}

fn changed(now: Preferences, change: &ChangePreferences) -> Preferences {
    Preferences {
        theme: change.theme.unwrap_or(now.theme),
        rows: change.rows.unwrap_or(now.rows),
        language: change.language.unwrap_or(now.language),
        zoom: change.zoom.unwrap_or(now.zoom),
        chime: change.chime.unwrap_or(now.chime),
        quiet_hours: change.quiet_hours.unwrap_or(now.quiet_hours),
        tray: change.tray.unwrap_or(now.tray),
        close_to_tray: change.close_to_tray.unwrap_or(now.close_to_tray),
        start_hidden: change.start_hidden.unwrap_or(now.start_hidden),
    }
}

/// Refuses what is out of its range.
fn check(wanted: &Preferences) -> Result<(), IpcError> {
    if !ZOOM.contains(&wanted.zoom) {
        let message = format!(
            "A size of {} % cannot be shown; choose from {} to {} %.",
            wanted.zoom,
            ZOOM.start(),
            ZOOM.end()
        );
        return Err(IpcError::of_field("zoom", message));
    }
    let quiet = wanted.quiet_hours;
    let is_time = |minute| minute < MINUTES_OF_A_DAY;
    if !is_time(quiet.from_minute) || !is_time(quiet.to_minute) {
        let message = "Quiet hours begin and end at a time of the day.";
        return Err(IpcError::of_field("quietHours", message));
    }
    if quiet.from_minute == quiet.to_minute {
        let message = "Quiet hours that end when they begin are none; choose two times.";
        return Err(IpcError::of_field("quietHours", message));
    }
    Ok(())
}

/// The preferences that a file holds, each by itself: one that is none of ours takes no other with it.
fn understood(file: &Map<String, Value>) -> Preferences {
    let mut understood = Preferences::default();
    for name in fields(&understood).keys() {
        let Some(value) = file.get(name) else {
            continue;
        };
        let mut with = fields(&understood);
        with.insert(name.clone(), value.clone());
        match serde_json::from_value(Value::Object(with)) {
            Ok(with) if check(&with).is_ok() => understood = with,
            _ => tracing::warn!("'{name}' in {FILE} is none of its choices; the usual one stands."),
        }
    }
    understood
}

fn fields(preferences: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(preferences) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::{LanguageChoice, QuietHours, RowHeight, ThemeChoice};

    fn zoom(zoom: u16) -> ChangePreferences {
        ChangePreferences {
            zoom: Some(zoom),
            ..ChangePreferences::default()
        }
    }

    #[test]
    fn what_was_chosen_is_so_at_the_next_start_and_the_rest_stays() {
        let home = tempfile::tempdir().unwrap();
        let open = || Kept::open(home.path());
        assert_eq!(open().now(), Preferences::default());
        let kept = open();
        let mut changes = kept.changes();
        let dark = ChangePreferences {
            theme: Some(ThemeChoice::Dark),
            rows: Some(RowHeight::Compact),
            ..ChangePreferences::default()
        };
        kept.change(&dark).unwrap();
        let both = kept.change(&zoom(125)).unwrap();
        let expected = Preferences {
            theme: ThemeChoice::Dark,
            rows: RowHeight::Compact,
            zoom: 125,
            ..Preferences::default()
        };
        assert_eq!(both, expected);
        assert_eq!(open().now(), expected);
        assert_eq!(*changes.borrow_and_update(), expected);
    }

    #[test]
    fn what_another_version_wrote_stays_and_what_is_none_of_ours_is_left_out() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(FILE);
        let text =
            r#"{"theme":"sepia","language":"de","zoom":3000,"chime":"loud","sound":{"a":1}}"#;
        fs::write(&path, text).unwrap();
        let kept = Kept::open(home.path());
        let expected = Preferences {
            language: LanguageChoice::German,
            ..Preferences::default()
        };
        assert_eq!(kept.now(), expected);
        kept.change(&zoom(90)).unwrap();
        let written: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(written["sound"]["a"], 1);
        assert_eq!(written["zoom"], 90);
        assert_eq!(written["language"], "de");
    }

    #[test]
    fn a_damaged_file_is_as_if_nobody_had_chosen() {
        let home = tempfile::tempdir().unwrap();
        for text in ["", "{\"theme\":", "[]", "null", "\u{0}"] {
            fs::write(home.path().join(FILE), text).unwrap();
            assert_eq!(
                Kept::open(home.path()).now(),
                Preferences::default(),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_out_of_range_is_refused_and_changes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let kept = Kept::open(home.path());
        let quiet = |from_minute, to_minute| ChangePreferences {
            quiet_hours: Some(QuietHours {
                is_on: true,
                from_minute,
                to_minute,
            }),
            ..ChangePreferences::default()
        };
        for (change, field) in [
            (zoom(79), "zoom"),
            (zoom(201), "zoom"),
            (quiet(1440, 10), "quietHours"),
            (quiet(10, 1440), "quietHours"),
            (quiet(10, 10), "quietHours"),
        ] {
            let refused = kept.change(&change).unwrap_err();
            assert_eq!(refused.details["field"], field, "{refused:?}");
        }
        assert_eq!(kept.now(), Preferences::default());
        assert!(!home.path().join(FILE).exists());
        for fine in [zoom(80), zoom(200), quiet(1439, 0)] {
            kept.change(&fine).unwrap();
        }
    }
}
