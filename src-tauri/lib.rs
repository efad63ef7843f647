//! The shell: one window around the page, the commands it may call, and an orderly end.
//!
//! Nothing is decided here. A command decodes, calls the app, and encodes; a thought that is worth
//! a test belongs to `countertop_app`.

mod browser;
mod commands;
mod counter;
mod deeds;
mod events;
mod hardening;
mod history;
mod home;
mod leave;
mod link_form;
mod link_table;
mod locale;
mod notices;
#[cfg(test)]
mod own_commands;
mod plans;
mod preferences;
mod settings;
mod share;
mod shop;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use countertop_app::diagnostics::Tail;
use countertop_app::preferences::Kept;
use countertop_app::reception::SystemClock;
use tauri::{Manager, RunEvent};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

use crate::counter::Wakeful;
use crate::leave::Leaving;
use crate::shop::Shop;

/// Runs the desktop app to its end.
#[must_use]
pub fn run() -> ExitCode {
    let tail = log();
    locale::settle();
    hardening::keep_memory_private();
    match build(tail) {
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

fn build(tail: Tail) -> anyhow::Result<tauri::App> {
    let home = home::folder()?;
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::to_the_front(app);
        }))
        .plugin(window::remembered_in(&home))
        .plugin(tauri_plugin_dialog::init())
        .manage(Leaving::default())
        .manage(Wakeful::default())
        .invoke_handler(commands::handler())
        .setup(move |app| {
            home::make(&home);
            let preferences = Arc::new(Kept::open(&home));
            app.manage(Arc::clone(&preferences));
            app.manage(Shop::new(home.clone(), tail, app.handle().clone()));
            shop::open_early(app.handle());
            leave::on_signals(app.handle());
            window::open(app, &home, &preferences.now())?;
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

/// Logs to standard error; `RUST_LOG` says how much. The newest lines are kept for diagnostics, without
/// what may be a customer's.
fn log() -> Tail {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let tail = Tail::new(Arc::new(SystemClock));
    tracing_subscriber::registry()
        .with(filter)
        .with(fmt::layer().with_writer(std::io::stderr))
        .with(tail.clone())
        .init();
    tail
}
