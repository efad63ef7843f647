//! The shell: one window around the page, the commands it may call, and an orderly end.
//!
//! Nothing is decided here. A command decodes, calls the app, and encodes; a thought that is worth
//! a test belongs to `countertop_app`.

mod browser;
mod commands;
mod events;
mod hardening;
mod home;
mod leave;
mod locale;
#[cfg(test)]
mod own_commands;
mod shop;
mod window;

use std::process::ExitCode;

use tauri::{Manager, RunEvent};
use tracing_subscriber::EnvFilter;

use crate::leave::Leaving;
use crate::shop::Shop;

/// Runs the desktop app to its end.
#[must_use]
pub fn run() -> ExitCode {
    log();
    locale::settle();
    hardening::keep_memory_private();
    match build() {
        Ok(app) => {
            let code = app.run_return(on_event);
            u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            tracing::error!("The window cannot be opened: {error:#}.");
            ExitCode::FAILURE
        }
    }
}

fn build() -> anyhow::Result<tauri::App> {
    let home = home::folder()?;
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::to_the_front(app);
        }))
        .plugin(window::remembered_in(&home))
        .manage(Leaving::default())
        .invoke_handler(commands::handler())
        .setup(move |app| {
            home::make(&home);
            app.manage(Shop::new(home.clone(), app.handle().clone()));
            shop::open_early(app.handle());
            leave::on_signals(app.handle());
            window::open(app, &home)?;
            Ok(())
        })
        .build(tauri::generate_context!())?;
    Ok(app)
}

fn on_event(app: &tauri::AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { api, code, .. } = event {
        if app.state::<Leaving>().may_leave() {
            return;
        }
        api.prevent_exit();
        leave::in_order(app, code.unwrap_or_default());
    }
}

/// Logs to standard error; `RUST_LOG` says how much.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
