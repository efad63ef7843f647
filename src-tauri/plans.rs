//! The commands of links' plans.

use countertop_app::ipc::{IpcError, LinkPlan, LinkPlanQuery, PlanLink};
use tauri::State;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn show_link_plan(shop: State<'_, Shop>, arguments: LinkPlanQuery) -> Answer<LinkPlan> {
    shop.app().await?.show_link_plan(arguments).await
}

#[tauri::command]
pub async fn plan_link(shop: State<'_, Shop>, arguments: PlanLink) -> Answer<LinkPlan> {
    shop.app().await?.plan_link(arguments).await
}
