//! The commands: one table, from which the dispatch, what the till asks of each and the TypeScript come.

use countertop_stripe_client::scrub;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    AccountChoice, AddAccount, AddressDraft, AttentionPaid, BackupQuery, BeginAnew, BuyerQuery,
    CancelPayment, CapturePayment, CatalogueQuery, CatchUpFrom, ChangeBackups, ChangePassphrase,
    ChangePreferences, CheckKey, CheckLink, ChooseKeysPlace, ChooseTill, ChooseWay, ChosenPayments,
    ColorAccount, CreateLink, DeliveriesQuery, DraftChoice, EraseCustomer, EventQuery, EventsQuery,
    ExportAll, FulfilPayment, FulfilPayments, GivePin, HomeQuery, IpcError, IpcErrorCode,
    KeepDraft, KeepNote, KeepPaymentColumns, KeyPageQuery, LinkChoice, LinkPageQuery,
    LinkPlanQuery, LinkQuery, LinkTableChoice, MoveBackups, NoticeChoice, OrdersQuery,
    PaymentQuery, PaymentViewChoice, PaymentsQuery, PayoutQuery, PayoutsQuery, PersonQuery,
    PlanLink, PlayStory, ProductChoice, QrQuery, ReadLinkTable, RefundPayment, RemoveAccount,
    RenameAccount, ReplaceKey, ReplaceLink, RestoreBackup, SaveCode, SaveDiagnostics, SavePapers,
    SavePaymentView, SavePayments, SavePoster, SaveTemplate, SaveVariant, SetLinksActive, SetPin,
    SharedLink, StartHistory, TemplateChoice, UnlockKeys, UpdateLink, VariantChoice, WipeLedger,
};
use crate::App;
use crate::till::{HOST_COMMANDS, Need};

/// No arguments.
pub(super) type Nothing = ();

