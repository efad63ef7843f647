//! The commands of the table of payments: its views and columns, and several rows at once.

use countertop_app::ipc::{
    ChosenPayments, ChosenSums, FulfilPayments, IpcError, KeepPaymentColumns, PaymentView,
    PaymentViewChoice, PaymentViews, PaymentsFulfilled, SavePaymentView, SavePayments,
    SavedPayments,
};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn list_payment_views(shop: State<'_, Shop>) -> Answer<PaymentViews> {
    shop.app().await?.list_payment_views().await
}

#[tauri::command]
pub async fn save_payment_view(
    shop: State<'_, Shop>,
    arguments: SavePaymentView,
) -> Answer<PaymentView> {
    shop.app().await?.save_payment_view(arguments).await
}

#[tauri::command]
pub async fn remove_payment_view(
    shop: State<'_, Shop>,
    arguments: PaymentViewChoice,
) -> Answer<()> {
    shop.app().await?.remove_payment_view(arguments).await
}

#[tauri::command]
pub async fn keep_payment_columns(
    shop: State<'_, Shop>,
    arguments: KeepPaymentColumns,
) -> Answer<()> {
    shop.app().await?.keep_payment_columns(arguments).await
}

#[tauri::command]
pub async fn sum_payments(shop: State<'_, Shop>, arguments: ChosenPayments) -> Answer<ChosenSums> {
    shop.app().await?.sum_payments(arguments).await
}

#[tauri::command]
pub async fn fulfil_payments(
    shop: State<'_, Shop>,
    arguments: FulfilPayments,
) -> Answer<PaymentsFulfilled> {
    shop.app().await?.fulfil_payments(arguments).await
}

#[tauri::command]
pub async fn save_payments(
    shop: State<'_, Shop>,
    arguments: SavePayments,
) -> Answer<SavedPayments> {
    shop.app().await?.save_payments(arguments).await
}
