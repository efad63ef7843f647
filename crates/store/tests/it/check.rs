//! Damage is found, and a copy is whole.

use countertop_store::{Ledger, Role, StoreError};

use crate::histories::{eventful_sale, shop};

#[tokio::test]
async fn what_differs_is_named() {
    for (damage, expected) in [
        (
            "UPDATE payment SET status = 'succeeded'",
            "The payment pi_1 differs from a rebuild.",
        ),
        (
            "DELETE FROM payment",
            "The payment pi_1 differs from a rebuild.",
        ),
        (
            "UPDATE snapshot SET at = at + 1 WHERE id = 'ch_1'",
            "The snapshot charge ch_1 differs",
        ),
        (
            "UPDATE event SET body = (SELECT body FROM event WHERE id = 'evt_02') WHERE id = 'evt_12'",
            "The bytes of the event evt_12 are not what was stored.",
        ),
        ("CREATE TABLE stray (x INTEGER)", "The schema has stray"),
        (
            "DROP INDEX payment_by_status",
            "The schema lacks payment_by_status",
        ),
    ] {
        let shop = shop();
        shop.tell_all(&eventful_sale()[..12]).await;
        assert_eq!(shop.ledger.check().unwrap(), []);
        let file = rusqlite::Connection::open(shop.folder.path().join("ledger.sqlite")).unwrap();
        file.execute_batch(damage).unwrap();
        let findings = shop.ledger.check().unwrap();
        let found = findings.iter().any(|finding| finding.0.contains(expected));
        assert!(found, "{damage}: {findings:?}");
    }
}

#[tokio::test]
async fn a_backup_is_a_whole_ledger_and_replaces_nothing() {
    let shop = shop();
    shop.tell_all(&eventful_sale()).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("ledger.sqlite");
    shop.ledger.back_up(&copy).unwrap();
    let refused = shop.ledger.back_up(&copy).unwrap_err();
    assert!(matches!(refused, StoreError::File { .. }), "{refused}");
    let restored = Ledger::open(folder.path(), Role::Receiver).unwrap();
    assert_eq!(restored.check().unwrap(), []);
    assert_eq!(restored.info().unwrap().events, 13);
}

#[tokio::test]
async fn one_process_receives_and_others_read_beside_it() {
    let shop = shop();
    let second = Ledger::open(shop.folder.path(), Role::Receiver);
    assert!(matches!(second, Err(StoreError::Lock(_))));
    let beside = Ledger::open(shop.folder.path(), Role::Beside).unwrap();
    shop.tell_all(&eventful_sale()).await;
    assert_eq!(beside.info().unwrap().events, 13);
    beside.close();
    shop.ledger.close();
    let wal = shop.folder.path().join("ledger.sqlite-wal");
    assert!(
        !wal.exists() || wal.metadata().unwrap().len() == 0,
        "closing checkpoints"
    );
}
