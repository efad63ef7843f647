//! The commands of the page Settings, and the system's dialogs for files and folders.

use std::path::PathBuf;

use countertop_app::ipc::{
    About, BackupCheck, BackupQuery, Backups, ChangeBackups, Checkup, ChosenPlace, DataPage,
    Diagnostics, EraseCustomer, Erased, ErasurePreview, Erasures, ExportAll, Exported, IpcError,
    IpcErrorCode, MoveBackups, PersonQuery, PlacePurpose, RestoreBackup, Restored, SaveDiagnostics,
    SavedFile, ShownFolder, WipeLedger, Wiped, WorkState,
};
use serde::Deserialize;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

/// The name that a bundle is offered under.
const BUNDLE: &str = "countertop-diagnostics.zip";

#[tauri::command]
pub async fn show_work(shop: State<'_, Shop>) -> Answer<WorkState> {
    shop.app().await?.show_work().await
}

#[tauri::command]
pub async fn stop_work(shop: State<'_, Shop>) -> Answer<WorkState> {
    shop.app().await?.stop_work().await
}

#[tauri::command]
pub async fn show_data(shop: State<'_, Shop>) -> Answer<DataPage> {
    shop.app().await?.show_data().await
}

#[tauri::command]
pub async fn export_all(shop: State<'_, Shop>, arguments: ExportAll) -> Answer<Exported> {
    shop.app().await?.export_all(arguments).await
}

#[tauri::command]
pub async fn wipe_ledger(shop: State<'_, Shop>, arguments: WipeLedger) -> Answer<Wiped> {
    shop.app().await?.wipe_ledger(arguments).await
}

#[tauri::command]
pub async fn show_backups(shop: State<'_, Shop>) -> Answer<Backups> {
    shop.app().await?.show_backups().await
}

#[tauri::command]
pub async fn change_backups(shop: State<'_, Shop>, arguments: ChangeBackups) -> Answer<Backups> {
    shop.app().await?.change_backups(arguments).await
}

#[tauri::command]
pub async fn move_backups(shop: State<'_, Shop>, arguments: MoveBackups) -> Answer<Backups> {
    shop.app().await?.move_backups(arguments).await
}

#[tauri::command]
pub async fn back_up_now(shop: State<'_, Shop>) -> Answer<Backups> {
    shop.app().await?.back_up_now().await
}

#[tauri::command]
pub async fn check_backup(shop: State<'_, Shop>, arguments: BackupQuery) -> Answer<BackupCheck> {
    shop.app().await?.check_backup(arguments).await
}

#[tauri::command]
pub async fn restore_backup(shop: State<'_, Shop>, arguments: RestoreBackup) -> Answer<Restored> {
    shop.app().await?.restore_backup(arguments).await
}

#[tauri::command]
pub async fn preview_erasure(
    shop: State<'_, Shop>,
    arguments: PersonQuery,
) -> Answer<ErasurePreview> {
    shop.app().await?.preview_erasure(arguments).await
}

#[tauri::command]
pub async fn erase_customer(shop: State<'_, Shop>, arguments: EraseCustomer) -> Answer<Erased> {
    shop.app().await?.erase_customer(arguments).await
}

#[tauri::command]
pub async fn list_erasures(shop: State<'_, Shop>) -> Answer<Erasures> {
    shop.app().await?.list_erasures().await
}

#[tauri::command]
pub async fn run_checkup(shop: State<'_, Shop>) -> Answer<Checkup> {
    shop.app().await?.run_checkup().await
}

#[tauri::command]
pub async fn show_diagnostics(shop: State<'_, Shop>) -> Answer<Diagnostics> {
    shop.app().await?.show_diagnostics().await
}

#[tauri::command]
pub async fn save_diagnostics(
    shop: State<'_, Shop>,
    arguments: SaveDiagnostics,
) -> Answer<SavedFile> {
    shop.app().await?.save_diagnostics(arguments).await
}

#[tauri::command]
pub async fn about(shop: State<'_, Shop>) -> Answer<About> {
    shop.app().await?.about().await
}

