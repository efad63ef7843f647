//! What the merchant keeps here outlives everything but its removal and an erasure.

use std::path::Path;

use countertop_domain::CustomerId;
use countertop_store::{
    LONGEST_DOCUMENT, Ledger, Person, Role, StoreError, erase_customer, rebuild_ledger,
    restore_ledger, salvage_ledger, wipe_ledger,
};
use serde_json::{Value, json};

use crate::erase_told::{her, told};
use crate::histories::shop;

fn open(folder: &Path) -> Ledger {
    Ledger::open(folder, Role::Receiver).unwrap()
}

/// The ids of a kind's documents, in the order in which they are listed.
fn ids(ledger: &Ledger, kind: &str) -> Vec<String> {
    let documents = ledger.documents(kind).unwrap().into_iter();
    documents.map(|it| it.id).collect()
}

#[tokio::test]
async fn a_document_is_kept_replaced_listed_and_removed() {
    let shop = shop();
    let ledger = &shop.ledger;
    for (kind, id, body) in [
        ("draft", "one", json!({"name": "Küchen 🍰"})),
        ("draft", "two", json!([1, null])),
        ("template", "one", json!("another")),
        ("draft", "one", json!({"name": "Torte"})),
    ] {
        ledger.put_document(kind, id, &body).await.unwrap();
        let kept = ledger.document(kind, id).unwrap().unwrap();
        assert_eq!((kept.id.as_str(), kept.body), (id, body));
        assert!(kept.at > 1_700_000_000_000, "milliseconds");
    }
    assert_eq!(
        ids(ledger, "draft"),
        ["one", "two"],
        "kept last, listed first"
    );
    assert_eq!(ids(ledger, "template"), ["one"]);
    assert_eq!(ids(ledger, "import"), Vec::<String>::new());
    assert!(ledger.remove_document("draft", "one").await.unwrap());
    assert!(!ledger.remove_document("draft", "one").await.unwrap());
    assert_eq!(ledger.document("draft", "one").unwrap(), None);
    assert_eq!(ids(ledger, "template"), ["one"]);
}

