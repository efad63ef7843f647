//! A backup put back in the window: looked into first, exchanged, and on a computer without the key.

use std::fs;
use std::path::{Path, PathBuf};

use countertop_app::ipc::{
    AnewConfirmation, BackupQuery, BackupSource, BeginAnew, IpcErrorCode, PlacePurpose,
    RestoreBackup, RestoreConfirmation,
};
use countertop_app::{App, AppConfig};
use countertop_domain::Mode;
use countertop_store::{Ledger, Role};

use super::settings::{payments, sold};

fn restore(source: BackupSource) -> RestoreBackup {
    RestoreBackup {
        source,
        confirmation: RestoreConfirmation::ReplaceTheLedger,
    }
}

fn file(app: &App, path: &Path) -> BackupSource {
    let chosen = app.chosen(PlacePurpose::Backup, path).unwrap();
    BackupSource::File { place: chosen.id }
}

/// A backup of a ledger with one payment of its own, `pi_1`.
async fn backup_of_another(folder: &Path, mode: Mode) -> PathBuf {
    let ledger = super::backups::ledger(&folder.join("other")).await;
    ledger.set_mode(mode).await.unwrap();
    let backup = folder.join("backup.sqlite");
    ledger.back_up(&backup).unwrap();
    backup
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_backed_up_comes_back() {
    let (home, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = sold(&home).await;
    let before = payments(&app).await;
    let made = app.back_up_now().await.unwrap().rows;
    let kept = fs::read_dir(home.path().join("accounts/practice/backups")).unwrap();
    let kept = kept.map(|it| it.unwrap().path()).next().unwrap();
    let elsewhere = beside.path().join("taken-along.sqlite");
    fs::copy(&kept, &elsewhere).unwrap();
    // Nothing that could bring the payment back by itself is left.
    let confirmation = AnewConfirmation::DeleteWhatWasPractised;
    app.begin_practice_anew(BeginAnew { confirmation })
        .await
        .unwrap();
    assert!(payments(&app).await.is_empty());
    let gone = BackupSource::Kept { at: made[0].at };
    let error = app.restore_backup(restore(gone)).await.unwrap_err();
    assert_eq!(error.code, IpcErrorCode::NotFound);

    let source = file(&app, &elsewhere);
    let query = BackupQuery {
        source: source.clone(),
    };
    let check = app.check_backup(query).await.unwrap();
    assert_eq!(
        (check.holds.payments, check.replaces.unwrap().payments),
        (1, 0)
    );
    assert!(check.findings.is_empty(), "{:?}", check.findings);
    let restored = app.restore_backup(restore(source)).await.unwrap();
    assert_eq!(restored.payments, 1);
    assert!(
        restored.state.problem.is_none(),
        "{:?}",
        restored.state.problem
    );
    assert_eq!(payments(&app).await, before);
    let aside = restored.kept.unwrap();
    assert!(Path::new(&aside).is_file(), "{aside} is kept");

    let made = app.back_up_now().await.unwrap().rows;
    let listed = BackupSource::Kept { at: made[0].at };
    assert_eq!(
        app.restore_backup(restore(listed)).await.unwrap().payments,
        1
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_backup_of_this_account_is_refused_and_all_stays() {
    let (home, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = sold(&home).await;
    let before = payments(&app).await;
    let live = backup_of_another(beside.path(), Mode::Live).await;
    let source = file(&app, &live);
    let query = BackupQuery {
        source: source.clone(),
    };
    let check = app.check_backup(query).await.unwrap();
    assert!(
        check.findings[0].contains("never mix"),
        "{:?}",
        check.findings
    );
    let refused = app.restore_backup(restore(source)).await.unwrap_err();
    assert!(refused.message.contains("never mix"), "{refused:?}");
    // Of the same mode, and another account's.
    let other = backup_of_another(&beside.path().join("other"), Mode::Test).await;
    let folder = beside.path().join("theirs");
    countertop_store::restore_ledger(&folder, &other).unwrap();
    let ledger = Ledger::open(&folder, Role::Receiver).unwrap();
    ledger
        .set_setting(countertop_store::ACCOUNT, "acct_2Other")
        .await
        .unwrap();
    let theirs = beside.path().join("theirs.sqlite");
    ledger.back_up(&theirs).unwrap();
    ledger.close();
    let refused = app.restore_backup(restore(file(&app, &theirs))).await;
    let refused = refused.unwrap_err();
    assert!(refused.message.contains("acct_2Other"), "{refused:?}");
    let letter = beside.path().join("letter.txt");
    fs::write(&letter, "Dear ledger").unwrap();
    let source = file(&app, &letter);
    let query = BackupQuery {
        source: source.clone(),
    };
    let refused = app.check_backup(query).await.unwrap_err();
    assert!(refused.message.contains("no backup"), "{refused:?}");
    assert!(app.restore_backup(restore(source)).await.is_err());
    let state = app.app_state().await.unwrap();
    assert!(state.problem.is_none(), "{:?}", state.problem);
    assert_eq!(payments(&app).await, before);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_new_computer_the_backup_is_restored_and_the_key_is_asked_for() {
    let beside = tempfile::tempdir().unwrap();
    let backup = backup_of_another(beside.path(), Mode::Test).await;
    // The accounts came along, their keychain did not; and the ledger that came is not sound.
    let home = tempfile::tempdir().unwrap();
    let account = "acct_1Shop-test";
    let folder = home.path().join("accounts").join(account);
    Ledger::open(&folder, Role::Receiver).unwrap().close();
    fs::write(folder.join("ledger.sqlite"), vec![7; 8192]).unwrap();
    let list = format!(
        r#"{{"version":1,"welcomed":true,"open":"{account}","accounts":[{{"account":"{account}","name":"Shop"}}]}}"#
    );
    fs::write(home.path().join("accounts.json"), list).unwrap();
    let app = App::start(AppConfig::new(home.path().to_owned(), "till"))
        .await
        .unwrap();
    let state = app.app_state().await.unwrap();
    assert_eq!(state.account.id, account);
    assert_eq!(state.problem.unwrap().code, IpcErrorCode::KeyNeeded);

    let source = file(&app, &backup);
    let query = BackupQuery {
        source: source.clone(),
    };
    let check = app.check_backup(query).await.unwrap();
    assert_eq!((check.holds.payments, check.replaces), (1, None));
    let restored = app.restore_backup(restore(source)).await.unwrap();
    assert_eq!(restored.payments, 1);
    assert_eq!(
        restored.state.problem.unwrap().code,
        IpcErrorCode::KeyNeeded
    );
    app.shutdown().await;
    let ledger = Ledger::open(&folder, Role::Beside).unwrap();
    assert!(ledger.payment("pi_1").unwrap().is_some());
}
