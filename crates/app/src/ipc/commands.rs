//! The commands: one table, from which the dispatch and the TypeScript come.

use countertop_stripe_client::scrub;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    AccountChoice, AddAccount, AddressDraft, AttentionPaid, BackupQuery, BeginAnew, CancelPayment,
    CapturePayment, CatalogueQuery, CatchUpFrom, ChangeBackups, ChangePassphrase,
    ChangePreferences, CheckKey, CheckLink, ChooseKeysPlace, ChooseWay, ColorAccount, CreateLink,
    DeliveriesQuery, DraftChoice, EraseCustomer, EventQuery, EventsQuery, ExportAll, FulfilPayment,
    HomeQuery, IpcError, IpcErrorCode, KeepDraft, KeyPageQuery, LinkChoice, LinkPageQuery,
    LinkPlanQuery, LinkQuery, LinkTableChoice, MoveBackups, NoticeChoice, PaymentQuery,
    PaymentsQuery, PayoutQuery, PayoutsQuery, PersonQuery, PlanLink, PlayStory, ProductChoice,
    QrQuery, ReadLinkTable, RefundPayment, RemoveAccount, RenameAccount, ReplaceKey, ReplaceLink,
    RestoreBackup, SaveCode, SaveDiagnostics, SavePoster, SaveTemplate, SaveVariant,
    SetLinksActive, SharedLink, StartHistory, TemplateChoice, UnlockKeys, UpdateLink,
    VariantChoice, WipeLedger,
};
use crate::App;

/// No arguments.
pub(super) type Nothing = ();

macro_rules! commands {
    ($($name:ident($arguments:ident) -> $answer:ident;)+) => {
        /// The name of every command.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),+];

        /// Calls a command by its name, with JSON in and out: for hosts without typed commands.
        ///
        /// # Errors
        /// When there is no such command, its arguments are misshapen, or it fails.
        pub async fn call(app: &App, name: &str, arguments: Value) -> Result<Value, IpcError> {
            match name {
                $(stringify!($name) => {
                    let answer: commands!(@answer $answer) = commands!(@run app, $name, $arguments, arguments)?;
                    encode(&answer)
                })+
                _ => {
                    let message = format!("There is no command '{name}'.");
                    Err(IpcError::new(IpcErrorCode::UnknownCommand, message))
                }
            }
        }

        /// Name, argument type and answer type of every command, for the TypeScript.
        pub(super) fn signatures() -> Vec<(&'static str, &'static str, &'static str)> {
            vec![$((stringify!($name), stringify!($arguments), stringify!($answer))),+]
        }
    };
    (@answer Nothing) => { Nothing };
    (@answer $answer:ident) => { super::$answer };
    (@run $app:ident, $name:ident, Nothing, $json:ident) => {{
        decode::<Nothing>(if $json.is_object() { Value::Null } else { $json })?;
        $app.$name().await
    }};
    (@run $app:ident, $name:ident, $arguments:ident, $json:ident) => {
        $app.$name(decode::<$arguments>($json)?).await
    };
}

