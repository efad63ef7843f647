//! Backups of an account in a folder of the merchant's own: wiped and erased with it, told when they stay.

use std::fs;
use std::path::Path;

use countertop_app::ipc::{
    AccountData, BackupSource, CopiesOfLedger, EraseConfirmation, EraseCustomer, MoveBackups,
    PersonQuery, PlacePurpose, RestoreBackup, RestoreConfirmation, ShownFolder, WipeLedger,
};

use super::{Desk, is_paid, links, make_link, remove, switch};

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[tokio::test(flavor = "multi_thread")]
async fn backups_elsewhere_are_the_accounts_all_the_same() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let disk = tempfile::tempdir().unwrap();
    let chosen = || app.chosen(PlacePurpose::Backups, disk.path()).unwrap().id;
    let to = |place: Option<String>| MoveBackups { place };
    let refused = app.move_backups(to(Some(chosen()))).await.unwrap_err();
    assert!(refused.message.contains("practice store"), "{refused:?}");
    assert_eq!(count(disk.path()), 0);

    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    is_paid(&desk, &app).await;
    let moved = app.move_backups(to(Some(chosen()))).await.unwrap();
    let folder = disk.path().join(format!("countertop-backups-{account}"));
    assert_eq!(
        (moved.is_elsewhere, Path::new(&moved.folder)),
        (true, &*folder)
    );
    let shown = app.folder_to_show(ShownFolder::Backups).await.unwrap();
    assert_eq!(shown, folder);
    let made = app.back_up_now().await.unwrap();
    assert_eq!((made.rows.len(), count(&folder)), (1, 1));
    let kept = RestoreBackup {
        source: BackupSource::Kept {
            at: made.rows[0].at,
        },
        confirmation: RestoreConfirmation::ReplaceTheLedger,
    };
    assert_eq!(app.restore_backup(kept).await.unwrap().payments, 1);

    let person = || "ana@example.com".to_owned();
    let query = PersonQuery { person: person() };
    let copies = app.preview_erasure(query).await.unwrap().copies;
    let is_there = |it: &String| it.starts_with(moved.folder.as_str());
    assert!(copies.iter().any(is_there), "{copies:?}");
    let erase = EraseCustomer {
        person: person(),
        copies: CopiesOfLedger::Delete,
        confirmation: EraseConfirmation::EraseForGood,
    };
    let erased = app.erase_customer(erase).await.unwrap();
    assert!(erased.still_in.is_empty(), "{:?}", erased.still_in);
    assert_eq!(count(&folder), 0);

    app.back_up_now().await.unwrap();
    let name = app.app_state().await.unwrap().account.name;
    app.wipe_ledger(WipeLedger { name }).await.unwrap();
    assert_eq!(count(&folder), 0);
    assert!(
        !app.show_backups().await.unwrap().is_elsewhere,
        "it begins anew"
    );

    app.move_backups(to(Some(chosen()))).await.unwrap();
    app.back_up_now().await.unwrap();
    let removed = remove(&app, &account, AccountData::Delete).await;
    assert!(
        removed.left[0].contains(moved.folder.as_str()),
        "{:?}",
        removed.left
    );
    assert_eq!(count(&folder), 1, "what the merchant keeps elsewhere stays");
    switch(&app, "practice").await.unwrap();
    assert!(links(&app).await.is_empty());
    app.shutdown().await;
}
