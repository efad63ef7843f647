//! Diagnostics: what works and what does not, and the bundle that helps to find a fault.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FeatureReport, Said};
use crate::doctor::{Part, Verdict};

/// What was found.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Checkup {
    /// Whether nothing is in trouble.
    pub is_healthy: bool,
    /// When, in Unix seconds.
    pub at: i64,
    /// The findings, part by part.
    pub findings: Vec<CheckupFinding>,
}

/// What was found of one part.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckupFinding {
    /// Which.
    pub part: CheckupPart,
    /// Whether it is well.
    pub verdict: CheckupVerdict,
    /// What was found, as a sentence.
    pub found: String,
    /// What to do; null where there is nothing to do.
    pub advice: Option<String>,
    /// What was found, as a text of the window's catalogue.
    pub found_said: Option<Said>,
    /// What to do, as a text of the window's catalogue.
    pub advice_said: Option<Said>,
    /// What the key may do in one respect, where that is what was found.
    pub feature: Option<FeatureReport>,
}

/// The parts that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckupPart {
    /// The API key.
    Key,
    /// What it may do.
    Permissions,
    /// The webhook's signing secrets.
    Secret,
    /// The receiver and its port.
    Port,
    /// How Stripe reaches it.
    Tunnel,
    /// This computer's clock.
    Clock,
    /// The disk.
    Disk,
    /// The ledger.
    Ledger,
    /// Through when it is complete.
    Completeness,
}

/// Whether a part is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckupVerdict {
    /// It works.
    Well,
    /// It could not be looked at, or it may be so on purpose.
    Unknown,
    /// Something does not work, or will not for long.
    Trouble,
}

/// A diagnostics bundle, to be read before it is saved.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostics {
    /// By which it is saved; the next one takes its place.
    pub id: String,
    /// When it was made, in Unix seconds.
    pub made_at: i64,
    /// All that is in it.
    pub files: Vec<DiagnosticsFile>,
}

/// One file of a bundle.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticsFile {
    /// Its name.
    pub name: String,
    /// All that is in it.
    pub text: String,
}

/// The bundle that was read is to be saved.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveDiagnostics {
    /// Which.
    pub id: String,
    /// The id of the chosen place.
    pub place: String,
}

/// A file was saved.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedFile {
    /// Where.
    pub path: String,
    /// How large it is.
    pub bytes: u64,
}

impl From<Part> for CheckupPart {
    fn from(part: Part) -> Self {
        match part {
            Part::Key => Self::Key,
            Part::Permissions => Self::Permissions,
            Part::Secret => Self::Secret,
            Part::Port => Self::Port,
            Part::Tunnel => Self::Tunnel,
            Part::Clock => Self::Clock,
            Part::Disk => Self::Disk,
            Part::Ledger => Self::Ledger,
            Part::Completeness => Self::Completeness,
        }
    }
}

impl From<Verdict> for CheckupVerdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Well => Self::Well,
            Verdict::Unknown => Self::Unknown,
            Verdict::Trouble => Self::Trouble,
        }
    }
}
