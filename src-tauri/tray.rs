//! The icon in the tray or menu bar: what was taken today, how much waits, and the way to the window. Where the
//! desktop has no place for one, everything is as without it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use countertop_app::glance::Glance;
use countertop_app::preferences::Kept;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};
use tokio::time::sleep;

use crate::window;

/// The icon's id.
const ID: &str = "main";
const OPEN: &str = "open";
const QUIT: &str = "quit";
/// How long the first pause is before an icon that could not be shown is tried again: at login a desktop's panel
/// may come after us.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// How long an icon is waited for, before a window that stays hidden for it is shown.
const PATIENCE: Duration = Duration::from_secs(30);

/// The icon, while there is one, and what it says.
#[derive(Default)]
pub struct Tray(Mutex<State>);

#[derive(Default)]
struct State {
    icon: Option<Icon>,
    glance: Option<Glance>,
}

/// The icon and the lines of its menu that change.
#[derive(Clone)]
struct Icon {
    tray: TrayIcon,
    today: MenuItem<Wry>,
    waits: MenuItem<Wry>,
}

impl Tray {
    /// Whether the desktop shows our icon.
    pub fn is_there(&self) -> bool {
        self.state().icon.is_some()
    }

    /// Says what the shop is like now.
    pub fn say(&self, glance: Glance) {
        let icon = {
            let mut state = self.state();
            state.glance = Some(glance.clone());
            state.icon.clone()
        };
        // Nobody may wait for the lock while the menu waits for the window's thread.
        if let Some(Err(error)) = icon.map(|icon| icon.say(&glance)) {
            tracing::warn!(%error, "The icon in the tray does not say what is new.");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows the icon, if the desktop has a place for it.
    fn show(&self, handle: &AppHandle) -> tauri::Result<()> {
        let icon = Icon::make(handle)?;
        let glance = {
            let mut state = self.state();
            state.icon = Some(icon.clone());
            state.glance.clone()
        };
        glance.map_or(Ok(()), |glance| icon.say(&glance))
    }

    fn take_away(&self, handle: &AppHandle) {
        self.state().icon = None;
        drop(handle.remove_tray_by_id(ID));
    }
}

impl Icon {
    fn make(handle: &AppHandle) -> tauri::Result<Self> {
        let line = || MenuItem::new(handle, "…", false, None::<&str>);
        let (today, waits) = (line()?, line()?);
        let open = MenuItem::with_id(handle, OPEN, "Open Countertop", true, None::<&str>)?;
        let quit = MenuItem::with_id(handle, QUIT, "Quit", true, None::<&str>)?;
        let between = PredefinedMenuItem::separator(handle)?;
        let menu = Menu::with_items(handle, &[&today, &waits, &between, &open, &quit])?;
        let mut tray = TrayIconBuilder::with_id(ID)
            .menu(&menu)
            // On a Mac a click on a menu bar's icon opens its menu; elsewhere the window.
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(|handle, event| match event.id().as_ref() {
                OPEN => window::to_the_front(handle),
                QUIT => handle.exit(0),
                _ => {}
            })
            .on_tray_icon_event(|tray, event| {
                let is_click = matches!(
                    event,
                    TrayIconEvent::Click {
                        button: MouseButton::Left,
                        button_state: MouseButtonState::Up,
                        ..
                    }
                );
                if is_click && cfg!(not(target_os = "macos")) {
                    window::to_the_front(tray.app_handle());
                }
            });
        if let Some(icon) = handle.default_window_icon() {
            tray = tray.icon(icon.clone());
        }
        Ok(Self {
            tray: tray.build(handle)?,
            today,
            waits,
        })
    }

    fn say(&self, glance: &Glance) -> tauri::Result<()> {
        let (today, waits) = (glance.today(), glance.waits());
        self.tray
            .set_tooltip(Some(format!("{}\n{today}\n{waits}", glance.account)))?;
        self.today.set_text(today)?;
        self.waits.set_text(waits)
    }
}

/// Shows the icon as long as it is wanted.
pub fn keep(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let mut changes = handle.state::<Arc<Kept>>().changes();
        let mut pause = FIRST_PAUSE;
        loop {
            let is_wanted = changes.borrow_and_update().tray;
            let is_missing = settle(&handle, is_wanted).await;
            tokio::select! {
                changed = changes.changed() => match changed {
                    Ok(()) => pause = FIRST_PAUSE,
                    Err(_) => return,
                },
                () = sleep(pause), if is_missing => pause = (pause * 2).min(LONGEST_PAUSE),
            }
        }
    });
}

/// Shows the icon or takes it away; says whether it is missing.
async fn settle(handle: &AppHandle, is_wanted: bool) -> bool {
    let handle = handle.clone();
    // It waits for the window's thread, and for the desktop.
    let settled = tauri::async_runtime::spawn_blocking(move || {
        let tray = handle.state::<Tray>();
        match (is_wanted, tray.is_there()) {
            (true, false) => {
                if let Err(error) = tray.show(&handle) {
                    tracing::debug!(%error, "The desktop shows no icon of ours.");
                    tray.take_away(&handle);
                }
            }
            (false, true) => tray.take_away(&handle),
            (true, true) | (false, false) => {}
        }
        is_wanted && !tray.is_there()
    });
    settled.await.unwrap_or(false)
}

/// Whether closing the window leaves the icon: that is wanted, and there is one.
pub fn outlives_window(handle: &AppHandle) -> bool {
    let preferences = handle.state::<Arc<Kept>>().now();
    preferences.tray && preferences.close_to_tray && handle.state::<Tray>().is_there()
}

/// Shows a window that stays hidden, small, where no icon that leads to it appears in time.
pub fn lead_to_window(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        sleep(PATIENCE).await;
        if !handle.state::<Tray>().is_there() {
            window::show_small(&handle);
        }
    });
}
