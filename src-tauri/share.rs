//! The commands that pass links on.

use countertop_app::ipc::{
    AddressCheck, AddressDraft, IpcError, LinkVariant, LinkVariants, MailDraft, QrCode, QrQuery,
    SaveCode, SavePoster, SaveVariant, SavedCode, SavedPoster, ShareChoices, SharedLink,
    VariantChoice,
};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn link_qr(shop: State<'_, Shop>, arguments: QrQuery) -> Answer<QrCode> {
    shop.app().await?.link_qr(arguments).await
}

#[tauri::command]
pub async fn save_link_code(shop: State<'_, Shop>, arguments: SaveCode) -> Answer<SavedCode> {
    shop.app().await?.save_link_code(arguments).await
}

#[tauri::command]
pub async fn save_link_poster(shop: State<'_, Shop>, arguments: SavePoster) -> Answer<SavedPoster> {
    shop.app().await?.save_link_poster(arguments).await
}

#[tauri::command]
pub async fn share_choices(shop: State<'_, Shop>) -> Answer<ShareChoices> {
    shop.app().await?.share_choices().await
}

#[tauri::command]
pub async fn link_mail(shop: State<'_, Shop>, arguments: QrQuery) -> Answer<MailDraft> {
    shop.app().await?.link_mail(arguments).await
}

#[tauri::command]
pub async fn check_link_address(
    shop: State<'_, Shop>,
    arguments: AddressDraft,
) -> Answer<AddressCheck> {
    shop.app().await?.check_link_address(arguments).await
}

#[tauri::command]
pub async fn list_link_variants(
    shop: State<'_, Shop>,
    arguments: SharedLink,
) -> Answer<LinkVariants> {
    shop.app().await?.list_link_variants(arguments).await
}

#[tauri::command]
pub async fn save_link_variant(
    shop: State<'_, Shop>,
    arguments: SaveVariant,
) -> Answer<LinkVariant> {
    shop.app().await?.save_link_variant(arguments).await
}

#[tauri::command]
pub async fn remove_link_variant(
    shop: State<'_, Shop>,
    arguments: VariantChoice,
) -> Answer<LinkVariants> {
    shop.app().await?.remove_link_variant(arguments).await
}
