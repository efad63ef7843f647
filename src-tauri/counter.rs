//! The counter: the window fills the screen.

use countertop_app::ipc::{IpcError, IpcErrorCode};
use serde::{Deserialize, Serialize};
use tauri::WebviewWindow;

/// Whether the window is to fill the screen.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wish {
    is_on: bool,
}

/// What came of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filled {
    /// Whether the screen is kept awake by us; else the page asks for it as in a browser.
    is_awake: bool,
}

/// Lets the window fill the screen, or stops it.
#[tauri::command]
pub async fn fill_screen(window: WebviewWindow, arguments: Wish) -> Result<Filled, IpcError> {
    window.set_fullscreen(arguments.is_on).map_err(|error| {
        let sentence = format!("The window cannot fill the screen: {error}.");
        IpcError::new(IpcErrorCode::Internal, sentence)
    })?;
    Ok(Filled { is_awake: false })
}
