//! Settings: chosen places, what takes long, the ledger as a whole, the practice store anew, versions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AppState;

/// What a place is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlacePurpose {
    /// The folder in which an export gets a folder of its own.
    Export,
    /// The folder in which backups get a folder of their own.
    Backups,
    /// The file of a backup that is to be restored.
    Backup,
    /// The table of links to be made.
    LinkTable,
    /// The file that a diagnostics bundle is saved as.
    Diagnostics,
    /// The file that a link's code is saved as, a PNG.
    CodePicture,
    /// The same, an SVG.
    CodeDrawing,
    /// The file that a poster is saved as, a PDF.
    Poster,
    /// The file that packing slips or receipts are saved as, a PDF.
    Papers,
    /// The table that payments are saved as, a CSV.
    Payments,
}

/// A place that was chosen in a dialog of the host's.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChosenPlace {
    /// By which it is named from now on.
    pub id: String,
    /// Where it is, to be shown.
    pub path: String,
}

/// A folder that the host may show in the system's window for files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShownFolder {
    /// The ledger's.
    Ledger,
    /// Its backups'.
    Backups,
}

/// What takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// Everything is written to files.
    Export,
    /// A backup is made.
    Backup,
    /// A backup is put in the ledger's place.
    Restore,
    /// A customer is erased.
    Erase,
    /// The ledger is wiped.
    Wipe,
}

/// What is under way, if anything is.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkState {
    /// It; null where there is nothing.
    pub work: Option<WorkShown>,
}

/// How far something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkShown {
    /// What it is.
    pub kind: WorkKind,
    /// How many things are done.
    pub done: u64,
    /// Of how many; null while that is not known.
    pub total: Option<u64>,
    /// Whether it may be stopped, and loses nothing by that.
    pub can_stop: bool,
    /// Whether it was asked to.
    pub is_stopping: bool,
}

/// Where the ledger lies, and how large it is.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DataPage {
    /// Its folder.
    pub folder: String,
    /// How large it is; null where it cannot be opened.
    pub ledger_bytes: Option<u64>,
    /// How many events it holds.
    pub events: Option<u64>,
    /// How many payments it holds.
    pub payments: Option<u64>,
    /// How many bytes are free there; null where the system does not tell.
    pub free_bytes: Option<u64>,
}

/// Everything is to be written to files.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportAll {
    /// The id of the chosen folder.
    pub place: String,
}

/// Everything was written.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// The new folder.
    pub folder: String,
    /// How much all files hold.
    pub bytes: u64,
    /// The files.
    pub files: Vec<ExportedFile>,
}

/// One file of an export.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// How many things are in it.
    pub count: u64,
}

/// The ledger of the open account is to be removed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WipeLedger {
    /// The account's name, typed by who means it.
    pub name: String,
}

/// The ledger was removed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Wiped {
    /// How many files are gone.
    pub removed: u64,
    /// What lies in the folder still: it was not the ledger's.
    pub left: Vec<String>,
    /// The app with the ledger that was begun anew.
    pub state: AppState,
}

/// The practice store is to be begun anew.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeginAnew {
    /// The merchant's word.
    pub confirmation: AnewConfirmation,
}

/// The merchant's word: nothing is deleted by a call alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnewConfirmation {
    /// All that was practised goes.
    DeleteWhatWasPractised,
}

/// What somebody is asked who reports a fault.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The program's version.
    pub version: String,
    /// The commit that it was built from; null where the build did not say.
    pub commit: Option<String>,
    /// Debug or release.
    pub build: String,
    /// SQLite's version.
    pub sqlite: String,
    /// The ledger's schema; null where it cannot be opened.
    pub schema: Option<u32>,
    /// What draws the window; null in a browser.
    pub web_view: Option<String>,
    /// The operating system.
    pub system: String,
    /// The processor.
    pub processor: String,
    /// Where all accounts lie.
    pub home: String,
    /// Where the open account's ledger lies.
    pub ledger: String,
}
