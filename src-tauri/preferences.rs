//! Preferences: their commands, which need no account, and what becomes of them outside the page.

use std::sync::Arc;

use countertop_app::ipc::{ChangePreferences, IpcError, Preferences, ThemeChoice};
use countertop_app::preferences::Kept;
use tauri::window::Color;
use tauri::{Runtime, State, Theme, WebviewWindow};

type Answer<T> = Result<T, IpcError>;

/// The page's background, so that nothing flashes before it is drawn.
const LIGHT: Color = Color(0xfa, 0xf9, 0xf7, 0xff);
const DARK: Color = Color(0x16, 0x14, 0x12, 0xff);

#[tauri::command]
pub async fn show_preferences(kept: State<'_, Arc<Kept>>) -> Answer<Preferences> {
    Ok(kept.now())
}

#[tauri::command]
pub async fn change_preferences(
    window: WebviewWindow,
    kept: State<'_, Arc<Kept>>,
    arguments: ChangePreferences,
) -> Answer<Preferences> {
    let before = kept.now();
    let preferences = kept.change(&arguments)?;
    let themed = match preferences.theme == before.theme {
        true => Ok(()),
        false => take_theme(&window, preferences.theme),
    };
    if let Err(error) = themed.and_then(|()| apply(&window, &preferences)) {
        tracing::warn!(%error, "The window does not take on what is preferred.");
    }
    Ok(preferences)
}

/// The theme that a window is made with; none where it follows the desktop.
pub fn theme(choice: ThemeChoice) -> Option<Theme> {
    match choice {
        ThemeChoice::System => None,
        ThemeChoice::Light => Some(Theme::Light),
        ThemeChoice::Dark => Some(Theme::Dark),
    }
}

/// Gives a window another theme than the one that it was made with.
fn take_theme<R: Runtime>(window: &WebviewWindow<R>, choice: ThemeChoice) -> tauri::Result<()> {
    let wanted = theme(choice);
    window.set_theme(wanted)?;
    if cfg!(target_os = "linux") && wanted.is_none() && window.theme()? == Theme::Dark {
        // Without a choice GTK would be light, whatever the desktop is.
        window.set_theme(Some(Theme::Dark))?;
    }
    Ok(())
}

/// Gives a window its ground and the size of everything. What is within the page, that does itself.
pub fn apply<R: Runtime>(
    window: &WebviewWindow<R>,
    preferences: &Preferences,
) -> tauri::Result<()> {
    window.set_background_color(Some(match window.theme()? {
        Theme::Dark => DARK,
        _ => LIGHT,
    }))?;
    window.set_zoom(f64::from(preferences.zoom) / 100.0)
}
