//! The commands: one table, from which the dispatch and the TypeScript come.

use countertop_stripe_client::scrub;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    AccountChoice, AddAccount, AttentionPaid, CheckKey, ChooseWay, HomeQuery, IpcError,
    IpcErrorCode, KeyPageQuery, LinkQuery, NewLink, PaymentQuery, PaymentsQuery, PlayStory,
    QrQuery, RemoveAccount, RenameAccount,
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
                    let answer: super::$answer = commands!(@run app, $name, $arguments, arguments)?;
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
    open_practice_store(Nothing) -> AppState;
    begin_practice_anew(Nothing) -> AppState;
    key_page(KeyPageQuery) -> KeyPage;
    check_key(CheckKey) -> KeyReport;
    add_account(AddAccount) -> AppState;
    list_accounts(Nothing) -> Accounts;
    switch_account(AccountChoice) -> AppState;
    rename_account(RenameAccount) -> Accounts;
    remove_account(RemoveAccount) -> Removed;
    home(HomeQuery) -> Home;
    show_health(Nothing) -> Health;
    show_connection(Nothing) -> ConnectionPage;
    list_ways(Nothing) -> Ways;
    choose_way(ChooseWay) -> ConnectionPage;
    reopen_way(Nothing) -> ConnectionPage;
    renew_webhook_secret(Nothing) -> ConnectionPage;
    catch_up(Nothing) -> ConnectionPage;
    pay_attention(AttentionPaid) -> AppState;
    list_payments(PaymentsQuery) -> PaymentPage;
    show_payment(PaymentQuery) -> PaymentDetail;
    list_links(LinkQuery) -> LinkPage;
    create_link(NewLink) -> LinkRow;
    link_qr(QrQuery) -> QrCode;
    show_rehearsal(Nothing) -> Rehearsal;
    play_story(PlayStory) -> Rehearsal;
    stop_story(Nothing) -> Rehearsal;
}

fn decode<T: DeserializeOwned>(arguments: Value) -> Result<T, IpcError> {
    serde_json::from_value(arguments).map_err(|error| {
        // What is misshapen may be quoted, and a key may be in it.
        let reason = scrub(&error.to_string());
        let message = format!("The arguments cannot be read: {reason}.");
        IpcError::new(IpcErrorCode::InvalidInput, message)
    })
}

fn encode<T: serde::Serialize>(answer: &T) -> Result<Value, IpcError> {
    serde_json::to_value(answer).map_err(|error| {
        IpcError::new(
            IpcErrorCode::Internal,
            format!("The answer cannot be written: {error}."),
        )
    })
}
