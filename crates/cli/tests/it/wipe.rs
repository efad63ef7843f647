//! `db wipe`: only with a word, and only what is the ledger's.

use countertop_app::backups::keep_in;
use countertop_store::{Ledger, Role};

use crate::events::{bytes, succeeded};
use crate::program::{Running, program, run};

#[test]
fn a_ledger_is_removed_with_its_copies_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("shop");
    let told = home.path().join("told.json");
    std::fs::write(&told, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(&folder, ["events", "import", told.to_str().unwrap()]).text();
    run(&folder, ["db", "backup"]).text();
    let mine = folder.join("mine.txt");
    std::fs::write(&mine, "mine").unwrap();

    let refused = run(&folder, ["db", "wipe"]);
    assert!(refused.refusal(2).contains("say --yes"), "{refused:?}");
    let mut serve = program(&folder);
    serve
        .arg("--data-dir")
        .arg(&folder)
        .args(["serve", "--listen", "127.0.0.1:0"]);
    let mut serving = Running::start(serve.env("COUNTERTOP_WEBHOOK_SECRET", "whsec_abc"));
    serving.json();
    let in_use = run(&folder, ["db", "wipe", "--yes"]);
    assert!(in_use.refusal(1).contains("stop it first"), "{in_use:?}");
    assert!(folder.join("ledger.sqlite").exists());
    drop(serving);

    let wiped = run(&folder, ["db", "wipe", "--yes"]).json();
    let removed = wiped["removed"].as_array().unwrap();
    assert!(
        removed
            .iter()
            .any(|it| it.as_str().unwrap().contains("backups")),
        "{wiped}"
    );
    assert!(
        removed
            .iter()
            .any(|it| it.as_str().unwrap().ends_with("ledger.sqlite")),
        "{wiped}"
    );
    assert_eq!(wiped["left"], serde_json::json!([mine.to_str().unwrap()]));
    let left: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert_eq!(left, std::slice::from_ref(&mine));

    std::fs::remove_file(mine).unwrap();
    run(&folder, ["events", "import", told.to_str().unwrap()]).text();
    run(&folder, ["db", "wipe", "--yes"]).text();
    assert!(!folder.exists());
    let nothing = run(&folder, ["db", "wipe", "--yes"]);
    assert!(
        nothing.stderr.contains("no ledger to remove"),
        "{nothing:?}"
    );
}

#[tokio::test]
async fn backups_that_lie_in_another_folder_are_named() {
    let home = tempfile::tempdir().unwrap();
    let (folder, disk) = (home.path().join("shop"), home.path().join("disk"));
    std::fs::create_dir(&disk).unwrap();
    let told = home.path().join("told.json");
    std::fs::write(&told, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(&folder, ["events", "import", told.to_str().unwrap()]).text();
    let ledger = Ledger::open(&folder, Role::Beside).unwrap();
    keep_in(&ledger, Some(&disk)).await.unwrap();
    ledger.close();
    let made = run(&folder, ["db", "backup"]).json();
    let backup = made["out"].as_str().unwrap();
    assert!(backup.starts_with(disk.to_str().unwrap()), "{made}");
    let listed = run(&folder, ["db", "backups", "--json"]).json();
    assert_eq!(listed["backups"][0]["path"], backup, "{listed}");
    let erased = run(&folder, ["db", "erase", "--email", "ana@example.com"]).json();
    assert_eq!(erased["still_in"], serde_json::json!([backup]), "{erased}");
    let wiped = run(&folder, ["db", "wipe", "--yes"]).json();
    assert_eq!(wiped["left"], serde_json::json!([backup]), "{wiped}");
    assert!(std::path::Path::new(backup).is_file());
}
