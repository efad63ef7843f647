//! A till that several people use: what the PIN guards, the window for looking only, and the lock.

use std::fs;

use countertop_app::App;
use countertop_app::ipc::{
    COMMANDS, HOST_COMMANDS, IpcError, IpcErrorCode, Need, PaymentsQuery, call, need_of,
};
use serde_json::{Value, json};

use super::{cake, open, pay, until};

async fn ask(app: &App, command: &str, arguments: Value) -> Result<Value, IpcError> {
    call(app, command, arguments).await
}

async fn done(app: &App, command: &str, arguments: Value) -> Value {
    ask(app, command, arguments).await.unwrap()
}

async fn refused(app: &App, command: &str, arguments: Value) -> IpcError {
    ask(app, command, arguments).await.unwrap_err()
}

async fn with_pin(home: &tempfile::TempDir) -> App {
    let app = open(home).await;
    done(
        &app,
        "set_till_pin",
        json!({"pin": "4829", "repeated": "4829"}),
    )
    .await;
    app
}

/// Another start on the same home: whatever was proven is forgotten.
async fn again(app: App, home: &tempfile::TempDir) -> App {
    app.shutdown().await;
    open(home).await
}

fn needing(need: Need) -> Vec<&'static str> {
    let all = COMMANDS.iter().copied();
    all.filter(|it| need_of(it) == Some(need)).collect()
}

