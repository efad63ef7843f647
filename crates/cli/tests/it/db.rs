//! `db check`, `db backup`, `db restore`, `db rebuild` and `db info`.

use std::path::Path;

use serde_json::json;

use crate::events::{bytes, succeeded};
use crate::program::{Running, finish, program, run};

fn ledger(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let file = folder.join("event.json");
    std::fs::write(&file, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(folder, ["events", "import", file.to_str().unwrap()]).text();
}

/// Changes bytes in a file, behind the program's back.
fn change(file: &Path, is: &[u8], becomes: &[u8]) {
    let mut contents = std::fs::read(file).unwrap();
    let found = contents.windows(is.len()).position(|it| it == is).unwrap();
    contents[found..found + is.len()].copy_from_slice(becomes);
    std::fs::write(file, contents).unwrap();
}

#[test]
fn a_backup_is_a_ledger_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let shop = folder.path().join("shop");
    ledger(&shop);
    let copy = folder.path().join("copy/ledger.sqlite");
    std::fs::create_dir(copy.parent().unwrap()).unwrap();
    let out = copy.to_str().unwrap();
    let made = run(&shop, ["db", "backup", "--out", out]).json();
    assert_eq!(
        made,
        json!({ "out": out, "bytes": copy.metadata().unwrap().len() })
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let list = ["payments", "list", "--json"];
    let shown = run(copy.parent().unwrap(), list);
    assert_eq!(shown.text(), run(&shop, list).text());
    let again = run(&shop, ["db", "backup", "--out", out]);
    assert!(again.refusal(1).contains("it exists"), "{again:?}");
}

#[test]
fn a_sound_ledger_passes_the_check_and_a_changed_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    let ran = run(folder.path(), ["db", "check"]);
    assert_eq!(ran.text(), "{\"sound\":true,\"findings\":[]}\n");

    let file = folder.path().join("ledger.sqlite");
    change(
        &file,
        br#""amount_received":500"#,
        br#""amount_received":501"#,
    );
    let ran = run(folder.path(), ["db", "check"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("differs from a rebuild"), "{ran:?}");
    assert!(
        ran.stderr
            .trim_end()
            .lines()
            .last()
            .unwrap()
            .contains("is not sound"),
        "{ran:?}"
    );
}

#[test]
fn a_rebuild_mends_rows_that_differ() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    let list = ["payments", "list", "--json"];
    let before = run(folder.path(), list);
    let file = folder.path().join("ledger.sqlite");
    change(
        &file,
        br#""amount_received":500"#,
        br#""amount_received":501"#,
    );
    assert_eq!(run(folder.path(), ["db", "check"]).code, Some(1));

    let rebuilt = run(folder.path(), ["db", "rebuild"]);
    assert_eq!(rebuilt.json(), json!({"read": 1, "payments": 1}));
    assert!(rebuilt.stderr.contains("taken up 1 of 1"), "{rebuilt:?}");
    assert_eq!(run(folder.path(), ["db", "check"]).code, Some(0));
    assert_eq!(run(folder.path(), list).text(), before.text());
}

#[test]
fn a_backup_takes_the_ledgers_place_and_what_was_there_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let shop = folder.path().join("shop");
    ledger(&shop);
    let copy = folder.path().join("copy.sqlite");
    let copy = copy.to_str().unwrap();
    run(&shop, ["db", "backup", "--out", copy]).text();
    let later = shop.join("later.json");
    std::fs::write(&later, bytes(&succeeded(2, 1_700_000_100, 700))).unwrap();
    run(&shop, ["events", "import", later.to_str().unwrap()]).text();

    let restored = run(&shop, ["db", "restore", "--from", copy]).json();
    assert_eq!(restored["payments"], 1, "{restored}");
    assert_eq!(run(&shop, ["db", "check"]).code, Some(0));
    let replaced = restored["replaced"].as_str().unwrap();
    let undone = run(&shop, ["db", "restore", "--from", replaced]).json();
    assert_eq!(undone["payments"], 2, "{undone}");
}

#[test]
fn what_can_be_read_of_a_damaged_ledger_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    let list = ["payments", "list", "--json"];
    let before = run(folder.path(), list);
    let file = folder.path().join("ledger.sqlite");
    let mut contents = std::fs::read(&file).unwrap();
    contents[..16].fill(0);
    std::fs::write(&file, contents).unwrap();
    let refused = run(folder.path(), list);
    assert!(refused.refusal(1).contains("db salvage"), "{refused:?}");
    let saved = run(folder.path(), ["db", "salvage"]).json();
    assert_eq!(
        (&saved["events"], &saved["payments"]),
        (&json!(1), &json!(1))
    );
    assert!(Path::new(saved["damaged"].as_str().unwrap()).exists());
    assert_eq!(run(folder.path(), list).text(), before.text());
    let empty = folder.path().join("empty");
    assert!(
        run(&empty, ["db", "salvage"])
            .refusal(1)
            .contains("no ledger")
    );
}

