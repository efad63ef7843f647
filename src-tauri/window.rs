//! The one window: where it was, what it may show, and where it may not go.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use countertop_app::ipc::Preferences;
use tauri::plugin::TauriPlugin;
use tauri::webview::{NewWindowResponse, PageLoadEvent, WebviewWindowBuilder};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow, Window};
use tauri_plugin_window_state::StateFlags;

use crate::preferences;

/// The window's label, which the capability names.
pub const LABEL: &str = "main";

/// Remembers place and size in the app's own folder. Whether the window was visible is no matter:
/// it always becomes so.
pub fn remembered_in<R: Runtime>(home: &Path) -> TauriPlugin<R> {
    // The plugin joins the name to a folder of its own, which an absolute path replaces.
    let file = home.join("window.json");
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_filename(file.to_string_lossy())
        .build()
}

/// Opens the window as it is preferred; it shows itself as soon as its page is there, unless it is to stay hidden.
pub fn open<R: Runtime>(
    app: &tauri::App<R>,
    home: &Path,
    preferred: &Preferences,
    is_hidden: bool,
) -> anyhow::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == LABEL);
    let config =
        config.ok_or_else(|| anyhow::anyhow!("tauri.conf.json has no window '{LABEL}'"))?;
    // The page may be loaded anew behind a window that was hidden since.
    let is_settled = AtomicBool::new(is_hidden);
    let window = WebviewWindowBuilder::from_config(app.handle(), config)?
        .data_directory(home.join("webview"))
        .theme(preferences::theme(preferred.theme))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(move |window, load| {
            let is_there = load.event() == PageLoadEvent::Finished;
            if is_there && !is_settled.swap(true, Ordering::Relaxed) {
                show(&window);
            }
        })
        .build()?;
    preferences::apply(&window, preferred)?;
    Ok(())
}

/// Brings the window before the others.
pub fn to_the_front<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let raised = window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus());
        if let Err(error) = raised {
            tracing::warn!(%error, "The window cannot be brought to the front.");
        }
    }
}

/// Hides the window.
pub fn hide<R: Runtime>(window: &Window<R>) {
    if let Err(error) = window.hide() {
        tracing::error!(%error, "The window cannot be hidden.");
    }
}

/// Shows a hidden window without bringing it before the others.
pub fn show_small<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if window.is_visible().is_ok_and(|is_visible| !is_visible) {
        show(&window);
        if let Err(error) = window.minimize() {
            tracing::warn!(%error, "The window cannot be made small.");
        }
    }
}

/// Says on the window's icon how much waits, where the desktop shows that.
pub fn set_badge<R: Runtime>(app: &AppHandle<R>, waiting: u64) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    let count = i64::try_from(waiting).ok().filter(|it| *it > 0);
    if let Err(error) = window.set_badge_count(count) {
        tracing::debug!(%error, "The window's icon has no badge.");
    }
}

fn show<R: Runtime>(window: &WebviewWindow<R>) {
    if let Err(error) = window.show() {
        tracing::error!(%error, "The window cannot be shown.");
    }
}

/// Whether an address is the page that this program carries. The window goes nowhere else.
fn is_ours(url: &Url) -> bool {
    if cfg!(windows) {
        url.scheme() == "http" && url.host_str() == Some("tauri.localhost")
    } else {
        url.scheme() == "tauri" && url.host_str() == Some("localhost")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn the_window_stays_on_its_page() {
        for (address, ours) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/payments", true),
            ("tauri://localhost.evil.example/", false),
            ("tauri://evil.example/", false),
            ("http://localhost/", false),
            ("http://127.0.0.1:4242/pay/plink_1", false),
            ("https://dashboard.stripe.com/", false),
            ("about:blank", false),
            ("data:text/html,hello", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(is_ours(&Url::parse(address).unwrap()), ours, "{address}");
        }
    }

    #[test]
    fn the_capability_is_for_this_window_alone() {
        let capability = include_str!("capabilities/main.json");
        assert!(capability.contains(&format!("\"windows\": [\"{LABEL}\"]")));
        assert!(!capability.contains("remote"));
    }
}
