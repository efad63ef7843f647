//! `events import`.

use serde_json::json;

use crate::program::{finish, program, run};

#[test]
fn what_is_imported_is_kept_as_the_exact_slice_and_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let spaced = r#"{ "id" : "evt_1",  "object":"event", "created": 5, "n": 1.50e3 }"#;
    let other = r#"{"object":"event","id":"evt_2","created":6,"type":"x"}"#;
    let list = write(
        "list.json",
        &format!("{{\"object\":\"list\",\"data\":[\n{spaced} ,{other}]}}"),
    );
    let lines = write("lines.jsonl", &format!("{other}\n{spaced}\n"));
    let ran = run(folder.path(), ["events", "import", &list, &lines]);
    assert_eq!(ran.text(), "{\"read\":4,\"new\":2}\n");
    let again = run(folder.path(), ["events", "import", &lines]);
    assert_eq!(again.json(), json!({ "read": 2, "new": 0 }));
    let got = run(folder.path(), ["events", "get", "evt_1"]);
    assert_eq!(got.text(), spaced);
    let row = &run(folder.path(), ["events", "list", "--json"]).json_lines()[0];
    assert_eq!(
        (&row["id"], &row["source"]),
        (&json!("evt_2"), &json!("import"))
    );
}

#[test]
fn a_bad_file_among_good_ones_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.json");
    let bad = folder.path().join("bad.json");
    std::fs::write(&good, r#"{"id":"evt_1","object":"event"}"#).unwrap();
    std::fs::write(&bad, r#"{"id":"evt_2","object":"event"} nonsense"#).unwrap();
    let paths = [good.to_str().unwrap(), bad.to_str().unwrap()];
    let ran = run(folder.path(), ["events", "import", paths[0], paths[1]]);
    assert!(ran.refusal(1).contains("bad.json"), "{ran:?}");
    assert_eq!(run(folder.path(), ["events", "list", "--json"]).text(), "");
}

#[test]
fn standard_input_is_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("event.json");
    std::fs::write(&path, r#"{"id":"evt_1","object":"event"}"#).unwrap();
    let mut command = program(folder.path());
    command
        .arg("--data-dir")
        .arg(folder.path())
        .args(["events", "import", "-"]);
    command.stdin(std::fs::File::open(path).unwrap());
    assert_eq!(finish(&mut command).json(), json!({ "read": 1, "new": 1 }));
}

#[test]
fn more_than_the_ledger_takes_at_once_goes_in_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.jsonl");
    let long = "x".repeat(1_000_000);
    let lines: Vec<String> = (0..40)
        .map(|number| {
            json!({"id": format!("evt_{number}"), "object": "event", "long": long}).to_string()
        })
        .collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    let ran = run(folder.path(), ["events", "import", path.to_str().unwrap()]);
    assert_eq!(ran.json(), json!({ "read": 40, "new": 40 }));
    let got = run(folder.path(), ["events", "get", "evt_39"]);
    assert_eq!(got.text(), lines[39]);
}
