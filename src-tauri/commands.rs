//! The commands that the window calls. Each one decodes, calls the app, and encodes.

use countertop_app::ipc::{
    AccountChoice, Accounts, AddAccount, AppState, AttentionPaid, CheckKey, ChooseWay,
    ConnectionPage, Health, Home, HomeQuery, IpcError, IpcErrorCode, KeyPage, KeyPageQuery,
    KeyReport, LinkPage, LinkQuery, LinkRow, NewLink, PaymentDetail, PaymentPage, PaymentQuery,
    PaymentsQuery, PlayStory, QrCode, QrQuery, Rehearsal, RemoveAccount, Removed, RenameAccount,
    Ways,
};
use serde::Deserialize;
use tauri::State;
use tauri::ipc::Invoke;

use crate::browser;
use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

/// Answers the commands. A new one is also named in `own_commands.rs` and in
/// `capabilities/main.json`, or the window may not call it.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app_state,
        open_practice_store,
        begin_practice_anew,
        key_page,
        check_key,
        add_account,
        list_accounts,
        switch_account,
        rename_account,
        remove_account,
        home,
        show_health,
        show_connection,
        list_ways,
        choose_way,
        reopen_way,
        renew_webhook_secret,
        catch_up,
        pay_attention,
        list_payments,
        show_payment,
        list_links,
        create_link,
        link_qr,
        show_rehearsal,
        play_story,
        stop_story,
        open_url,
    ]
}

#[tauri::command]
async fn app_state(shop: State<'_, Shop>) -> Answer<AppState> {
    shop.app().await?.app_state().await
}

#[tauri::command]
async fn open_practice_store(shop: State<'_, Shop>) -> Answer<AppState> {
    shop.app().await?.open_practice_store().await
}

#[tauri::command]
async fn begin_practice_anew(shop: State<'_, Shop>) -> Answer<AppState> {
    shop.app().await?.begin_practice_anew().await
}

#[tauri::command]
async fn key_page(shop: State<'_, Shop>, arguments: KeyPageQuery) -> Answer<KeyPage> {
    shop.app().await?.key_page(arguments).await
}

#[tauri::command]
async fn check_key(shop: State<'_, Shop>, arguments: CheckKey) -> Answer<KeyReport> {
    shop.app().await?.check_key(arguments).await
}

#[tauri::command]
async fn add_account(shop: State<'_, Shop>, arguments: AddAccount) -> Answer<AppState> {
    shop.app().await?.add_account(arguments).await
}

#[tauri::command]
async fn list_accounts(shop: State<'_, Shop>) -> Answer<Accounts> {
    shop.app().await?.list_accounts().await
}

#[tauri::command]
async fn switch_account(shop: State<'_, Shop>, arguments: AccountChoice) -> Answer<AppState> {
    shop.app().await?.switch_account(arguments).await
}

#[tauri::command]
async fn rename_account(shop: State<'_, Shop>, arguments: RenameAccount) -> Answer<Accounts> {
    shop.app().await?.rename_account(arguments).await
}

#[tauri::command]
async fn remove_account(shop: State<'_, Shop>, arguments: RemoveAccount) -> Answer<Removed> {
    shop.app().await?.remove_account(arguments).await
}

#[tauri::command]
async fn home(shop: State<'_, Shop>, arguments: HomeQuery) -> Answer<Home> {
    shop.app().await?.home(arguments).await
}

#[tauri::command]
async fn show_health(shop: State<'_, Shop>) -> Answer<Health> {
    shop.app().await?.show_health().await
}

#[tauri::command]
async fn show_connection(shop: State<'_, Shop>) -> Answer<ConnectionPage> {
    shop.app().await?.show_connection().await
}

#[tauri::command]
async fn list_ways(shop: State<'_, Shop>) -> Answer<Ways> {
    shop.app().await?.list_ways().await
}

#[tauri::command]
async fn choose_way(shop: State<'_, Shop>, arguments: ChooseWay) -> Answer<ConnectionPage> {
    shop.app().await?.choose_way(arguments).await
}