macro_rules! commands {
    ($($name:ident($arguments:ident) -> $answer:ident: $need:ident;)+) => {
        /// The name of every command.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),+];

        /// What a command needs of the till, those of a host with a window too; nothing where there is no such
        /// command.
        pub fn need_of(name: &str) -> Option<Need> {
            match name {
                $(stringify!($name) => Some(Need::$need),)+
                _ => HOST_COMMANDS.iter().find(|it| it.0 == name).map(|it| it.1),
            }
        }

        /// Calls a command by its name, with JSON in and out: for hosts without typed commands. The till lets
        /// it pass first.
        ///
        /// # Errors
        /// When there is no such command, the till does not let it pass, its arguments are misshapen, or it fails.
        pub async fn call(app: &App, name: &str, arguments: Value) -> Result<Value, IpcError> {
            app.admit(name)?;
            match name {
                $(stringify!($name) => {
                    let answer: commands!(@answer $answer) = commands!(@run app, $name, $arguments, arguments)?;
                    encode(&answer)
                })+
                _ => Err(unknown_command(name)),
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
    app_state(Nothing) -> AppState: Looks;
    show_preferences(Nothing) -> Preferences: Always;
    change_preferences(ChangePreferences) -> Preferences: Looks;
    open_practice_store(Nothing) -> AppState: Looks;
    begin_practice_anew(BeginAnew) -> AppState: Guarded;
    key_page(KeyPageQuery) -> KeyPage: Looks;
    check_key(CheckKey) -> KeyReport: Looks;
    add_account(AddAccount) -> AppState: Guarded;
    list_accounts(Nothing) -> Accounts: Looks;
    switch_account(AccountChoice) -> AppState: Looks;
    rename_account(RenameAccount) -> Accounts: Writes;
    color_account(ColorAccount) -> Accounts: Writes;
    remove_account(RemoveAccount) -> Removed: Guarded;
    show_keys_place(Nothing) -> KeysPlace: Looks;
    choose_keys_place(ChooseKeysPlace) -> KeysPlace: Guarded;
    unlock_keys(UnlockKeys) -> AppState: Looks;
    set_keys_file_aside(Nothing) -> AppState: Guarded;
    change_keys_passphrase(ChangePassphrase) -> KeysPlace: Guarded;
    check_kept_key(Nothing) -> KeysPlace: Looks;
    replace_key(ReplaceKey) -> AppState: Guarded;
    home(HomeQuery) -> Home: Looks;
    show_health(Nothing) -> Health: Looks;
    show_connection(Nothing) -> ConnectionPage: Looks;
    list_ways(Nothing) -> Ways: Looks;
    choose_way(ChooseWay) -> ConnectionPage: Writes;
    reopen_way(Nothing) -> ConnectionPage: Looks;
    renew_webhook_secret(Nothing) -> ConnectionPage: Guarded;
    catch_up(CatchUpFrom) -> ConnectionPage: Looks;
    show_history(Nothing) -> HistoryPage: Looks;
    start_history(StartHistory) -> HistoryPage: Writes;
    pause_history(Nothing) -> HistoryPage: Writes;
    resume_history(Nothing) -> HistoryPage: Writes;
    pay_attention(AttentionPaid) -> AppState: Looks;
    take_place(Nothing) -> TakenPlace: Looks;
    show_notices(Nothing) -> NoticesPage: Looks;
    choose_notices(NoticeChoice) -> NoticesPage: Writes;
    show_till(Nothing) -> TillState: Always;
    set_till_pin(SetPin) -> TillState: Looks;
    remove_till_pin(GivePin) -> TillState: Looks;
    choose_till(ChooseTill) -> TillState: Looks;
    unlock_till(GivePin) -> TillState: Always;
    lock_till(Nothing) -> TillState: Always;
    list_payments(PaymentsQuery) -> PaymentPage: Looks;
    show_payment(PaymentQuery) -> PaymentDetail: Looks;
    list_payment_views(Nothing) -> PaymentViews: Looks;
    save_payment_view(SavePaymentView) -> PaymentView: Writes;
    remove_payment_view(PaymentViewChoice) -> Nothing: Writes;
    keep_payment_columns(KeepPaymentColumns) -> Nothing: Looks;
    sum_payments(ChosenPayments) -> ChosenSums: Looks;
    fulfil_payments(FulfilPayments) -> PaymentsFulfilled: Writes;
    save_payments(SavePayments) -> SavedPayments: Guarded;
    refund_payment(RefundPayment) -> PaymentDetail: Guarded;
    capture_payment(CapturePayment) -> PaymentDetail: Writes;
    cancel_payment(CancelPayment) -> PaymentDetail: Guarded;
    fulfil_payment(FulfilPayment) -> PaymentDetail: Writes;
    keep_note(KeepNote) -> PaymentDetail: Writes;
    list_orders(OrdersQuery) -> OrderPage: Looks;
    read_order(PaymentQuery) -> OrderRead: Looks;
    save_papers(SavePapers) -> SavedPoster: Looks;
    show_buyer(BuyerQuery) -> Buyer: Looks;
    list_payouts(PayoutsQuery) -> PayoutPage: Looks;
    show_payout(PayoutQuery) -> PayoutDetail: Looks;
    payout_contents(PayoutQuery) -> PayoutContents: Looks;
    list_events(EventsQuery) -> EventPage: Looks;
    show_event(EventQuery) -> EventDetail: Looks;
    list_deliveries(DeliveriesQuery) -> DeliveryPage: Looks;
    list_links(LinkQuery) -> LinkPage: Looks;
    check_link(CheckLink) -> LinkCheck: Looks;
    link_terms(LinkChoice) -> LinkTermsPage: Looks;
    refresh_links(Nothing) -> LinksRefreshed: Looks;
    show_link(LinkPageQuery) -> LinkDetail: Looks;
    create_link(CreateLink) -> LinkRow: Writes;
    update_link(UpdateLink) -> LinkRow: Writes;
    replace_link(ReplaceLink) -> Replaced: Writes;
    set_links_active(SetLinksActive) -> LinksChanged: Writes;
    show_link_draft(DraftChoice) -> LinkDraft: Looks;
    keep_link_draft(KeepDraft) -> Nothing: Writes;
    drop_link_draft(DraftChoice) -> Nothing: Writes;
    list_link_templates(Nothing) -> LinkTemplates: Looks;
    save_link_template(SaveTemplate) -> LinkTemplate: Writes;
    remove_link_template(TemplateChoice) -> Nothing: Writes;
    search_catalogue(CatalogueQuery) -> Catalogue: Looks;
    product_picture(ProductChoice) -> ProductPicture: Looks;
    list_shipping_rates(Nothing) -> ShippingRates: Looks;
    link_choices(Nothing) -> LinkChoices: Looks;
    link_qr(QrQuery) -> QrCode: Looks;
    show_link_plan(LinkPlanQuery) -> LinkPlan: Looks;
    plan_link(PlanLink) -> LinkPlan: Writes;
    read_link_table(ReadLinkTable) -> LinkTableState: Looks;
    show_link_table(Nothing) -> LinkTableState: Looks;
    make_link_table(LinkTableChoice) -> LinkTableState: Writes;
    stop_link_table(Nothing) -> LinkTableState: Looks;
    put_link_table_away(Nothing) -> LinkTableState: Looks;
    save_link_code(SaveCode) -> SavedCode: Looks;
    save_link_poster(SavePoster) -> SavedPoster: Looks;
    share_choices(Nothing) -> ShareChoices: Looks;
    link_mail(QrQuery) -> MailDraft: Looks;
    check_link_address(AddressDraft) -> AddressCheck: Looks;
    list_link_variants(SharedLink) -> LinkVariants: Looks;
    save_link_variant(SaveVariant) -> LinkVariant: Writes;
    remove_link_variant(VariantChoice) -> LinkVariants: Writes;
    show_rehearsal(Nothing) -> Rehearsal: Looks;
    play_story(PlayStory) -> Rehearsal: Writes;
    stop_story(Nothing) -> Rehearsal: Looks;
    show_work(Nothing) -> WorkState: Looks;
    stop_work(Nothing) -> WorkState: Looks;
    show_data(Nothing) -> DataPage: Looks;
    export_all(ExportAll) -> Exported: Guarded;
    wipe_ledger(WipeLedger) -> Wiped: Guarded;
    show_backups(Nothing) -> Backups: Looks;
    change_backups(ChangeBackups) -> Backups: Writes;
    move_backups(MoveBackups) -> Backups: Guarded;
    back_up_now(Nothing) -> Backups: Writes;
    check_backup(BackupQuery) -> BackupCheck: Looks;
    restore_backup(RestoreBackup) -> Restored: Guarded;
    preview_erasure(PersonQuery) -> ErasurePreview: Looks;
    erase_customer(EraseCustomer) -> Erased: Guarded;
    list_erasures(Nothing) -> Erasures: Looks;
    run_checkup(Nothing) -> Checkup: Looks;
    show_diagnostics(Nothing) -> Diagnostics: Looks;
    save_diagnostics(SaveDiagnostics) -> SavedFile: Looks;
    about(Nothing) -> About: Looks;
}

pub(crate) fn unknown_command(name: &str) -> IpcError {
    let message = format!("There is no command '{name}'.");
    IpcError::new(IpcErrorCode::UnknownCommand, message)
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