#[tokio::test]
async fn what_is_too_long_is_refused_with_both_lengths() {
    let shop = shop();
    let long = |bytes: usize| Value::String("x".repeat(bytes - 2));
    let put =
        async |kind: &str, id: &str, body: &Value| shop.ledger.put_document(kind, id, body).await;
    put("draft", "fits", &long(LONGEST_DOCUMENT)).await.unwrap();
    for (kind, id, body, said) in [
        (
            "draft",
            "one",
            long(LONGEST_DOCUMENT + 1),
            "the document is 1048577 bytes long, and may be 1048576",
        ),
        (
            "draft",
            &*"i".repeat(256),
            json!(1),
            "the document's id is 256 bytes long, and may be 255",
        ),
        (
            &*"k".repeat(256),
            "one",
            json!(1),
            "the document's kind is 256 bytes",
        ),
    ] {
        let error = put(kind, id, &body).await.unwrap_err();
        assert!(matches!(error, StoreError::TooLong { .. }), "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
    assert_eq!(ids(&shop.ledger, "draft"), ["fits"]);
}

#[tokio::test]
async fn it_outlives_a_rebuild_a_backup_a_restore_and_a_salvage() {
    let shop = shop();
    let body = json!({"name": "Cake"});
    shop.ledger
        .put_document("draft", "one", &body)
        .await
        .unwrap();
    let kept = shop.ledger.document("draft", "one").unwrap();
    assert_eq!(shop.ledger.check().unwrap(), []);
    let folder = shop.folder.path();
    let backup = folder.join("elsewhere.sqlite");
    shop.ledger.back_up(&backup).unwrap();
    shop.ledger.remove_document("draft", "one").await.unwrap();
    shop.ledger.close();

    let is_kept = |done: &str| {
        let ledger = open(folder);
        assert_eq!(ledger.document("draft", "one").unwrap(), kept, "{done}");
        assert_eq!(ledger.check().unwrap(), [], "{done}");
        ledger.close();
    };
    restore_ledger(folder, &backup).unwrap();
    is_kept("restored");
    rebuild_ledger(folder, &mut |_| {}).unwrap();
    is_kept("rebuilt");
    salvage_ledger(folder).unwrap().unwrap();
    is_kept("salvaged");
    std::fs::remove_file(&backup).unwrap();
    wipe_ledger(folder).unwrap();
    assert_eq!(ids(&open(folder), "draft"), Vec::<String>::new());
}

/// Keeps one document that holds her address, in one of the ways in which it can, and two that do not.
async fn keep(ledger: &Ledger) {
    for (id, body) in [
        ("hers", json!({"to": ["", {"email": "ANA@example.com"}]})),
        (
            "in a link",
            json!("https://x.example/?prefilled_email=ana%40Example.com&a=b"),
        ),
        ("in a key", json!({"ana@example.com": true})),
        ("another's", json!({"email": "juana@example.com"})),
        ("nobody's", json!({"name": "Ana"})),
    ] {
        ledger.put_document("draft", id, &body).await.unwrap();
    }
}

#[tokio::test]
async fn an_erasure_takes_what_holds_the_address_and_counts_it() {
    for person in [
        her(),
        Person::Customer(CustomerId::new("cus_Ana1").unwrap()),
    ] {
        let shop = told().await;
        keep(&shop.ledger).await;
        assert_eq!(shop.ledger.would_erase(&person).unwrap().documents, 3);
        let folder = shop.folder.path();
        let backup = folder.join("elsewhere.sqlite");
        shop.ledger.back_up(&backup).unwrap();
        shop.ledger.close();
        let erased = erase_customer(folder, &person, &mut |_| {}).unwrap();
        assert_eq!(erased.counts.documents, 3);
        for done in ["erased", "restored from a backup of before"] {
            let ledger = open(folder);
            let mut left = ids(&ledger, "draft");
            left.sort();
            assert_eq!(left, ["another's", "nobody's"], "{done}");
            assert_eq!(ledger.erasures().unwrap()[0].documents, 3, "{done}");
            ledger.close();
            restore_ledger(folder, &backup).unwrap();
        }
    }
}

#[tokio::test]
async fn who_is_known_from_a_document_alone_is_erased_as_well() {
    let shop = shop();
    keep(&shop.ledger).await;
    shop.ledger.close();
    let erased = erase_customer(shop.folder.path(), &her(), &mut |_| {}).unwrap();
    assert_eq!((erased.counts.documents, erased.record), (3, Some(1)));
}

#[tokio::test]
async fn a_ledger_of_before_the_first_release_is_refused_and_left_as_it_is() {
    let shop = shop();
    shop.ledger.close();
    let folder = shop.folder.path();
    let file = folder.join("ledger.sqlite");
    let old = rusqlite::Connection::open(&file).unwrap();
    old.execute_batch(
        "ALTER TABLE act RENAME COLUMN subject TO payment; PRAGMA wal_checkpoint(TRUNCATE)",
    )
    .unwrap();
    drop(old);
    let before = std::fs::read(&file).unwrap();
    for opened in [
        Ledger::open(folder, Role::Receiver).map(drop),
        Ledger::open(folder, Role::Beside).map(drop),
        rebuild_ledger(folder, &mut |_| {}),
        erase_customer(folder, &her(), &mut |_| {}).map(drop),
    ] {
        let error = opened.unwrap_err().to_string();
        for said in [
            "ledger.sqlite",
            "before the first release",
            "act.subject",
            "move the file away",
        ] {
            assert!(error.contains(said), "{error}");
        }
    }
    assert!(
        std::fs::read(&file).unwrap() == before,
        "not a byte was written"
    );
}
