//! The shell: one window around the page, the commands it may call, and an orderly end.
//!
//! Nothing is decided here. A command decodes, calls the app, and encodes; a thought that is worth
//! a test belongs to `countertop_app`.

mod arguments;
mod browser;
mod commands;
mod counter;
mod deeds;
mod desktop;
mod events;
mod glance;
mod hardening;
mod history;
mod home;
mod leave;
mod link_form;
mod link_table;
mod locale;
mod login;
mod notices;
mod orders;
#[cfg(test)]
mod own_commands;
mod payment_list;
mod plans;
mod preferences;
mod settings;
mod share;
mod shop;
mod till;
mod tray;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use countertop_app::diagnostics::Tail;
use countertop_app::preferences::Kept;
use countertop_app::reception::SystemClock;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

use crate::arguments::Arguments;
use crate::counter::Wakeful;
use crate::leave::Leaving;
use crate::shop::Shop;
use crate::tray::Tray;

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
    let arguments = Arguments::read(std::env::args().skip(1));
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, words, _| {
            again(app, Arguments::read(words.into_iter().skip(1)));
        }))
        .plugin(window::remembered_in(&home))
        .plugin(tauri_plugin_dialog::init())
        .manage(Leaving::default())
        .manage(Wakeful::default())
        .manage(Tray::default())
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && tray::outlives_window(window.app_handle())
            {
                api.prevent_close();
                window::hide(window);
            }
        })
        .invoke_handler(commands::handler())
        .setup(move |app| {
            home::make(&home);
            let preferences = Arc::new(Kept::open(&home));
            app.manage(Arc::clone(&preferences));
            app.manage(Shop::new(home.clone(), tail, app.handle().clone()));
            shop::open_early(app.handle());
            leave::on_signals(app.handle());
            let preferred = preferences.now();
            let is_hidden =
                arguments.is_hidden || (arguments.is_at_login && preferred.start_hidden);
            window::open(app, &home, &preferred, is_hidden)?;
            tray::keep(app.handle());
            if is_hidden {
                tray::lead_to_window(app.handle());
            }
            if let Some(place) = arguments.place {
                shop::show_place(app.handle(), place);
            }
            Ok(())
        })
        .build(tauri::generate_context!())?;
    Ok(app)
}

/// Does what a second start asks of this program, which is the only one.
fn again(app: &AppHandle, arguments: Arguments) {
    if let Some(place) = arguments.place {
        shop::show_place(app, place);
    }
    if !arguments.is_at_login && !arguments.is_hidden {
        window::to_the_front(app);
    }
}

fn on_event(app: &AppHandle, event: RunEvent) {
    #[cfg(target_os = "macos")]
    on_mac_event(app, &event);
    if let RunEvent::ExitRequested { api, code, .. } = event {
        if app.state::<Leaving>().may_leave() {
            return;
        }
        api.prevent_exit();
        leave::in_order(app, code.unwrap_or_default());
    }
}

/// What other systems do by starting the program again.
#[cfg(target_os = "macos")]
fn on_mac_event(app: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::Opened { urls } => {
            for place in urls.iter().filter_map(|url| arguments::place(url.as_str())) {
                shop::show_place(app, place);
            }
            window::to_the_front(app);
        }
        RunEvent::Reopen { .. } => window::to_the_front(app),
        _ => {}
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
