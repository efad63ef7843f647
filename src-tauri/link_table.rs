//! The commands of tables of links.

use countertop_app::ipc::{IpcError, LinkTableChoice, LinkTableState, ReadLinkTable};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn read_link_table(
    shop: State<'_, Shop>,
    arguments: ReadLinkTable,
) -> Answer<LinkTableState> {
    shop.app().await?.read_link_table(arguments).await
}

#[tauri::command]
pub async fn show_link_table(shop: State<'_, Shop>) -> Answer<LinkTableState> {
    shop.app().await?.show_link_table().await
}

#[tauri::command]
pub async fn make_link_table(
    shop: State<'_, Shop>,
    arguments: LinkTableChoice,
) -> Answer<LinkTableState> {
    shop.app().await?.make_link_table(arguments).await
}

#[tauri::command]
pub async fn stop_link_table(shop: State<'_, Shop>) -> Answer<LinkTableState> {
    shop.app().await?.stop_link_table().await
}

#[tauri::command]
pub async fn put_link_table_away(shop: State<'_, Shop>) -> Answer<LinkTableState> {
    shop.app().await?.put_link_table_away().await
}
