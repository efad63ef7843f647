//! The commands of the history's import.

use countertop_app::ipc::{HistoryPage, IpcError, StartHistory};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn show_history(shop: State<'_, Shop>) -> Answer<HistoryPage> {
    shop.app().await?.show_history().await
}

#[tauri::command]
pub async fn start_history(shop: State<'_, Shop>, arguments: StartHistory) -> Answer<HistoryPage> {
    shop.app().await?.start_history(arguments).await
}

#[tauri::command]
pub async fn pause_history(shop: State<'_, Shop>) -> Answer<HistoryPage> {
    shop.app().await?.pause_history().await
}

#[tauri::command]
pub async fn resume_history(shop: State<'_, Shop>) -> Answer<HistoryPage> {
    shop.app().await?.resume_history().await
}
