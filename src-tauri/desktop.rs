//! What only a desktop has: whether it shows our icon, and whether it starts us at login.

use countertop_app::ipc::{IpcError, IpcErrorCode};
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::login;
use crate::tray::Tray;

/// What the page shows of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Desktop {
    /// Whether our icon is in the tray or menu bar now.
    has_tray: bool,
    /// Whether the program starts at login; none where that cannot be found out.
    starts_at_login: Option<bool>,
}

/// Whether the program is to start at login.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wish {
    is_on: bool,
}

#[tauri::command]
pub async fn show_desktop(tray: State<'_, Tray>) -> Result<Desktop, IpcError> {
    let starts_at_login = login::is_set().inspect_err(|error| {
        tracing::warn!("Whether the program starts at login cannot be found out: {error:#}.");
    });
    Ok(Desktop {
        has_tray: tray.is_there(),
        starts_at_login: starts_at_login.ok(),
    })
}

#[tauri::command]
pub async fn start_at_login(tray: State<'_, Tray>, arguments: Wish) -> Result<Desktop, IpcError> {
    login::set(arguments.is_on).map_err(|error| {
        let sentence = format!(
            "The desktop could not be told: {error:#}. Its own settings have a list of what starts at login."
        );
        IpcError::new(IpcErrorCode::Internal, sentence)
    })?;
    show_desktop(tray).await
}
