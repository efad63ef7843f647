//! The commands that do something to a payment.

use countertop_app::ipc::{
    CancelPayment, CapturePayment, FulfilPayment, IpcError, PaymentDetail, RefundPayment,
};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn refund_payment(
    shop: State<'_, Shop>,
    arguments: RefundPayment,
) -> Answer<PaymentDetail> {
    shop.app().await?.refund_payment(arguments).await
}

#[tauri::command]
pub async fn capture_payment(
    shop: State<'_, Shop>,
    arguments: CapturePayment,
) -> Answer<PaymentDetail> {
    shop.app().await?.capture_payment(arguments).await
}

#[tauri::command]
pub async fn cancel_payment(
    shop: State<'_, Shop>,
    arguments: CancelPayment,
) -> Answer<PaymentDetail> {
    shop.app().await?.cancel_payment(arguments).await
}

#[tauri::command]
pub async fn fulfil_payment(
    shop: State<'_, Shop>,
    arguments: FulfilPayment,
) -> Answer<PaymentDetail> {
    shop.app().await?.fulfil_payment(arguments).await
}
