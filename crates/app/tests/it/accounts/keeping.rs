//! Where keys are kept on a computer without a keychain: chosen, locked, unlocked, moved, set aside; and
//! a key that is replaced.

use std::fs;
use std::sync::Arc;

use countertop_app::accounts::KeysOfThisComputer;
use countertop_app::ipc::{
    AppState, ChangePassphrase, ChooseKeysPlace, Confirmation, IpcError, IpcErrorCode, KeysPlace,
    KeysState, ReplaceKey, UnlockKeys,
};
use countertop_app::{App, AppConfig};
use countertop_vault::{Cost, Keychain, KeychainState};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{Desk, add, check, contents, links, make_link, switch};

const PASSPHRASE: &str = "correct horse battery";

fn absent() -> KeychainState {
    KeychainState::Absent {
        reason: "nothing answers".to_owned(),
    }
}

impl Desk {
    /// Starts the app on a computer whose keychain is so.
    async fn start_with(&self, keychain: KeychainState) -> App {
        let light = Cost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        let keychain = Keychain::out_of_reach(keychain);
        let mut config = AppConfig::new(self.home.path().to_owned(), "till")
            .with_api_base(&self.stripe.sandbox.base_url())
            .unwrap();
        config.keys = Arc::new(KeysOfThisComputer::with(self.home.path(), keychain, light));
        App::start(config).await.unwrap()
    }

    /// Whether the key stands in clear in any file at home.
    fn shows_the_key(&self) -> bool {
        let key = self.stripe.sandbox.api_key().expose_secret().as_bytes();
        contents(self.home.path())
            .iter()
            .any(|(_, bytes)| bytes.windows(key.len()).any(|it| it == key))
    }

    fn has(&self, file: &str) -> bool {
        self.home.path().join(file).exists()
    }
}

fn file(passphrase: &str, repeated: &str) -> ChooseKeysPlace {
    ChooseKeysPlace::File {
        passphrase: SecretString::from(passphrase),
        repeated: SecretString::from(repeated),
    }
}

async fn unlock(app: &App, passphrase: &str) -> Result<AppState, IpcError> {
    let passphrase = SecretString::from(passphrase);
    app.unlock_keys(UnlockKeys { passphrase }).await
}

async fn state(app: &App) -> KeysState {
    app.show_keys_place().await.unwrap().state
}

async fn replace(app: &App, key: &str) -> Result<AppState, IpcError> {
    let check = check(app, key).await?.check;
    app.replace_key(ReplaceKey { check }).await
}

