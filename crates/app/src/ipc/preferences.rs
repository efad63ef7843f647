//! What this computer's user prefers: how the window looks and behaves, whatever account is open.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All that is preferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How high the rows of lists are.
    pub rows: RowHeight,
    /// The language of the texts.
    pub language: LanguageChoice,
    /// How large everything is, in percent, from 80 to 200.
    pub zoom: u16,
    /// Whether a payment sounds.
    pub chime: bool,
    /// When nothing is told and nothing sounds.
    pub quiet_hours: QuietHours,
    /// Whether there is an icon in the tray or menu bar.
    pub tray: bool,
    /// Whether closing the window leaves that icon.
    pub close_to_tray: bool,
    /// Whether the window stays hidden at login.
    pub start_hidden: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            rows: RowHeight::Comfortable,
            language: LanguageChoice::System,
            zoom: 100,
            chime: false,
            quiet_hours: QuietHours::default(),
            tray: true,
            close_to_tray: false,
            start_hidden: false,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the rest of the desktop.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How high the rows of lists are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowHeight {
    /// With room.
    Comfortable,
    /// More of them at once.
    Compact,
}

/// The language of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum LanguageChoice {
    /// As the rest of the desktop, where the texts exist in it.
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
}

/// A stretch of every day, by the clock on the wall; it may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// Whether there are any.
    pub is_on: bool,
    /// The minute of the day at which they begin.
    pub from_minute: u16,
    /// The minute of the day at which they are over.
    pub to_minute: u16,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self {
            is_on: false,
            from_minute: 22 * 60,
            to_minute: 7 * 60,
        }
    }
}

/// What is to be preferred from now on; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ChangePreferences {
    /// Light or dark.
    pub theme: Option<ThemeChoice>,
    /// How high the rows of lists are.
    pub rows: Option<RowHeight>,
    /// The language of the texts.
    pub language: Option<LanguageChoice>,
    /// How large everything is, in percent, from 80 to 200.
    pub zoom: Option<u16>,
    /// Whether a payment sounds.
    pub chime: Option<bool>,
    /// When nothing is told and nothing sounds.
    pub quiet_hours: Option<QuietHours>,
    /// Whether there is an icon in the tray or menu bar.
    pub tray: Option<bool>,
    /// Whether closing the window leaves that icon.
    pub close_to_tray: Option<bool>,
    /// Whether the window stays hidden at login.
    pub start_hidden: Option<bool>,
}
