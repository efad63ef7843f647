//! The commands that the window calls. Each one decodes, calls the app, and encodes.

use countertop_app::App;
use countertop_app::ipc::{
    AccountChoice, Accounts, AddAccount, AppState, AttentionPaid, BeginAnew, CatchUpFrom,
    ChangePassphrase, CheckKey, ChooseKeysPlace, ChooseWay, ColorAccount, ConnectionPage,
    CreateLink, DeliveriesQuery, DeliveryPage, EventDetail, EventPage, EventQuery, EventsQuery,
    Health, Home, HomeQuery, IpcError, IpcErrorCode, KeyPage, KeyPageQuery, KeyReport, KeysPlace,
    LinkDetail, LinkPage, LinkPageQuery, LinkQuery, LinkRow, LinksRefreshed, PaymentDetail,
    PaymentPage, PaymentQuery, PaymentsQuery, PayoutContents, PayoutDetail, PayoutPage,
    PayoutQuery, PayoutsQuery, PlayStory, Rehearsal, RemoveAccount, Removed, RenameAccount,
    ReplaceKey, TakenPlace, UnlockKeys, Ways,
};
use serde::Deserialize;
use tauri::State;
use tauri::ipc::Invoke;
use url::Url;

use crate::browser;
use crate::counter;
use crate::deeds;
use crate::desktop;
use crate::history;
use crate::link_form;
use crate::link_table;
use crate::notices;
use crate::orders;
use crate::payment_list;
use crate::plans;
use crate::preferences;
use crate::settings;
use crate::share;
use crate::shop::Shop;
use crate::till;

type Answer<T> = Result<T, IpcError>;