fn problem(state: &AppState) -> IpcErrorCode {
    state.problem.as_ref().unwrap().code
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_the_merchant_chooses_before_the_first_key_is_kept() {
    let desk = Desk::new().await;
    let app = desk.start_with(absent()).await;
    assert_eq!(state(&app).await, KeysState::NotLooked);
    let report = desk.check(&app).await;
    assert_eq!(
        state(&app).await,
        KeysState::NotLooked,
        "a check keeps none"
    );
    let refused = add(&app, &report.check, Confirmation::Test)
        .await
        .unwrap_err();
    assert_eq!(refused.code, IpcErrorCode::KeysPlaceNeeded);
    assert_eq!(refused.details["reason"], "nothing answers");
    assert_eq!(app.list_accounts().await.unwrap().rows.len(), 1);
    assert_eq!(state(&app).await, KeysState::PlaceNeeded);

    for (choice, field) in [
        (file("short", "short"), "passphrase"),
        (file(PASSPHRASE, "correct horse batter"), "repeated"),
    ] {
        let error = app.choose_keys_place(choice).await.unwrap_err();
        assert_eq!(error.code, IpcErrorCode::InvalidInput);
        assert_eq!(error.details["field"], field, "{}", error.message);
        assert!(!error.message.contains("horse"), "{}", error.message);
        assert!(!desk.has("keys.encrypted"));
    }
    let place = app.choose_keys_place(file(PASSPHRASE, PASSPHRASE)).await;
    assert_eq!(place.unwrap().state, KeysState::FileOpen);
    let opened = add(&app, &report.check, Confirmation::Test).await.unwrap();
    assert!(opened.problem.is_none(), "{:?}", opened.problem);
    assert!(desk.has("keys.encrypted") && desk.has("keys.json"));
    assert!(!desk.shows_the_key());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_file_keeps_its_accounts_closed_until_its_passphrase_is_given() {
    let desk = Desk::new().await;
    let app = desk.start_with(absent()).await;
    app.choose_keys_place(file(PASSPHRASE, PASSPHRASE))
        .await
        .unwrap();
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    app.shutdown().await;

    let app = desk.start_with(absent()).await;
    let closed = app.app_state().await.unwrap();
    assert_eq!(problem(&closed), IpcErrorCode::KeysLocked);
    assert_eq!(state(&app).await, KeysState::FileLocked);
    // The practice store needs no key.
    assert!(switch(&app, "practice").await.unwrap().problem.is_none());
    let closed = switch(&app, &account).await.unwrap();
    assert_eq!(problem(&closed), IpcErrorCode::KeysLocked);
    let wrong = unlock(&app, "battery staple horse").await.unwrap_err();
    assert_eq!(wrong.details["field"], "passphrase");
    assert!(wrong.message.contains("wrong"), "{}", wrong.message);
    assert!(!wrong.message.contains("staple") && !wrong.retryable);
    let chosen = app.choose_keys_place(ChooseKeysPlace::Memory).await;
    assert_eq!(chosen.unwrap_err().code, IpcErrorCode::KeysLocked);
    assert!(unlock(&app, PASSPHRASE).await.unwrap().problem.is_none());
    assert_eq!(links(&app).await, ["Real bread"]);

    let passphrase = |text: &str| SecretString::from(text);
    let change = |old: &str, new: &str| ChangePassphrase {
        passphrase: passphrase(old),
        new: passphrase(new),
        repeated: passphrase(new),
    };
    for (change, field) in [
        (change("battery staple", "another horse"), "passphrase"),
        (change(PASSPHRASE, "short"), "new"),
    ] {
        let error = app.change_keys_passphrase(change).await.unwrap_err();
        assert_eq!(error.details["field"], field, "{}", error.message);
    }
    let changed = change(PASSPHRASE, "another horse");
    app.change_keys_passphrase(changed).await.unwrap();
    app.shutdown().await;
    let app = desk.start_with(absent()).await;
    assert!(unlock(&app, PASSPHRASE).await.is_err());
    assert!(
        unlock(&app, "another horse")
            .await
            .unwrap()
            .problem
            .is_none()
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_at_each_start_a_key_of_the_same_account_opens_it() {
    let desk = Desk::new().await;
    let app = desk.start_with(absent()).await;
    app.choose_keys_place(ChooseKeysPlace::Memory)
        .await
        .unwrap();
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    app.shutdown().await;
    assert!(!desk.has("keys.encrypted") && !desk.shows_the_key());

    let app = desk.start_with(absent()).await;
    let closed = app.app_state().await.unwrap();
    assert_eq!(problem(&closed), IpcErrorCode::KeyNeeded);
    let key = desk.stripe.sandbox.api_key().expose_secret().to_owned();
    let opened = replace(&app, &key).await.unwrap();
    assert_eq!(opened.account.id, account);
    assert!(opened.problem.is_none(), "{:?}", opened.problem);
    assert_eq!(links(&app).await, ["Real bread"]);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_does_not_answer_is_told_apart_and_another_place_can_be_chosen() {
    for (keychain, trouble, told) in [
        (KeychainState::Locked, "locked", KeysState::KeychainLocked),
        (
            KeychainState::Unanswered,
            "unanswered",
            KeysState::KeychainUnanswered,
        ),
    ] {
        let desk = Desk::new().await;
        let app = desk.start_with(keychain).await;
        let report = desk.check(&app).await;
        let refused = add(&app, &report.check, Confirmation::Test)
            .await
            .unwrap_err();
        assert_eq!(refused.code, IpcErrorCode::KeyUnavailable);
        assert_eq!(refused.details["keychain"], trouble);
        assert!(refused.retryable);
        assert_eq!(state(&app).await, told);
        app.choose_keys_place(ChooseKeysPlace::Memory)
            .await
            .unwrap();
        add(&app, &report.check, Confirmation::Test).await.unwrap();
        app.shutdown().await;
    }
    // One that has the keys and is away is missed, not passed over.
    let desk = Desk::new().await;
    fs::write(
        desk.home.path().join("keys.json"),
        r#"{"version":1,"place":"keychain"}"#,
    )
    .unwrap();
    let app = desk.start_with(absent()).await;
    let report = desk.check(&app).await;
    let refused = add(&app, &report.check, Confirmation::Test)
        .await
        .unwrap_err();
    assert_eq!(refused.details["keychain"], "absent");
    assert_eq!(state(&app).await, KeysState::KeychainAbsent);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_move_as_a_whole_and_a_forgotten_passphrase_costs_the_keys_alone() {
    let desk = Desk::new().await;
    let app = desk.start_with(absent()).await;
    app.choose_keys_place(ChooseKeysPlace::Memory)
        .await
        .unwrap();
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    let place: KeysPlace = app
        .choose_keys_place(file(PASSPHRASE, PASSPHRASE))
        .await
        .unwrap();
    assert_eq!(place.state, KeysState::FileOpen);
    let again = app.choose_keys_place(file(PASSPHRASE, PASSPHRASE)).await;
    assert!(again.unwrap_err().message.contains("change its passphrase"));
    let refused = app.choose_keys_place(ChooseKeysPlace::Keychain).await;
    assert_eq!(refused.unwrap_err().details["keychain"], "absent");
    app.shutdown().await;

    let app = desk.start_with(absent()).await;
    assert!(unlock(&app, PASSPHRASE).await.unwrap().problem.is_none());
    app.choose_keys_place(ChooseKeysPlace::Memory)
        .await
        .unwrap();
    assert!(!desk.has("keys.encrypted"), "an empty file is no use");
    switch(&app, "practice").await.unwrap();
    let opened = switch(&app, &account).await.unwrap();
    assert!(opened.problem.is_none(), "it moved with the others");
    app.choose_keys_place(file(PASSPHRASE, PASSPHRASE))
        .await
        .unwrap();
    app.shutdown().await;

    let app = desk.start_with(absent()).await;
    let opened = app.set_keys_file_aside().await.unwrap();
    assert_eq!(problem(&opened), IpcErrorCode::KeyNeeded);
    assert!(desk.has("keys.encrypted.old") && !desk.has("keys.encrypted"));
    app.choose_keys_place(file("a new passphrase", "a new passphrase"))
        .await
        .unwrap();
    let key = desk.stripe.sandbox.api_key().expose_secret().to_owned();
    assert!(replace(&app, &key).await.unwrap().problem.is_none());
    assert_eq!(links(&app).await, ["Real bread"]);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_gives_way_to_one_of_the_same_account_that_works() {
    let desk = Desk::new().await;
    let app = desk.start_with(absent()).await;
    app.choose_keys_place(ChooseKeysPlace::Memory)
        .await
        .unwrap();
    desk.add(&app).await;
    make_link(&app, "Real bread").await;
    let facts = app.show_keys_place().await.unwrap().key.unwrap();
    let key = desk.stripe.sandbox.api_key().expose_secret();
    assert_eq!(facts.masked, format!("sk_test_…{}", &key[key.len() - 4..]));
    let permissions = facts.permissions.unwrap();
    assert!(permissions.works > 8 && permissions.works == permissions.of);

    // Neither one that nobody has, nor one with which nothing could arrive.
    let nobodys = replace(&app, "rk_test_51NobodyHasThisKey").await;
    assert_eq!(nobodys.unwrap_err().details["field"], "key");
    let useless = json!({"permissions": {"charges": "read"}});
    let useless = desk.stripe.practice("keys", useless).await;
    let refused = replace(&app, useless["key"].as_str().unwrap()).await;
    assert!(refused.unwrap_err().message.contains("no payment could"));
    // Nor one that was fine when it was checked, and is not taken any more.
    let check = desk.check(&app).await.check;
    desk.stripe.practice("faults", json!({"api_500": 1})).await;
    let refused = app.replace_key(ReplaceKey { check }).await.unwrap_err();
    assert_eq!(refused.code, IpcErrorCode::StripeUnreachable);
    desk.stripe.practice("faults", json!({})).await;
    let kept = app.show_keys_place().await.unwrap().key.unwrap();
    assert_eq!(kept.masked, facts.masked);

    let lesser = json!({"permissions": {
        "account": "read", "events": "read", "charges": "read", "payment_intents": "read",
    }});
    let lesser = desk.stripe.practice("keys", lesser).await;
    let lesser = lesser["key"].as_str().unwrap();
    let opened = replace(&app, lesser).await.unwrap();
    assert!(opened.problem.is_none(), "{:?}", opened.problem);
    assert_eq!(links(&app).await, ["Real bread"], "the ledger stays");
    let now = app.show_keys_place().await.unwrap().key.unwrap();
    assert_eq!(
        now.masked,
        format!("rk_test_…{}", &lesser[lesser.len() - 4..])
    );
    let fewer = now.permissions.clone().unwrap();
    assert!(fewer.works < permissions.works && !fewer.missing.is_empty());
    let again = app.check_kept_key().await.unwrap().key.unwrap();
    assert_eq!(again.permissions.unwrap().works, fewer.works);
    switch(&app, "practice").await.unwrap();
    assert_eq!(app.show_keys_place().await.unwrap().key, None);
    let refused = replace(&app, lesser).await.unwrap_err();
    assert!(refused.message.contains("practice store"), "{refused:?}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_another_account_or_mode_opens_nothing() {
    let desk = Desk::new().await;
    let app = desk.start_with(absent()).await;
    app.choose_keys_place(ChooseKeysPlace::Memory)
        .await
        .unwrap();
    let account = desk.add(&app).await;
    app.shutdown().await;
    let (id, _) = account.split_once('-').unwrap();
    let list = desk.home.path().join("accounts.json");
    let written = fs::read_to_string(&list).unwrap();
    for (other, part) in [
        (
            "acct_1Other-test".to_owned(),
            "another account (Harbour Bakery)",
        ),
        (format!("{id}-live"), "other mode"),
    ] {
        fs::write(&list, written.replace(&account, &other)).unwrap();
        let app = desk.start_with(absent()).await;
        let key = desk.stripe.sandbox.api_key().expose_secret();
        let refused = replace(&app, key).await.unwrap_err();
        assert_eq!(refused.details["field"], "key", "{}", refused.message);
        assert!(refused.message.contains(part), "{}", refused.message);
        let closed = app.app_state().await.unwrap();
        assert_eq!(
            (closed.account.id.as_str(), problem(&closed)),
            (other.as_str(), IpcErrorCode::KeyNeeded)
        );
        app.shutdown().await;
    }
}
