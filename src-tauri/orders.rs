//! The commands about orders, notes, papers and buyers.

use countertop_app::ipc::{
    Buyer, BuyerQuery, IpcError, KeepNote, OrderPage, OrderRead, OrdersQuery, PaymentDetail,
    PaymentQuery, SavePapers, SavedPoster,
};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn keep_note(shop: State<'_, Shop>, arguments: KeepNote) -> Answer<PaymentDetail> {
    shop.app().await?.keep_note(arguments).await
}

#[tauri::command]
pub async fn list_orders(shop: State<'_, Shop>, arguments: OrdersQuery) -> Answer<OrderPage> {
    shop.app().await?.list_orders(arguments).await
}

#[tauri::command]
pub async fn read_order(shop: State<'_, Shop>, arguments: PaymentQuery) -> Answer<OrderRead> {
    shop.app().await?.read_order(arguments).await
}

#[tauri::command]
pub async fn save_papers(shop: State<'_, Shop>, arguments: SavePapers) -> Answer<SavedPoster> {
    shop.app().await?.save_papers(arguments).await
}

#[tauri::command]
pub async fn show_buyer(shop: State<'_, Shop>, arguments: BuyerQuery) -> Answer<Buyer> {
    shop.app().await?.show_buyer(arguments).await
}