#[test]
fn who_may_do_what_is_said_of_every_command() {
    assert_eq!(
        needing(Need::Always),
        ["show_preferences", "show_till", "unlock_till", "lock_till"]
    );
    assert_eq!(
        needing(Need::Guarded),
        [
            "begin_practice_anew",
            "add_account",
            "remove_account",
            "choose_keys_place",
            "set_keys_file_aside",
            "change_keys_passphrase",
            "replace_key",
            "renew_webhook_secret",
            "save_payments",
            "refund_payment",
            "cancel_payment",
            "export_all",
            "wipe_ledger",
            "move_backups",
            "restore_backup",
            "erase_customer",
        ]
    );
    let looks = needing(Need::Looks);
    for (name, is_only_looking) in [
        ("list_payments", true),
        ("show_payment", true),
        ("check_link", true),
        ("catch_up", true),
        ("capture_payment", false),
        ("fulfil_payment", false),
        ("create_link", false),
        ("keep_link_draft", false),
        ("choose_way", false),
        ("back_up_now", false),
    ] {
        assert_eq!(looks.contains(&name), is_only_looking, "{name}");
    }
    // Whatever is called as if it changed something does not pass for looking.
    let doing = [
        "create_",
        "update_",
        "replace_",
        "remove_",
        "keep_note",
        "save_link_t",
        "save_link_v",
        "erase_",
        "wipe_",
        "restore_",
        "refund_",
        "cancel_",
        "rename_",
        "set_links",
        "drop_",
    ];
    for name in looks {
        let is_the_tills = name.ends_with("_till_pin");
        let changes = doing.iter().any(|it| name.starts_with(it));
        assert!(is_the_tills || !changes, "{name}");
    }
    for (name, need) in HOST_COMMANDS {
        assert_eq!(need_of(name), Some(need));
        assert!(!COMMANDS.contains(&name));
    }
    assert_eq!(need_of("no_such_command"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_pin_guards_waits_for_it_and_a_right_one_lets_it_pass() {
    let home = tempfile::tempdir().unwrap();
    let app = with_pin(&home).await;
    let app = again(app, &home).await;
    for name in COMMANDS {
        let answer = ask(&app, name, json!("no command takes this")).await;
        let code = answer.map_or_else(|error| error.code, |_| IpcErrorCode::Internal);
        let is_guarded = need_of(name) == Some(Need::Guarded);
        assert_eq!(code == IpcErrorCode::PinNeeded, is_guarded, "{name}");
    }
    let wrong = refused(&app, "unlock_till", json!({"pin": "4828"})).await;
    assert_eq!(wrong.code, IpcErrorCode::PinWrong);
    assert_eq!(wrong.details["waitSeconds"], "0");
    let refund = json!({"id": "pi_none", "amount": 1, "submission": "s"});
    let lacking = refused(&app, "refund_payment", refund.clone()).await;
    assert_eq!(lacking.code, IpcErrorCode::PinNeeded);
    done(&app, "unlock_till", json!({"pin": "4829"})).await;
    let passed = refused(&app, "refund_payment", refund).await;
    assert_eq!(passed.code, IpcErrorCode::NotFound, "{}", passed.message);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_pin_nothing_is_asked_and_nothing_is_locked() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let refund = json!({"id": "pi_none", "amount": 1, "submission": "s"});
    let passed = refused(&app, "refund_payment", refund).await;
    assert_eq!(passed.code, IpcErrorCode::NotFound, "{}", passed.message);
    for (command, arguments) in [
        ("lock_till", Value::Null),
        ("unlock_till", json!({"pin": "4829"})),
        ("remove_till_pin", json!({"pin": "4829"})),
        (
            "choose_till",
            json!({"isViewOnly": false, "lockAfterMinutes": 5}),
        ),
    ] {
        let error = refused(&app, command, arguments).await;
        assert_eq!(
            error.message, "There is no PIN; set one first.",
            "{command}"
        );
    }
    assert!(!home.path().join("till.json").exists());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_is_changed_and_removed_by_whoever_knows_it() {
    let home = tempfile::tempdir().unwrap();
    let app = with_pin(&home).await;
    let kept = fs::read_to_string(home.path().join("till.json")).unwrap();
    assert!(kept.contains("$argon2id$v=19$"), "{kept}");
    assert!(!kept.contains("4829"), "{kept}");
    for (given, field) in [
        (json!({"pin": "123", "repeated": "123"}), "pin"),
        (json!({"pin": "12x4", "repeated": "12x4"}), "pin"),
        (json!({"pin": "5555", "repeated": "5556"}), "repeated"),
        (json!({"pin": "5555", "repeated": "5555"}), "present"),
        (
            json!({"present": "0000", "pin": "5555", "repeated": "5555"}),
            "present",
        ),
    ] {
        let error = refused(&app, "set_till_pin", given.clone()).await;
        assert_eq!(error.details["field"], field, "{given}");
    }
    let app = again(app, &home).await;
    let change = json!({"present": "4829", "pin": "555555", "repeated": "555555"});
    done(&app, "set_till_pin", change).await;
    let old = refused(&app, "remove_till_pin", json!({"pin": "4829"})).await;
    assert_eq!(old.code, IpcErrorCode::PinWrong);
    let till = done(&app, "remove_till_pin", json!({"pin": "555555"})).await;
    assert_eq!(till["hasPin"], false);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pins_are_slowed_down_also_by_another_start() {
    let home = tempfile::tempdir().unwrap();
    let mut app = with_pin(&home).await;
    for expected in ["0", "0", "10"] {
        let wrong = refused(&app, "unlock_till", json!({"pin": "0000"})).await;
        assert_eq!(wrong.details["waitSeconds"], expected);
        app = again(app, &home).await;
    }
    let early = refused(&app, "unlock_till", json!({"pin": "4829"})).await;
    assert_eq!(
        early.code,
        IpcErrorCode::PinWrong,
        "the right one waits too"
    );
    let wait: u64 = early.details["waitSeconds"].parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    // What is no PIN is not counted as one.
    let none = refused(&app, "unlock_till", json!({"pin": "x"})).await;
    assert_eq!(none.code, IpcErrorCode::InvalidInput);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_wrong_pins_at_once_are_no_way_around_the_pause() {
    let home = tempfile::tempdir().unwrap();
    let app = with_pin(&home).await;
    let tries = (0..8).map(|at| ask(&app, "unlock_till", json!({"pin": format!("100{at}")})));
    let answers = futures_util::future::join_all(tries).await;
    let told = answers.into_iter().map(Result::unwrap_err);
    let tried = told
        .filter(|it| it.message.starts_with("That is not"))
        .count();
    assert_eq!(tried, 3);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_for_looking_only_changes_nothing_and_is_left_by_the_pin() {
    let home = tempfile::tempdir().unwrap();
    let app = with_pin(&home).await;
    let looking = json!({"isViewOnly": true, "lockAfterMinutes": null});
    done(&app, "choose_till", looking).await;
    let app = again(app, &home).await;
    assert_eq!(
        done(&app, "show_till", Value::Null).await["isViewOnly"],
        true
    );
    for name in COMMANDS {
        let answer = ask(&app, name, json!("no command takes this")).await;
        let code = answer.map_or_else(|error| error.code, |_| IpcErrorCode::Internal);
        let writes = matches!(need_of(name), Some(Need::Writes | Need::Guarded));
        assert_eq!(code == IpcErrorCode::ViewOnly, writes, "{name}");
    }
    done(&app, "list_payments", json!({})).await;
    let all = json!({"isViewOnly": false, "lockAfterMinutes": null});
    let lacking = refused(&app, "choose_till", all.clone()).await;
    assert_eq!(lacking.code, IpcErrorCode::PinNeeded);
    done(&app, "unlock_till", json!({"pin": "4829"})).await;
    done(&app, "choose_till", all).await;
    ask(
        &app,
        "create_link",
        serde_json::to_value(json!({})).unwrap(),
    )
    .await
    .map(drop)
    .map_err(|error| assert_eq!(error.code, IpcErrorCode::InvalidInput))
    .unwrap_err();
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_window_answers_nothing_while_payments_arrive() {
    let home = tempfile::tempdir().unwrap();
    let app = with_pin(&home).await;
    let mut announcements = app.announcements();
    let link = app.create_link(cake("a")).await.unwrap();
    done(&app, "lock_till", Value::Null).await;
    for name in COMMANDS {
        let answer = ask(&app, name, json!("no command takes this")).await;
        let code = answer.map_or_else(|error| error.code, |_| IpcErrorCode::Internal);
        let is_answered = need_of(name) == Some(Need::Always);
        assert_eq!(code == IpcErrorCode::Locked, !is_answered, "{name}");
    }
    for (name, need) in HOST_COMMANDS {
        assert_eq!(app.admit(name).is_err(), need != Need::Always, "{name}");
    }
    pay(&app, &link.id, "4242424242424242").await;
    let came = until(&app, &mut announcements, |page| !page.rows.is_empty()).await;
    assert_eq!(came.rows.len(), 1);
    let app = again(app, &home).await;
    let locked = refused(&app, "list_payments", json!({})).await;
    assert_eq!(
        locked.code,
        IpcErrorCode::Locked,
        "another start opens nothing"
    );
    done(&app, "unlock_till", json!({"pin": "4829"})).await;
    done(&app, "list_payments", json!({})).await;
    assert_eq!(
        app.list_payments(PaymentsQuery::default())
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_locks_itself_is_locked_at_each_start() {
    let home = tempfile::tempdir().unwrap();
    let app = with_pin(&home).await;
    let after = |minutes: Value| json!({"isViewOnly": false, "lockAfterMinutes": minutes});
    let odd = refused(&app, "choose_till", after(json!(7))).await;
    assert_eq!(odd.details["field"], "lockAfterMinutes");
    done(&app, "choose_till", after(json!(5))).await;
    let app = again(app, &home).await;
    assert_eq!(done(&app, "show_till", Value::Null).await["isLocked"], true);
    done(&app, "unlock_till", json!({"pin": "4829"})).await;
    // The PIN is known to whoever unlocked; the lock ends with it.
    done(&app, "choose_till", after(json!(60))).await;
    done(&app, "lock_till", Value::Null).await;
    done(&app, "unlock_till", json!({"pin": "4829"})).await;
    done(&app, "remove_till_pin", json!({"pin": "4829"})).await;
    let app = again(app, &home).await;
    let till = done(&app, "show_till", Value::Null).await;
    assert_eq!(
        (&till["isLocked"], &till["lockAfterMinutes"]),
        (&json!(false), &Value::Null)
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_set_aside_and_one_that_is_gone_is_no_pin() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("till.json");
    let app = with_pin(&home).await;
    app.shutdown().await;
    for damaged in ["{", r#"{"version": 1, "pin": "1234"}"#] {
        fs::write(&file, damaged).unwrap();
        let app = open(&home).await;
        assert_eq!(done(&app, "show_till", Value::Null).await["hasPin"], false);
        app.shutdown().await;
        assert_eq!(
            fs::read_to_string(home.path().join("till.json.damaged")).unwrap(),
            damaged
        );
    }
    let app = with_pin(&home).await;
    done(&app, "lock_till", Value::Null).await;
    app.shutdown().await;
    fs::remove_file(&file).unwrap();
    let app = open(&home).await;
    let till = done(&app, "show_till", Value::Null).await;
    assert_eq!(
        (&till["hasPin"], &till["isLocked"]),
        (&json!(false), &json!(false))
    );
    app.shutdown().await;
}
