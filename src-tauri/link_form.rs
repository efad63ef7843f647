//! The commands of the form of links.

use countertop_app::ipc::{
    Catalogue, CatalogueQuery, CheckLink, DraftChoice, IpcError, KeepDraft, LinkCheck, LinkChoice,
    LinkChoices, LinkDraft, LinkRow, LinkTemplate, LinkTemplates, LinkTermsPage, LinksChanged,
    ProductChoice, ProductPicture, ReplaceLink, Replaced, SaveTemplate, SetLinksActive,
    ShippingRates, TemplateChoice, UpdateLink,
};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn set_links_active(
    shop: State<'_, Shop>,
    arguments: SetLinksActive,
) -> Answer<LinksChanged> {
    shop.app().await?.set_links_active(arguments).await
}

#[tauri::command]
pub async fn show_link_draft(shop: State<'_, Shop>, arguments: DraftChoice) -> Answer<LinkDraft> {
    shop.app().await?.show_link_draft(arguments).await
}

#[tauri::command]
pub async fn keep_link_draft(shop: State<'_, Shop>, arguments: KeepDraft) -> Answer<()> {
    shop.app().await?.keep_link_draft(arguments).await
}

#[tauri::command]
pub async fn drop_link_draft(shop: State<'_, Shop>, arguments: DraftChoice) -> Answer<()> {
    shop.app().await?.drop_link_draft(arguments).await
}

#[tauri::command]
pub async fn list_link_templates(shop: State<'_, Shop>) -> Answer<LinkTemplates> {
    shop.app().await?.list_link_templates().await
}

#[tauri::command]
pub async fn save_link_template(
    shop: State<'_, Shop>,
    arguments: SaveTemplate,
) -> Answer<LinkTemplate> {
    shop.app().await?.save_link_template(arguments).await
}

#[tauri::command]
pub async fn remove_link_template(shop: State<'_, Shop>, arguments: TemplateChoice) -> Answer<()> {
    shop.app().await?.remove_link_template(arguments).await
}

#[tauri::command]
pub async fn search_catalogue(
    shop: State<'_, Shop>,
    arguments: CatalogueQuery,
) -> Answer<Catalogue> {
    shop.app().await?.search_catalogue(arguments).await
}

#[tauri::command]
pub async fn product_picture(
    shop: State<'_, Shop>,
    arguments: ProductChoice,
) -> Answer<ProductPicture> {
    shop.app().await?.product_picture(arguments).await
}

#[tauri::command]
pub async fn list_shipping_rates(shop: State<'_, Shop>) -> Answer<ShippingRates> {
    shop.app().await?.list_shipping_rates().await
}

#[tauri::command]
pub async fn link_choices(shop: State<'_, Shop>) -> Answer<LinkChoices> {
    shop.app().await?.link_choices().await
}

#[tauri::command]
pub async fn check_link(shop: State<'_, Shop>, arguments: CheckLink) -> Answer<LinkCheck> {
    shop.app().await?.check_link(arguments).await
}

#[tauri::command]
pub async fn link_terms(shop: State<'_, Shop>, arguments: LinkChoice) -> Answer<LinkTermsPage> {
    shop.app().await?.link_terms(arguments).await
}

#[tauri::command]
pub async fn update_link(shop: State<'_, Shop>, arguments: UpdateLink) -> Answer<LinkRow> {
    shop.app().await?.update_link(arguments).await
}

#[tauri::command]
pub async fn replace_link(shop: State<'_, Shop>, arguments: ReplaceLink) -> Answer<Replaced> {
    shop.app().await?.replace_link(arguments).await
}
