//! `db check`, `db backup` and `db info`.

use std::path::Path;

use serde_json::json;

use crate::events::{bytes, succeeded};
use crate::program::{finish, program, run};

fn ledger(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let file = folder.join("event.json");
    std::fs::write(&file, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(folder, ["events", "import", file.to_str().unwrap()]).text();
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
    let mut contents = std::fs::read(&file).unwrap();
    let (is, becomes) = (br#""amount_captured":500"#, br#""amount_captured":501"#);
    let found = contents.windows(is.len()).position(|it| it == is).unwrap();
    contents[found..found + is.len()].copy_from_slice(becomes);
    std::fs::write(&file, contents).unwrap();
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
