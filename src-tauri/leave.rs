//! The end: whatever asks for it, the app is closed in order before the process goes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager};

use crate::shop::Shop;

/// How long closing may take. What is left then is as safe as after a power cut: nothing that was
/// acknowledged is lost.
const PATIENCE: Duration = Duration::from_secs(15);

/// How far the end has come.
#[derive(Debug, Default)]
pub struct Leaving {
    begun: AtomicBool,
    done: AtomicBool,
}

impl Leaving {
    /// Whether the app is closed, so that the process may go.
    pub fn may_leave(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }
}

/// Closes the app, then ends the process with this exit code.
pub fn in_order(handle: &AppHandle, code: i32) {
    if handle.state::<Leaving>().begun.swap(true, Ordering::AcqRel) {
        return;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let shop = handle.state::<Shop>();
        if tokio::time::timeout(PATIENCE, shop.close()).await.is_err() {
            tracing::warn!("Closing took longer than {PATIENCE:?}; leaving anyway.");
        }
        handle
            .state::<Leaving>()
            .done
            .store(true, Ordering::Release);
        handle.exit(code);
    });
}

/// Takes the signals that ask a program to end for a closed window.
pub fn on_signals(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        match signal().await {
            Ok(()) => handle.exit(0),
            Err(error) => tracing::warn!(%error, "Signals to end cannot be heard."),
        }
    });
}

#[cfg(unix)]
async fn signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = hang_up.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
