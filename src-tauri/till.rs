//! The till: its commands, and the one place where it lets the others pass.

use std::sync::Arc;

use countertop_app::ipc::{ChooseTill, GivePin, IpcError, SetPin, TillState};
use tauri::ipc::Invoke;
use tauri::{Manager, State};

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

/// Answers commands as `answer` does, once the till has let them pass.
pub fn guarded(
    answer: impl Fn(Invoke) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    let answer = Arc::new(answer);
    move |invoke| {
        let answer = Arc::clone(&answer);
        tauri::async_runtime::spawn(async move {
            match admitted(&invoke).await {
                // Who asks for a command that there is not is told so by the till.
                Ok(()) => {
                    answer(invoke);
                }
                Err(error) => invoke.resolver.reject(error),
            }
        });
        true
    }
}

async fn admitted(invoke: &Invoke) -> Answer<()> {
    let shop = invoke.message.webview_ref().state::<Shop>();
    shop.app().await?.admit(invoke.message.command())
}

#[tauri::command]
pub async fn show_till(shop: State<'_, Shop>) -> Answer<TillState> {
    shop.app().await?.show_till().await
}

#[tauri::command]
pub async fn set_till_pin(shop: State<'_, Shop>, arguments: SetPin) -> Answer<TillState> {
    shop.app().await?.set_till_pin(arguments).await
}

#[tauri::command]
pub async fn remove_till_pin(shop: State<'_, Shop>, arguments: GivePin) -> Answer<TillState> {
    shop.app().await?.remove_till_pin(arguments).await
}

#[tauri::command]
pub async fn choose_till(shop: State<'_, Shop>, arguments: ChooseTill) -> Answer<TillState> {
    shop.app().await?.choose_till(arguments).await
}

#[tauri::command]
pub async fn unlock_till(shop: State<'_, Shop>, arguments: GivePin) -> Answer<TillState> {
    shop.app().await?.unlock_till(arguments).await
}

#[tauri::command]
pub async fn lock_till(shop: State<'_, Shop>) -> Answer<TillState> {
    shop.app().await?.lock_till().await
}
