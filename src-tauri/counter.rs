//! The counter: the window fills the screen, and the screen stays awake.

use std::sync::{Mutex, PoisonError};

use countertop_app::ipc::{IpcError, IpcErrorCode};
use keepawake::KeepAwake;
use serde::{Deserialize, Serialize};
use tauri::{Manager, State, WebviewWindow};

/// What keeps the screen awake, as long as it is held.
#[derive(Default)]
pub struct Wakeful(Mutex<Option<KeepAwake>>);

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

/// Lets the window fill the screen and keeps that awake, or stops both.
#[tauri::command]
pub async fn fill_screen(
    window: WebviewWindow,
    wakeful: State<'_, Wakeful>,
    arguments: Wish,
) -> Result<Filled, IpcError> {
    window.set_fullscreen(arguments.is_on).map_err(|error| {
        let sentence = format!("The window cannot fill the screen: {error}.");
        IpcError::new(IpcErrorCode::Internal, sentence)
    })?;
    let held = if arguments.is_on {
        stay_awake(window.config().identifier.clone()).await
    } else {
        None
    };
    let is_awake = held.is_some();
    let before = std::mem::replace(
        &mut *wakeful.0.lock().unwrap_or_else(PoisonError::into_inner),
        held,
    );
    // Letting go asks the desktop too, and waits for it.
    let _ = tokio::task::spawn_blocking(|| drop(before)).await;
    Ok(Filled { is_awake })
}

/// Asks the desktop not to let the screen go dark; one without such a service is no failure, and the page goes
/// on by itself.
async fn stay_awake(program: String) -> Option<KeepAwake> {
    let asked = tokio::task::spawn_blocking(move || {
        keepawake::Builder::default()
            .display(true)
            .reason("A payment link is shown at the counter")
            .app_name("Countertop")
            .app_reverse_domain(program)
            .create()
    });
    match asked.await {
        Ok(Ok(held)) => Some(held),
        Ok(Err(error)) => {
            tracing::info!(%error, "the desktop does not keep the screen awake; the page asks for it");
            None
        }
        Err(_) => None,
    }
}