#[tauri::command]
async fn reopen_way(shop: State<'_, Shop>) -> Answer<ConnectionPage> {
    shop.app().await?.reopen_way().await
}

#[tauri::command]
async fn renew_webhook_secret(shop: State<'_, Shop>) -> Answer<ConnectionPage> {
    shop.app().await?.renew_webhook_secret().await
}

#[tauri::command]
async fn catch_up(shop: State<'_, Shop>) -> Answer<ConnectionPage> {
    shop.app().await?.catch_up().await
}

#[tauri::command]
async fn pay_attention(shop: State<'_, Shop>, arguments: AttentionPaid) -> Answer<AppState> {
    shop.app().await?.pay_attention(arguments).await
}

#[tauri::command]
async fn list_payments(shop: State<'_, Shop>, arguments: PaymentsQuery) -> Answer<PaymentPage> {
    shop.app().await?.list_payments(arguments).await
}

#[tauri::command]
async fn show_payment(shop: State<'_, Shop>, arguments: PaymentQuery) -> Answer<PaymentDetail> {
    shop.app().await?.show_payment(arguments).await
}

#[tauri::command]
async fn list_links(shop: State<'_, Shop>, arguments: LinkQuery) -> Answer<LinkPage> {
    shop.app().await?.list_links(arguments).await
}

#[tauri::command]
async fn create_link(shop: State<'_, Shop>, arguments: NewLink) -> Answer<LinkRow> {
    shop.app().await?.create_link(arguments).await
}

#[tauri::command]
async fn link_qr(shop: State<'_, Shop>, arguments: QrQuery) -> Answer<QrCode> {
    shop.app().await?.link_qr(arguments).await
}

#[tauri::command]
async fn show_rehearsal(shop: State<'_, Shop>) -> Answer<Rehearsal> {
    shop.app().await?.show_rehearsal().await
}

#[tauri::command]
async fn play_story(shop: State<'_, Shop>, arguments: PlayStory) -> Answer<Rehearsal> {
    shop.app().await?.play_story(arguments).await
}

#[tauri::command]
async fn stop_story(shop: State<'_, Shop>) -> Answer<Rehearsal> {
    shop.app().await?.stop_story().await
}

/// What to open.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Address {
    url: String,
}

/// Opens an address in the merchant's browser, if it is one of the few that may be.
#[tauri::command]
async fn open_url(shop: State<'_, Shop>, arguments: Address) -> Answer<()> {
    let practice = shop.app().await?.practice_origin().await;
    let url = browser::allowed(&arguments.url, practice.as_deref())
        .map_err(|sentence| IpcError::new(IpcErrorCode::InvalidInput, sentence))?;
    open::that_detached(url.as_str()).map_err(|error| {
        let sentence =
            format!("No browser could be started: {error}. Copy the address and open it yourself.");
        IpcError::new(IpcErrorCode::Internal, sentence)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use countertop_app::ipc::COMMANDS;

    use crate::own_commands::OWN_COMMANDS;

    const CAPABILITY: &str = include_str!("capabilities/main.json");

    #[test]
    fn the_window_is_given_the_apps_commands_and_open_url() {
        let given: BTreeSet<&str> = OWN_COMMANDS.iter().copied().collect();
        let wanted: BTreeSet<&str> = COMMANDS.iter().copied().chain(["open_url"]).collect();
        assert_eq!(given, wanted);
        assert_eq!(given.len(), OWN_COMMANDS.len(), "one is named twice");
    }

    #[test]
    fn the_capability_allows_those_and_hearing_announcements_alone() {
        let (_, list) = CAPABILITY.split_once("\"permissions\": [").unwrap();
        let (list, _) = list.split_once(']').unwrap();
        let allowed: BTreeSet<String> = list
            .split(',')
            .map(|name| name.trim().trim_matches('"').to_owned())
            .collect();
        let wanted: BTreeSet<String> = OWN_COMMANDS
            .iter()
            .map(|name| format!("allow-{}", name.replace('_', "-")))
            .chain(["listen", "unlisten"].map(|name| format!("core:event:allow-{name}")))
            .collect();
        assert_eq!(allowed, wanted);
    }
}