/// Answers the commands that the till lets pass. A new one is also named in `own_commands.rs` and in
/// `capabilities/main.json`, or the window may not call it.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    till::guarded(tauri::generate_handler![
        app_state,
        preferences::show_preferences,
        preferences::change_preferences,
        open_practice_store,
        begin_practice_anew,
        key_page,
        check_key,
        add_account,
        list_accounts,
        switch_account,
        rename_account,
        color_account,
        remove_account,
        show_keys_place,
        choose_keys_place,
        unlock_keys,
        set_keys_file_aside,
        change_keys_passphrase,
        check_kept_key,
        replace_key,
        home,
        show_health,
        show_connection,
        list_ways,
        choose_way,
        reopen_way,
        renew_webhook_secret,
        catch_up,
        take_place,
        notices::show_notices,
        notices::choose_notices,
        till::show_till,
        till::set_till_pin,
        till::remove_till_pin,
        till::choose_till,
        till::unlock_till,
        till::lock_till,
        history::show_history,
        history::start_history,
        history::pause_history,
        history::resume_history,
        pay_attention,
        list_payments,
        show_payment,
        payment_list::list_payment_views,
        payment_list::save_payment_view,
        payment_list::remove_payment_view,
        payment_list::keep_payment_columns,
        payment_list::sum_payments,
        payment_list::fulfil_payments,
        payment_list::save_payments,
        deeds::refund_payment,
        deeds::capture_payment,
        deeds::cancel_payment,
        deeds::fulfil_payment,
        orders::keep_note,
        orders::list_orders,
        orders::read_order,
        orders::save_papers,
        orders::show_buyer,
        list_payouts,
        show_payout,
        payout_contents,
        list_events,
        show_event,
        list_deliveries,
        list_links,
        link_form::check_link,
        link_form::link_terms,
        refresh_links,
        show_link,
        create_link,
        link_form::update_link,
        link_form::replace_link,
        link_form::set_links_active,
        link_form::show_link_draft,
        link_form::keep_link_draft,
        link_form::drop_link_draft,
        link_form::list_link_templates,
        link_form::save_link_template,
        link_form::remove_link_template,
        link_form::search_catalogue,
        link_form::product_picture,
        link_form::list_shipping_rates,
        link_form::link_choices,
        plans::show_link_plan,
        plans::plan_link,
        link_table::read_link_table,
        link_table::show_link_table,
        link_table::make_link_table,
        link_table::stop_link_table,
        link_table::put_link_table_away,
        share::link_qr,
        share::save_link_code,
        share::save_link_poster,
        share::share_choices,
        share::link_mail,
        share::check_link_address,
        share::list_link_variants,
        share::save_link_variant,
        share::remove_link_variant,
        show_rehearsal,
        play_story,
        stop_story,
        settings::show_work,
        settings::stop_work,
        settings::show_data,
        settings::export_all,
        settings::wipe_ledger,
        settings::show_backups,
        settings::change_backups,
        settings::move_backups,
        settings::back_up_now,
        settings::check_backup,
        settings::restore_backup,
        settings::preview_erasure,
        settings::erase_customer,
        settings::list_erasures,
        settings::run_checkup,
        settings::show_diagnostics,
        settings::save_diagnostics,
        settings::about,
        open_url,
        settings::choose_place,
        settings::show_folder,
        counter::fill_screen,
        desktop::show_desktop,
        desktop::start_at_login,
    ])
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
async fn begin_practice_anew(shop: State<'_, Shop>, arguments: BeginAnew) -> Answer<AppState> {
    shop.app().await?.begin_practice_anew(arguments).await
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
async fn color_account(shop: State<'_, Shop>, arguments: ColorAccount) -> Answer<Accounts> {
    shop.app().await?.color_account(arguments).await
}

#[tauri::command]
async fn remove_account(shop: State<'_, Shop>, arguments: RemoveAccount) -> Answer<Removed> {
    shop.app().await?.remove_account(arguments).await
}

#[tauri::command]
async fn show_keys_place(shop: State<'_, Shop>) -> Answer<KeysPlace> {
    shop.app().await?.show_keys_place().await
}

#[tauri::command]
async fn choose_keys_place(shop: State<'_, Shop>, arguments: ChooseKeysPlace) -> Answer<KeysPlace> {
    shop.app().await?.choose_keys_place(arguments).await
}

#[tauri::command]
async fn unlock_keys(shop: State<'_, Shop>, arguments: UnlockKeys) -> Answer<AppState> {
    shop.app().await?.unlock_keys(arguments).await
}

#[tauri::command]
async fn set_keys_file_aside(shop: State<'_, Shop>) -> Answer<AppState> {
    shop.app().await?.set_keys_file_aside().await
}

#[tauri::command]
async fn change_keys_passphrase(
    shop: State<'_, Shop>,
    arguments: ChangePassphrase,
) -> Answer<KeysPlace> {
    shop.app().await?.change_keys_passphrase(arguments).await
}

#[tauri::command]
async fn check_kept_key(shop: State<'_, Shop>) -> Answer<KeysPlace> {
    shop.app().await?.check_kept_key().await
}

#[tauri::command]
async fn replace_key(shop: State<'_, Shop>, arguments: ReplaceKey) -> Answer<AppState> {
    shop.app().await?.replace_key(arguments).await
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
async fn catch_up(shop: State<'_, Shop>, arguments: CatchUpFrom) -> Answer<ConnectionPage> {
    shop.app().await?.catch_up(arguments).await
}

#[tauri::command]
async fn pay_attention(shop: State<'_, Shop>, arguments: AttentionPaid) -> Answer<AppState> {
    shop.app().await?.pay_attention(arguments).await
}

#[tauri::command]
async fn take_place(shop: State<'_, Shop>) -> Answer<TakenPlace> {
    shop.app().await?.take_place().await
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
async fn list_payouts(shop: State<'_, Shop>, arguments: PayoutsQuery) -> Answer<PayoutPage> {
    shop.app().await?.list_payouts(arguments).await
}

#[tauri::command]
async fn show_payout(shop: State<'_, Shop>, arguments: PayoutQuery) -> Answer<PayoutDetail> {
    shop.app().await?.show_payout(arguments).await
}

#[tauri::command]
async fn payout_contents(shop: State<'_, Shop>, arguments: PayoutQuery) -> Answer<PayoutContents> {
    shop.app().await?.payout_contents(arguments).await
}

#[tauri::command]
async fn list_events(shop: State<'_, Shop>, arguments: EventsQuery) -> Answer<EventPage> {
    shop.app().await?.list_events(arguments).await
}

#[tauri::command]
async fn show_event(shop: State<'_, Shop>, arguments: EventQuery) -> Answer<EventDetail> {
    shop.app().await?.show_event(arguments).await
}

#[tauri::command]
async fn list_deliveries(
    shop: State<'_, Shop>,
    arguments: DeliveriesQuery,
) -> Answer<DeliveryPage> {
    shop.app().await?.list_deliveries(arguments).await
}

#[tauri::command]
async fn list_links(shop: State<'_, Shop>, arguments: LinkQuery) -> Answer<LinkPage> {
    shop.app().await?.list_links(arguments).await
}

#[tauri::command]
async fn refresh_links(shop: State<'_, Shop>) -> Answer<LinksRefreshed> {
    shop.app().await?.refresh_links().await
}

#[tauri::command]
async fn show_link(shop: State<'_, Shop>, arguments: LinkPageQuery) -> Answer<LinkDetail> {
    shop.app().await?.show_link(arguments).await
}

#[tauri::command]
async fn create_link(shop: State<'_, Shop>, arguments: CreateLink) -> Answer<LinkRow> {
    shop.app().await?.create_link(arguments).await
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
    let app = shop.app().await?;
    let practice = app.practice_origin().await;
    let url = match browser::allowed(&arguments.url, practice.as_deref()) {
        Ok(url) => url,
        Err(sentence) => own_pay_page(&app, &arguments.url)
            .await
            .ok_or_else(|| IpcError::new(IpcErrorCode::InvalidInput, sentence))?,
    };
    open::that_detached(url.as_str()).map_err(|error| {
        let sentence =
            format!("No browser could be started: {error}. Copy the address and open it yourself.");
        IpcError::new(IpcErrorCode::Internal, sentence)
    })
}

/// The address, where a link of the account that is open is paid at it.
async fn own_pay_page(app: &App, address: &str) -> Option<Url> {
    let page = browser::secure(address)?;
    app.is_pay_page(&page).await.ok()?.then_some(page)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use countertop_app::ipc::{COMMANDS, HOST_COMMANDS};

    use crate::own_commands::OWN_COMMANDS;

    const CAPABILITY: &str = include_str!("capabilities/main.json");

    #[test]
    fn the_window_is_given_the_apps_commands_and_the_hosts() {
        let given: BTreeSet<&str> = OWN_COMMANDS.iter().copied().collect();
        let hosts = HOST_COMMANDS.map(|(name, _)| name);
        let wanted: BTreeSet<&str> = COMMANDS.iter().copied().chain(hosts).collect();
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
