//! What the ledger does when the world around it breaks.

use std::fs;
use std::path::{Path, PathBuf};

use countertop_domain::{ActKind, Fulfilment};
use countertop_store::{EventFilter, Ledger, Role, StoreError, salvage_ledger};

use crate::histories::{believed, event, intent, shop};

fn created(id: &str) -> serde_json::Value {
    event(id, 5, "payment_intent.created", &intent("processing"))
}

#[cfg(unix)]
#[tokio::test]
async fn nothing_is_acknowledged_once_the_file_was_taken_away() {
    let shop = shop();
    shop.tell(&created("evt_1")).await;
    let file = shop.folder.path().join("ledger.sqlite");
    let elsewhere = shop.folder.path().join("elsewhere.sqlite");
    for break_it in [fs::remove_file, |path: PathBuf| fs::write(path, b"")] {
        if file.exists() {
            fs::rename(&file, &elsewhere).unwrap();
        }
        let _ = break_it(file.clone());
        for id in ["evt_2", "evt_3"] {
            let refused = shop.ledger.record(believed(&created(id))).await;
            let Err(StoreError::Write(reason)) = refused else {
                panic!("{refused:?}");
            };
            assert!(reason.contains("replaced or deleted"), "{reason}");
        }
    }
    fs::rename(&elsewhere, &file).unwrap();
    shop.tell(&created("evt_2")).await;
}

#[tokio::test]
async fn one_receiver_at_a_time() {
    let shop = shop();
    let second = Ledger::open(shop.folder.path(), Role::Receiver);
    assert!(matches!(second, Err(StoreError::Lock(_))));
}

/// A ledger with a few events, closed.
async fn closed() -> tempfile::TempDir {
    let shop = shop();
    for at in 1..=40 {
        shop.tell(&created(&format!("evt_{at:02}"))).await;
    }
    shop.ledger
        .record_act("pi_1", ActKind::Fulfilled)
        .await
        .unwrap();
    shop.ledger.close();
    shop.folder
}

fn events(ledger: &Ledger) -> usize {
    ledger.events(&EventFilter::default()).unwrap().rows.len()
}

fn files(folder: &Path, part: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let named = |path: &PathBuf| path.to_string_lossy().contains(part);
    entries.filter(named).collect()
}

#[tokio::test]
async fn a_receiver_goes_on_with_what_can_be_read_of_a_damaged_ledger() {
    let with_damage = |damage: fn(&mut Vec<u8>)| async move {
        let folder = closed().await;
        let file = folder.path().join("ledger.sqlite");
        let mut contents = fs::read(&file).unwrap();
        damage(&mut contents);
        fs::write(&file, &contents).unwrap();
        let beside = Ledger::open(folder.path(), Role::Beside);
        assert!(
            matches!(beside, Err(StoreError::Open(_))),
            "only a receiver may"
        );
        let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
        assert_eq!(ledger.check().unwrap(), []);
        let kept = files(folder.path(), "damaged-");
        assert_eq!(
            fs::read(&kept[0]).unwrap(),
            contents,
            "not a byte is changed"
        );
        assert_eq!(files(folder.path(), "salvaging"), Vec::<PathBuf>::new());
        ledger
    };
    // Overwritten with something else altogether.
    let ledger = with_damage(|contents| contents.fill(0x5a)).await;
    assert_eq!(events(&ledger), 0);
    // Only the header is gone.
    let ledger = with_damage(|contents| contents[..100].fill(0)).await;
    assert_eq!(events(&ledger), 40);
    let payment = ledger.payment("pi_1").unwrap().unwrap();
    assert_eq!(payment.status.as_str(), "processing");
}

#[tokio::test]
async fn what_can_be_read_of_a_ledger_is_saved() {
    let folder = closed().await;
    let file = folder.path().join("ledger.sqlite");
    // The leaf in the middle of the events: where the bytes of one of them lie.
    let page = {
        let connection = rusqlite::Connection::open(&file).unwrap();
        connection
            .execute_batch("UPDATE event SET body = zeroblob(5) WHERE id = 'evt_30'")
            .unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'event'";
        connection
            .query_row(sql, [], |row| row.get::<_, u32>(0).map(|it| it as usize))
            .unwrap()
    };
    let mut contents = fs::read(&file).unwrap();
    let root = &contents[(page - 1) * 4096..page * 4096];
    assert_eq!(root[0], 5, "an inner page: its first cell names a leaf");
    let cell = usize::from(u16::from_be_bytes([root[12], root[13]]));
    let leaf = u32::from_be_bytes(root[cell..cell + 4].try_into().unwrap()) as usize;
    contents[(leaf - 1) * 4096..leaf * 4096].fill(0);
    fs::write(&file, contents).unwrap();

    let saved = salvage_ledger(folder.path()).unwrap().unwrap();
    assert_eq!(saved.unsound, 1, "{saved:?}");
    assert!((20..39).contains(&saved.events), "{saved:?}");
    let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
    assert_eq!(events(&ledger) as u64, saved.events);
    assert_eq!(ledger.check().unwrap(), []);
    let payment = ledger.payment("pi_1").unwrap().unwrap();
    assert_eq!(payment.fulfilment, Fulfilment::Done);
    assert!(
        salvage_ledger(&folder.path().join("empty"))
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_log_that_went_with_a_killed_process_is_missed() {
    for (killed, deleted, lost) in [
        (true, true, true),
        (true, false, false),
        (false, true, false),
    ] {
        let folder = closed().await;
        let lock = folder.path().join("receiver.lock");
        assert_eq!(fs::read(&lock).unwrap(), b"", "it was given back");
        if killed {
            fs::write(&lock, b"4242").unwrap();
        }
        let log = folder.path().join("ledger.sqlite-wal");
        fs::write(&log, b"").unwrap();
        // One that only looks leaves the traces of the killed one alone.
        let beside = Ledger::open(folder.path(), Role::Beside).unwrap();
        assert_eq!(events(&beside), 40);
        beside.close();
        assert_eq!(log.exists(), killed);
        if deleted {
            let _ = fs::remove_file(&log);
        }
        let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
        let found = ledger.info().unwrap().log_lost_at.is_some();
        assert_eq!(found, lost, "killed {killed}, deleted {deleted}");
        ledger.close();
    }
}

#[tokio::test]
async fn rows_of_older_rules_are_made_anew() {
    let folder = closed().await;
    let file = rusqlite::Connection::open(folder.path().join("ledger.sqlite")).unwrap();
    file.execute_batch(
        "UPDATE setting SET value = '0' WHERE name = 'rules'; UPDATE payment SET status = 'failed';",
    )
    .unwrap();
    drop(file);
    let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
    let payment = ledger.payment("pi_1").unwrap().unwrap();
    assert_eq!(payment.status.as_str(), "processing");
    assert_eq!(ledger.check().unwrap(), []);
}