commands! {
    app_state(Nothing) -> AppState;
    show_preferences(Nothing) -> Preferences;
    change_preferences(ChangePreferences) -> Preferences;
    open_practice_store(Nothing) -> AppState;
    begin_practice_anew(BeginAnew) -> AppState;
    key_page(KeyPageQuery) -> KeyPage;
    check_key(CheckKey) -> KeyReport;
    add_account(AddAccount) -> AppState;
    list_accounts(Nothing) -> Accounts;
    switch_account(AccountChoice) -> AppState;
    rename_account(RenameAccount) -> Accounts;
    color_account(ColorAccount) -> Accounts;
    remove_account(RemoveAccount) -> Removed;
    show_keys_place(Nothing) -> KeysPlace;
    choose_keys_place(ChooseKeysPlace) -> KeysPlace;
    unlock_keys(UnlockKeys) -> AppState;
    set_keys_file_aside(Nothing) -> AppState;
    change_keys_passphrase(ChangePassphrase) -> KeysPlace;
    check_kept_key(Nothing) -> KeysPlace;
    replace_key(ReplaceKey) -> AppState;
    home(HomeQuery) -> Home;
    show_health(Nothing) -> Health;
    show_connection(Nothing) -> ConnectionPage;
    list_ways(Nothing) -> Ways;
    choose_way(ChooseWay) -> ConnectionPage;
    reopen_way(Nothing) -> ConnectionPage;
    renew_webhook_secret(Nothing) -> ConnectionPage;
    catch_up(CatchUpFrom) -> ConnectionPage;
    show_history(Nothing) -> HistoryPage;
    start_history(StartHistory) -> HistoryPage;
    pause_history(Nothing) -> HistoryPage;
    resume_history(Nothing) -> HistoryPage;
    pay_attention(AttentionPaid) -> AppState;
    take_place(Nothing) -> TakenPlace;
    show_notices(Nothing) -> NoticesPage;
    choose_notices(NoticeChoice) -> NoticesPage;
    list_payments(PaymentsQuery) -> PaymentPage;
    show_payment(PaymentQuery) -> PaymentDetail;
    refund_payment(RefundPayment) -> PaymentDetail;
    capture_payment(CapturePayment) -> PaymentDetail;
    cancel_payment(CancelPayment) -> PaymentDetail;
    fulfil_payment(FulfilPayment) -> PaymentDetail;
    list_payouts(PayoutsQuery) -> PayoutPage;
    show_payout(PayoutQuery) -> PayoutDetail;
    payout_contents(PayoutQuery) -> PayoutContents;
    list_events(EventsQuery) -> EventPage;
    show_event(EventQuery) -> EventDetail;
    list_deliveries(DeliveriesQuery) -> DeliveryPage;
    list_links(LinkQuery) -> LinkPage;
    check_link(CheckLink) -> LinkCheck;
    link_terms(LinkChoice) -> LinkTermsPage;
    refresh_links(Nothing) -> LinksRefreshed;
    show_link(LinkPageQuery) -> LinkDetail;
    create_link(CreateLink) -> LinkRow;
    update_link(UpdateLink) -> LinkRow;
    replace_link(ReplaceLink) -> Replaced;
    set_links_active(SetLinksActive) -> LinksChanged;
    show_link_draft(DraftChoice) -> LinkDraft;
    keep_link_draft(KeepDraft) -> Nothing;
    drop_link_draft(DraftChoice) -> Nothing;
    list_link_templates(Nothing) -> LinkTemplates;
    save_link_template(SaveTemplate) -> LinkTemplate;
    remove_link_template(TemplateChoice) -> Nothing;
    search_catalogue(CatalogueQuery) -> Catalogue;
    product_picture(ProductChoice) -> ProductPicture;
    list_shipping_rates(Nothing) -> ShippingRates;
    link_choices(Nothing) -> LinkChoices;
    link_qr(QrQuery) -> QrCode;
    show_link_plan(LinkPlanQuery) -> LinkPlan;
    plan_link(PlanLink) -> LinkPlan;
    read_link_table(ReadLinkTable) -> LinkTableState;
    show_link_table(Nothing) -> LinkTableState;
    make_link_table(LinkTableChoice) -> LinkTableState;
    stop_link_table(Nothing) -> LinkTableState;
    put_link_table_away(Nothing) -> LinkTableState;
    save_link_code(SaveCode) -> SavedCode;
    save_link_poster(SavePoster) -> SavedPoster;
    share_choices(Nothing) -> ShareChoices;
    link_mail(QrQuery) -> MailDraft;
    check_link_address(AddressDraft) -> AddressCheck;
    list_link_variants(SharedLink) -> LinkVariants;
    save_link_variant(SaveVariant) -> LinkVariant;
    remove_link_variant(VariantChoice) -> LinkVariants;
    show_rehearsal(Nothing) -> Rehearsal;
    play_story(PlayStory) -> Rehearsal;
    stop_story(Nothing) -> Rehearsal;
    show_work(Nothing) -> WorkState;
    stop_work(Nothing) -> WorkState;
    show_data(Nothing) -> DataPage;
    export_all(ExportAll) -> Exported;
    wipe_ledger(WipeLedger) -> Wiped;
    show_backups(Nothing) -> Backups;
    change_backups(ChangeBackups) -> Backups;
    move_backups(MoveBackups) -> Backups;
    back_up_now(Nothing) -> Backups;
    check_backup(BackupQuery) -> BackupCheck;
    restore_backup(RestoreBackup) -> Restored;
    preview_erasure(PersonQuery) -> ErasurePreview;
    erase_customer(EraseCustomer) -> Erased;
    list_erasures(Nothing) -> Erasures;
    run_checkup(Nothing) -> Checkup;
    show_diagnostics(Nothing) -> Diagnostics;
    save_diagnostics(SaveDiagnostics) -> SavedFile;
    about(Nothing) -> About;
}

fn decode<T: DeserializeOwned>(arguments: Value) -> Result<T, IpcError> {
    serde_json::from_value(arguments).map_err(|error| {
        // What is misshapen may be quoted, and a key or a passphrase may be in it.
        let reason = error.to_string();
        let reason = scrub(&without_quotation(&reason));
        let message = format!("The arguments cannot be read: {reason}.");
        IpcError::new(IpcErrorCode::InvalidInput, message)
    })
}

/// A complaint of the parser without what it quotes of the arguments.
fn without_quotation(complaint: &str) -> String {
    if complaint.starts_with("missing field") {
        return complaint.to_owned();
    }
    let Some(quotation) = complaint.find(['"', '`']) else {
        return complaint.to_owned();
    };
    let rest = complaint.rfind(", expected").unwrap_or(complaint.len());
    let rest = complaint.get(rest.max(quotation)..).unwrap_or_default();
    format!("{}…{rest}", &complaint[..quotation])
}

fn encode<T: serde::Serialize>(answer: &T) -> Result<Value, IpcError> {
    serde_json::to_value(answer).map_err(|error| {
        IpcError::new(
            IpcErrorCode::Internal,
            format!("The answer cannot be written: {error}."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::UnlockKeys;

    #[test]
    fn what_is_misshapen_is_not_quoted() {
        use serde_json::json;
        for (arguments, part) in [
            (
                json!("hush hush"),
                "invalid type: string …, expected struct UnlockKeys",
            ),
            (
                json!({"passphrase": ["hush"]}),
                "invalid type: sequence, expected a string",
            ),
            (
                json!({"hush, expected": 1}),
                "unknown field …, expected `passphrase`",
            ),
            (json!({}), "missing field `passphrase`"),
            (
                json!(7),
                "invalid type: integer …, expected struct UnlockKeys",
            ),
        ] {
            let message = decode::<UnlockKeys>(arguments).unwrap_err().message;
            assert!(message.contains(part), "{part}: {message}");
            assert!(!message.contains("hush"), "{message}");
        }
    }
}