#[test]
fn what_is_no_sound_backup_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    let list = ["payments", "list", "--json"];
    let before = run(folder.path(), list);
    let broken = folder.path().join("broken.sqlite");
    let mut contents = std::fs::read(folder.path().join("ledger.sqlite")).unwrap();
    for (name, contents) in [
        ("nothing.sqlite", Vec::new()),
        (
            "text.sqlite",
            b"hello, I am a text and no database at all".to_vec(),
        ),
        ("broken.sqlite", {
            // The second page on is not what the first says.
            contents[4096..4096 * 3].fill(0x5a);
            contents
        }),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, contents).unwrap();
        let refused = run(
            folder.path(),
            ["db", "restore", "--from", file.to_str().unwrap()],
        );
        assert!(refused.refusal(1).contains(".sqlite"), "{refused:?}");
    }
    let missing = run(
        folder.path(),
        ["db", "restore", "--from", "/nowhere/x.sqlite"],
    );
    assert!(
        missing.refusal(1).contains("/nowhere/x.sqlite"),
        "{missing:?}"
    );
    assert!(broken.exists());
    assert_eq!(run(folder.path(), list).text(), before.text());
    assert_eq!(run(folder.path(), ["db", "check"]).code, Some(0));
}

#[test]
fn info_says_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    let info = run(folder.path(), ["db", "info", "--json"]).json();
    for (field, expected) in [
        ("path", json!(folder.path().join("ledger.sqlite"))),
        ("mode", json!("test")),
        ("events", json!(1)),
        ("payments", json!(1)),
        ("newest_event", json!(1_700_000_000)),
        ("newest_payment", json!(1_700_000_000)),
    ] {
        assert_eq!(info[field], expected, "{field}");
    }
    let table = run(folder.path(), ["db", "info"]);
    let row = table
        .text()
        .lines()
        .find(|line| line.starts_with("payments "))
        .unwrap();
    assert_eq!(
        row.split_whitespace().collect::<Vec<_>>(),
        ["payments", "1"]
    );
}

#[test]
#[cfg(target_os = "linux")]
fn the_default_folder_is_the_users_own() {
    let home = tempfile::tempdir().unwrap();
    let info = finish(program(home.path()).args(["db", "info", "--json"])).json();
    let expected = home
        .path()
        .join(".local/share/countertop/cli/ledger.sqlite");
    assert_eq!(info["path"], json!(expected));
    use std::os::unix::fs::PermissionsExt as _;
    let folder = expected.parent().unwrap().metadata().unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_ledger_has_backups_of_its_own_and_keeps_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    let before = run(folder.path(), ["db", "backups", "--json"]).json();
    let expected = json!({"daily": false, "keep": 7, "trouble": null, "backups": []});
    assert_eq!(before, expected);
    let made = run(folder.path(), ["db", "backup"]).json();
    let shown = run(
        folder.path(),
        ["db", "backups", "--daily", "on", "--keep", "2", "--json"],
    )
    .json();
    assert_eq!((&shown["daily"], &shown["keep"]), (&json!(true), &json!(2)));
    assert_eq!(shown["backups"][0]["path"], made["out"]);
    assert_eq!(shown["backups"][0]["bytes"], made["bytes"]);
    let text = run(folder.path(), ["db", "backups"]);
    assert!(text.text().starts_with("Made once a day"), "{text:?}");
    let other = tempfile::tempdir().unwrap();
    let restored = run(
        other.path(),
        ["db", "restore", "--from", made["out"].as_str().unwrap()],
    );
    assert_eq!(restored.json()["payments"], 1);
    let refused = run(folder.path(), ["db", "backups", "--keep", "0"]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn serve_makes_the_backup_that_is_due() {
    let folder = tempfile::tempdir().unwrap();
    ledger(folder.path());
    run(folder.path(), ["db", "backups", "--daily", "on"]).text();
    let mut serve = program(folder.path());
    serve
        .arg("--data-dir")
        .arg(folder.path())
        .args(["serve", "--listen", "127.0.0.1:0"]);
    let mut serving = Running::start(serve.env("COUNTERTOP_WEBHOOK_SECRET", "whsec_abc"));
    serving.json();
    serving.logged("A backup was made.");
    let shown = run(folder.path(), ["db", "backups", "--json"]).json();
    assert_eq!(shown["backups"].as_array().unwrap().len(), 1);
    let ended = serving.stop(rustix::process::Signal::TERM);
    assert_eq!(ended.code, Some(0), "{ended:?}");
}