/// What a place is wanted for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    purpose: PlacePurpose,
}

/// Lets the merchant choose a place in a dialog of the system's; nothing where they chose none.
#[tauri::command]
pub async fn choose_place(
    window: WebviewWindow,
    shop: State<'_, Shop>,
    arguments: Wish,
) -> Answer<Option<ChosenPlace>> {
    let Some(path) = ask(&window, arguments.purpose).await? else {
        return Ok(None);
    };
    let app = shop.app().await?;
    app.chosen(arguments.purpose, &path).map(Some)
}

async fn ask(window: &WebviewWindow, purpose: PlacePurpose) -> Answer<Option<PathBuf>> {
    let (tell, told) = oneshot::channel::<Option<FilePath>>();
    let answer = move |path| {
        // Whoever asked may be gone.
        let _ = tell.send(path);
    };
    let dialog = window.dialog().file().set_parent(window);
    match purpose {
        PlacePurpose::Export => dialog
            .set_title("Choose the folder to export into")
            .pick_folder(answer),
        PlacePurpose::Backups => dialog
            .set_title("Choose the folder to keep backups in")
            .pick_folder(answer),
        PlacePurpose::Backup => dialog
            .set_title("Choose a backup of this account's ledger")
            .add_filter("Backups", &["sqlite"])
            .pick_file(answer),
        PlacePurpose::LinkTable => dialog
            .set_title("Choose a table of links")
            .add_filter("CSV files", &["csv", "tsv", "txt"])
            .pick_file(answer),
        PlacePurpose::Diagnostics => dialog
            .set_title("Save the diagnostics")
            .set_file_name(BUNDLE)
            .add_filter("Zip files", &["zip"])
            .save_file(answer),
        PlacePurpose::CodePicture => dialog
            .set_title("Save the QR code as a picture")
            .set_file_name("qr-code.png")
            .add_filter("PNG pictures", &["png"])
            .save_file(answer),
        PlacePurpose::CodeDrawing => dialog
            .set_title("Save the QR code as a drawing")
            .set_file_name("qr-code.svg")
            .add_filter("SVG drawings", &["svg"])
            .save_file(answer),
        PlacePurpose::Poster => dialog
            .set_title("Save the poster")
            .set_file_name("poster.pdf")
            .add_filter("PDF documents", &["pdf"])
            .save_file(answer),
        PlacePurpose::Papers => dialog
            .set_title("Save the document")
            .set_file_name("document.pdf")
            .add_filter("PDF documents", &["pdf"])
            .save_file(answer),
        PlacePurpose::Payments => dialog
            .set_title("Save the payments as a table")
            .set_file_name("payments.csv")
            .add_filter("CSV files", &["csv"])
            .save_file(answer),
    }
    let Ok(Some(chosen)) = told.await else {
        return Ok(None);
    };
    chosen.into_path().map(Some).map_err(|error| {
        let sentence = format!("That place is none of this computer's: {error}.");
        IpcError::new(IpcErrorCode::InvalidInput, sentence).with("field", "place")
    })
}

/// Which folder to show.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folder {
    folder: ShownFolder,
}

/// Shows one of our own folders in the system's window for files. The page names it by what it is: no
/// path of the page's is ever opened.
#[tauri::command]
pub async fn show_folder(shop: State<'_, Shop>, arguments: Folder) -> Answer<()> {
    let folder = shop.app().await?.folder_to_show(arguments.folder).await?;
    open::that_detached(&folder).map_err(|error| {
        let folder = folder.display();
        let sentence = format!("The folder {folder} cannot be shown: {error}. Open it yourself.");
        IpcError::new(IpcErrorCode::Internal, sentence)
    })
}

/// What draws the window, with its version, for the page About.
pub fn web_view() -> Option<String> {
    let name = if cfg!(windows) {
        "WebView2"
    } else if cfg!(target_os = "macos") {
        "WKWebView"
    } else {
        "WebKitGTK"
    };
    let version = tauri::webview_version().ok()?;
    Some(format!("{name} {version}"))
}
