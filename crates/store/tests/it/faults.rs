//! What the ledger does when the world around it breaks.

use std::fs;

use countertop_store::{Ledger, Role, StoreError};

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
    for break_it in [fs::remove_file, |path: std::path::PathBuf| {
        fs::write(path, b"")
    }] {
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
